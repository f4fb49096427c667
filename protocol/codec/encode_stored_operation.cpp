#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/operation_data.hpp"
#include "protocol/codec/record.hpp"
#include "protocol/codec/regrouping_values.hpp"
#include "protocol/codec/sealed.hpp"
#include "protocol/codec/stored_tickets.hpp"
#include "protocol/codec/stored_values.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/domain/overloaded.hpp"

// An operation as the store keeps it: whole, with the hidden choice sealed.

namespace refinery {

namespace {

std::string_view name_of_operation(OperationBody const& body) {
    using namespace std::string_view_literals;
    return std::visit(
        overloaded{
            [](operation::RoomCreated const&) { return "room.created"sv; },
            [](operation::RoomConfigured const&) { return "room.configured"sv; },
            [](operation::SpotlightMoved const&) { return "spotlight.moved"sv; },
            [](operation::ParticipantJoined const&) { return "participant.joined"sv; },
            [](operation::ParticipantLeft const&) { return "participant.left"sv; },
            [](operation::ParticipantReturned const&) { return "participant.returned"sv; },
            [](operation::ParticipantRenamed const&) { return "participant.renamed"sv; },
            [](operation::ParticipantRoleSet const&) { return "participant.role_set"sv; },
            [](operation::TicketAdded const&) { return "ticket.added"sv; },
            [](operation::TicketsImported const&) { return "tickets.imported"sv; },
            [](operation::TicketEdited const&) { return "ticket.edited"sv; },
            [](operation::TicketMoved const&) { return "ticket.moved"sv; },
            [](operation::TicketArchived const&) { return "ticket.archived"sv; },
            [](operation::TicketRestored const&) { return "ticket.restored"sv; },
            [](operation::TicketsReranked const&) { return "tickets.reranked"sv; },
            [](operation::TextReplaced const&) { return "text.replaced"sv; },
            [](operation::RoundOpened const&) { return "round.opened"sv; },
            [](operation::EstimateGiven const&) { return "estimate.given"sv; },
            [](operation::EstimateWithdrawn const&) { return "estimate.withdrawn"sv; },
            [](operation::RoundHeld const&) { return "round.held"sv; },
            [](operation::RoundRevealed const&) { return "round.revealed"sv; },
            [](operation::RoundSkipped const&) { return "round.skipped"sv; },
            [](operation::RoundSettled const&) { return "round.settled"sv; },
            [](operation::RoundReopened const&) { return "round.reopened"sv; },
            [](operation::RoomEnded const&) { return "room.ended"sv; },
            [](operation::RoomReopened const&) { return "room.reopened"sv; },
            [](operation::LinksRenewed const&) { return "links.renewed"sv; },
            [](operation::ParticipantRemoved const&) { return "participant.removed"sv; },
            [](operation::FacilitationClaimed const&) { return "facilitation.claimed"sv; },
            [](operation::FacilitationReturned const&) { return "facilitation.returned"sv; },
            [](operation::ScribeNamed const&) { return "scribe.named"sv; },
            [](operation::EntryChecked const&) { return "ticket.checked"sv; },
            [](operation::ReadyOverridden const&) { return "ready.overridden"sv; },
            [](operation::TicketLinked const&) { return "ticket.linked"sv; },
            [](operation::TicketUnlinked const&) { return "ticket.unlinked"sv; },
            [](operation::TicketParked const&) { return "ticket.parked"sv; },
            [](operation::TicketUnparked const&) { return "ticket.unparked"sv; },
            [](operation::QuestionAsked const&) { return "question.asked"sv; },
            [](operation::QuestionAnswered const&) { return "question.answered"sv; },
            [](operation::TicketMarkedRead const&) { return "ticket.marked_read"sv; },
            [](operation::ItemAdded const&) { return "agenda.added"sv; },
            [](operation::ItemEdited const&) { return "agenda.edited"sv; },
            [](operation::ItemMoved const&) { return "agenda.moved"sv; },
            [](operation::ItemRemoved const&) { return "agenda.removed"sv; },
            [](operation::ItemStarted const&) { return "agenda.started"sv; },
            [](operation::ItemStopped const&) { return "agenda.stopped"sv; },
            [](operation::ItemSkipped const&) { return "agenda.skipped"sv; },
            [](operation::TimerStarted const&) { return "timer.started"sv; },
            [](operation::TimerPaused const&) { return "timer.paused"sv; },
            [](operation::TimerResumed const&) { return "timer.resumed"sv; },
            [](operation::TimerExtended const&) { return "timer.extended"sv; },
            [](operation::TimerStopped const&) { return "timer.stopped"sv; },
            [](operation::TimerExpired const&) { return "timer.expired"sv; },
            [](operation::MeetingEnded const&) { return "meeting.ended"sv; },
            [](operation::MeetingRated const&) { return "meeting.rated"sv; },
            [](operation::CapacityChanged const&) { return "capacity.changed"sv; },
            [](operation::SprintCommitted const&) { return "sprint.committed"sv; },
            [](operation::SprintReleased const&) { return "sprint.released"sv; },
            [](operation::BallotExcused const&) { return "ballot.excused"sv; },
            [](operation::BallotDoneSet const&) { return "ballot.done_set"sv; },
            [](operation::BallotCancelled const&) { return "ballot.cancelled"sv; },
            [](operation::BallotExtended const&) { return "ballot.extended"sv; },
            [](operation::BallotSettled const&) { return "ballot.settled"sv; },
            [](operation::BallotReopened const&) { return "ballot.reopened"sv; },
            [](operation::DotsOpened const&) { return "dots.opened"sv; },
            [](operation::DotsChanged const& changed) {
                return changed.taken ? "dot.taken"sv : "dot.placed"sv;
            },
            [](operation::DotsClosed const&) { return "dots.closed"sv; },
            [](operation::DotsSized const&) { return "dots.sized"sv; },
            [](operation::OrderApplied const&) { return "order.applied"sv; },
            [](operation::TicketsMerged const&) { return "ticket.merged"sv; },
            [](operation::SplitOpened const&) { return "split.opened"sv; },
            [](operation::SplitEdited const&) { return "split.edited"sv; },
            [](operation::SplitClosed const&) { return "split.closed"sv; },
            [](operation::TicketSplit const&) { return "ticket.split"sv; },
            [](operation::TicketsPutBack const&) { return "tickets.put_back"sv; },
        },
        body);
}

/// Writes the members of `data` as the store keeps them.
class StoredOperationData : public SharedOperationData {
public:
    StoredOperationData(JsonWriter& json, Operation const& operation, RoomId room, Sealer& sealer)
        : SharedOperationData(json, operation.seq),
          operation_(operation),
          room_(room),
          sealer_(sealer) {}

