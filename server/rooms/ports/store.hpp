#pragma once

// The store that a room needs: one append-only log of records and two snapshots a room, and a
// table of codes. It knows bytes, not operations. Implemented by server/store on SQLite, on Redis
// and in memory; tests/server/store holds all three to one contract.

#include "protocol/domain/ids.hpp"
#include "protocol/messages/server_message.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery::rooms {

/// Counts the claims of a room. An append under an older fence than the stored one is refused.
using Fence = std::uint64_t;

/// Where a room's log ends. `chain` is a hash over all records up to `head`, so two logs of equal
/// length with different contents are told apart. It never leaves the server.
struct LogPosition {
    Sequence head = 0;
    std::array<std::uint8_t, 16> chain{};

    bool operator==(LogPosition const&) const = default;
};

/// Consecutive operations `first`..`last`, stored and confirmed together.
struct Batch {
    Sequence first = 0;
    Sequence last = 0;
    std::shared_ptr<std::string const> bytes;
};

namespace store_answer {
/// It is in the store; the log ends here now. Also said of an append that had been applied before.
struct Applied {
    LogPosition position;
};
/// Not applied, surely, and cannot be for now: the disk or Redis is full or takes no writes.
struct ReadOnly {
    std::string reason;
};
/// Nobody knows whether it was applied: connection lost, or the store is not ready. Ask again.
struct Indeterminate {
    std::string reason;
};
/// A newer claim owns the room.
struct Fenced {};
/// The log ends elsewhere, and not because of us.
struct ForeignHead {
    LogPosition position;
};
struct NotFound {};
/// The stored bytes are damaged or of an unknown layout; the room is left as it is.
struct Damaged {
    std::string reason;
};
struct Done {};
/// `create` or `take_code` found it taken.
struct Taken {};

struct Snapshot {
    Sequence seq = 0;
    std::string bytes;
};
/// What a claim hands over.
struct Claimed {
    Fence fence = 0;
    std::string epoch;
    LogPosition position;
    /// Newest first; at most two.
    std::vector<Snapshot> snapshots;
    /// The records after the older of two snapshots, oldest first. With one snapshot or none the
    /// log is still whole, and all of it is here. The first record may begin before a snapshot's
    /// end: what a snapshot covers is skipped by its sequence.
    std::vector<Batch> tail;
};
struct FoundCode {
    RoomId room;
};
}  // namespace store_answer

using CreateAnswer = std::variant<store_answer::Applied, store_answer::Taken,
                                  store_answer::ReadOnly, store_answer::Indeterminate>;
using ClaimAnswer =
    std::variant<store_answer::Claimed, store_answer::NotFound, store_answer::ReadOnly,
                 store_answer::Indeterminate, store_answer::Damaged>;
using AppendAnswer =
    std::variant<store_answer::Applied, store_answer::ReadOnly, store_answer::Indeterminate,
                 store_answer::Fenced, store_answer::ForeignHead, store_answer::NotFound>;
using SnapshotAnswer = std::variant<store_answer::Done, store_answer::ReadOnly,
                                    store_answer::Indeterminate, store_answer::Fenced>;
using CodeAnswer = std::variant<store_answer::Done, store_answer::Taken, store_answer::ReadOnly,
                                store_answer::Indeterminate>;
using FindCodeAnswer =
    std::variant<store_answer::FoundCode, store_answer::NotFound, store_answer::Indeterminate>;
using ProbeAnswer =
    std::variant<store_answer::Done, store_answer::ReadOnly, store_answer::Indeterminate>;

template <class Answer>
using Reply = std::function<void(Answer)>;

/// Calls return at once. Each reply is called exactly once, on the thread of the rooms (an
/// implementation with threads of its own posts it there), never inside the call itself. A reply
/// may be lost with a broken connection: then it says `Indeterminate`; who needs a time limit
/// keeps it himself.
class Store {
public:
    virtual ~Store() = default;

    /// What an answer of `Applied` promises; never more than the truth.
    virtual messages::Durability durability() const = 0;

    /// Makes the room with its first record (head 0 before it), under `epoch` and fence 1.
    /// `Applied` again where exactly this record made it before. The only call that makes a room.
    virtual void create(RoomId room, std::string epoch, Batch batch, Reply<CreateAnswer> reply) = 0;
    /// Raises the fence by one and reads what is needed to load the room. An unknown room is
    /// `NotFound`, and nothing is written. A store that is full still gives claims.
    virtual void claim(RoomId room, Reply<ClaimAnswer> reply) = 0;
    /// Adds a batch behind `expected`, atomically compared with fence, head and chain.
    virtual void append(RoomId room, Fence fence, LogPosition expected, Batch batch,
                        Reply<AppendAnswer> reply) = 0;
    /// Keeps the snapshot at `seq` (<= head) beside the one before it, drops older ones, and trims
    /// the log to what the older of the two does not cover. One that is not newer than the newest
    /// is `Done` and changes nothing; one ahead of the log, or not taken for another reason, is not
    /// kept and may be tried again. An unknown room is `Fenced`.
    virtual void put_snapshot(RoomId room, Fence fence, Sequence seq,
                              std::shared_ptr<std::string const> bytes,
                              Reply<SnapshotAnswer> reply) = 0;

    /// Only if free. Taking what this room has already is `Done`.
    virtual void take_code(std::string code, RoomId room, Reply<CodeAnswer> reply) = 0;
    virtual void find_code(std::string code, Reply<FindCodeAnswer> reply) = 0;
    virtual void drop_code(std::string code, RoomId room, Reply<CodeAnswer> reply) = 0;

    /// Writes that many bytes and takes them back: does the store take writes again?
    virtual void probe(std::size_t bytes, Reply<ProbeAnswer> reply) = 0;
};

}  // namespace refinery::rooms
