#include "server/store/sqlite_layout.hpp"

#include <algorithm>
#include <optional>

namespace refinery::store {

namespace {

/// "Rfny": what `file` and we know a database of ours by.
constexpr auto application_id = "1382444665";

constexpr auto tables = R"(
    CREATE TABLE room(
        id BLOB PRIMARY KEY, layout INTEGER NOT NULL, epoch TEXT NOT NULL, fence INTEGER NOT NULL,
        birth BLOB NOT NULL, base_seq INTEGER NOT NULL, base_chain BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE log(
        lsn INTEGER PRIMARY KEY, room BLOB NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
        chain BLOB NOT NULL, mark BLOB NOT NULL, body BLOB NOT NULL
    );
    CREATE TABLE snapshot(
        room BLOB NOT NULL, seq INTEGER NOT NULL, mark BLOB NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY(room, seq)
    );
    CREATE TABLE code(code TEXT PRIMARY KEY, room BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE scratch(id INTEGER PRIMARY KEY, body BLOB NOT NULL);
)";

void make_tables(SqliteDatabase& database) {
    database.run("BEGIN IMMEDIATE");
    database.run(tables);
    database.run(std::string("PRAGMA application_id = ") + application_id);
    database.run("PRAGMA user_version = " + std::to_string(sqlite_layout_version));
    database.run("COMMIT");
}

void read_rooms(SqliteDatabase& database, SqliteIndex& index) {
    auto rooms =
        database.prepare("SELECT id, layout, epoch, fence, birth, base_seq, base_chain FROM room");
    while (rooms.step()) {
        auto const id = hash_from(rooms.bytes(0));
        if (!id) continue;
        auto& room = index.rooms[RoomId{*id}];
        room.log.epoch = rooms.bytes(2);
        room.log.fence = rooms.number(3);
        room.log.birth = hash_from(rooms.bytes(4)).value_or(Hash128{});
        room.log.base = {.head = rooms.number(5),
                         .chain = hash_from(rooms.bytes(6)).value_or(Hash128{})};
        room.log.position = room.log.base;
        if (auto const layout = rooms.number(1); layout != sqlite_layout_version) {
            room.damage = "it is stored in layout " + std::to_string(layout) +
                          ", which this version does not know";
        }
    }
}

void read_snapshots(SqliteDatabase& database, SqliteIndex& index) {
    auto snapshots = database.prepare("SELECT room, seq FROM snapshot ORDER BY room, seq DESC");
    while (snapshots.step()) {
        auto const id = hash_from(snapshots.bytes(0));
        if (!id) continue;
        auto const room = index.rooms.find(RoomId{*id});
        if (room != index.rooms.end()) room->second.log.snapshots.push_back(snapshots.number(1));
    }
}

void read_rows(SqliteDatabase& database, SqliteIndex& index) {
    auto rows = database.prepare("SELECT lsn, room, last, chain FROM log ORDER BY lsn");
    while (rows.step()) {
        ++index.rows_scanned;
        auto const id = hash_from(rows.bytes(1));
        if (!id) continue;
        auto const found = index.rooms.find(RoomId{*id});
        // A row that names no room of ours is missed in the room that it belongs to.
        if (found == index.rooms.end()) continue;
        auto& room = found->second;
        room.rows.push_back({.lsn = rows.number(0), .last = rows.number(2)});
        room.log.position = {.head = rows.number(2),
                             .chain = hash_from(rows.bytes(3)).value_or(Hash128{})};
    }
    for (auto& [id, room] : index.rooms) {
        if (room.rows.empty() && room.damage.empty()) room.damage = "its log is gone";
    }
}

}  // namespace

Hash128 row_mark(RoomId const& room, Sequence first, Sequence last, Hash128 const& chain) {
    auto const place = std::to_string(first) + ' ' + std::to_string(last) + ' ';
    return hash128({as_bytes(room), place, as_bytes(chain)});
}

std::string_view as_bytes(RoomId const& room) { return as_bytes(room.bytes); }

std::optional<Hash128> hash_from(std::string_view bytes) {
    Hash128 hash{};
    if (bytes.size() != hash.size()) return std::nullopt;
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

std::optional<std::string> prepare_sqlite(SqliteDatabase& database) {
    // Exclusive before anything is read: the index of the write-ahead log then lives in this
    // process's memory, and no second connection can exist. SQLite 3.7.0 to 3.51.2 may damage a
    // file that two connections checkpoint at once.
    database.run("PRAGMA locking_mode = EXCLUSIVE");
    if (database.ask("PRAGMA journal_mode = WAL") != "wal") {
        return "its file system cannot keep a write-ahead log";
    }
    // FULL syncs every commit. NORMAL would sync checkpoints alone, and a power cut take commits
    // that were acknowledged.
    database.run("PRAGMA synchronous = FULL");
    database.run("PRAGMA cache_size = -16384");
    database.run("BEGIN EXCLUSIVE; COMMIT");

    auto const version = database.ask("PRAGMA user_version");
    if (database.ask("SELECT count(*) FROM sqlite_schema") == "0") {
        make_tables(database);
        return std::nullopt;
    }
    if (database.ask("PRAGMA application_id") != application_id) {
        return "it belongs to another program";
    }
    if (version != std::to_string(sqlite_layout_version)) {
        return "it is stored in layout " + version +
               ", and this version of Refinery reads layout " +
               std::to_string(sqlite_layout_version) + " only";
    }
    return std::nullopt;
}

SqliteIndex read_sqlite_index(SqliteDatabase& database) {
    SqliteIndex index;
    read_rooms(database, index);
    read_snapshots(database, index);
    read_rows(database, index);
    return index;
}

}  // namespace refinery::store
