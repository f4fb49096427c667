#pragma once

#include "protocol/messages/server_message.hpp"

#include <memory>
#include <string>

namespace refinery::rooms {

/// One encoded message, shared by everybody who gets it.
using SharedText = std::shared_ptr<std::string const>;

/// What decides over a connection may do to it. Implemented by server/net over a WebSocket, by
/// tests over a list. Calls return at once and come on the rooms' thread; after `close` nothing
/// more is sent. This is the whole of sending: a faster way replaces what is behind it.
class Connection {
public:
    virtual ~Connection() = default;
    /// Queues a text frame. A snapshot may be long: the first one queued does not count towards
    /// the limit of queued bytes.
    enum class Weight { counted, first_snapshot };
    virtual void send(SharedText text, Weight weight = Weight::counted) = 0;
    /// Sends what is queued, then `last` (a bye) where there is one, then closes with `code`.
    virtual void close(std::uint16_t code, SharedText last) = 0;
    /// True while nothing waits to be written; heartbeats with a hash are sent only then.
    virtual bool is_drained() const = 0;
};

}  // namespace refinery::rooms
