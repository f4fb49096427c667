#pragma once

// Short histories of a room that, together, contain every operation. Golden files are made of
// them, and the client replays those.

#include "protocol/domain/command.hpp"

#include <string>
#include <vector>

namespace refinery::test {

struct Step {
    Timestamp at;
    Command command;
};

/// Each step makes an operation; the first creates the room.
struct Scenario {
    std::string name;
    std::vector<Step> steps;
};

std::vector<Scenario> scenarios();

}  // namespace refinery::test
