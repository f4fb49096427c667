#pragma once

// When a room's state goes to the store, so that loading it reads little of the log. A snapshot
// that fails is tried again later; nothing else depends on it.

#include "protocol/domain/room.hpp"
#include "server/rooms/services.hpp"
#include "server/rooms/timer.hpp"

#include <cstddef>
#include <functional>
#include <memory>

namespace refinery::rooms {

class SnapshotKeeper {
public:
    /// @param confirmed  the state of what is stored; lives as long as this
    SnapshotKeeper(Context const& context, Room const& confirmed, Fence fence, Sequence snapshot);

    /// Operations were confirmed; stores a snapshot when it is time.
    void confirmed(std::size_t operations, std::size_t bytes);
    /// Stores one now if at least `operations` came since the last; `done` is called in any case,
    /// once, possibly before this returns.
    void store_if_worthwhile(std::size_t operations, std::function<void()> done);
    bool is_busy() const { return in_flight_; }

private:
    void store();

    Context const& context_;
    Room const& room_;
    Fence fence_;
    Sequence newest_;
    std::size_t operations_ = 0;
    std::size_t bytes_ = 0;
    bool in_flight_ = false;
    std::function<void()> done_;
    Timer idle_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace refinery::rooms
