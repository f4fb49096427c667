#pragma once

#include "protocol/domain/limits.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace refinery::rooms {

/// Every time limit of the rooms, with its reason. All are flags of the server, so that a test
/// scales them.
struct Timings {
    /// A connection that does not say who it is takes a place from somebody who would.
    std::chrono::milliseconds hello{5'000};
    /// A hello whose welcome is not out by then is told `busy` and comes again.
    std::chrono::milliseconds welcome{5'000};
    /// An append without an answer is asked again this often.
    std::chrono::milliseconds append_repeat{1'000};
    /// From here on people read that their changes wait; a longer stall holds countdowns.
    std::chrono::milliseconds store_waiting{5'000};
    /// A store that takes no writes is tried this often.
    std::chrono::milliseconds probe{1'000};
    /// A person without a connection has left after this.
    std::chrono::milliseconds leave{60'000};
    /// Nothing else sent for so long: a heartbeat.
    std::chrono::milliseconds heartbeat{10'000};
    /// A room that nobody is in is kept this long before its memory is given back.
    std::chrono::milliseconds unload{120'000};
    /// A room in which nothing happens for so long gets a snapshot, so that a start reads little.
    std::chrono::milliseconds snapshot_idle{30'000};
    /// A snapshot that failed is tried again.
    std::chrono::milliseconds snapshot_retry{30'000};
    /// A code leads to its room this long after the last person left.
    std::chrono::milliseconds code_life{24 * 3'600'000};
    /// `busy` refusals: within this many milliseconds a flood counts (100 of them).
    std::chrono::milliseconds flood_window{10'000};
    /// Stopping waits this long for the store to answer for what is in flight.
    std::chrono::milliseconds drain{5'000};
    /// What `bye` and `refused` say about when to come again.
    std::chrono::milliseconds retry_busy{2'000};
    std::chrono::milliseconds retry_read_only{5'000};
    std::chrono::milliseconds retry_drain{1'000};
    /// A room whose stored bytes cannot be read does not heal by itself.
    std::chrono::milliseconds retry_damaged{60'000};
};

/// Sizes inside the server that no client has to know, and no operator to change: no flags.
struct Sizes {
    /// A batch: more in one append saves nothing and delays its first operation.
    std::size_t batch_operations_max = 64;
    std::size_t batch_bytes_max = 48 * 1024;
    /// A record on any store; a command that needs a longer one is refused `too_large`.
    std::size_t record_bytes_max = 1024 * 1024;
    /// A longer operation is told by a snapshot in its place (RES-1).
    std::size_t told_operation_bytes_max = 64 * 1024;
    /// How far behind a returning page may be to be told what it missed (RES-2).
    std::size_t ring_operations_max = 1024;
    std::size_t ring_bytes_max = 256 * 1024;
    /// A snapshot is stored when the log grew by this much since the one before.
    std::size_t snapshot_operations = 256;
    std::size_t snapshot_bytes = 128 * 1024;
    /// Stopping the server stores a snapshot where a start would read at least so many operations.
    std::size_t drain_snapshot_operations = 64;
    /// A probe of a store that was full writes at least so much.
    std::size_t probe_bytes_min = 64 * 1024;
    /// So many `busy` and `rate_limited` refusals within `flood_window` are a flood.
    std::size_t flood_refusals_max = 100;
};

struct Settings {
    Limits limits = {};
    Timings timings = {};
    Sizes sizes = {};
    /// Told in `welcome`.
    std::string server_version = "dev";
};

}  // namespace refinery::rooms
