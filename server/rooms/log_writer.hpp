#pragma once

// How a room's operations get into the store: batches, one append in flight, and the three ways in
// which a store can fail (LIV-7).
//
//            push, flush                Applied
//   idle ----------------> in flight -----------> idle (or the next batch)
//                            |  unanswered, Indeterminate: stalled; the same append, every second
//                            |  ReadOnly to the first sending: nothing pending any more; probes,
//                            |    every second -> idle
//                            '- Fenced, ForeignHead, NotFound: lost, for good

#include "server/rooms/services.hpp"
#include "server/rooms/timer.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace refinery::rooms {

/// What a room is told by its log.
class LogEvents {
public:
    virtual ~LogEvents() = default;
    /// Everything up to `last` is stored. `stalled`: how long the append had been waiting.
    virtual void log_confirmed(Sequence last, std::chrono::milliseconds stalled) = 0;
    /// The store has not answered for `Timings::store_waiting`. Told once a batch.
    virtual void log_waits(std::string reason) = 0;
    /// Nothing that was pushed and not confirmed is stored, surely.
    virtual void log_read_only(std::string reason) = 0;
    /// The store takes writes again.
    virtual void log_writable() = 0;
    /// Another server owns the room, or the log is not the one we know.
    virtual void log_lost(std::string reason) = 0;
};

class LogWriter {
public:
    LogWriter(Context const& context, RoomId room, Fence fence, LogPosition position,
              LogEvents& events);

    /// Takes the next operation, encoded for the store. Sent by `flush` or behind what is in
    /// flight.
    void push(Sequence seq, std::string stored);
    /// Sends what was pushed, unless something is in flight.
    void flush();

    /// An append waits for longer than usual: nothing more should be decided.
    bool is_stalled() const { return stalled_; }
    bool is_idle() const { return !in_flight_ && pending_.empty(); }
    /// For snapshots, which carry the same fence.
    Fence fence() const { return fence_; }

private:
    struct Pending {
        Sequence seq = 0;
        std::string stored;
    };
    struct InFlight {
        Batch batch;
        std::chrono::milliseconds first_sent{0};
        /// How many times; above one, the fate of the earlier ones is unknown.
        std::size_t sent = 0;
        /// Why it is not answered, in one sentence.
        std::string reason = {};
    };

    void send_next();
    void send_again();
    void answered(Sequence first, AppendAnswer const& answer);
    void take_read_only(std::string const& reason);
    void fall_read_only(std::string reason);
    void fall_lost(AppendResult result, std::string reason);
    void probe();
    void end_append();

    Context const& context_;
    RoomId room_;
    Fence fence_;
    LogPosition position_;
    LogEvents& events_;
    std::deque<Pending> pending_;
    std::optional<InFlight> in_flight_;
    bool stalled_ = false;
    bool read_only_ = false;
    bool lost_ = false;
    std::size_t probe_bytes_ = 0;
    Timer repeat_;
    Timer waiting_;
    Timer probe_timer_;
    /// Replies of a store may come after the room's memory was given back.
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace refinery::rooms
