// Rounds, and when they close by themselves (PROTOCOL.md RND-5 to RND-8).
//
// A collecting round counts down while it is complete and not held. A vote begins the countdown
// anew and clears a hold; whatever else can complete a round begins one only where none runs, and
// whatever makes it incomplete ends it. Nothing here knows the time: `closing.until` is made from
// the operation's own.

#include "protocol/domain/evolve_parts.hpp"
#include "protocol/domain/overloaded.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

phase::Collecting* collecting_phase(Round* round) {
    return round ? std::get_if<phase::Collecting>(&round->phase) : nullptr;
}

bool may_close(Room const& room, Round const& round, phase::Collecting const& collecting) {
    return round.auto_reveal_ms && !collecting.held && is_complete(room, round);
}

/// After anything but a vote.
void look_at(Room const& room, Round& round, Timestamp at) {
    auto* collecting = collecting_phase(&round);
    if (!collecting) return;
    if (!may_close(room, round, *collecting))
        collecting->closing.reset();
    else if (!collecting->closing)
        collecting->closing = Timestamp{at.ms + *round.auto_reveal_ms};
}

void look_at_after_vote(Room const& room, Round& round, Timestamp at) {
    auto* collecting = collecting_phase(&round);
    if (!collecting) return;
    collecting->closing.reset();
    collecting->held.reset();
    if (may_close(room, round, *collecting))
        collecting->closing = Timestamp{at.ms + *round.auto_reveal_ms};
}

void end_collecting(Room& room, Round& round, RoundPhase next) {
    round.phase = std::move(next);
    drop_vote_clock(room, round.id);
    auto& collecting = room.collecting;
    collecting.erase(std::remove(collecting.begin(), collecting.end(), round.id), collecting.end());
}

bool drop_choice(Round& round, ParticipantId person) {
    auto const place = std::find_if(round.places.begin(), round.places.end(),
                                    [&](Place const& each) { return each.by == person; });
    if (place == round.places.end()) return false;
    round.places.erase(place);
    return true;
}

void skip(Room& room, Round& round, Timestamp at, std::optional<SkipReason> why) {
    phase::Skipped skipped{.at = at, .why = why};
    if (auto const* shown = shown_of(round)) skipped.shown = *shown;
    end_collecting(room, round, std::move(skipped));
}

void set_estimate(Room& room, TicketId id, std::optional<Estimate> estimate,
                  Happened const& happened) {
    auto* ticket = room.tickets.find(id);
    if (!ticket) return;
    ticket->estimate = std::move(estimate);
    ticket->updated = happened.at;
    note_change(*ticket, Field::estimate, happened);
}

}  // namespace

void skip_collecting_round(Room& room, TicketId ticket, Timestamp at, SkipReason why) {
    auto const* round = collecting_round(room, ticket);
    if (round) skip(room, *room.rounds.find(round->id), at, why);
}

void drop_choices(Room& room, ParticipantId person) {
    for (auto const id : room.collecting)
        if (auto* round = room.rounds.find(id)) drop_choice(*round, person);
}

void look_at_rounds(Room& room, Timestamp at) {
    for (auto const id : room.collecting)
        if (auto* round = room.rounds.find(id)) look_at(room, *round, at);
}

void apply(Room& room, Happened const& happened, operation::RoundOpened const& opened) {
    if (room.rounds.contains(opened.round)) return;
    room.rounds.add({.id = opened.round,
                     .ticket = opened.ticket,
                     .number = opened.number,
                     .deck = opened.deck,
                     .anonymous = opened.anonymous,
                     .auto_reveal_ms = opened.auto_reveal_ms,
                     .opened = happened.at});
    room.collecting.push_back(opened.round);
    room.rounds_of_ticket[opened.ticket] = opened.number;
    if (opened.meeting) begin_meeting(room, *opened.meeting, happened.at);
    move_spotlight(room, {.board = "estimate", .ticket = opened.ticket, .ballot = opened.round},
                   happened);
}

void apply(Room& room, Happened const& happened, operation::EstimateGiven const& given) {
    auto* round = room.rounds.find(given.round);
    if (!happened.by || !collecting_phase(round)) return;
    if (auto* place = round->place_of(*happened.by))
        place->choice = given.choice;
    else
        round->places.push_back({.by = *happened.by, .choice = given.choice});
    begin_vote_clock(room, *round, happened);
    if (auto* ticket = room.tickets.find(round->ticket))
        ticket->touched.note(happened.seq, happened.by);
    look_at_after_vote(room, *round, happened.at);
}

void apply(Room& room, Happened const& happened, operation::EstimateWithdrawn const& withdrawn) {
    auto* round = room.rounds.find(withdrawn.round);
    if (!happened.by || !collecting_phase(round)) return;
    if (drop_choice(*round, *happened.by)) look_at(room, *round, happened.at);
}

void apply(Room& room, Happened const& happened, operation::BallotExcused const& excused) {
    auto* round = room.rounds.find(excused.round);
    if (!collecting_phase(round)) return;
    round->excused.push_back(excused.participant);
    look_at(room, *round, happened.at);
}

void apply(Room& room, Happened const&, operation::RoundHeld const& held) {
    auto* collecting = collecting_phase(room.rounds.find(held.round));
    if (!collecting) return;
    collecting->closing.reset();
    collecting->held = held.why;
}

void apply(Room& room, Happened const& happened, operation::RoundRevealed const& revealed) {
    auto* round = room.rounds.find(revealed.round);
    if (!collecting_phase(round)) return;
    end_collecting(room, *round,
                   phase::Revealed{.shown = {.at = happened.at, .result = revealed.result}});
}

void apply(Room& room, Happened const& happened, operation::RoundSkipped const& skipped) {
    if (auto* round = room.rounds.find(skipped.round)) skip(room, *round, happened.at, skipped.why);
}

void apply(Room& room, Happened const& happened, operation::RoundSettled const& settled) {
    auto* round = room.rounds.find(settled.round);
    auto* revealed = round ? std::get_if<phase::Revealed>(&round->phase) : nullptr;
    auto const* ticket = room.tickets.find(settled.ticket);
    if (!revealed || !ticket) return;
    round->phase = phase::Settled{.shown = std::move(revealed->shown),
                                  .estimate = settled.estimate,
                                  .before = ticket->estimate,
                                  .at = happened.at};
    auto const* card = round->deck.find(settled.estimate);
    set_estimate(room, settled.ticket,
                 Estimate{.card = settled.estimate,
                          .value = card ? card->value : parse_decimal(settled.estimate),
                          .round = settled.round,
                          .by = happened.by},
                 happened);
}

void apply(Room& room, Happened const& happened, operation::RoundReopened const& reopened) {
    auto* round = room.rounds.find(reopened.round);
    auto* settled = round ? std::get_if<phase::Settled>(&round->phase) : nullptr;
    if (!settled) return;
    round->phase = phase::Revealed{.shown = std::move(settled->shown)};
    if (reopened.estimate) set_estimate(room, reopened.ticket, *reopened.estimate, happened);
}

}  // namespace refinery
