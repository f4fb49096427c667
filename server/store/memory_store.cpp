#include "server/store/memory_store.hpp"

#include "protocol/domain/overloaded.hpp"

#include <type_traits>
#include <utility>

namespace refinery::store {

namespace answer = rooms::store_answer;

MemoryDisk::StoredRoom const* MemoryDisk::find(RoomId const& room) const {
    auto const found = rooms_.find(room);
    return found == rooms_.end() ? nullptr : &found->second;
}

void MemoryDisk::damage_newest_record(RoomId const& room) {
    auto& record = rooms_.at(room).records.back();
    auto damaged = *record.bytes;
    damaged.at(0) = static_cast<char>(damaged.at(0) ^ 1);
    record.bytes = std::make_shared<std::string const>(std::move(damaged));
}

void MemoryDisk::damage_snapshot(RoomId const& room, std::size_t which) {
    auto& bytes = rooms_.at(room).snapshots.at(which).bytes;
    bytes.at(0) = static_cast<char>(bytes.at(0) ^ 1);
}

MemoryStore::MemoryStore(std::shared_ptr<MemoryDisk> disk, Post post)
    : disk_(std::move(disk)), post_(std::move(post)) {}

// --- the test's hand ---------------------------------------------------------------------------

void MemoryStore::hold(MemoryCall call) { holding_[call] = true; }

void MemoryStore::hold_all() {
    for (auto const call : {MemoryCall::create, MemoryCall::claim, MemoryCall::append,
                            MemoryCall::snapshot, MemoryCall::code, MemoryCall::probe}) {
        hold(call);
    }
}

void MemoryStore::release() {
    holding_.clear();
    auto const held = std::exchange(held_, {});
    for (auto const& call : held) call.carry_out();
}

void MemoryStore::drop_held() {
    holding_.clear();
    auto const held = std::exchange(held_, {});
    for (auto const& call : held) call.drop();
}

void MemoryStore::fail_next(MemoryCall call, MemoryFault fault, std::size_t times) {
    auto& faults = next_faults_[call];
    faults.insert(faults.end(), times, fault);
}

void MemoryStore::fail(MemoryCall call, MemoryFault fault) {
    lasting_faults_[call] = std::move(fault);
}

void MemoryStore::heal() {
    next_faults_.clear();
    lasting_faults_.clear();
}

std::size_t MemoryStore::deliver() {
    std::size_t given = 0;
    while (deliver_one()) ++given;
    return given;
}

bool MemoryStore::deliver_one() {
    if (replies_.empty()) return false;
    auto const reply = std::move(replies_.front());
    replies_.pop_front();
    reply();
    return true;
}

std::uint64_t MemoryStore::calls(MemoryCall call) const {
    auto const found = calls_.find(call);
    return found == calls_.end() ? 0 : found->second;
}

// --- how a call is held, goes wrong and is answered --------------------------------------------

std::optional<MemoryFault> MemoryStore::take_fault(MemoryCall kind) {
    if (auto& next = next_faults_[kind]; !next.empty()) {
        auto fault = std::move(next.front());
        next.pop_front();
        return fault;
    }
    auto const lasting = lasting_faults_.find(kind);
    if (lasting == lasting_faults_.end()) return std::nullopt;
    return lasting->second;
}

template <class Answer>
void MemoryStore::answer(rooms::Reply<Answer> const& reply, Answer answer) {
    auto give = [reply, answer = std::move(answer)]() mutable { reply(std::move(answer)); };
    if (post_) {
        post_(std::move(give));
    } else {
        replies_.push_back(std::move(give));
    }
}

template <class Answer>
Answer MemoryStore::carry_out(MemoryCall kind, std::function<Answer()> const& work) {
    auto const fault = take_fault(kind);
    if (!fault) return work();
    switch (fault->kind) {
        case MemoryFault::Kind::read_only:
            // Looking up a code writes nothing, so it cannot be refused for that.
            if constexpr (std::is_constructible_v<Answer, answer::ReadOnly>) {
                return answer::ReadOnly{fault->reason};
            }
            break;
        case MemoryFault::Kind::indeterminate: break;
        case MemoryFault::Kind::reply_lost: work(); break;
    }
    return answer::Indeterminate{fault->reason};
}

template <class Answer>
void MemoryStore::call(MemoryCall kind, std::function<Answer()> work, rooms::Reply<Answer> reply) {
    ++calls_[kind];
    if (!holding_[kind]) {
        answer(reply, carry_out(kind, work));
        return;
    }
    held_.push_back({.carry_out = [this, kind, work = std::move(work),
                                   reply] { answer(reply, carry_out(kind, work)); },
                     .drop =
                         [this, reply] {
                             answer(reply, Answer{answer::Indeterminate{"the connection broke"}});
                         }});
}

// --- rooms::Store ------------------------------------------------------------------------------

void MemoryStore::create(RoomId room, std::string epoch, rooms::Batch batch,
                         rooms::Reply<rooms::CreateAnswer> reply) {
    call<rooms::CreateAnswer>(
        MemoryCall::create,
        [this, room, epoch = std::move(epoch), batch = std::move(batch)] {
            return create_now(room, epoch, batch);
        },
        std::move(reply));
}

rooms::CreateAnswer MemoryStore::create_now(RoomId const& room, std::string const& epoch,
                                            rooms::Batch const& batch) {
    auto const found = disk_->rooms_.find(room);
    if (found != disk_->rooms_.end()) {
        return answer_to_second_create(found->second.log, epoch, batch);
    }
    auto log = created_log(epoch, batch);
    if (!log) return answer::Taken{};
    auto const position = log->position;
    disk_->rooms_[room] = {.log = std::move(*log),
                           .records = {{.first = batch.first,
                                        .last = batch.last,
                                        .chain = position.chain,
                                        .bytes = batch.bytes}},
                           .snapshots = {}};
    return answer::Applied{position};
}

void MemoryStore::claim(RoomId room, rooms::Reply<rooms::ClaimAnswer> reply) {
    call<rooms::ClaimAnswer>(
        MemoryCall::claim, [this, room] { return claim_now(room); }, std::move(reply));
}

rooms::ClaimAnswer MemoryStore::claim_now(RoomId const& room) {
    auto const found = disk_->rooms_.find(room);
    if (found == disk_->rooms_.end()) return answer::NotFound{};
    auto& stored = found->second;
    records_read_ += stored.records.size() + stored.snapshots.size();
    auto log = stored.log;
    ++log.fence;
    auto checked =
        checked_claim(room, log, stored.snapshots, {stored.records.begin(), stored.records.end()});
    return std::visit(overloaded{[&](answer::Claimed& claimed) -> rooms::ClaimAnswer {
                                     stored.log.fence = log.fence;
                                     return std::move(claimed);
                                 },
                                 [](answer::Damaged& damaged) -> rooms::ClaimAnswer {
                                     return std::move(damaged);
                                 }},
                      checked);
}

void MemoryStore::append(RoomId room, rooms::Fence fence, rooms::LogPosition expected,
                         rooms::Batch batch, rooms::Reply<rooms::AppendAnswer> reply) {
    call<rooms::AppendAnswer>(
        MemoryCall::append,
        [this, room, fence, expected, batch = std::move(batch)] {
            return append_now(room, fence, expected, batch);
        },
        std::move(reply));
}

rooms::AppendAnswer MemoryStore::append_now(RoomId const& room, rooms::Fence fence,
                                            rooms::LogPosition const& expected,
                                            rooms::Batch const& batch) {
    auto const found = disk_->rooms_.find(room);
    if (found == disk_->rooms_.end()) return answer::NotFound{};
    auto& stored = found->second;
    return std::visit(overloaded{[&](StoreBatch const& go) -> rooms::AppendAnswer {
                                     stored.records.push_back({.first = batch.first,
                                                               .last = batch.last,
                                                               .chain = go.position.chain,
                                                               .bytes = batch.bytes});
                                     stored.log.position = go.position;
                                     return answer::Applied{go.position};
                                 },
                                 [](rooms::AppendAnswer const& refused) { return refused; }},
                      judge_append(stored.log, fence, expected, batch));
}

void MemoryStore::put_snapshot(RoomId room, rooms::Fence fence, Sequence seq,
                               std::shared_ptr<std::string const> bytes,
                               rooms::Reply<rooms::SnapshotAnswer> reply) {
    call<rooms::SnapshotAnswer>(
        MemoryCall::snapshot,
        [this, room, fence, seq, bytes = std::move(bytes)] {
            return put_snapshot_now(room, fence, seq, *bytes);
        },
        std::move(reply));
}

rooms::SnapshotAnswer MemoryStore::put_snapshot_now(RoomId const& room, rooms::Fence fence,
                                                    Sequence seq, std::string const& bytes) {
    auto const found = disk_->rooms_.find(room);
    if (found == disk_->rooms_.end()) return answer::Fenced{};
    auto& stored = found->second;
    return std::visit(
        overloaded{[&](KeepSnapshot const& keep) -> rooms::SnapshotAnswer {
                       auto& snapshots = stored.snapshots;
                       snapshots.insert(
                           snapshots.begin(),
                           {.seq = seq, .check = snapshot_check(room, seq, bytes), .bytes = bytes});
                       snapshots.resize(keep.snapshots.size());
                       stored.log.snapshots = keep.snapshots;
                       auto const limit = trim_limit(keep.snapshots);
                       while (!stored.records.empty() && stored.records.front().last <= limit) {
                           auto const& oldest = stored.records.front();
                           stored.log.base = {.head = oldest.last, .chain = oldest.chain};
                           stored.records.pop_front();
                       }
                       return answer::Done{};
                   },
                   [](rooms::SnapshotAnswer const& other) { return other; }},
        judge_snapshot(stored.log, fence, seq));
}

void MemoryStore::take_code(std::string code, RoomId room, rooms::Reply<rooms::CodeAnswer> reply) {
    call<rooms::CodeAnswer>(
        MemoryCall::code,
        [this, code = std::move(code), room]() -> rooms::CodeAnswer {
            auto const [entry, added] = disk_->codes_.emplace(code, room);
            if (added || entry->second == room) return answer::Done{};
            return answer::Taken{};
        },
        std::move(reply));
}

void MemoryStore::find_code(std::string code, rooms::Reply<rooms::FindCodeAnswer> reply) {
    call<rooms::FindCodeAnswer>(
        MemoryCall::code,
        [this, code = std::move(code)]() -> rooms::FindCodeAnswer {
            auto const found = disk_->codes_.find(code);
            if (found == disk_->codes_.end()) return answer::NotFound{};
            return answer::FoundCode{found->second};
        },
        std::move(reply));
}

void MemoryStore::drop_code(std::string code, RoomId room, rooms::Reply<rooms::CodeAnswer> reply) {
    call<rooms::CodeAnswer>(
        MemoryCall::code,
        [this, code = std::move(code), room]() -> rooms::CodeAnswer {
            auto const found = disk_->codes_.find(code);
            if (found != disk_->codes_.end() && found->second == room) disk_->codes_.erase(found);
            return answer::Done{};
        },
        std::move(reply));
}

void MemoryStore::probe(std::size_t bytes, rooms::Reply<rooms::ProbeAnswer> reply) {
    call<rooms::ProbeAnswer>(
        MemoryCall::probe,
        [bytes]() -> rooms::ProbeAnswer {
            std::string const written(bytes, '\0');
            return answer::Done{};
        },
        std::move(reply));
}

}  // namespace refinery::store
