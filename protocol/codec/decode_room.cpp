#include "protocol/codec/decode_values.hpp"
#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/record.hpp"
#include "protocol/codec/regrouping_values.hpp"
#include "protocol/codec/stored_ballots.hpp"
#include "protocol/codec/stored_tickets.hpp"
#include "protocol/codec/stored_values.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/domain/details.hpp"
#include "protocol/domain/limits.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

// The reverse of encode_room.cpp. A state is handed out only if the domain can go on from it:
// whatever one thing says of another is looked up here, so that `decide` and `evolve` need not
// doubt it.

namespace refinery {

namespace {

class RoomReader {
public:
    RoomReader(Fields const& from, Sealer const& sealer) : from_(from), sealer_(sealer) {}

    DecodedRoom read() {
        read_settings();
        from_.each_object("participants", [&](Fields const& each) { read_participant(each); });
        from_.each_object("tickets", [&](Fields const& each) { read_ticket(each); });
        key_missing_ = read_ballots(from_, room_, sealer_);
        read_splits();
        read_agenda();
        read_sprints_and_meetings();
        from_.each_object("undoable", [&](Fields const& each) { read_undoable(each); });
        from_.each_object("sessions", [&](Fields const& each) { read_session(each); });
        for (auto const& ticket : room_.tickets) {
            if (ticket.stood_behind && !room_.tickets.contains(*ticket.stood_behind))
                from_.wrong("tickets", "A ticket stood behind one that is not there.");
        }
        join_links();
        return {.room = std::move(room_), .key_missing = key_missing_};
    }

private:
    void read_settings() {
        room_.id = from_.id<RoomId>("room");
        room_.title = from_.text("title");
        room_.content_bytes = room_.title.size();
        room_.code = from_.optional_text("code");
        if (auto const deck = from_.object("deck")) room_.deck = read_deck(*deck);
        room_.anonymous = from_.truth("anonymous");
        room_.auto_reveal_ms = from_.nullable_integer("auto_reveal_ms");
        if (auto const rights = from_.object("rights")) room_.rights = read_rights(*rights);
        room_.locked = from_.truth("locked");
        room_.passcode = read_optional_secret_hash(from_, "passcode");
        room_.facilitator_key = read_secret_hash(from_, "facilitator_key");
        room_.read_key = read_optional_secret_hash(from_, "read_key");
        if (auto const spotlight = from_.optional_object("spotlight"))
            room_.spotlight = read_lit_spotlight(*spotlight);
        room_.ended = read_optional_ended(from_);
        if (auto const plan = from_.optional_object("plan")) room_.plan = read_plan(*plan);
        room_.claim = read_optional_claim(from_);
        room_.scribe = from_.optional_id<ParticipantId>("scribe");
        room_.meeting = read_optional_meeting(from_);
        room_.created = from_.time("created");
        room_.head = from_.natural("head");
        room_.last_at = from_.time("last_at");
        room_.next_number = from_.natural("next_number");
        room_.forgotten = from_.natural("forgotten");
    }

    static Spotlight read_lit_spotlight(Fields const& from) {
        auto spotlight = read_spotlight(from);
        spotlight.since = from.optional_time("since");
        return spotlight;
    }

    void read_participant(Fields const& from) {
        Participant person{.id = from.id<ParticipantId>("participant"),
                           .seat = read_secret_hash(from, "seat"),
                           .name = from.text("name"),
                           .title = from.optional_text("title"),
                           .role = from.alternative<Role>("role"),
                           .facilitates = from.truth("facilitates"),
                           .owns = from.truth("owns"),
                           .left = from.optional_time("left"),
                           .removed = from.optional_truth("removed").value_or(false),
                           .claimed = from.optional_truth("claimed").value_or(false)};
        if (room_.participants.contains(person.id) ||
            !room_.seats.emplace(person.seat, person.id).second)
            return from.wrong("participant", "This participant is there twice.");
        room_.participants.add(std::move(person));
    }

