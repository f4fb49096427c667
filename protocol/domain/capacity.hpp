#pragma once

// How far the sprints reach into the backlog (PROTOCOL.md CAP-2).

#include "protocol/domain/room.hpp"

#include <vector>

namespace refinery {

/// The tickets of each sprint, in the order of `room.sprints` and of the backlog. A sprint takes
/// open tickets while their sizes sum to no more than its points; the first that does not fit
/// begins the next one, and counts there whole. A ticket without a number counts 0.
/// Walks through the backlog once.
std::vector<std::vector<TicketId>> sprint_plan(Room const& room);

}  // namespace refinery
