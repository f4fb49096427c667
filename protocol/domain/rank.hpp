#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace refinery {

/// Ranks order the backlog: base-62 strings (0-9 A-Z a-z) compared bytewise, none of which ends in
/// '0', so that there is always room in front of each (RANK-1).

/// `count` ranks in ascending order, all strictly between the two neighbours (nothing: the open
/// end). Short where there is room: appending at the end costs one digit in 62 times.
/// @pre lower < upper where both are there
std::vector<std::string> ranks_between(std::optional<std::string_view> lower,
                                       std::optional<std::string_view> upper, std::size_t count);

/// `count` ranks of equal length, evenly spread: what `tickets.reranked` gives.
std::vector<std::string> evenly_spread_ranks(std::size_t count);

}  // namespace refinery