    using SharedOperationData::operator();

    void operator()(operation::RoomCreated const& created) {
        json().field("room", created.room);
        json().field("title", created.title);
        json().field("code", created.code);
        write_field(json(), "deck", created.deck);
        json().field("anonymous", created.anonymous);
        json().nullable("auto_reveal_ms", created.auto_reveal_ms);
        write_field(json(), "rights", created.rights);
        if (created.passcode) json().field("passcode", to_string(*created.passcode));
        json().field("facilitator_key", to_string(created.facilitator_key));
        json().field("read_key", to_string(created.read_key));
    }
    void operator()(operation::RoomConfigured const& configured) {
        auto const& set = configured.set;
        json().key("set");
        json().begin_object();
        json().optional("title", set.title);
        write_optional(json(), "deck", set.deck);
        json().clearable("auto_reveal_ms", set.auto_reveal_ms);
        json().optional("anonymous", set.anonymous);
        write_optional(json(), "rights", set.rights);
        if (set.passcode) {
            json().key("passcode");
            if (*set.passcode)
                json().value(to_string(**set.passcode));
            else
                json().null();
        }
        json().optional("locked", set.locked);
        write_plan_settings(json(), set.plan);
        json().end_object();
    }
    void operator()(operation::LinksRenewed const& renewed) {
        write_name(json(), "which", renewed.which);
        json().optional("code", renewed.code);
        if (renewed.key) json().field("key", to_string(*renewed.key));
        if (renewed.off) json().field("off", true);
    }
    void operator()(operation::FacilitationClaimed const& claimed) {
        json().field("participant", claimed.participant);
        if (claimed.asked) json().field("asked", true);
        json().optional("facilitator_gone_ms", claimed.facts.facilitator_gone_ms);
        json().field("facilitator_seen", claimed.facts.facilitator_seen);
        json().field("claimant_was_here", claimed.facts.claimant_was_here);
    }
    void operator()(operation::ParticipantJoined const& joined) {
        json().field("participant", joined.participant);
        json().field("seat", to_string(joined.seat));
        json().field("name", joined.name);
        write_name(json(), "role", joined.role);
        json().field("facilitates", joined.facilitates);
        json().field("owns", joined.owns);
    }
    void operator()(operation::TicketsImported const& imported) {
        json().key("tickets");
        json().begin_list();
        for (auto const& row : imported.tickets) {
            json().begin_object();
            json().field("ticket", row.ticket);
            json().field("number", row.number);
            json().field("rank", row.rank);
            json().field("title", row.title);
            json().optional("key", row.key);
            if (!row.description.empty()) json().field("description", row.description);
            write_optional(json(), "estimate", row.estimate);
            write_details(json(), row.details);
            json().end_object();
        }
        json().end_list();
        json().field("created", imported.created);
    }
    void operator()(operation::TicketEdited const& edited) {
        write_field(json(), "tickets", edited.tickets);
        json().key("set");
        write_set(edited.set);
        write_replaced(json(), edited.replaced);
        if (edited.each.empty()) return;
        json().key("each");
        json().begin_object();
        for (auto const& [ticket, set] : edited.each) {
            json().key(to_string(ticket));
            write_set(set);
        }
        json().end_object();
    }
    void operator()(operation::TicketArchived const& archived) {
        write_field(json(), "tickets", archived.tickets);
        write_name(json(), "reason", archived.reason);
        json().optional("note", archived.note);
        json().optional("of", archived.of);
        write_unless_empty(json(), "redealt", archived.redealt);
    }
    void operator()(operation::TextReplaced const& replaced) {
        json().field("doc", to_string(replaced.doc));
        json().field("v", replaced.text.v);
        json().field("text", replaced.text.words);
    }
    void operator()(operation::EstimateGiven const& given) {
        json().field("round", given.round);
        write_sealed("choice", given.choice, given.round);
    }
    void operator()(operation::TicketsMerged const& merged) {
        write_merged(json(), merged, [&] {
            if (!merged.description) return;
            json().key("description");
            json().begin_object();
            json().field("v", merged.description->v);
            json().field("text", merged.description->words);
            json().end_object();
        });
    }
    void operator()(operation::TicketSplit const& split) {
        write_split(json(), split);
        json().field("takes_dots", split.takes_dots);
    }
    void operator()(operation::TicketsPutBack const& put) {
        json().key("tickets");
        json().begin_list();
        for (auto const& ticket : put.tickets) {
            json().begin_object();
            write_stored_ticket(json(), ticket);
            json().end_object();
        }
        json().end_list();
        write_unless_empty(json(), "linked", put.linked);
        write_unless_empty(json(), "unlinked", put.unlinked);
    }
    void operator()(operation::DotsChanged const& changed) {
        json().field("ballot", changed.ballot);
        write_sealed("hand", changed.hand, changed.ballot);
        json().field("left", changed.left);
    }

private:
    void write_sealed(std::string_view name, std::optional<Secret<Choice>> const& choice,
                      BallotId ballot) {
        SealedCodec::write(
            json(), name, choice,
            {.room = room_, .ballot = ballot, .by = operation_.by.value_or(ParticipantId{})},
            sealer_);
    }
    void write_set(operation::FieldValues const& set) {
        json().begin_object();
        json().clearable("key", set.key);
        json().optional("title", set.title);
        if (set.estimate) {
            json().key("estimate");
            if (*set.estimate)
                write(json(), **set.estimate);
            else
                json().null();
        }
        write_detail_changes(json(), set.details);
        json().end_object();
    }

    Operation const& operation_;
    RoomId room_;
    Sealer& sealer_;
};

}  // namespace

std::string encode_stored_operation(Operation const& operation, RoomId const& room,
                                    Sealer& sealer) {
    JsonWriter json;
    json.begin_object();
    json.field("seq", operation.seq);
    json.field("at", operation.at);
    json.optional("by", operation.by);
    if (operation.origin) {
        json.field("session", operation.origin->session);
        json.field("cseq", operation.origin->cseq);
    }
    json.optional("undoes", operation.undoes);
    json.field("op", name_of_operation(operation.body));
    json.key("data");
    json.begin_object();
    std::visit(StoredOperationData(json, operation, room, sealer), operation.body);
    json.end_object();
    json.end_object();
    return json.take();
}

}  // namespace refinery
