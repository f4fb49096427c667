#pragma once

#include "server/rooms/ports/store.hpp"
#include "server/store/open_result.hpp"
#include "server/store/redis_url.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace boost::asio {
class io_context;
}

namespace refinery::store {

struct RedisOptions {
    /// How long a connection may take and a command wait before the connection is made anew.
    std::chrono::milliseconds silence_max{5000};
    /// Between two tries to connect; doubled up to `retry_max`.
    std::chrono::milliseconds retry_first{50};
    std::chrono::milliseconds retry_max{1000};
    /// `open` gives up on a Redis that cannot be reached after this.
    std::chrono::milliseconds open_max{8000};
    /// What Redis says about itself is read again this often: an operator may have changed it.
    std::chrono::milliseconds look_again{60'000};

    /// Whether this server wants the Redis for itself. Rooms are safe without, since each append
    /// compares fence, head and chain; but two servers would take them from each other for ever.
    bool exclusive = true;
    /// The lock runs out after `lock_for` unless it is renewed, and a server that finds it held
    /// waits up to `lock_wait`, because a server that was killed leaves it held.
    std::chrono::milliseconds lock_for{6000};
    std::chrono::milliseconds lock_renewed{2000};
    std::chrono::milliseconds lock_wait{8000};

    // All called on the context's thread.
    /// Another server took the lock, which happens when this one was cut off for longer than
    /// `lock_for`. Close all members with 4005 and exit.
    std::function<void(std::string holder)> lost_lock = nullptr;
    /// Sentences for the log: what a Redis in this configuration may lose, waiting for the lock.
    std::function<void(std::string)> warn = nullptr;
};

class RedisSession;

/// Rooms on a Redis, through functions that compare and write in one step (redis_library.hpp).
///
/// Of the context's one thread, and without threads of its own; everything asked in one turn
/// travels in one write. While there is no connection each call is answered `Indeterminate`; it is
/// made anew in the background. What an answer promises follows from how Redis is configured
/// (`durability`).
class RedisStore final : public rooms::Store {
public:
    using Opened = std::function<void(OpenResult<std::unique_ptr<RedisStore>>)>;

    /// Connects, looks at version and configuration, loads the functions and takes the server's
    /// lock; then calls `opened`, once, on the context's thread. The error is a sentence for the
    /// person who starts the server.
    static void open(boost::asio::io_context& context, RedisAddress address, RedisOptions options,
                     Opened opened);
    /// The lock is left to run out, as if the process had been killed; `close` gives it back.
    ~RedisStore() override;

    /// Gives the lock back and disconnects, then calls `closed`; at once where there is no
    /// connection. Every later call is answered `Indeterminate`.
    void close(std::function<void()> closed);

    /// Records and snapshots that claims have read: the work of a start.
    std::uint64_t records_read() const;

    /// What Redis's configuration allowed when it was looked at last.
    messages::Durability durability() const override;
    void create(RoomId room, std::string epoch, rooms::Batch batch,
                rooms::Reply<rooms::CreateAnswer> reply) override;
    void claim(RoomId room, rooms::Reply<rooms::ClaimAnswer> reply) override;
    void append(RoomId room, rooms::Fence fence, rooms::LogPosition expected, rooms::Batch batch,
                rooms::Reply<rooms::AppendAnswer> reply) override;
    void put_snapshot(RoomId room, rooms::Fence fence, Sequence seq,
                      std::shared_ptr<std::string const> bytes,
                      rooms::Reply<rooms::SnapshotAnswer> reply) override;
    void take_code(std::string code, RoomId room, rooms::Reply<rooms::CodeAnswer> reply) override;
    void find_code(std::string code, rooms::Reply<rooms::FindCodeAnswer> reply) override;
    void drop_code(std::string code, RoomId room, rooms::Reply<rooms::CodeAnswer> reply) override;
    void probe(std::size_t bytes, rooms::Reply<rooms::ProbeAnswer> reply) override;

private:
    explicit RedisStore(std::shared_ptr<RedisSession> session);

    std::shared_ptr<RedisSession> session_;
    /// Shared with answers that come when the store is gone.
    std::shared_ptr<std::uint64_t> records_read_;
};

}  // namespace refinery::store
