#pragma once

#include "protocol/domain/ids.hpp"
#include "server/rooms/ports/connection.hpp"
#include "server/rooms/settings.hpp"

#include <cstddef>
#include <deque>

namespace refinery::rooms {

/// The newest operations of a room as they are told, encoded once, for pages that come back
/// (RES-2). Holds consecutive ones up to the room's working head, within the limits of `Sizes`.
class Ring {
public:
    explicit Ring(Sizes const& sizes)
        : operations_max_(sizes.ring_operations_max), bytes_max_(sizes.ring_bytes_max) {}

    /// Holds nothing; the next one is `head + 1`.
    void start_after(Sequence head);
    /// @pre seq follows the newest one
    void add(Sequence seq, SharedText item);
    /// Forgets everything after `head`, which was withdrawn.
    void withdraw_after(Sequence head);

    /// Every operation after `after` up to `head` is here.
    bool covers(Sequence after, Sequence head) const;
    /// One `operations` message. @pre covers(after, head), after < head
    SharedText operations(Sequence after, Sequence head) const;

private:
    std::size_t operations_max_;
    std::size_t bytes_max_;
    Sequence before_ = 0;
    std::deque<SharedText> items_;
    std::size_t bytes_ = 0;
};

}  // namespace refinery::rooms
