#pragma once

#include "protocol/domain/rejection.hpp"
#include "protocol/messages/server_message.hpp"

#include <chrono>
#include <cstdint>

namespace refinery::rooms {

/// Things that happened so many times.
enum class Counted {
    connections_opened,
    connections_closed_by_peer,
    operations_confirmed,
    commands_acked,
    /// Acked again from a session's window, because the first ack was lost.
    commands_acked_again,
    append_repeated,
    rooms_created,
    rooms_loaded,
    rooms_unloaded,
    /// Operations that were read from the log to load a room: what a start costs.
    records_read,
    snapshots_stored,
    snapshots_failed,
};

/// How things are now, over all rooms.
enum class Gauged { connections, rooms, rooms_waiting, rooms_read_only };

/// How long something took.
enum class Timed { append, room_load };

enum class AppendResult { applied, read_only, indeterminate, fenced, foreign_head, not_found };

/// Where the rooms count. Vocabularies are fixed: no room, no person, no text and nothing that
/// depends on a hidden choice becomes a number or a label (SEC-2). Called on the rooms' thread.
class Meter {
public:
    virtual ~Meter() = default;
    virtual void count(Counted what, std::uint64_t times = 1) = 0;
    virtual void gauge(Gauged what, std::int64_t value) = 0;
    virtual void took(Timed what, std::chrono::milliseconds time) = 0;
    /// The server said goodbye.
    virtual void said_bye(messages::ByeCode code) = 0;
    virtual void refused(RejectionCode code) = 0;
    virtual void joined(messages::WelcomeMode mode) = 0;
    virtual void append_answered(AppendResult result) = 0;
};

}  // namespace refinery::rooms
