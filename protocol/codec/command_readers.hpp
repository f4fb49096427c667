#pragma once

#include "protocol/codec/fields.hpp"
#include "protocol/domain/command.hpp"

#include <initializer_list>
#include <string_view>

namespace refinery {

/// Reads `data` of one command; faults go to the reader of the fields.
using PlainCommandReader = CommandBody (*)(Fields const&);
/// Of a command that the meeting brought; null where it brought none of this name.
PlainCommandReader meeting_command_reader(std::string_view name);
/// The same for what people decide together: ballots of any kind, and the order.
PlainCommandReader decide_command_reader(std::string_view name);

/// TIC-5: fields that this version does not know would be lost in silence.
void refuse_other_fields(Fields const& fields, std::initializer_list<std::string_view> known);

}  // namespace refinery
