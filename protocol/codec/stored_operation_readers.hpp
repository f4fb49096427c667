#pragma once

#include "protocol/codec/fields.hpp"
#include "protocol/domain/operation.hpp"

#include <string_view>

namespace refinery {

/// Reads `data` of one operation; faults go to the reader of the fields.
using OperationReader = OperationBody (*)(Fields const&);
/// Of an operation that the meeting brought; null where it brought none of this name.
OperationReader meeting_operation_reader(std::string_view name);
/// The same for what people decide together; hidden choices are not among them.
OperationReader decide_operation_reader(std::string_view name);

}  // namespace refinery
