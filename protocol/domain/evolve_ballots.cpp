// Ballots of every kind, and when they close by themselves (PROTOCOL.md BAL, RND-5 to RND-8).
//
// A ballot with `auto_reveal_ms` counts down while it is complete and not held. A choice begins the
// countdown anew and clears a hold; whatever else can complete it begins one only where none runs,
// and whatever makes it incomplete ends it. Nothing here knows the time: `closing.until` is made
// from the operation's own.

#include "protocol/domain/evolve_ballots.hpp"

#include "protocol/domain/lists.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

bool may_close(Room const& room, Ballot const& ballot, phase::Collecting const& collecting) {
    return !collecting.held && is_complete(room, ballot);
}

/// BAL-2: of somebody who has left, choices stay.
bool keeps_choice(Ballot const& ballot, Participant const& person) {
    return !person.removed &&
           (ballot.voters == Voters::everybody || person.role == Role::estimator);
}

/// Calls `change` for each ballot that collects; a copy, since it may end one.
template <class Change>
void for_each_collecting(Room& room, Change&& change) {
    auto const collecting = room.collecting;
    for (auto const id : collecting)
        if (auto* ballot = room.ballots.find(id)) change(*ballot);
}

}  // namespace

phase::Collecting* collecting_phase(Ballot* ballot) {
    return ballot ? std::get_if<phase::Collecting>(&ballot->phase) : nullptr;
}

void begin_collecting(Room& room, Ballot ballot) {
    room.collecting.push_back(ballot.id);
    room.ballots.add(std::move(ballot));
}

void end_collecting(Room& room, Ballot& ballot, BallotPhase next) {
    ballot.phase = std::move(next);
    drop_vote_clock(room, ballot.id);
    take(room.collecting, ballot.id);
}

void skip(Room& room, Ballot& ballot, Timestamp at, std::optional<SkipReason> why) {
    phase::Skipped skipped{.at = at, .why = why};
    if (auto const* shown = shown_of(ballot)) skipped.shown = *shown;
    end_collecting(room, ballot, std::move(skipped));
}

void reveal(Room& room, BallotId id, Timestamp at, Outcome result) {
    auto* ballot = room.ballots.find(id);
    if (!collecting_phase(ballot)) return;
    end_collecting(room, *ballot,
                   phase::Revealed{.shown = {.at = at, .result = std::move(result)}});
}

void settle(Room& room, BallotId id, Timestamp at) {
    auto* ballot = room.ballots.find(id);
    auto* revealed = ballot ? std::get_if<phase::Revealed>(&ballot->phase) : nullptr;
    if (revealed) ballot->phase = phase::Settled{.shown = std::move(revealed->shown), .at = at};
}

void skip_collecting_round(Room& room, TicketId ticket, Timestamp at, SkipReason why) {
    auto const* round = collecting_round(room, ticket);
    if (round) skip(room, *room.ballots.find(round->id), at, why);
}

void redeal(Room& room, std::vector<BallotId> const& ballots, std::vector<TicketId> const& tickets,
            Timestamp at) {
    for (auto const id : ballots) {
        auto* ballot = room.ballots.find(id);
        auto* dots = ballot ? std::get_if<Dots>(&ballot->asks) : nullptr;
        if (!dots || !collecting_phase(ballot)) continue;
        ballot->places.clear();
        ballot->done.clear();
        for (auto const ticket : tickets) take(dots->tickets, ticket);
        if (dots->tickets.empty()) skip(room, *ballot, at, SkipReason::empty);
    }
}

void look_at(Room const& room, Ballot& ballot, Timestamp at) {
    auto* collecting = collecting_phase(&ballot);
    if (!collecting || !ballot.auto_reveal_ms) return;
    if (!may_close(room, ballot, *collecting))
        collecting->closing.reset();
    else if (!collecting->closing)
        collecting->closing = Timestamp{at.ms + *ballot.auto_reveal_ms};
}

void look_at_after_choice(Room const& room, Ballot& ballot, Timestamp at) {
    auto* collecting = collecting_phase(&ballot);
    if (!collecting) return;
    collecting->held.reset();
    if (ballot.auto_reveal_ms) collecting->closing.reset();
    look_at(room, ballot, at);
}

bool drop_choice(Ballot& ballot, ParticipantId person) {
    auto const place = std::find_if(ballot.places.begin(), ballot.places.end(),
                                    [&](Place const& each) { return each.by == person; });
    if (place == ballot.places.end()) return false;
    ballot.places.erase(place);
    return true;
}

void look_at_people(Room& room, ParticipantId changed, Timestamp at) {
    auto const* person = room.participants.find(changed);
    for_each_collecting(room, [&](Ballot& ballot) {
        if (person && !keeps_choice(ballot, *person)) {
            drop_choice(ballot, changed);
            take(ballot.done, changed);
        }
        look_at(room, ballot, at);
    });
}

void apply(Room& room, Happened const& happened, operation::BallotExcused const& excused) {
    auto* ballot = room.ballots.find(excused.ballot);
    if (!collecting_phase(ballot)) return;
    ballot->excused.push_back(excused.participant);
    look_at(room, *ballot, happened.at);
}

void apply(Room& room, Happened const& happened, operation::BallotDoneSet const& set) {
    auto* ballot = room.ballots.find(set.ballot);
    if (!happened.by || !collecting_phase(ballot)) return;
    take(ballot->done, *happened.by);
    if (set.on) ballot->done.push_back(*happened.by);
}

void apply(Room& room, Happened const& happened, operation::BallotCancelled const& cancelled) {
    if (auto* ballot = room.ballots.find(cancelled.ballot))
        skip(room, *ballot, happened.at, cancelled.why);
}

void apply(Room& room, Happened const&, operation::BallotExtended const& extended) {
    if (auto* collecting = collecting_phase(room.ballots.find(extended.ballot)))
        collecting->closing = extended.until;
}

void apply(Room& room, Happened const& happened, operation::BallotSettled const& settled) {
    settle(room, settled.ballot, happened.at);
}

void apply(Room& room, Happened const&, operation::BallotReopened const& reopened) {
    auto* ballot = room.ballots.find(reopened.ballot);
    auto* settled = ballot ? std::get_if<phase::Settled>(&ballot->phase) : nullptr;
    if (settled) ballot->phase = phase::Revealed{.shown = std::move(settled->shown)};
}

}  // namespace refinery
