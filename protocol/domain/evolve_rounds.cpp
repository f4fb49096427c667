// Rounds of planning poker, and questions (PROTOCOL.md RND).

#include "protocol/domain/evolve_ballots.hpp"
#include "protocol/domain/evolve_tickets.hpp"

#include <utility>

namespace refinery {

void apply(Room& room, Happened const& happened, operation::RoundOpened const& opened) {
    if (room.ballots.contains(opened.round)) return;
    begin_collecting(room, {.id = opened.round,
                            .asks = opened.asks,
                            .anonymous = opened.anonymous,
                            .auto_reveal_ms = opened.auto_reveal_ms,
                            .opened = happened.at});
    auto const ticket = opened.asks.ticket();
    if (ticket) room.rounds_of_ticket[*ticket] = opened.asks.number;
    if (opened.meeting) begin_meeting(room, *opened.meeting, happened.at);
    move_spotlight(room, {.board = "estimate", .ticket = ticket, .ballot = opened.round}, happened);
}

void apply(Room& room, Happened const& happened, operation::EstimateGiven const& given) {
    auto* round = room.ballots.find(given.round);
    if (!happened.by || !collecting_phase(round)) return;
    if (auto* place = round->place_of(*happened.by))
        place->choice = given.choice;
    else
        round->places.push_back({.by = *happened.by, .choice = given.choice});
    begin_vote_clock(room, *round, happened);
    auto const id = round->ticket();
    if (auto* ticket = id ? room.tickets.find(*id) : nullptr)
        ticket->touched.note(happened.seq, happened.by);
    look_at_after_choice(room, *round, happened.at);
}

void apply(Room& room, Happened const& happened, operation::EstimateWithdrawn const& withdrawn) {
    auto* round = room.ballots.find(withdrawn.round);
    if (!happened.by || !collecting_phase(round)) return;
    if (drop_choice(*round, *happened.by)) look_at(room, *round, happened.at);
}

void apply(Room& room, Happened const&, operation::RoundHeld const& held) {
    auto* collecting = collecting_phase(room.ballots.find(held.round));
    if (!collecting) return;
    collecting->closing.reset();
    collecting->held = held.why;
}

void apply(Room& room, Happened const& happened, operation::RoundRevealed const& revealed) {
    reveal(room, revealed.round, happened.at, revealed.result);
}

void apply(Room& room, Happened const& happened, operation::RoundSkipped const& skipped) {
    if (auto* round = room.ballots.find(skipped.round))
        skip(room, *round, happened.at, skipped.why);
}

void apply(Room& room, Happened const& happened, operation::RoundSettled const& settled) {
    auto* round = room.ballots.find(settled.round);
    auto* revealed = round ? std::get_if<phase::Revealed>(&round->phase) : nullptr;
    if (!revealed) return;
    auto const* ticket = settled.ticket ? room.tickets.find(*settled.ticket) : nullptr;
    round->phase = phase::Settled{.shown = std::move(revealed->shown),
                                  .estimate = settled.estimate,
                                  .before = ticket ? ticket->estimate : std::nullopt,
                                  .at = happened.at};
    if (!ticket) return;
    auto const* card = round->cards().deck.find(settled.estimate);
    set_estimate(room, ticket->id,
                 Estimate{.card = settled.estimate,
                          .value = card ? card->value : parse_decimal(settled.estimate),
                          .round = settled.round,
                          .by = happened.by},
                 happened);
}

void apply(Room& room, Happened const& happened, operation::RoundReopened const& reopened) {
    auto* round = room.ballots.find(reopened.round);
    auto* settled = round ? std::get_if<phase::Settled>(&round->phase) : nullptr;
    if (!settled) return;
    round->phase = phase::Revealed{.shown = std::move(settled->shown)};
    if (reopened.ticket && reopened.estimate)
        set_estimate(room, *reopened.ticket, *reopened.estimate, happened);
}

}  // namespace refinery
