#include "server/store/memory_store.hpp"
#include "tests/support/store/benches.hpp"

namespace refinery::test {

namespace {

class MemoryBench final : public StoreBench {
public:
    MemoryBench() { restart(); }

    rooms::Store& store() override { return *store_; }
    void restart() override {
        store_ = std::make_unique<store::MemoryStore>(disk_, thread().post());
    }
    rooms::Store* second() override {
        if (!second_) second_ = std::make_unique<store::MemoryStore>(disk_, thread().post());
        return second_.get();
    }
    std::uint64_t records_read() override { return store_->records_read(); }
    std::size_t records_kept(RoomId const& room) override {
        return disk_->find(room)->records.size();
    }
    std::size_t snapshots_kept(RoomId const& room) override {
        return disk_->find(room)->snapshots.size();
    }
    void damage_newest_record(RoomId const& room) override { disk_->damage_newest_record(room); }
    void damage_snapshot(RoomId const& room, std::size_t which) override {
        disk_->damage_snapshot(room, which);
    }

private:
    std::shared_ptr<store::MemoryDisk> disk_ = std::make_shared<store::MemoryDisk>();
    std::unique_ptr<store::MemoryStore> store_;
    std::unique_ptr<store::MemoryStore> second_;
};

}  // namespace

std::unique_ptr<StoreBench> memory_bench() { return std::make_unique<MemoryBench>(); }

}  // namespace refinery::test
