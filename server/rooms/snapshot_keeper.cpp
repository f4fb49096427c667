#include "server/rooms/snapshot_keeper.hpp"

#include "protocol/codec/record.hpp"

#include <algorithm>
#include <utility>

namespace refinery::rooms {

SnapshotKeeper::SnapshotKeeper(Context const& context, Room const& confirmed, Fence fence,
                               Sequence snapshot)
    : context_(context),
      room_(confirmed),
      fence_(fence),
      newest_(snapshot),
      idle_(context.services.timers) {}

void SnapshotKeeper::confirmed(std::size_t operations, std::size_t bytes) {
    operations_ += operations;
    bytes_ += bytes;
    auto const& sizes = context_.settings.sizes;
    if (operations_ >= sizes.snapshot_operations || bytes_ >= sizes.snapshot_bytes) {
        if (!in_flight_) store();
    } else if (!in_flight_) {
        idle_.start(context_.settings.timings.snapshot_idle, [this] { store(); });
    }
}

void SnapshotKeeper::store_if_worthwhile(std::size_t operations, std::function<void()> done) {
    if (!in_flight_ && room_.head - newest_ < std::max<std::size_t>(operations, 1)) return done();
    done_ = std::move(done);
    if (!in_flight_) store();
}

void SnapshotKeeper::store() {
    if (room_.head == newest_) return;
    idle_.cancel();
    in_flight_ = true;
    operations_ = 0;
    bytes_ = 0;
    auto const seq = room_.head;
    auto& services = context_.services;
    services.store.put_snapshot(
        room_.id, fence_, seq,
        std::make_shared<std::string const>(encode_room(room_, services.sealer)),
        [this, seq, alive = std::weak_ptr<bool>(alive_)](SnapshotAnswer const& answer) {
            if (alive.expired()) return;
            in_flight_ = false;
            auto const& settings = context_.settings;
            if (std::holds_alternative<store_answer::Done>(answer)) {
                newest_ = seq;
                context_.services.meter.count(Counted::snapshots_stored);
                if (operations_ > 0)
                    idle_.start(settings.timings.snapshot_idle, [this] { store(); });
            } else {
                context_.services.meter.count(Counted::snapshots_failed);
                context_.services.journal.note(Severity::warning, room_.id,
                                               "a snapshot could not be stored; tried again later");
                idle_.start(settings.timings.snapshot_retry, [this] { store(); });
            }
            if (auto const done = std::exchange(done_, nullptr)) done();
        });
}

}  // namespace refinery::rooms
