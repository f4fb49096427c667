#pragma once

// A whole server's rooms without any I/O: the test owns clock, network and store.

#include "server/rooms/directory.hpp"
#include "server/secrets/aes_gcm_sealer.hpp"
#include "server/store/memory_store.hpp"
#include "tests/support/rooms/recorders.hpp"
#include "tests/support/rooms/virtual_time.hpp"
#include "tests/support/seeded_random.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace refinery::test {

using namespace std::chrono_literals;

inline constexpr Timestamp server_start{1'795'521'600'000};

class TestServer {
public:
    struct Options {
        std::uint64_t seed = 1;
        rooms::Settings settings = {};
    };
    TestServer() : TestServer(Options{}) {}
    explicit TestServer(Options options);
    ~TestServer();

    /// Gives the store's replies until there are none.
    void settle();
    /// Lets time pass.
    void pass(std::chrono::milliseconds time);

    rooms::CreatedRoom make_room(CreateRoomRequest request = {});

    /// kill -9: nothing is said or stored, what the store was asked and has not answered included.
    void kill();
    /// Starts again on the same disk, with the same key unless said otherwise.
    void start(std::uint8_t key = 1);
    void restart(std::uint8_t key = 1) {
        kill();
        start(key);
    }

    bool is_running() const { return directory_ != nullptr; }
    rooms::Directory& directory() { return *directory_; }
    store::MemoryStore& store() { return *store_; }
    store::MemoryDisk const& disk() const { return *disk_; }
    std::shared_ptr<store::MemoryDisk> shared_disk() { return disk_; }
    VirtualTime& time() { return time_; }
    RecordingMeter& meter() { return meter_; }
    RecordingJournal& journal() { return journal_; }
    Sealer& sealer() { return *sealer_; }
    rooms::IdSource& ids() { return ids_; }

    /// The room as its log and snapshots say, read behind the server's back.
    Room stored_room(RoomId room);
    Sequence stored_head(RoomId room) const { return disk_->find(room)->log.position.head; }

private:
    Options options_;
    VirtualTime time_{server_start};
    SeededRandom random_;
    secrets::RandomIds ids_{random_};
    QuickHasher hasher_;
    RecordingMeter meter_;
    RecordingJournal journal_;
    std::shared_ptr<store::MemoryDisk> disk_ = std::make_shared<store::MemoryDisk>();
    std::unique_ptr<store::MemoryStore> store_;
    std::unique_ptr<secrets::AesGcmSealer> sealer_;
    std::unique_ptr<rooms::Directory> directory_;
};

}  // namespace refinery::test
