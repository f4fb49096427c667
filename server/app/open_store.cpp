#include "server/app/open_store.hpp"

#include "server/store/redis_store.hpp"
#include "server/store/sqlite_store.hpp"

#include <optional>
#include <utility>

namespace refinery::app {

namespace {

std::function<void(std::string)> warning_in(rooms::Journal& journal) {
    return [&journal](std::string const& sentence) {
        journal.note(rooms::Severity::warning, std::nullopt, sentence);
    };
}

std::variant<OpenedStore, StoreFault> open_sqlite(Options const& options, net::EventLoop& loop,
                                                  rooms::Journal& journal, StoreEvents events) {
    auto const path = (options.data / "refinery.db").string();
    store::SqliteOptions sqlite;
    sqlite.fatal = std::move(events.failed);
    sqlite.warn = warning_in(journal);
    auto opened = store::SqliteStore::open(
        path, [&loop](std::function<void()> task) { loop.post(std::move(task)); },
        std::move(sqlite));
    if (!opened) return StoreFault{opened.error().message};
    return OpenedStore{.store = *std::move(opened),
                       .kind = "sqlite",
                       .kept_in = "the file " + path,
                       .close = [](std::function<void()> const& closed) { closed(); }};
}

std::variant<OpenedStore, StoreFault> open_redis(Options const& options, net::EventLoop& loop,
                                                 rooms::Journal& journal, StoreEvents events) {
    auto const& address = *options.redis;
    store::RedisOptions redis;
    redis.lock_for = options.store_lock;
    redis.lock_renewed = options.store_lock / 3;
    redis.lock_wait = options.store_lock * 4 / 3;
    redis.lost_lock = [lost = std::move(events.lost)](std::string const& holder) {
        lost("another server (" + holder + ") has taken over this Redis");
    };
    redis.warn = warning_in(journal);
    std::optional<store::OpenResult<std::unique_ptr<store::RedisStore>>> result;
    store::RedisStore::open(loop.context(), address, std::move(redis), [&](auto opened) {
        result = std::move(opened);
        loop.stop();
    });
    loop.run();
    if (!*result) return StoreFault{result->error().message};
    auto store = **std::move(result);
    auto* const closes = store.get();
    return OpenedStore{
        .store = std::move(store),
        .kind = "redis",
        .kept_in = "the Redis at " + store::shown(address) +
                   "; every server on it needs the same secret file",
        .close = [closes](std::function<void()> closed) { closes->close(std::move(closed)); }};
}

}  // namespace

std::variant<OpenedStore, StoreFault> open_store(Options const& options, net::EventLoop& loop,
                                                 rooms::Journal& journal, StoreEvents events) {
    if (options.redis) return open_redis(options, loop, journal, std::move(events));
    return open_sqlite(options, loop, journal, std::move(events));
}

}  // namespace refinery::app
