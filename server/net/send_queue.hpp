#pragma once

#include "server/rooms/ports/connection.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>

namespace refinery::net {

/// What waits to be written to one member, in order, cut into pieces of a size at which a slow
/// line still shows progress. Knows no socket and no clock. This is the first shape of sending:
/// whatever replaces it stays behind `rooms::Connection`.
class SendQueue {
public:
    struct Limits {
        std::size_t queued_bytes_max = 1024 * 1024;
        std::size_t fragment_bytes = 64 * 1024;
    };
    /// One piece of a message; `last` ends it.
    struct Fragment {
        std::string_view bytes;
        bool last = true;
    };

    explicit SendQueue(Limits limits);

    void push(rooms::SharedText text, rooms::Connection::Weight weight);
    /// What to write next; nothing when it is empty. The bytes live until `written`.
    std::optional<Fragment> front() const;
    /// The fragment that `front` gave is on its way.
    void written();

    bool empty() const { return entries_.empty(); }
    /// More waits than a reader that keeps up would ever leave. The first snapshot queued is not
    /// counted: it may be longer than the limit.
    bool is_over_limit() const { return counted_ > limits_.queued_bytes_max; }
    /// Forgets everything but the rest of a message that has begun, which would otherwise leave
    /// half a message on the line before the next.
    /// @param writing  the fragment that `front` gave is being written at this moment
    void drop_unbegun(bool writing);

private:
    struct Entry {
        rooms::SharedText text;
        bool counted = true;
    };

    Limits limits_;
    std::deque<Entry> entries_;
    /// Of the first entry, already written.
    std::size_t offset_ = 0;
    std::size_t counted_ = 0;
};

}  // namespace refinery::net
