#include "server/store/room_log.hpp"

#include <algorithm>
#include <utility>

namespace refinery::store {

namespace answer = rooms::store_answer;

std::optional<RoomLog> created_log(std::string epoch, rooms::Batch const& batch) {
    if (batch.first != 1 || batch.last < batch.first) return std::nullopt;
    auto const position = position_after({}, batch);
    return RoomLog{.epoch = std::move(epoch),
                   .fence = 1,
                   .birth = position.chain,
                   .base = {},
                   .position = position,
                   .snapshots = {}};
}

rooms::CreateAnswer answer_to_second_create(RoomLog const& log, std::string const& epoch,
                                            rooms::Batch const& batch) {
    if (log.epoch == epoch && log.birth == position_after({}, batch).chain) {
        return answer::Applied{log.position};
    }
    return answer::Taken{};
}

std::variant<StoreBatch, rooms::AppendAnswer> judge_append(RoomLog const& log, rooms::Fence fence,
                                                           rooms::LogPosition const& expected,
                                                           rooms::Batch const& batch) {
    // A fence above the stored one means that the store went back in time: not ours either.
    if (log.fence != fence) return answer::Fenced{};
    auto const after = position_after(expected, batch);
    if (log.position == after) return answer::Applied{after};
    auto const fits = batch.first == expected.head + 1 && batch.last >= batch.first;
    if (log.position != expected || !fits) return answer::ForeignHead{log.position};
    return StoreBatch{after};
}

std::variant<KeepSnapshot, rooms::SnapshotAnswer> judge_snapshot(RoomLog const& log,
                                                                 rooms::Fence fence, Sequence seq) {
    if (log.fence != fence) return answer::Fenced{};
    if (seq > log.position.head) {
        return answer::Indeterminate{"the log does not reach the snapshot yet"};
    }
    // Repeated, or overtaken by a newer one: there is nothing left to do.
    if (!log.snapshots.empty() && seq <= log.snapshots.front()) return answer::Done{};
    KeepSnapshot keep{.snapshots = {seq}};
    if (!log.snapshots.empty()) keep.snapshots.push_back(log.snapshots.front());
    return keep;
}

Sequence trim_limit(std::vector<Sequence> const& snapshots) {
    return snapshots.size() < 2 ? 0 : snapshots.back();
}

Hash128 snapshot_check(RoomId const& room, Sequence seq, std::string_view bytes) {
    auto const head = to_string(room) + ' ' + std::to_string(seq) + ' ';
    return hash128({head, bytes});
}

namespace {

answer::Damaged damaged_at(Sequence first, std::string_view what) {
    return {"record " + std::to_string(first) + ' ' + std::string(what)};
}

std::optional<answer::Damaged> damage_of(RoomLog const& log,
                                         std::vector<ReadRecord> const& records) {
    auto before = log.base;
    for (auto const& record : records) {
        if (record.first != before.head + 1 || record.last < record.first) {
            return damaged_at(before.head + 1, "is missing");
        }
        before = {.head = record.last, .chain = chain_next(before.chain, *record.bytes)};
        if (before.chain != record.chain) return damaged_at(record.first, "fails its check");
    }
    if (before != log.position) return damaged_at(before.head + 1, "is missing");
    return std::nullopt;
}

}  // namespace

std::variant<answer::Claimed, answer::Damaged> checked_claim(
    RoomId const& room, RoomLog const& log, std::vector<ReadSnapshot> snapshots,
    std::vector<ReadRecord> const& records) {
    if (auto damage = damage_of(log, records)) return *damage;

    std::erase_if(snapshots, [&](ReadSnapshot const& snapshot) {
        return snapshot.check != snapshot_check(room, snapshot.seq, snapshot.bytes);
    });
    std::ranges::sort(snapshots, std::greater<>{}, &ReadSnapshot::seq);
    auto const reaches_the_log = [&](ReadSnapshot const& snapshot) {
        return snapshot.seq >= log.base.head && snapshot.seq <= log.position.head;
    };
    if (log.base.head != 0 && std::ranges::none_of(snapshots, reaches_the_log)) {
        return answer::Damaged{"no snapshot is whole, and the log begins behind " +
                               std::to_string(log.base.head)};
    }

    answer::Claimed claimed{.fence = log.fence,
                            .epoch = log.epoch,
                            .position = log.position,
                            .snapshots = {},
                            .tail = {}};
    for (auto& snapshot : snapshots) {
        claimed.snapshots.push_back({.seq = snapshot.seq, .bytes = std::move(snapshot.bytes)});
    }
    auto const covered = trim_limit(log.snapshots);
    for (auto const& record : records) {
        if (record.last <= covered) continue;
        claimed.tail.push_back({.first = record.first, .last = record.last, .bytes = record.bytes});
    }
    return claimed;
}

}  // namespace refinery::store
