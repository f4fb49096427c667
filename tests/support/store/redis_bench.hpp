#pragma once

#include "server/store/redis_store.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/support/store/store_bench.hpp"

#include <memory>
#include <optional>
#include <string>

namespace refinery::test {

/// Stores on a redis-server that the test chooses, which outlives them.
class RedisBench final : public StoreBench {
public:
    /// Without the lock, unless the options say otherwise: then several may open one Redis.
    explicit RedisBench(RedisServer& server, std::optional<store::RedisOptions> options = {});
    /// What stores connect to from now on, instead of the server itself; `restart` makes it so.
    void connect_to(std::string url) { url_ = std::move(url); }
    ~RedisBench() override;

    rooms::Store& store() override { return *store_; }
    store::RedisStore& redis() { return *store_; }
    void restart() override;
    rooms::Store* second() override;
    std::uint64_t records_read() override { return store_->records_read(); }
    std::size_t records_kept(RoomId const& room) override;
    std::size_t snapshots_kept(RoomId const& room) override;
    void damage_newest_record(RoomId const& room) override;
    void damage_snapshot(RoomId const& room, std::size_t which) override;

    /// Opens one more store, or tells why it does not open.
    using Opened = store::OpenResult<std::unique_ptr<store::RedisStore>>;
    Opened open(store::RedisOptions options);

private:
    RedisServer& server_;
    std::string url_;
    store::RedisOptions options_;
    std::unique_ptr<store::RedisStore> store_;
    std::unique_ptr<store::RedisStore> second_;
};

}  // namespace refinery::test
