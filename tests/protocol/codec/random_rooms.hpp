#pragma once

#include "protocol/domain/operation.hpp"
#include "protocol/domain/room.hpp"

#include <cstdint>
#include <vector>

namespace refinery::test {

struct History {
    Room room;
    std::vector<Operation> operations;
};

/// A room in which four people have asked for `asked` things at random, among them many that are
/// refused. The same seed gives the same history.
History random_history(std::uint32_t seed, int asked);

}  // namespace refinery::test
