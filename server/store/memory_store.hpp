#pragma once

#include "server/rooms/ports/store.hpp"
#include "server/store/post.hpp"
#include "server/store/room_log.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace refinery::store {

/// What a `MemoryStore` writes to. Stores that share one are servers on the same disk: one after
/// the other (a restart) or at once (the older one is fenced).
class MemoryDisk {
public:
    struct StoredRoom {
        RoomLog log;
        std::deque<ReadRecord> records;
        std::vector<ReadSnapshot> snapshots;
    };

    /// Nothing where the room was never made.
    StoredRoom const* find(RoomId const& room) const;
    std::size_t room_count() const { return rooms_.size(); }

    /// Flips a bit of the newest record.
    void damage_newest_record(RoomId const& room);
    /// Flips a bit of a snapshot; 0 is the newest.
    void damage_snapshot(RoomId const& room, std::size_t which);

private:
    friend class MemoryStore;
    std::map<RoomId, StoredRoom> rooms_;
    std::map<std::string, RoomId> codes_;
};

/// The kinds of call that a test can stop.
enum class MemoryCall { create, claim, append, snapshot, code, probe };

/// How a call goes wrong.
struct MemoryFault {
    enum class Kind {
        /// Not applied, and said so.
        read_only,
        /// Not applied, but nobody knows.
        indeterminate,
        /// Applied, but nobody knows: the answer was lost.
        reply_lost,
    };
    Kind kind = Kind::indeterminate;
    std::string reason = "as the test wants it";
};

/// A store for tests. It works at once; its replies wait for `post`, or, where there is none, for
/// `deliver()`. A test can keep calls back and make them fail. Of one thread.
class MemoryStore final : public rooms::Store {
public:
    explicit MemoryStore(std::shared_ptr<MemoryDisk> disk = std::make_shared<MemoryDisk>(),
                         Post post = nullptr);

    // --- the test's hand --------------------------------------------------------------------

    /// From now on calls of this kind are kept, not carried out and not answered.
    void hold(MemoryCall call);
    /// The whole store falls silent.
    void hold_all();
    /// Carries out what is held, in the order in which it came, and holds nothing any more.
    void release();
    /// Drops what is held without carrying it out, answers `Indeterminate` for each, and holds
    /// nothing any more: a connection that broke before its calls arrived.
    void drop_held();
    std::size_t held() const { return held_.size(); }

    /// The next `times` calls of this kind go wrong, after those that were asked for before.
    void fail_next(MemoryCall call, MemoryFault fault, std::size_t times = 1);
    /// All calls of this kind go wrong until `heal`.
    void fail(MemoryCall call, MemoryFault fault);
    void heal();

    /// Gives the replies that wait, and those that are asked for meanwhile. Returns how many.
    std::size_t deliver();
    bool deliver_one();

    MemoryDisk const& disk() const { return *disk_; }
    /// Calls that came, carried out or not.
    std::uint64_t calls(MemoryCall call) const;
    /// Records and snapshots that claims have read: the work of a start.
    std::uint64_t records_read() const { return records_read_; }

    // --- rooms::Store -----------------------------------------------------------------------

    messages::Durability durability() const override { return messages::Durability::memory; }
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
    struct Held {
        std::function<void()> carry_out;
        std::function<void()> drop;
    };

    template <class Answer>
    void call(MemoryCall kind, std::function<Answer()> work, rooms::Reply<Answer> reply);
    template <class Answer>
    Answer carry_out(MemoryCall kind, std::function<Answer()> const& work);
    template <class Answer>
    void answer(rooms::Reply<Answer> const& reply, Answer answer);
    std::optional<MemoryFault> take_fault(MemoryCall kind);

    rooms::CreateAnswer create_now(RoomId const& room, std::string const& epoch,
                                   rooms::Batch const& batch);
    rooms::ClaimAnswer claim_now(RoomId const& room);
    rooms::AppendAnswer append_now(RoomId const& room, rooms::Fence fence,
                                   rooms::LogPosition const& expected, rooms::Batch const& batch);
    rooms::SnapshotAnswer put_snapshot_now(RoomId const& room, rooms::Fence fence, Sequence seq,
                                           std::string const& bytes);

    std::shared_ptr<MemoryDisk> disk_;
    Post post_;
    std::deque<std::function<void()>> replies_;
    std::map<MemoryCall, bool> holding_;
    std::deque<Held> held_;
    std::map<MemoryCall, std::deque<MemoryFault>> next_faults_;
    std::map<MemoryCall, MemoryFault> lasting_faults_;
    std::map<MemoryCall, std::uint64_t> calls_;
    std::uint64_t records_read_ = 0;
};

}  // namespace refinery::store
