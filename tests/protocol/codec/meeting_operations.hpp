#pragma once

// The golden operations and the golden state of a meeting, as values.

#include "protocol/domain/view.hpp"

#include <map>
#include <string>

namespace refinery::test {

/// By the name of the fixture.
std::map<std::string, PublicOperation> operations_of_the_meeting();
/// A state in which everything that a meeting brings is there.
RoomView state_of_the_meeting();

}  // namespace refinery::test
