#include "protocol/codec/json_writer.hpp"
#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/record.hpp"
#include "protocol/codec/regrouping_values.hpp"
#include "protocol/codec/stored_ballots.hpp"
#include "protocol/codec/stored_tickets.hpp"
#include "protocol/codec/stored_values.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/domain/overloaded.hpp"
#include "protocol/domain/rules.hpp"

// The whole state for the store. What other members say already (the order by rank, which rounds
// collect, who has which seat) is not written: decode_room.cpp makes it again.

namespace refinery {

namespace {

class RoomWriter {
public:
    RoomWriter(JsonWriter& json, Room const& room, Sealer& sealer)
        : json_(json), room_(room), sealer_(sealer) {}

    void write_room() {
        json_.begin_object();
        json_.field("room", room_.id);
        json_.field("title", room_.title);
        json_.optional("code", room_.code);
        write_field(json_, "deck", room_.deck);
        json_.field("anonymous", room_.anonymous);
        json_.nullable("auto_reveal_ms", room_.auto_reveal_ms);
        write_field(json_, "rights", room_.rights);
        json_.field("locked", room_.locked);
        if (room_.passcode) json_.field("passcode", to_string(*room_.passcode));
        json_.field("facilitator_key", to_string(room_.facilitator_key));
        if (room_.read_key) json_.field("read_key", to_string(*room_.read_key));
        write_optional(json_, "spotlight", room_.spotlight);
        json_.field("created", room_.created);
        json_.field("head", room_.head);
        json_.field("last_at", room_.last_at);
        json_.field("next_number", room_.next_number);
        json_.field("forgotten", room_.forgotten);
        write_optional(json_, "ended", room_.ended);
        json_.key("plan");
        json_.begin_object();
        write_plan(json_, room_.plan);
        json_.end_object();
        write_optional(json_, "claim", room_.claim);
        json_.optional("scribe", room_.scribe);
        write_optional(json_, "meeting", room_.meeting);
        write_all("participants", room_.participants);
        write_all("tickets", room_.tickets);
        write_ballots(json_, room_, sealer_);
        write_unless_empty(json_, "splits", room_.splits);
        write_unless_empty(json_, "agenda", room_.agenda);
        write_unless_empty(json_, "clocks", room_.clocks);
        write_unless_empty(json_, "sprints", room_.sprints);
        write_unless_empty(json_, "meetings", room_.meetings);
        write_undoable();
        write_sessions();
        json_.end_object();
    }

private:
    template <class Things>
    void write_all(std::string_view name, Things const& things) {
        json_.key(name);
        json_.begin_list();
        for (auto const& thing : things) {
            json_.begin_object();
            write_members(thing);
            json_.end_object();
        }
        json_.end_list();
    }

    void write_members(Participant const& person) {
        json_.field("participant", person.id);
        json_.field("seat", to_string(person.seat));
        json_.field("name", person.name);
        json_.optional("title", person.title);
        write_name(json_, "role", person.role);
        json_.field("facilitates", person.facilitates);
        json_.field("owns", person.owns);
        json_.optional("left", person.left);
        if (person.removed) json_.field("removed", true);
        if (person.claimed) json_.field("claimed", true);
    }

    void write_members(Ticket const& ticket) { write_stored_ticket(json_, ticket); }

    void write_undoable() {
        json_.key("undoable");
        json_.begin_list();
        for (auto const& person : room_.participants) {
            auto const found = room_.undoable.find(person.id);
            if (found == room_.undoable.end()) continue;
            json_.begin_object();
            json_.field("participant", person.id);
            json_.key("operations");
            json_.begin_list();
            for (auto const& undoable : found->second) {
                json_.begin_object();
                json_.field("seq", undoable.seq);
                std::visit([&](auto const& inverse) { write_inverse(inverse); }, undoable.inverse);
                json_.end_object();
            }
            json_.end_list();
            json_.end_object();
        }
        json_.end_list();
    }

    void write_inverse(inverse::TakeAway const& away) {
        json_.field("how", "take_away");
        write_field(json_, "tickets", away.tickets);
    }
    void write_inverse(inverse::SetBack const& back) {
        json_.field("how", "set_back");
        json_.key("tickets");
        json_.begin_list();
        for (auto const& values : back.tickets) {
            json_.begin_object();
            json_.field("ticket", values.ticket);
            json_.clearable("key", values.key);
            json_.optional("title", values.title);
            if (values.estimate) {
                json_.key("estimate");
                if (*values.estimate)
                    write(json_, **values.estimate);
                else
                    json_.null();
            }
            write_detail_changes(json_, values.details);
            json_.end_object();
        }
        json_.end_list();
    }
    void write_inverse(inverse::MoveBack const& back) {
        json_.field("how", "move_back");
        write_places(back.tickets);
    }
    void write_inverse(inverse::Restore const& restore) {
        json_.field("how", "restore");
        write_places(restore.tickets);
    }
    void write_places(std::vector<inverse::StoodBehind> const& places) {
        json_.key("tickets");
        json_.begin_list();
        for (auto const& place : places) {
            json_.begin_object();
            json_.field("ticket", place.ticket);
            json_.optional("after", place.after);
            json_.end_object();
        }
        json_.end_list();
    }
    void write_inverse(inverse::ArchiveAgain const& again) {
        json_.field("how", "archive_again");
        json_.key("tickets");
        json_.begin_list();
        for (auto const& entry : again.tickets) {
            json_.begin_object();
            json_.field("ticket", entry.ticket);
            write_field(json_, "archived", entry.archived);
            json_.end_object();
        }
        json_.end_list();
    }

    void write_inverse(inverse::PutBack const& back) {
        json_.field("how", "put_back");
        json_.key("tickets");
        json_.begin_list();
        for (auto const& ticket : back.tickets) {
            json_.begin_object();
            write_stored_ticket(json_, ticket);
            json_.end_object();
        }
        json_.end_list();
        write_unless_empty(json_, "linked", back.linked);
        write_unless_empty(json_, "unlinked", back.unlinked);
    }

    void write_sessions() {
        json_.key("sessions");
        json_.begin_list();
        for (auto const& [key, session] : room_.sessions) {
            json_.begin_object();
            json_.field("participant", key.participant);
            json_.field("session", key.session);
            json_.key("answers");
            json_.begin_list();
            for (auto const& answer : session.answers) {
                json_.begin_object();
                json_.field("cseq", answer.cseq);
                json_.field("seq", answer.seq);
                json_.end_object();
            }
            json_.end_list();
            json_.end_object();
        }
        json_.end_list();
    }

    JsonWriter& json_;
    Room const& room_;
    Sealer& sealer_;
};

}  // namespace

std::string encode_room(Room const& room, Sealer& sealer) {
    JsonWriter json;
    json.begin_object();
    json.field("format", snapshot_format);
    json.key("room");
    RoomWriter(json, room, sealer).write_room();
    json.end_object();
    return json.take();
}

}  // namespace refinery
