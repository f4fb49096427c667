#pragma once

// One store on its own data, whichever it is: what the contract suite asks of all of them.

#include "server/rooms/ports/store.hpp"
#include "tests/support/store/rooms_thread.hpp"

#include <functional>
#include <memory>
#include <string>

namespace refinery::test {

class StoreBench {
public:
    virtual ~StoreBench() = default;

    virtual rooms::Store& store() = 0;
    /// The server ends, and another starts on the same data.
    virtual void restart() = 0;
    /// A second server on the same data while the first goes on; null where the store refuses it.
    virtual rooms::Store* second() = 0;

    /// Records and snapshots that claims have read since the start.
    virtual std::uint64_t records_read() = 0;

    // Past the store, in its data. These restart it where the data is its alone.
    virtual std::size_t records_kept(RoomId const& room) = 0;
    virtual std::size_t snapshots_kept(RoomId const& room) = 0;
    virtual void damage_newest_record(RoomId const& room) = 0;
    /// 0 is the newest.
    virtual void damage_snapshot(RoomId const& room, std::size_t which) = 0;

    /// Asks and runs the thread of the rooms until the answer is there.
    template <class Answer>
    Answer ask(std::function<void(rooms::Reply<Answer>)> const& call) {
        return thread_.ask<Answer>(call);
    }

    RoomsThread& thread() { return thread_; }

    // The interface as plain questions.
    rooms::CreateAnswer create(RoomId room, std::string epoch, rooms::Batch batch);
    rooms::ClaimAnswer claim(RoomId room);
    rooms::AppendAnswer append(RoomId room, rooms::Fence fence, rooms::LogPosition expected,
                               rooms::Batch batch);
    rooms::SnapshotAnswer put_snapshot(RoomId room, rooms::Fence fence, Sequence seq,
                                       std::string bytes);
    rooms::CodeAnswer take_code(std::string code, RoomId room);
    rooms::FindCodeAnswer find_code(std::string code);
    rooms::CodeAnswer drop_code(std::string code, RoomId room);
    rooms::ProbeAnswer probe(std::size_t bytes);

private:
    RoomsThread thread_;
};

/// Never the same twice, also not on a Redis that other tests use.
RoomId new_room();
std::string new_code();
rooms::Batch batch(Sequence first, Sequence last, std::string bytes);
/// Where a log ends that `batch` was added to.
rooms::LogPosition after(rooms::LogPosition const& before, rooms::Batch const& batch);

}  // namespace refinery::test
