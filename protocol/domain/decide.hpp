#pragma once

#include "protocol/domain/command.hpp"
#include "protocol/domain/limits.hpp"
#include "protocol/domain/operation.hpp"
#include "protocol/domain/result.hpp"
#include "protocol/domain/room.hpp"

#include <optional>

namespace refinery {

/// Says yes with the one operation that the command makes, nothing where it is so already, or why
/// not. The operation carries `seq = room.head + 1` and `at = max(now, room.last_at)`.
/// Pure: reads no clock and changes nothing.
/// @pre open ids of `command` are filled (`fill_open_ids`)
/// @errors the codes of PROTOCOL.md; refusals are checked in the order of its rule REF-1
Result<std::optional<Operation>> decide(Room const& room, Command const& command, Timestamp now,
                                        Limits const& limits = {});

}  // namespace refinery
