#pragma once

#include "server/rooms/ports/store.hpp"
#include "server/store/open_result.hpp"
#include "server/store/post.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace refinery::store {

struct SqliteOptions {
    /// Past this size of the write-ahead log its pages are moved into the file, between two
    /// commits.
    std::uint64_t checkpoint_bytes = 16 * 1024 * 1024;
    /// Called on the thread of the rooms: the disk failed to write or to sync. Nothing is answered
    /// any more but `Indeterminate`, and the process must exit and start anew.
    std::function<void(std::string reason)> fatal = nullptr;
    /// Called on the thread of the rooms with a sentence for the log.
    std::function<void(std::string)> warn = nullptr;

    // For tests.
    /// The file never has more pages (4 KiB each), as on a full disk; 0: no limit.
    std::uint64_t pages_max = 0;
    /// A file system that SQLite knows by this name; empty: the real one.
    std::string vfs = {};
};

/// One file, with nothing beside it to install. A commit is on the disk before it is answered
/// (`Durability::disk`). One process at a time: the file stays locked until this is destroyed.
///
/// Calls come from the thread of the rooms; the work is done on a thread of its own
/// (sqlite_writer.hpp tells how), and replies are posted back. On a full disk everything can still
/// be claimed and read. The destructor carries out and answers what was asked before.
class SqliteStore final : public rooms::Store {
public:
    /// Opens the file, or makes it, with its folder, readable for this user alone.
    /// @param post  brings replies to the thread of the rooms; must outlive the store
    static OpenResult<std::unique_ptr<SqliteStore>> open(std::string const& path, Post post,
                                                         SqliteOptions options = {});
    ~SqliteStore() override;

    /// Rows of the log that opening passed over, and the records and snapshots that claims have
    /// read since: the work of a start.
    std::uint64_t records_scanned() const;
    std::uint64_t records_read() const;
    /// For tests: as `SqliteOptions::pages_max`, for all calls after this one.
    void limit_pages(std::uint64_t pages_max);

    messages::Durability durability() const override { return messages::Durability::disk; }
    void create(RoomId room, std::string epoch, rooms::Batch batch,
                rooms::Reply<rooms::CreateAnswer> reply) override;
    void claim(RoomId room, rooms::Reply<rooms::ClaimAnswer> reply) override;
    void append(RoomId room, rooms::Fence fence, rooms::LogPosition expected, rooms::Batch batch,
                rooms::Reply<rooms::AppendAnswer> reply) override;
    void put_snapshot(RoomId room, rooms::Fence fence, Sequence seq,
                      std::shared_ptr<std::string const> bytes,
                      rooms::Reply<rooms::SnapshotAnswer> reply) override;
    void take_code(std::string code, RoomId room, rooms::Reply<rooms::CodeAnswer> reply) override;
    void find_code(std::string code, rooms::Reply<rooms::FindCodeAnswer> reply) override;
    void drop_code(std::string code, RoomId room, rooms::Reply<rooms::CodeAnswer> reply) override;
    void probe(std::size_t bytes, rooms::Reply<rooms::ProbeAnswer> reply) override;

private:
    class Rooms;
    explicit SqliteStore(std::unique_ptr<Rooms> rooms);

    std::unique_ptr<Rooms> rooms_;
};

}  // namespace refinery::store
