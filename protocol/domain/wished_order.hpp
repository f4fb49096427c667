#pragma once

// A wished order among the places that tickets hold, as far as dependencies let it (PROTOCOL.md
// ORD-2).

#include "protocol/domain/room.hpp"

#include <vector>

namespace refinery {

/// The same tickets from the top place to the lowest: each place takes the first of `wished` that
/// may stand there and with which the rest still finds places. A dependency that holds now holds
/// afterwards.
/// @param wished   the best first; all live, none twice
std::vector<TicketId> possible_order(Room const& room, std::vector<TicketId> const& wished);

}  // namespace refinery
