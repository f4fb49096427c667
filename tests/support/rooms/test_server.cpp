#include "tests/support/rooms/test_server.hpp"

#include "server/rooms/loading.hpp"

#include <stdexcept>
#include <utility>

namespace refinery::test {

TestServer::TestServer(Options options) : options_(std::move(options)), random_(options_.seed) {
    start();
}

TestServer::~TestServer() = default;

void TestServer::settle() {
    if (store_) store_->deliver();
}

void TestServer::pass(std::chrono::milliseconds time) {
    time_.advance(time, [this] { settle(); });
}

void TestServer::kill() {
    directory_.reset();
    store_.reset();
}

void TestServer::start(std::uint8_t key) {
    secrets::ServerKey server_key;
    server_key.bytes.fill(key);
    sealer_ = std::make_unique<secrets::AesGcmSealer>(server_key, random_);
    store_ = std::make_unique<store::MemoryStore>(disk_);
    directory_ = std::make_unique<rooms::Directory>(
        options_.settings,
        rooms::Services{*store_, time_, time_, ids_, *sealer_, hasher_, meter_, journal_});
}

rooms::CreatedRoom TestServer::make_room(CreateRoomRequest request) {
    std::optional<Result<rooms::CreatedRoom>> made;
    directory_->create_room(std::move(request),
                            [&](Result<rooms::CreatedRoom> room) { made = std::move(room); });
    settle();
    if (!made || !*made) throw std::logic_error("the room was not made");
    return **made;
}

Room TestServer::stored_room(RoomId room) {
    store::MemoryStore reader{std::make_shared<store::MemoryDisk>(*disk_)};
    std::optional<rooms::ClaimAnswer> answer;
    reader.claim(room, [&](rooms::ClaimAnswer claimed) { answer = std::move(claimed); });
    reader.deliver();
    auto& claimed = std::get<rooms::store_answer::Claimed>(answer.value());
    auto loaded = rooms::load_room(room, std::move(claimed), *sealer_, options_.settings.sizes);
    return std::get<rooms::LoadedRoom>(std::move(loaded)).room;
}

}  // namespace refinery::test
