// Dot voting (PROTOCOL.md DOT).

#include "protocol/domain/evolve_ballots.hpp"
#include "protocol/domain/evolve_tickets.hpp"

#include <utility>

namespace refinery {

void apply(Room& room, Happened const& happened, operation::DotsOpened const& opened) {
    if (room.ballots.contains(opened.ballot)) return;
    phase::Collecting collecting;
    if (opened.ms) collecting.closing = Timestamp{happened.at.ms + *opened.ms};
    begin_collecting(room, {.id = opened.ballot,
                            .asks = opened.asks,
                            .voters = opened.voters,
                            .anonymous = opened.anonymous,
                            .ms = opened.ms,
                            .opened = happened.at,
                            .phase = collecting});
    move_spotlight(room, {.board = "dots", .ballot = opened.ballot}, happened);
}

void apply(Room& room, Happened const& happened, operation::DotsChanged const& changed) {
    auto* ballot = room.ballots.find(changed.ballot);
    if (!happened.by || !collecting_phase(ballot)) return;
    auto* place = ballot->place_of(*happened.by);
    if (!place) place = &ballot->places.emplace_back(Place{.by = *happened.by, .choice = {}});
    place->choice = changed.hand;
    place->left = changed.left;
}

void apply(Room& room, Happened const& happened, operation::DotsClosed const& closed) {
    reveal(room, closed.ballot, happened.at, closed.result);
}

void apply(Room& room, Happened const& happened, operation::DotsSized const& sized) {
    settle(room, sized.ballot, happened.at);
    for (auto const& [ticket, estimate] : sized.sizes)
        set_estimate(room, ticket, estimate, happened);
}

}  // namespace refinery
