#include "protocol/domain/view.hpp"

#include "protocol/domain/overloaded.hpp"
#include "protocol/domain/refusals.hpp"
#include "protocol/domain/rules.hpp"

#include <utility>

namespace refinery {

PublicBody::PublicBody() = default;
PublicBody::PublicBody(PublicBody const&) = default;
PublicBody::PublicBody(PublicBody&&) noexcept = default;
PublicBody& PublicBody::operator=(PublicBody const&) = default;
PublicBody& PublicBody::operator=(PublicBody&&) noexcept = default;
PublicBody::~PublicBody() = default;

namespace {

ParticipantView shown(Participant const& person) {
    return {.participant = person.id,
            .name = person.name,
            .title = person.title,
            .role = person.role,
            .facilitates = person.facilitates,
            .owns = person.owns,
            .left = person.left.has_value(),
            .removed = person.removed,
            .claimed = person.claimed};
}

TicketView shown(Ticket const& ticket) {
    TicketView view{.ticket = ticket.id,
                    .number = ticket.number,
                    .rank = ticket.rank,
                    .title = ticket.title,
                    .key = ticket.key,
                    .estimate = ticket.estimate,
                    .archived = ticket.archived,
                    .created = ticket.created,
                    .updated = ticket.updated,
                    .details = ticket.details,
                    .checked_criteria = ticket.checked_criteria,
                    .checked_ready = ticket.checked_ready,
                    .ready_anyway = ticket.ready_anyway,
                    .blocked_by = ticket.blocked_by,
                    .external = ticket.external,
                    .parked = ticket.parked,
                    .questions = ticket.questions,
                    .read_by = ticket.read_by,
                    .moved = ticket.moved,
                    .from = ticket.from};
    if (ticket.description.v > 0) view.description = facts_of(ticket.description);
    return view;
}

RoundView shown_round(Ballot const& round) {
    auto const& asks = round.cards();
    auto const* question = std::get_if<std::string>(&asks.about);
    RoundView view{.round = round.id,
                   .ticket = asks.ticket(),
                   .question = question ? std::optional(*question) : std::nullopt,
                   .number = asks.number,
                   .deck = asks.deck,
                   .anonymous = round.anonymous,
                   .auto_reveal_ms = round.auto_reveal_ms,
                   .phase = phase_name(round),
                   .opened = round.opened,
                   .excused = round.excused};
    view.voted.reserve(round.places.size());
    for (auto const& place : round.places) view.voted.push_back(place.by);
    std::visit(overloaded{
                   [&](phase::Collecting const& collecting) {
                       view.closing = collecting.closing;
                       view.held = collecting.held;
                   },
                   [](phase::Revealed const&) {},
                   [&](phase::Settled const& settled) {
                       view.estimate = settled.estimate;
                       view.settled = settled.at;
                   },
                   [&](phase::Skipped const& skipped) { view.skipped = skipped.why; },
               },
               round.phase);
    auto const* shown = shown_of(round);
    if (!shown) return view;
    view.revealed = shown->at;
    if (auto const* choices = std::get_if<std::vector<RevealedChoice>>(&shown->result))
        view.choices = *choices;
    if (auto const* counts = std::get_if<std::vector<CardCount>>(&shown->result))
        view.counts = *counts;
    return view;
}

BallotView shown_voting(Ballot const& ballot, Dots const& asks) {
    BallotView view{.ballot = ballot.id,
                    .asks = asks,
                    .voters = ballot.voters,
                    .anonymous = ballot.anonymous,
                    .ms = ballot.ms,
                    .phase = phase_name(ballot),
                    .opened = ballot.opened,
                    .done = ballot.done,
                    .excused = ballot.excused,
                    .returned = ballot.returned};
    for (auto const& place : ballot.places) view.placed.push_back({place.by, place.left});
    std::visit(overloaded{
                   [&](phase::Collecting const& collecting) { view.closing = collecting.closing; },
                   [](phase::Revealed const&) {},
                   [&](phase::Settled const& settled) { view.settled = settled.at; },
                   [&](phase::Skipped const& skipped) {
                       view.cancelled = skipped.at;
                       view.why = skipped.why;
                   },
               },
               ballot.phase);
    auto const* shown = shown_of(ballot);
    if (!shown) return view;
    view.revealed = shown->at;
    if (auto const* hands = std::get_if<std::vector<RevealedHand>>(&shown->result))
        view.hands = *hands;
    if (auto const* totals = std::get_if<std::vector<DotCount>>(&shown->result))
        view.totals = *totals;
    return view;
}

void show(RoomView& view, Ballot const& ballot) {
    std::visit(overloaded{
                   [&](Cards const&) { view.rounds.push_back(shown_round(ballot)); },
                   [&](Dots const& asks) { view.ballots.push_back(shown_voting(ballot, asks)); },
               },
               ballot.asks);
}

public_form::RoomCreated told(operation::RoomCreated const& created) {
    return {.room = created.room,
            .title = created.title,
            .code = created.code,
            .deck = created.deck,
            .anonymous = created.anonymous,
            .auto_reveal_ms = created.auto_reveal_ms,
            .rights = created.rights,
            .passcode = created.passcode.has_value()};
}

public_form::RoomConfigured told(operation::RoomConfigured const& configured) {
    auto const& set = configured.set;
    public_form::RoomConfigured form{.title = set.title,
                                     .deck = set.deck,
                                     .auto_reveal_ms = set.auto_reveal_ms,
                                     .anonymous = set.anonymous,
                                     .locked = set.locked,
                                     .rights = set.rights,
                                     .plan = set.plan};
    if (set.passcode) form.passcode = set.passcode->has_value();
    return form;
}

public_form::ParticipantJoined told(operation::ParticipantJoined const& joined) {
    return {.participant = joined.participant,
            .name = joined.name,
            .role = joined.role,
            .facilitates = joined.facilitates,
            .owns = joined.owns};
}

public_form::TicketsImported told(operation::TicketsImported const& imported) {
    public_form::TicketsImported form{.tickets = {}, .created = imported.created};
    form.tickets.reserve(imported.tickets.size());
    for (auto const& row : imported.tickets) {
        auto& told_row =
            form.tickets.emplace_back(public_form::TicketsImported::Row{.ticket = row.ticket,
                                                                        .number = row.number,
                                                                        .rank = row.rank,
                                                                        .title = row.title,
                                                                        .key = row.key,
                                                                        .estimate = row.estimate,
                                                                        .details = row.details});
        if (!row.description.empty())
            told_row.description = facts_of({.v = 1, .words = row.description});
    }
    return form;
}

public_form::TextReplaced told(operation::TextReplaced const& replaced) {
    return {.doc = replaced.doc, .facts = facts_of(replaced.text)};
}

public_form::EstimateGiven told(operation::EstimateGiven const& given) {
    return {.round = given.round};
}

public_form::TicketsMerged told(operation::TicketsMerged const& merged) {
    public_form::TicketsMerged form{.merged = merged};
    form.merged.description.reset();
    if (merged.description) form.description = facts_of(*merged.description);
    return form;
}

public_form::TicketsPutBack told(operation::TicketsPutBack const& put) {
    public_form::TicketsPutBack form{.tickets = {}, .linked = put.linked, .unlinked = put.unlinked};
    for (auto const& ticket : put.tickets) form.tickets.push_back(shown(ticket));
    return form;
}

public_form::DotsChanged told(operation::DotsChanged const& changed) {
    return {.ballot = changed.ballot, .left = changed.left, .taken = changed.taken};
}

public_form::LinksRenewed told(operation::LinksRenewed const& renewed) {
    return {.which = renewed.which, .off = renewed.off, .code = renewed.code};
}

public_form::FacilitationClaimed told(operation::FacilitationClaimed const& claimed) {
    return {.participant = claimed.participant, .asked = claimed.asked};
}

// What is stored of these is what everybody may know.
operation::SpotlightMoved const& told(operation::SpotlightMoved const& op) { return op; }
operation::ParticipantLeft const& told(operation::ParticipantLeft const& op) { return op; }
operation::ParticipantReturned const& told(operation::ParticipantReturned const& op) { return op; }
operation::ParticipantRenamed const& told(operation::ParticipantRenamed const& op) { return op; }
operation::ParticipantRoleSet const& told(operation::ParticipantRoleSet const& op) { return op; }
operation::TicketAdded const& told(operation::TicketAdded const& op) { return op; }
operation::TicketEdited const& told(operation::TicketEdited const& op) { return op; }
operation::TicketMoved const& told(operation::TicketMoved const& op) { return op; }
operation::TicketArchived const& told(operation::TicketArchived const& op) { return op; }
operation::TicketRestored const& told(operation::TicketRestored const& op) { return op; }
operation::TicketsReranked const& told(operation::TicketsReranked const& op) { return op; }
operation::RoundOpened const& told(operation::RoundOpened const& op) { return op; }
operation::EstimateWithdrawn const& told(operation::EstimateWithdrawn const& op) { return op; }
operation::RoundHeld const& told(operation::RoundHeld const& op) { return op; }
operation::RoundRevealed const& told(operation::RoundRevealed const& op) { return op; }
operation::RoundSkipped const& told(operation::RoundSkipped const& op) { return op; }
operation::RoundSettled const& told(operation::RoundSettled const& op) { return op; }
operation::RoundReopened const& told(operation::RoundReopened const& op) { return op; }
operation::RoomEnded const& told(operation::RoomEnded const& op) { return op; }
operation::RoomReopened const& told(operation::RoomReopened const& op) { return op; }
operation::ParticipantRemoved const& told(operation::ParticipantRemoved const& op) { return op; }
operation::FacilitationReturned const& told(operation::FacilitationReturned const& op) {
    return op;
}
operation::ScribeNamed const& told(operation::ScribeNamed const& op) { return op; }
operation::EntryChecked const& told(operation::EntryChecked const& op) { return op; }
operation::ReadyOverridden const& told(operation::ReadyOverridden const& op) { return op; }
operation::TicketLinked const& told(operation::TicketLinked const& op) { return op; }
operation::TicketUnlinked const& told(operation::TicketUnlinked const& op) { return op; }
operation::TicketParked const& told(operation::TicketParked const& op) { return op; }
operation::TicketUnparked const& told(operation::TicketUnparked const& op) { return op; }
operation::QuestionAsked const& told(operation::QuestionAsked const& op) { return op; }
operation::QuestionAnswered const& told(operation::QuestionAnswered const& op) { return op; }
operation::TicketMarkedRead const& told(operation::TicketMarkedRead const& op) { return op; }
operation::ItemAdded const& told(operation::ItemAdded const& op) { return op; }
operation::ItemEdited const& told(operation::ItemEdited const& op) { return op; }
operation::ItemMoved const& told(operation::ItemMoved const& op) { return op; }
operation::ItemRemoved const& told(operation::ItemRemoved const& op) { return op; }
operation::ItemStarted const& told(operation::ItemStarted const& op) { return op; }
operation::ItemStopped const& told(operation::ItemStopped const& op) { return op; }
operation::ItemSkipped const& told(operation::ItemSkipped const& op) { return op; }
operation::TimerStarted const& told(operation::TimerStarted const& op) { return op; }
operation::TimerPaused const& told(operation::TimerPaused const& op) { return op; }
operation::TimerResumed const& told(operation::TimerResumed const& op) { return op; }
operation::TimerExtended const& told(operation::TimerExtended const& op) { return op; }
operation::TimerStopped const& told(operation::TimerStopped const& op) { return op; }
operation::TimerExpired const& told(operation::TimerExpired const& op) { return op; }
operation::MeetingEnded const& told(operation::MeetingEnded const& op) { return op; }
operation::MeetingRated const& told(operation::MeetingRated const& op) { return op; }
operation::CapacityChanged const& told(operation::CapacityChanged const& op) { return op; }
operation::SprintCommitted const& told(operation::SprintCommitted const& op) { return op; }
operation::SprintReleased const& told(operation::SprintReleased const& op) { return op; }
operation::BallotExcused const& told(operation::BallotExcused const& op) { return op; }
operation::BallotDoneSet const& told(operation::BallotDoneSet const& op) { return op; }
operation::BallotCancelled const& told(operation::BallotCancelled const& op) { return op; }
operation::BallotExtended const& told(operation::BallotExtended const& op) { return op; }
operation::BallotSettled const& told(operation::BallotSettled const& op) { return op; }
operation::BallotReopened const& told(operation::BallotReopened const& op) { return op; }
operation::DotsOpened const& told(operation::DotsOpened const& op) { return op; }
operation::DotsClosed const& told(operation::DotsClosed const& op) { return op; }
operation::DotsSized const& told(operation::DotsSized const& op) { return op; }
operation::OrderApplied const& told(operation::OrderApplied const& op) { return op; }
operation::SplitOpened const& told(operation::SplitOpened const& op) { return op; }
operation::SplitEdited const& told(operation::SplitEdited const& op) { return op; }
operation::SplitClosed const& told(operation::SplitClosed const& op) { return op; }
operation::TicketSplit const& told(operation::TicketSplit const& op) { return op; }

}  // namespace

RoomView view_of(Room const& room, VisibilityClass) {
    RoomView view{.room = room.id,
                  .title = room.title,
                  .code = room.code,
                  .deck = room.deck,
                  .anonymous = room.anonymous,
                  .auto_reveal_ms = room.auto_reveal_ms,
                  .rights = room.rights,
                  .locked = room.locked,
                  .passcode = room.passcode.has_value(),
                  .status = room.ended ? "ended" : "open",
                  .spotlight = room.spotlight,
                  .ended = room.ended,
                  .plan = room.plan,
                  .scribe = room.scribe,
                  .claim = room.claim,
                  .meeting = room.meeting,
                  .splits = room.splits,
                  .agenda = room.agenda,
                  .clocks = room.clocks,
                  .sprints = room.sprints,
                  .meetings = room.meetings};
    view.participants.reserve(room.participants.size());
    for (auto const& person : room.participants) view.participants.push_back(shown(person));
    view.tickets.reserve(room.tickets.size());
    for (auto const& ticket : room.tickets) view.tickets.push_back(shown(ticket));
    for (auto const& ballot : room.ballots) show(view, ballot);
    return view;
}

PublicOperation view_of(Operation const& operation, VisibilityClass) {
    return {.seq = operation.seq,
            .at = operation.at,
            .by = operation.by,
            .undoes = operation.undoes,
            .body = std::visit([](auto const& body) { return PublicBody{told(body)}; },
                               operation.body)};
}

}  // namespace refinery
