#pragma once

// The golden operations by which people decide together, and a state with ballots, as values.

#include "protocol/domain/view.hpp"

#include <map>
#include <string>

namespace refinery::test {

/// By the name of the fixture.
std::map<std::string, PublicOperation> operations_of_deciding();
/// A state with a voting that collects, one that is settled, and a question.
RoomView state_of_deciding();

}  // namespace refinery::test
