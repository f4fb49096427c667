#include "server/rooms/loading.hpp"

#include "protocol/codec/record.hpp"
#include "protocol/domain/evolve.hpp"

#include <algorithm>
#include <utility>

namespace refinery::rooms {
namespace {

/// Applies what comes after the room's head. Nothing where there is a gap.
bool apply(LoadedRoom& loaded, std::vector<Operation>& operations) {
    for (auto& operation : operations) {
        if (operation.seq <= loaded.room.head) continue;
        if (operation.seq != loaded.room.head + 1) return false;
        evolve(loaded.room, operation);
        loaded.newest.push_back(std::move(operation));
    }
    return true;
}

void keep_newest(std::vector<Operation>& operations, std::size_t count) {
    if (operations.size() <= count) return;
    operations.erase(operations.begin(), operations.end() - static_cast<std::ptrdiff_t>(count));
}

}  // namespace

std::variant<LoadedRoom, Unreadable> load_room(RoomId id, store_answer::Claimed claimed,
                                               Sealer const& sealer, Sizes const& sizes) {
    LoadedRoom loaded;
    loaded.fence = claimed.fence;
    loaded.epoch = std::move(claimed.epoch);
    loaded.position = claimed.position;
    std::string why_no_snapshot = "the log does not begin at its beginning";
    for (auto const& snapshot : claimed.snapshots) {
        auto decoded = decode_room(snapshot.bytes, sealer);
        if (decoded) {
            if (decoded->room.id != id || decoded->room.head != snapshot.seq) {
                why_no_snapshot = "a snapshot of another room or time";
                loaded.passed_over_snapshot = true;
                continue;
            }
            loaded.room = std::move(decoded->room);
            loaded.snapshot = snapshot.seq;
            break;
        }
        why_no_snapshot = decoded.error().message;
        switch (decoded.error().kind) {
            case RecordError::Kind::unknown_format:
                loaded.not_understood = decoded.error().message;
                break;
            case RecordError::Kind::damaged: loaded.passed_over_snapshot = true; break;
        }
    }
    for (auto const& batch : claimed.tail) {
        if (batch.last <= loaded.room.head) continue;
        if (batch.first > loaded.room.head + 1) return Unreadable{why_no_snapshot};
        ++loaded.records_read;
        auto decoded = decode_record(*batch.bytes, id, sealer);
        if (!decoded) {
            switch (decoded.error().kind) {
                case RecordError::Kind::unknown_format:
                    // What came before it can be shown; what comes after it cannot be understood
                    // without it.
                    if (loaded.room.head == 0) return Unreadable{decoded.error().message};
                    loaded.not_understood = decoded.error().message;
                    return loaded;
                case RecordError::Kind::damaged: return Unreadable{decoded.error().message};
            }
        }
        if (!apply(loaded, decoded->operations) || loaded.room.head != batch.last) {
            return Unreadable{"a record does not hold the operations that it should"};
        }
        keep_newest(loaded.newest, sizes.ring_operations_max);
    }
    if (loaded.room.head != loaded.position.head || loaded.room.head == 0) {
        return Unreadable{"the log ends before its head"};
    }
    return loaded;
}

}  // namespace refinery::rooms
