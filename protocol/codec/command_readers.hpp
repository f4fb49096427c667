#pragma once

#include "protocol/codec/fields.hpp"
#include "protocol/domain/command.hpp"

#include <string_view>

namespace refinery {

/// Reads `data` of one command; faults go to the reader of the fields.
using PlainCommandReader = CommandBody (*)(Fields const&);
/// Of a command that the meeting brought; null where it brought none of this name.
PlainCommandReader meeting_command_reader(std::string_view name);
/// The same for what people decide together: ballots of any kind, and the order.
PlainCommandReader decide_command_reader(std::string_view name);

}  // namespace refinery
