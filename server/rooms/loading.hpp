#pragma once

// From stored bytes to a room: the newest readable snapshot, and the records after it.

#include "protocol/codec/sealer.hpp"
#include "protocol/domain/operation.hpp"
#include "protocol/domain/room.hpp"
#include "server/rooms/ports/store.hpp"
#include "server/rooms/settings.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery::rooms {

struct LoadedRoom {
    Room room;
    Fence fence = 0;
    std::string epoch;
    LogPosition position;
    /// That of the snapshot it was loaded from; 0 without one.
    Sequence snapshot = 0;
    /// The newest operations that were read, at most as many as the ring holds.
    std::vector<Operation> newest;
    std::uint64_t records_read = 0;
    /// Something was written by a newer server: the room is shown as far as it can be read, and
    /// nothing is written.
    std::optional<std::string> not_understood;
    /// A damaged snapshot was passed over, and the one before it used.
    bool passed_over_snapshot = false;
};

/// The room cannot be read whole; it is left alone.
struct Unreadable {
    std::string reason;
};

std::variant<LoadedRoom, Unreadable> load_room(RoomId id, store_answer::Claimed claimed,
                                               Sealer const& sealer, Sizes const& sizes);

}  // namespace refinery::rooms
