#pragma once

#include "server/net/event_loop.hpp"
#include "server/net/http_server.hpp"
#include "server/net/room_routes.hpp"
#include "server/rooms/directory.hpp"
#include "server/secrets/aes_gcm_sealer.hpp"
#include "server/secrets/secret_hasher.hpp"
#include "server/store/memory_store.hpp"
#include "tests/support/seeded_random.hpp"

#include <cstdint>
#include <functional>
#include <future>
#include <thread>

namespace refinery::test {

/// Counts nothing.
class NoMeter final : public rooms::Meter {
public:
    void count(rooms::Counted, std::uint64_t) override {}
    void gauge(rooms::Gauged, std::int64_t) override {}
    void took(rooms::Timed, std::chrono::milliseconds) override {}
    void said_bye(messages::ByeCode) override {}
    void refused(RejectionCode) override {}
    void joined(messages::WelcomeMode) override {}
    void append_answered(rooms::AppendResult) override {}
};

class NoJournal final : public rooms::Journal {
public:
    void note(rooms::Severity, std::optional<RoomId>, std::string_view) override {}
};

/// The whole server but its program, on a thread of its own, over real sockets and a store that the
/// test can hold.
class InProcessServer {
public:
    explicit InProcessServer(rooms::Settings settings = {})
        : store_(std::make_shared<store::MemoryDisk>(),
                 [this](std::function<void()> task) { loop_.post(std::move(task)); }),
          directory_(std::move(settings), {.store = store_,
                                           .clock = clock_,
                                           .timers = loop_,
                                           .ids = ids_,
                                           .sealer = sealer_,
                                           .hasher = hasher_,
                                           .meter = meter_,
                                           .journal = journal_}),
          routes_({}, directory_, std::nullopt),
          server_(loop_, routes_, journal_, {}) {
        port_ = std::get<std::uint16_t>(server_.listen("127.0.0.1", 0));
        thread_ = std::thread([this] { loop_.run(); });
    }
    ~InProcessServer() {
        loop_.post([this] {
            server_.stop_listening();
            directory_.stop([this] {
                server_.finish(std::chrono::milliseconds(100), [this] { loop_.stop(); });
            });
        });
        thread_.join();
    }
    InProcessServer(InProcessServer const&) = delete;
    InProcessServer& operator=(InProcessServer const&) = delete;

    std::uint16_t port() const { return port_; }

    /// Returns when it has been done, on the loop's thread.
    void with_store(std::function<void(store::MemoryStore&)> const& act) {
        std::promise<void> done;
        loop_.post([&] {
            act(store_);
            done.set_value();
        });
        done.get_future().wait();
    }

private:
    net::EventLoop loop_;
    net::SystemClock clock_;
    store::MemoryStore store_;
    SeededRandom random_{1};
    secrets::RandomIds ids_{random_};
    secrets::ServerKey key_;
    secrets::AesGcmSealer sealer_{key_, random_};
    secrets::OpenSslSecretHasher hasher_;
    NoMeter meter_;
    NoJournal journal_;
    rooms::Directory directory_;
    net::RoomRoutes routes_;
    net::HttpServer server_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

}  // namespace refinery::test
