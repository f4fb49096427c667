#pragma once

#include "protocol/domain/operation.hpp"
#include "protocol/domain/room.hpp"

namespace refinery {

/// Applies an operation that `decide` made. Total: it never refuses. In place, and at a cost that
/// does not grow with the room. What follows from an operation is done here, on server and client
/// alike: closing and holding of rounds (RND-5…RND-8), rounds skipped by an archived ticket
/// (TIC-9), the spotlight on an opened round (SPT-2), the inverses that undo needs, the sessions'
/// windows.
/// @pre operation.seq == room.head + 1
void evolve(Room& room, Operation const& operation);

}  // namespace refinery