    void read_ticket(Fields const& from) {
        auto ticket = read_stored_ticket(from);
        if (room_.tickets.contains(ticket.id) ||
            !room_.by_rank.emplace(ticket.rank, ticket.id).second)
            return from.wrong("ticket", "This ticket or its rank is there twice.");
        room_.content_bytes += bytes_of(ticket);
        room_.tickets.add(std::move(ticket));
    }

    /// The other end of every link.
    void join_links() {
        for (auto const& ticket : room_.tickets)
            for (auto const blocker : ticket.blocked_by)
                if (auto* other = room_.tickets.find(blocker))
                    other->blocks.push_back(ticket.id);
                else
                    from_.wrong("tickets", "A ticket waits for one that is not there.");
    }

    void read_splits() {
        if (!from_.has("splits")) return;
        from_.each_object("splits", [&](Fields const& each) {
            auto draft = read_split_draft(each);
            must_know(each, draft.ticket);
            if (draft.children.size() < 2) return each.wrong("children", "There are too few.");
            room_.splits.push_back(std::move(draft));
        });
    }

    // --- the meeting ----------------------------------------------------------------------------

    void read_agenda() {
        if (from_.has("agenda"))
            from_.each_object("agenda", [&](Fields const& each) { read_item(each); });
        if (!from_.has("clocks")) return;
        from_.each_object("clocks", [&](Fields const& each) {
            auto clock = read_clock(each);
            if (is_there(room_.clocks, &Clock::name, clock.name))
                return each.wrong("clock", "This clock is there twice.");
            if (clock.item && !is_there(room_.agenda, &AgendaItem::id, *clock.item))
                return each.wrong("item", "The item of this clock is not there.");
            if (clock.round && !room_.ballots.contains(*clock.round))
                return each.wrong("round", "The round of this clock is not there.");
            room_.clocks.push_back(std::move(clock));
        });
    }

    void read_item(Fields const& from) {
        auto item = read_agenda_item(from);
        if (is_there(room_.agenda, &AgendaItem::id, item.id))
            return from.wrong("item", "This item is there twice.");
        for (auto const ticket : item.tickets) must_know(from, ticket);
        for (auto const ticket : item.queue) must_know(from, ticket);
        for (auto const& time : item.finished) must_know(from, time.ticket);
        room_.agenda.push_back(std::move(item));
    }

    void read_sprints_and_meetings() {
        if (from_.has("sprints"))
            from_.each_object("sprints", [&](Fields const& each) {
                auto sprint = read_sprint(each);
                if (is_there(room_.sprints, &Sprint::id, sprint.id))
                    return each.wrong("sprint", "This sprint is there twice.");
                if (sprint.committed)
                    for (auto const ticket : sprint.committed->tickets) must_know(each, ticket);
                room_.sprints.push_back(std::move(sprint));
            });
        if (from_.has("meetings"))
            from_.each_object("meetings", [&](Fields const& each) {
                room_.meetings.push_back(read_meeting_record(each));
            });
    }

    template <class T, class Member, class Value>
    static bool is_there(std::vector<T> const& list, Member member, Value const& value) {
        return std::ranges::find(list, value, member) != list.end();
    }

    // --- undo and sessions --------------------------------------------------------------------

    void read_undoable(Fields const& from) {
        auto const person = from.id<ParticipantId>("participant");
        if (!room_.participants.contains(person) || room_.undoable.count(person) != 0)
            return from.wrong("participant", "This person is not there, or there twice.");
        auto& undoable = room_.undoable[person];
        from.each_object("operations", [&](Fields const& each) {
            undoable.push_back({.seq = each.natural("seq"), .inverse = read_inverse(each)});
        });
    }

    Inverse read_inverse(Fields const& from) {
        auto const how = from.text("how");
        if (how == "take_away") {
            inverse::TakeAway away{from.ids<TicketId>("tickets")};
            for (auto const ticket : away.tickets) must_know(from, ticket);
            return away;
        }
        if (how == "set_back") return read_set_back(from);
        if (how == "move_back") return inverse::MoveBack{read_places(from)};
        if (how == "restore") return inverse::Restore{read_places(from)};
        if (how == "archive_again") return read_archive_again(from);
        if (how == "put_back") return read_put_back(from);
        from.wrong("how", "This is no way to take something back.");
        return inverse::TakeAway{};
    }

