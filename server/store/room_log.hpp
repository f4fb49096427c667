#pragma once

// The rules of the store's contract, without any storage: what a call means for a room whose log
// ends here. SQLite and memory decide by these functions; the Redis functions
// (redis_library.cpp) say the same in Lua, because there the decision must be made where the data
// is. tests/server/store/store_contract.tests.cpp holds all of them to the same scenarios.

#include "server/rooms/ports/store.hpp"
#include "server/store/chain.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery::store {

/// All that is known of a room without reading its records.
struct RoomLog {
    std::string epoch;
    rooms::Fence fence = 0;
    /// The chain after the first record, kept for ever: it tells a repeated `create` from another.
    Hash128 birth{};
    /// Where the kept part of the log begins; 0 until something was trimmed.
    rooms::LogPosition base;
    rooms::LogPosition position;
    /// Newest first, at most two.
    std::vector<Sequence> snapshots;
};

/// The log of a room made by `batch`; nothing where it does not begin at 1.
std::optional<RoomLog> created_log(std::string epoch, rooms::Batch const& batch);
/// The answer to a `create` that finds the room.
rooms::CreateAnswer answer_to_second_create(RoomLog const& log, std::string const& epoch,
                                            rooms::Batch const& batch);

/// Go on and store the batch; the log ends there then.
struct StoreBatch {
    rooms::LogPosition position;
};
std::variant<StoreBatch, rooms::AppendAnswer> judge_append(RoomLog const& log, rooms::Fence fence,
                                                           rooms::LogPosition const& expected,
                                                           rooms::Batch const& batch);

/// Go on and keep the snapshot; `snapshots` is the list then.
struct KeepSnapshot {
    std::vector<Sequence> snapshots;
};
std::variant<KeepSnapshot, rooms::SnapshotAnswer> judge_snapshot(RoomLog const& log,
                                                                 rooms::Fence fence, Sequence seq);

/// Records that end at or before this are covered by both snapshots and go. 0: keep everything,
/// because a single snapshot may turn out to be damaged, and then the log is what is left.
Sequence trim_limit(std::vector<Sequence> const& snapshots);

struct ReadRecord {
    Sequence first = 0;
    Sequence last = 0;
    /// The chain that was stored with the record.
    Hash128 chain{};
    std::shared_ptr<std::string const> bytes;
};
struct ReadSnapshot {
    Sequence seq = 0;
    /// `snapshot_check` as it was stored beside the bytes.
    Hash128 check{};
    std::string bytes;
};
/// Tells a whole snapshot of this room from a damaged or a misplaced one.
Hash128 snapshot_check(RoomId const& room, Sequence seq, std::string_view bytes);

/// What was read at a claim, checked: the records must lead without a gap from the log's base to
/// its position, each with the right chain. A damaged snapshot is left out as long as the rest
/// still gives the whole room; else the room is `Damaged`.
/// @param records  the kept part of the log, oldest first
std::variant<rooms::store_answer::Claimed, rooms::store_answer::Damaged> checked_claim(
    RoomId const& room, RoomLog const& log, std::vector<ReadSnapshot> snapshots,
    std::vector<ReadRecord> const& records);

}  // namespace refinery::store
