#include "protocol/codec/encode.hpp"
#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/operation_data.hpp"
#include "protocol/codec/regrouping_values.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/codec/ticket_view.hpp"
#include "protocol/domain/overloaded.hpp"

#include <string_view>

// An operation as everybody is told. Only public forms come in here (SEC-2).

namespace refinery {

namespace {

std::string_view name_of_operation(PublicBody const& body) {
    using namespace std::string_view_literals;
    return std::visit(
        overloaded{
            [](public_form::RoomCreated const&) { return "room.created"sv; },
            [](public_form::RoomConfigured const&) { return "room.configured"sv; },
            [](operation::SpotlightMoved const&) { return "spotlight.moved"sv; },
            [](public_form::ParticipantJoined const&) { return "participant.joined"sv; },
            [](operation::ParticipantLeft const&) { return "participant.left"sv; },
            [](operation::ParticipantReturned const&) { return "participant.returned"sv; },
            [](operation::ParticipantRenamed const&) { return "participant.renamed"sv; },
            [](operation::ParticipantRoleSet const&) { return "participant.role_set"sv; },
            [](operation::TicketAdded const&) { return "ticket.added"sv; },
            [](public_form::TicketsImported const&) { return "tickets.imported"sv; },
            [](operation::TicketEdited const&) { return "ticket.edited"sv; },
            [](operation::TicketMoved const&) { return "ticket.moved"sv; },
            [](operation::TicketArchived const&) { return "ticket.archived"sv; },
            [](operation::TicketRestored const&) { return "ticket.restored"sv; },
            [](operation::TicketsReranked const&) { return "tickets.reranked"sv; },
            [](public_form::TextReplaced const&) { return "text.replaced"sv; },
            [](operation::RoundOpened const&) { return "round.opened"sv; },
            [](public_form::EstimateGiven const&) { return "estimate.given"sv; },
            [](operation::EstimateWithdrawn const&) { return "estimate.withdrawn"sv; },
            [](operation::RoundHeld const&) { return "round.held"sv; },
            [](operation::RoundRevealed const&) { return "round.revealed"sv; },
            [](operation::RoundSkipped const&) { return "round.skipped"sv; },
            [](operation::RoundSettled const&) { return "round.settled"sv; },
            [](operation::RoundReopened const&) { return "round.reopened"sv; },
            [](operation::RoomEnded const&) { return "room.ended"sv; },
            [](operation::RoomReopened const&) { return "room.reopened"sv; },
            [](public_form::LinksRenewed const&) { return "links.renewed"sv; },
            [](operation::ParticipantRemoved const&) { return "participant.removed"sv; },
            [](public_form::FacilitationClaimed const&) { return "facilitation.claimed"sv; },
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
            [](public_form::DotsChanged const& changed) {
                return changed.taken ? "dot.taken"sv : "dot.placed"sv;
            },
            [](operation::DotsClosed const&) { return "dots.closed"sv; },
            [](operation::DotsSized const&) { return "dots.sized"sv; },
            [](operation::OrderApplied const&) { return "order.applied"sv; },
            [](public_form::TicketsMerged const&) { return "ticket.merged"sv; },
            [](operation::SplitOpened const&) { return "split.opened"sv; },
            [](operation::SplitEdited const&) { return "split.edited"sv; },
            [](operation::SplitClosed const&) { return "split.closed"sv; },
            [](operation::TicketSplit const&) { return "ticket.split"sv; },
            [](public_form::TicketsPutBack const&) { return "tickets.put_back"sv; },
        },
        body);
}

/// TIC-13: one ticket stands as `ticket`, several as `tickets`.
void write_tickets(JsonWriter& json, std::vector<TicketId> const& tickets, bool always_a_list) {
    if (tickets.size() == 1 && !always_a_list)
        json.field("ticket", tickets.front());
    else
        write_field(json, "tickets", tickets);
}

/// Writes the members of `data` as everybody is told.
class PublicOperationData : public SharedOperationData {
public:
    PublicOperationData(JsonWriter& json, Sequence seq, bool undoes)
        : SharedOperationData(json, seq), undoes_(undoes) {}

    using SharedOperationData::operator();