    inverse::SetBack read_set_back(Fields const& from) {
        inverse::SetBack back;
        from.each_object("tickets", [&](Fields const& values) {
            back.tickets.push_back({.ticket = known_ticket(values, "ticket"),
                                    .key = values.clearable_text("key"),
                                    .title = values.optional_text("title"),
                                    .estimate = read_clearable_estimate(values, "estimate"),
                                    .details = read_detail_changes(values)});
        });
        return back;
    }

    std::vector<inverse::StoodBehind> read_places(Fields const& from) {
        std::vector<inverse::StoodBehind> places;
        from.each_object("tickets", [&](Fields const& place) {
            auto const after = place.optional_id<TicketId>("after");
            if (after) must_know(place, *after);
            places.push_back({.ticket = known_ticket(place, "ticket"), .after = after});
        });
        return places;
    }

    inverse::ArchiveAgain read_archive_again(Fields const& from) {
        inverse::ArchiveAgain again;
        from.each_object("tickets", [&](Fields const& entry) {
            auto const archived = entry.object("archived");
            again.tickets.push_back({.ticket = known_ticket(entry, "ticket"),
                                     .archived = archived ? read_archived(*archived) : Archived{}});
        });
        return again;
    }

    inverse::PutBack read_put_back(Fields const& from) {
        inverse::PutBack back;
        from.each_object("tickets", [&](Fields const& each) {
            back.tickets.push_back(read_stored_ticket(each));
            must_know(each, back.tickets.back().id);
        });
        back.linked = read_links(from, "linked");
        back.unlinked = read_links(from, "unlinked");
        for (auto const& links : {back.linked, back.unlinked})
            for (auto const& link : links) {
                must_know(from, link.blocker);
                must_know(from, link.blocked);
            }
        return back;
    }

    TicketId known_ticket(Fields const& from, std::string_view name) {
        auto const ticket = from.id<TicketId>(name);
        must_know(from, ticket);
        return ticket;
    }

    void must_know(Fields const& from, TicketId ticket) {
        if (!room_.tickets.contains(ticket)) from.wrong("tickets", "This ticket is not there.");
    }

    void read_session(Fields const& from) {
        SessionKey const key{.participant = from.id<ParticipantId>("participant"),
                             .session = from.id<SessionId>("session")};
        SessionRecord session;
        from.each_object("answers", [&](Fields const& answer) {
            session.answers.push_back(
                {.cseq = answer.natural("cseq"), .seq = answer.natural("seq")});
        });
        if (session.answers.empty() ||
            !room_.sessions_by_seq.emplace(session.newest_seq(), key).second ||
            !room_.sessions.emplace(key, std::move(session)).second)
            from.wrong("session", "This session stored nothing, or is there twice.");
    }

    Fields const& from_;
    Sealer const& sealer_;
    Room room_;
    bool key_missing_ = false;
};

}  // namespace

RecordResult<DecodedRoom> decode_room(std::string_view bytes, Sealer const& sealer) {
    auto const document = JsonDocument::parse(bytes, json_depth_max);
    if (!document)
        return RecordError{RecordError::Kind::damaged,
                           "no JSON at byte " + std::to_string(document.error().offset)};
    std::optional<FieldFault> fault;
    Fields const snapshot(document->root(), fault);
    if (auto const format = snapshot.natural("format"); !fault && format != snapshot_format)
        return RecordError{RecordError::Kind::unknown_format,
                           "snapshot format " + std::to_string(format)};
    std::optional<DecodedRoom> decoded;
    if (auto const room = snapshot.object("room")) decoded = RoomReader(*room, sealer).read();
    if (fault || !decoded)
        return RecordError{RecordError::Kind::damaged,
                           fault ? fault->where + ": " + fault->message : "no room"};
    return std::move(*decoded);
}

}  // namespace refinery
