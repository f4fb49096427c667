#pragma once

// What lies in the file, and what is known of it in memory.
//
//   room      a row a room: epoch, fence, and where the kept part of its log begins
//   log       all rooms' records in the order in which they were written; no index but the row's
//   own
//             number, so that a commit writes a few pages at the end of the file and nothing else
//   snapshot  at most two a room
//   code      the short codes that lead to rooms
//   scratch   what a probe writes and takes back
//
// Which rows are whose is kept in memory, rebuilt at the start by one pass over `log`. Measured on
// the target machine against an index (room, seq): up to six times as many operations a second, and
// slowest commits of 3 ms instead of 76 ms. A room's rows go by their numbers as soon as two
// snapshots cover them, so what a start has to pass over is bounded by the rooms' own tails, and no
// idle room keeps another's old rows alive.
//
// Where a room's log ends is nowhere but in its newest row: an append touches that row alone. The
// log of a room is therefore never empty, which trimming grants by keeping what is behind the older
// of two snapshots.

#include "server/store/room_log.hpp"
#include "server/store/sqlite_database.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>

namespace refinery::store {

/// `PRAGMA user_version`. A higher one was written by a newer server, which this one cannot read.
inline constexpr std::uint64_t sqlite_layout_version = 1;

struct SqliteRoom {
    RoomLog log;
    struct Row {
        std::uint64_t lsn = 0;
        Sequence last = 0;
    };
    /// The kept rows, oldest first.
    std::deque<Row> rows;
    /// Why the room cannot be claimed; empty when it can.
    std::string damage;
};

struct SqliteIndex {
    std::unordered_map<RoomId, SqliteRoom> rooms;
    /// Rows passed over to build this.
    std::uint64_t rows_scanned = 0;
};

/// Covers what the chain does not: to which room and which place a row of the log belongs.
Hash128 row_mark(RoomId const& room, Sequence first, Sequence last, Hash128 const& chain);

std::string_view as_bytes(RoomId const& room);
/// Nothing unless there are 16 bytes.
std::optional<Hash128> hash_from(std::string_view bytes);

/// Makes the tables in an empty file, refuses a foreign one, and keeps the file for this connection
/// alone. Returns a sentence where that is not possible.
/// @throws SqliteError
std::optional<std::string> prepare_sqlite(SqliteDatabase& database);

/// @throws SqliteError
SqliteIndex read_sqlite_index(SqliteDatabase& database);

}  // namespace refinery::store
