// Rounds of planning poker (PROTOCOL.md RND).

#include "protocol/domain/agenda_queue.hpp"
#include "protocol/domain/decide_parts.hpp"
#include "protocol/domain/view.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

/// The round that a command names, or why it cannot be spoken of.
using Found = Result<Round const*>;

Found find_round(Asked const& asked, RoundId id) {
    auto const* round = asked.room.rounds.find(id);
    if (!round) return not_found("round");
    auto const* ticket = asked.room.tickets.find(round->ticket);
    if (ticket && ticket->archived) return in_the_archive(*ticket);
    return round;
}

template <class Phase>
bool is(Round const& round) {
    return std::holds_alternative<Phase>(round.phase);
}

/// RND-7 and CLK-4: what was to end the voting at this time still does.
bool ends_voting(Room const& room, Round const& round, std::optional<Timestamp> at) {
    auto const* collecting = std::get_if<phase::Collecting>(&round.phase);
    if (!collecting || !at) return false;
    auto const* clock = find_clock(room, ClockName::vote);
    auto const clock_reveals = room.plan.vote_reveals && clock && clock->round == round.id &&
                               clock->state == ClockState::running;
    return collecting->closing == at || (clock_reveals && clock->deadline == at);
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
    auto const* ticket = room.tickets.find(open.ticket);
    if (!ticket) return not_found("ticket");
    if (room.rounds.contains(*open.round)) return id_in_use("round");
    if (ticket->archived) return in_the_archive(*ticket);
    if (collecting_round(room, open.ticket))
        return conflict("A round on this ticket collects votes already.");
    if (auto const ready = readiness(room, *ticket); room.plan.require_ready && !ready.is_ready())
        return not_ready(*ticket, ready);
    auto const earlier = room.rounds_of_ticket.find(open.ticket);
    return happens(operation::RoundOpened{
        .round = *open.round,
        .ticket = open.ticket,
        .number = earlier == room.rounds_of_ticket.end() ? 1 : earlier->second + 1,
        .deck = open.deck.value_or(room.deck),
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
        operation::RoundRevealed{.round = reveal.round, .result = reveal_of(asked.room, **round)});
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
    if (!(*round)->deck.find(settle.estimate))
        return bad_request("estimate", "There is no such card in this round's deck.");
    auto const* settled = std::get_if<phase::Settled>(&(*round)->phase);
    if (settled && settled->estimate == settle.estimate) return already_so();
    if (!is<phase::Revealed>(**round)) return wrong_phase(**round);
    return happens(operation::RoundSettled{
        .round = settle.round, .ticket = (*round)->ticket, .estimate = settle.estimate});
}

Decision decide(Asked const& asked, command::ReopenRound const& reopen) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const found = find_round(asked, reopen.round);
    if (!found) return found.error();
    auto const& round = **found;
    if (is<phase::Revealed>(round)) return already_so();
    auto const* settled = std::get_if<phase::Settled>(&round.phase);
    if (!settled) return wrong_phase(round);
    operation::RoundReopened reopened{.round = round.id, .ticket = round.ticket};
    auto const& ticket = *asked.room.tickets.find(round.ticket);
    // Whatever came after this settle stays (RND-12).
    if (ticket.estimate && ticket.estimate->round == round.id) reopened.estimate = settled->before;
    return happens(std::move(reopened));
}

Decision decide(Asked const& asked, command::ExcuseFromBallot const& excuse) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const* person = asked.room.participants.find(excuse.participant);
    if (!person || person->removed) return not_found("participant");
    auto const found = find_round(asked, excuse.round);
    if (!found) return found.error();
    auto const& round = **found;
    auto const& excused = round.excused;
    if (std::find(excused.begin(), excused.end(), person->id) != excused.end()) return already_so();
    if (!is<phase::Collecting>(round)) return wrong_phase(round);
    return happens(
        operation::BallotExcused{.round = excuse.round, .participant = excuse.participant});
}

}  // namespace refinery
