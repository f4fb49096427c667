#pragma once

// Circles of tickets that would wait for each other (PROTOCOL.md TIC-19).

#include "protocol/domain/rejection.hpp"
#include "protocol/domain/room.hpp"

#include <vector>

namespace refinery {

/// A circle of live tickets that is there as soon as these come back from the archive, from one of
/// them back to itself; empty: none.
std::vector<TicketId> circle_closed_by_restoring(Room const& room,
                                                 std::vector<TicketId> const& tickets);

/// A circle that is there as soon as all of these are the first of them; empty: none.
std::vector<TicketId> circle_closed_by_merging(Room const& room,
                                               std::vector<TicketId> const& tickets);

/// Names the tickets of the circle by their keys, or their numbers.
/// @pre circle is not empty
Rejection closes_circle(Room const& room, std::vector<TicketId> circle);

}  // namespace refinery
