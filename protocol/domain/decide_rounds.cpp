// Rounds of planning poker (PROTOCOL.md RND).

#include "protocol/domain/agenda_queue.hpp"
#include "protocol/domain/choices.hpp"
#include "protocol/domain/decide_ballots.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

/// RND-7 and CLK-4: what was to end the voting at this time still does.
bool ends_voting(Room const& room, Ballot const& round, std::optional<Timestamp> at) {
    auto const* collecting = std::get_if<phase::Collecting>(&round.phase);
    if (!collecting || !at) return false;
    auto const* clock = find_clock(room, ClockName::vote);
    auto const clock_reveals = room.plan.vote_reveals && clock && clock->round == round.id &&
                               clock->state == ClockState::running;
    return collecting->closing == at || (clock_reveals && clock->deadline == at);
}

MaybeRefusal refuse_about(Asked const& asked, TicketId ticket) {
    if (asked.room.tickets.contains(ticket)) return std::nullopt;
    return not_found("ticket");
}

MaybeRefusal refuse_about(Asked const&, std::string const& question) {
    return refuse_line(question, sentence_code_points_max, "question", "A question");
}

MaybeRefusal refuse_ticket(Room const& room, Ticket const& ticket) {
    if (ticket.archived) return in_the_archive(ticket);
    if (collecting_round(room, ticket.id))
        return conflict("A round on this ticket collects votes already.");
    if (auto const ready = readiness(room, ticket); room.plan.require_ready && !ready.is_ready())
        return not_ready(ticket, ready);
    return std::nullopt;
}

std::uint64_t number_of_next(Room const& room, std::variant<TicketId, std::string> const& about) {
    auto const* ticket = std::get_if<TicketId>(&about);
    if (!ticket) return 1;
    auto const earlier = room.rounds_of_ticket.find(*ticket);
    return earlier == room.rounds_of_ticket.end() ? 1 : earlier->second + 1;
}

}  // namespace

Decision decide(Asked const& asked, command::OpenRound const& open) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (open.deck)
        if (auto checked = check_deck(*open.deck); !checked) return checked.error();
    if (open.auto_reveal_ms)
        if (auto refusal = refuse_auto_reveal(*open.auto_reveal_ms, "auto_reveal_ms"))
            return *refusal;
    auto refusal =
        std::visit([&](auto const& about) { return refuse_about(asked, about); }, open.about);
    if (refusal) return *refusal;
    if (room.ballots.contains(*open.round)) return id_in_use("round");
    if (auto const* ticket = std::get_if<TicketId>(&open.about))
        if ((refusal = refuse_ticket(room, *room.tickets.find(*ticket)))) return *refusal;
    return happens(operation::RoundOpened{
        .round = *open.round,
        .asks = {.about = open.about,
                 .number = number_of_next(room, open.about),
                 .deck = open.deck.value_or(room.deck)},
        .anonymous = open.anonymous.value_or(room.anonymous),
        .auto_reveal_ms = open.auto_reveal_ms.value_or(room.auto_reveal_ms),
        // Where an agenda is, its first step begins the meeting (MTG-1).
        .meeting = room.agenda.empty() ? meeting_begins(room, asked.at) : std::nullopt});
}

Decision decide(Asked const& asked, command::GiveEstimate const& give) {
    if (auto refusal = refuse_without(asked, Right::vote)) return *refusal;
    auto const round = find_round(asked, give.round);
    if (!round) return round.error();
    if (auto refusal = refuse_choice(**round, give.choice, asked.limits)) return *refusal;
    if (!is<phase::Collecting>(**round)) return wrong_phase(**round);
    return happens(operation::EstimateGiven{.round = give.round, .choice = give.choice});
}

Decision decide(Asked const& asked, command::WithdrawEstimate const& withdraw) {
    if (auto refusal = refuse_without(asked, Right::vote)) return *refusal;
    auto const round = find_round(asked, withdraw.round);
    if (!round) return round.error();
    if (!is<phase::Collecting>(**round)) return wrong_phase(**round);
    if (!asked.by || !(*round)->place_of(asked.by->id)) return already_so();
    return happens(operation::EstimateWithdrawn{.round = withdraw.round});
}

Decision decide(Asked const& asked, command::HoldRound const& hold) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const round = find_round(asked, hold.round);
    if (!round) return round.error();
    auto const* collecting = std::get_if<phase::Collecting>(&(*round)->phase);
    if (!collecting) return wrong_phase(**round);
    if (collecting->held) return already_so();
    return happens(
        operation::RoundHeld{.round = hold.round, .why = asked.by ? HoldReason::stop : hold.why});
}

Decision decide(Asked const& asked, command::RevealRound const& reveal) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const round = find_round(asked, reveal.round);
    if (!round) return round.error();
    if (is<phase::Revealed>(**round)) return already_so();
    // The room's own countdown came to nothing: a vote began it anew, somebody joined (RND-7).
    if (!asked.by && !ends_voting(asked.room, **round, reveal.until)) return already_so();
    if (!is<phase::Collecting>(**round)) return wrong_phase(**round);
    return happens(
        operation::RoundRevealed{.round = reveal.round, .result = outcome_of(asked.room, **round)});
}

Decision decide(Asked const& asked, command::SkipRound const& skip) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const round = find_round(asked, skip.round);
    if (!round) return round.error();
    if (is<phase::Skipped>(**round)) return already_so();
    if (is<phase::Settled>(**round)) return wrong_phase(**round);
    return happens(
        operation::RoundSkipped{.round = skip.round, .why = asked.by ? std::nullopt : skip.why});
}

Decision decide(Asked const& asked, command::SettleRound const& settle) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const round = find_round(asked, settle.round);
    if (!round) return round.error();
    if (!(*round)->cards().deck.find(settle.estimate))
        return bad_request("estimate", "There is no such card in this round's deck.");
    auto const* settled = std::get_if<phase::Settled>(&(*round)->phase);
    if (settled && settled->estimate == settle.estimate) return already_so();
    if (!is<phase::Revealed>(**round)) return wrong_phase(**round);
    return happens(operation::RoundSettled{
        .round = settle.round, .ticket = (*round)->ticket(), .estimate = settle.estimate});
}

Decision decide(Asked const& asked, command::ReopenRound const& reopen) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const found = find_round(asked, reopen.round);
    if (!found) return found.error();
    auto const& round = **found;
    if (is<phase::Revealed>(round)) return already_so();
    auto const* settled = std::get_if<phase::Settled>(&round.phase);
    if (!settled) return wrong_phase(round);
    operation::RoundReopened reopened{.round = round.id, .ticket = round.ticket()};
    auto const* ticket = reopened.ticket ? asked.room.tickets.find(*reopened.ticket) : nullptr;
    // Whatever came after this settle stays (RND-12).
    if (ticket && ticket->estimate && ticket->estimate->round == round.id)
        reopened.estimate = settled->before;
    return happens(std::move(reopened));
}

}  // namespace refinery