    void operator()(public_form::RoomCreated const& created) {
        json().field("room", created.room);
        json().field("title", created.title);
        json().field("code", created.code);
        write_field(json(), "deck", created.deck);
        json().field("anonymous", created.anonymous);
        json().nullable("auto_reveal_ms", created.auto_reveal_ms);
        write_field(json(), "rights", created.rights);
        if (created.passcode) json().field("passcode", true);
    }
    void operator()(public_form::RoomConfigured const& configured) {
        json().key("set");
        json().begin_object();
        json().optional("title", configured.title);
        write_optional(json(), "deck", configured.deck);
        json().clearable("auto_reveal_ms", configured.auto_reveal_ms);
        json().optional("anonymous", configured.anonymous);
        write_optional(json(), "rights", configured.rights);
        if (configured.passcode) {
            json().key("passcode");
            if (*configured.passcode)
                json().value(true);
            else
                json().null();
        }
        json().optional("locked", configured.locked);
        write_plan_settings(json(), configured.plan);
        json().end_object();
    }
    void operator()(public_form::LinksRenewed const& renewed) {
        write_name(json(), "which", renewed.which);
        json().optional("code", renewed.code);
        if (renewed.off) json().field("off", true);
    }
    void operator()(public_form::FacilitationClaimed const& claimed) {
        json().field("participant", claimed.participant);
        if (claimed.asked) json().field("asked", true);
    }
    void operator()(public_form::ParticipantJoined const& joined) {
        json().field("participant", joined.participant);
        json().field("name", joined.name);
        write_name(json(), "role", joined.role);
        json().field("facilitates", joined.facilitates);
        json().field("owns", joined.owns);
    }
    void operator()(public_form::TicketsImported const& imported) {
        json().key("tickets");
        json().begin_list();
        for (auto const& row : imported.tickets) {
            json().begin_object();
            json().field("ticket", row.ticket);
            json().field("number", row.number);
            json().field("rank", row.rank);
            json().field("title", row.title);
            json().optional("key", row.key);
            if (row.description) {
                json().key("texts");
                json().begin_object();
                write_field(json(), "description", *row.description);
                json().end_object();
            }
            if (row.estimate) json().field("estimate", row.estimate->card);
            write_details(json(), row.details);
            json().end_object();
        }
        json().end_list();
        json().field("created", imported.created);
    }
    void operator()(operation::TicketEdited const& edited) {
        write_tickets(json(), edited.tickets, !edited.each.empty());
        if (edited.each.empty()) {
            json().key("set");
            write_set(edited.set);
        } else {
            json().key("each");
            json().begin_object();
            for (auto const& [ticket, set] : edited.each) {
                json().key(to_string(ticket));
                write_set(set);
            }
            json().end_object();
        }
        write_replaced(json(), edited.replaced);
    }
    void operator()(operation::TicketArchived const& archived) {
        write_tickets(json(), archived.tickets, undoes_);
        write_name(json(), "reason", archived.reason);
        json().optional("note", archived.note);
        json().optional("of", archived.of);
        write_unless_empty(json(), "redealt", archived.redealt);
    }
    void operator()(public_form::TextReplaced const& replaced) {
        json().field("doc", to_string(replaced.doc));
        json().field("v", replaced.facts.v);
        json().field("length", replaced.facts.length);
        json().field("digest", replaced.facts.digest);
    }
    void operator()(public_form::EstimateGiven const& given) { json().field("round", given.round); }
    void operator()(public_form::TicketsMerged const& form) {
        write_merged(json(), form.merged,
                     [&] { write_optional(json(), "description", form.description); });
    }
    void operator()(operation::TicketSplit const& split) { write_split(json(), split); }
    void operator()(public_form::TicketsPutBack const& put) {
        json().key("tickets");
        json().begin_list();
        for (auto const& ticket : put.tickets) write_ticket_view(json(), ticket);
        json().end_list();
        write_unless_empty(json(), "linked", put.linked);
        write_unless_empty(json(), "unlinked", put.unlinked);
    }
    void operator()(public_form::DotsChanged const& changed) {
        json().field("ballot", changed.ballot);
        json().field("left", changed.left);
    }

private:
    void write_set(operation::FieldValues const& set) {
        json().begin_object();
        json().clearable("key", set.key);
        json().optional("title", set.title);
        if (set.estimate) {
            json().key("estimate");
            write_estimate(*set.estimate);
        }
        write_detail_changes(json(), set.details);
        json().end_object();
    }
    /// TIC-5: as it was written; UNDO-3: whole, because it may come from a vote.
    void write_estimate(std::optional<Estimate> const& estimate) {
        if (!estimate)
            json().null();
        else if (undoes_)
            write(json(), *estimate);
        else
            json().value(estimate->card);
    }

    bool undoes_;
};

}  // namespace

std::string encode_operation(PublicOperation const& operation) {
    JsonWriter json;
    json.begin_object();
    json.field("seq", operation.seq);
    json.field("at", operation.at);
    json.nullable("by", operation.by);
    json.field("op", name_of_operation(operation.body));
    json.key("data");
    json.begin_object();
    std::visit(PublicOperationData(json, operation.seq, operation.undoes.has_value()),
               operation.body);
    json.end_object();
    json.optional("undoes", operation.undoes);
    json.end_object();
    return json.take();
}

std::string encode_operations(Sequence from, Sequence to,
                              std::vector<std::string_view> const& items) {
    // Put together from what is JSON already; a writer would only copy it once more.
    std::string text = R"({"type":"operations","from":)" + std::to_string(from) + R"(,"to":)" +
                       std::to_string(to) + R"(,"items":[)";
    std::size_t bytes = text.size() + 2;
    for (auto const& item : items) bytes += item.size() + 1;
    text.reserve(bytes);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += ',';
        text += items[i];
    }
    text += "]}";
    return text;
}

}  // namespace refinery
