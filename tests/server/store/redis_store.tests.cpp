// What Redis adds to the contract: a server that is killed, stopped, full, or somebody else's.

#include "server/store/redis_library.hpp"
#include "tests/support/store/redis_bench.hpp"
#include "tests/support/store/reply_thief.hpp"
#include "tests/support/store/store_answers.hpp"

#include <algorithm>

using namespace refinery;
using namespace refinery::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
namespace answer = rooms::store_answer;
namespace key = store::redis_key;

namespace {

using Listen = RedisServer::Listen;

/// Repeats the same append for as long as nobody knows, as a room does.
rooms::AppendAnswer append_until_known(StoreBench& bench, OwnedRoom const& room,
                                       rooms::Batch const& added) {
    while (true) {
        auto const given = bench.append(room.room, room.fence, room.position, added);
        if (!is<answer::Indeterminate>(given)) return given;
        // Let the connection be made anew: nothing else is left to do on this thread.
        bench.thread().run_until([turns = 0]() mutable { return ++turns > 2; });
    }
}

rooms::ClaimAnswer claim_until_known(StoreBench& bench, RoomId const& room) {
    while (true) {
        auto const given = bench.claim(room);
        if (!is<answer::Indeterminate>(given)) return given;
        bench.thread().run_until([turns = 0]() mutable { return ++turns > 2; });
    }
}

store::RedisOptions shared() {
    store::RedisOptions options;
    options.exclusive = false;
    return options;
}

/// A lock that is looked after often, and outlives any pause of a busy machine.
store::RedisOptions exclusive() {
    store::RedisOptions options;
    options.lock_for = 10s;
    options.lock_renewed = 50ms;
    options.lock_wait = 20s;
    return options;
}

/// Asks again and again until the store refuses to take more; what still fits, fits. Gives the last
/// answer.
template <class Ask>
auto until_refused(Ask const& ask) {
    for (int i = 0; i < 20'000; ++i) {
        auto given = ask();
        if (is<answer::ReadOnly>(given)) return given;
    }
    return ask();
}

/// Appends records of that size until one is refused; gives that answer.
rooms::AppendAnswer fill(StoreBench& bench, OwnedRoom& room, std::size_t bytes) {
    return until_refused([&] {
        auto const next = room.position.head + 1;
        auto const added = batch(next, next, std::string(bytes, 'f'));
        auto given = bench.append(room.room, room.fence, room.position, added);
        if (auto const* applied = std::get_if<answer::Applied>(&given)) {
            room.position = applied->position;
        }
        return given;
    });
}

}  // namespace

SCENARIO("STORE-7 a Redis that is killed under load keeps what it acknowledged",
         "[STORE-7][redis]") {
    RedisServer server;
    RedisBench bench(server);
    std::vector<OwnedRoom> rooms;
    for (int i = 0; i < 20; ++i) rooms.push_back(owned_room(bench));

    for (int kill = 0; kill < 5; ++kill) {
        // Every room appends, again and again, until the connection breaks.
        std::size_t acknowledged = 0;
        std::size_t stalled = 0;
        std::vector<rooms::Batch> sent(rooms.size());
        std::function<void(std::size_t)> append_next = [&](std::size_t i) {
            auto& room = rooms[i];
            sent[i] = batch(room.position.head + 1, room.position.head + 2,
                            "record " + std::to_string(room.position.head + 1));
            bench.store().append(
                room.room, room.fence, room.position, sent[i],
                [&, i](rooms::AppendAnswer const& given) {
                    if (auto const* applied = std::get_if<answer::Applied>(&given)) {
                        rooms[i].position = applied->position;
                        ++acknowledged;
                        append_next(i);
                    } else {
                        CHECK(is<answer::Indeterminate>(given));
                        ++stalled;
                    }
                });
        };
        for (std::size_t i = 0; i < rooms.size(); ++i) append_next(i);
        REQUIRE(bench.thread().run_until(
            [&] { return acknowledged > 50u * (static_cast<std::size_t>(kill) + 1); }));
        server.kill();
        REQUIRE(bench.thread().run_until([&] { return stalled == rooms.size(); }));
        server.start();

        for (std::size_t i = 0; i < rooms.size(); ++i) {
            auto& room = rooms[i];
            // Applied or not before the kill, the same append settles it, and adds it once.
            auto const applied = expect<answer::Applied>(append_until_known(bench, room, sent[i]));
            room.position = applied.position;
            CHECK(bench.records_kept(room.room) == (room.position.head - 1) / 2 + 1);
        }
    }
    for (auto const& room : rooms) {
        CHECK(expect<answer::Claimed>(bench.claim(room.room)).position == room.position);
    }
}

SCENARIO("STORE-16 a Redis that stops for a while stalls its rooms and loses nothing",
         "[STORE-16][redis]") {
    RedisServer server;
    auto options = shared();
    options.silence_max = 1500ms;
    options.retry_first = 10ms;
    options.retry_max = 50ms;
    RedisBench bench(server, options);
    auto room = owned_room(bench);
    auto const sent = batch(2, 2, "two");

    server.pause();
    CHECK(is<answer::Indeterminate>(bench.append(room.room, room.fence, room.position, sent)));
    CHECK(is<answer::Indeterminate>(bench.append(room.room, room.fence, room.position, sent)));
    CHECK(is<answer::Indeterminate>(bench.claim(room.room)));
    CHECK(is<answer::Indeterminate>(bench.find_code(new_code())));
    server.resume();

    auto const settled = append_until_known(bench, room, sent);
    // The claim that was not answered may still have been done: then this owner is the older one.
    if (is<answer::Fenced>(settled)) {
        auto const claimed = expect<answer::Claimed>(claim_until_known(bench, room.room));
        room.fence = claimed.fence;
        expect<answer::Applied>(append_until_known(bench, room, sent));
    } else {
        expect<answer::Applied>(settled);
    }
    CHECK(bench.records_kept(room.room) == 2);
}

SCENARIO("STORE-4 an append whose reply was lost is applied once", "[STORE-4][redis]") {
    RedisServer server;
    RedisBench bench(server);
    ReplyThief thief(bench.thread().context(), server.url());
    bench.connect_to(thief.url());
    bench.restart();
    auto room = owned_room(bench);
    auto const sent = batch(2, 4, "two to four");

    thief.steal();
    std::vector<rooms::AppendAnswer> answers;
    bench.store().append(room.room, room.fence, room.position, sent,
                         [&](auto given) { answers.push_back(std::move(given)); });
    REQUIRE(bench.thread().run_until([&] {
        bench.thread().post()([] {});
        return bench.records_kept(room.room) == 2;
    }));
    CHECK(answers.empty());
    thief.cut();
    REQUIRE(bench.thread().run_until([&] { return !answers.empty(); }));
    CHECK(is<answer::Indeterminate>(answers.front()));

    auto const again = expect<answer::Applied>(append_until_known(bench, room, sent));
    CHECK(again.position == after(room.position, sent));
    CHECK(bench.records_kept(room.room) == 2);
    CHECK(answers.size() == 1);
}

SCENARIO("STORE-13 a full Redis refuses what grows, and can be relieved", "[STORE-13][redis]") {
    RedisServer server({.directives = {"maxmemory 8mb", "maxmemory-policy noeviction"}});
    RedisBench bench(server);
    auto room = owned_room(bench);
    auto const code = new_code();
    REQUIRE(is<answer::Done>(bench.take_code(code, room.room)));
    auto const refused = expect<answer::ReadOnly>(fill(bench, room, 10'000));
    CHECK_THAT(refused.reason, Contains("OOM"));

    THEN("nothing that grows is taken, and everything can be read") {
        CHECK(is<answer::ReadOnly>(fill(bench, room, 10)));
        CHECK(is<answer::ReadOnly>(
            until_refused([&] { return bench.create(new_room(), "epoch-1", first_record()); })));
        CHECK(is<answer::ReadOnly>(
            until_refused([&] { return bench.take_code(new_code(), room.room); })));
        CHECK(is<answer::ReadOnly>(bench.probe(64 * 1024)));
        CHECK(expect<answer::FoundCode>(bench.find_code(code)).room == room.room);
        CHECK(is<answer::Done>(bench.drop_code(code, room.room)));
        auto const claimed = expect<answer::Claimed>(bench.claim(room.room));
        CHECK(claimed.fence == room.fence + 1);
        CHECK(claimed.position == room.position);
    }
    THEN("snapshots are taken, what they cover goes, and the room goes on") {
        auto const seq = room.position.head;
        CHECK(is<answer::Done>(bench.put_snapshot(room.room, room.fence, seq - 1, "state")));
        CHECK(is<answer::Done>(bench.put_snapshot(room.room, room.fence, seq, "state")));
        CHECK(bench.records_kept(room.room) == 1);
        CHECK(is<answer::Done>(bench.probe(64 * 1024)));
        room.append(bench, batch(seq + 1, seq + 1, "next"));
    }
    THEN("a server can start on it") {
        auto const opened = bench.open(exclusive());
        CHECK(opened.has_value());
    }
}

SCENARIO("STORE-13 a Redis that takes no writes is read", "[STORE-13][redis]") {
    RedisServer server;
    RedisBench bench(server);
    auto room = owned_room(bench);
    auto const next = batch(2, 2, "two");

    struct Example {
        std::vector<std::string> off;
        std::vector<std::string> on;
        char const* code;
    };
    auto const example =
        GENERATE(Example{{"REPLICAOF", "127.0.0.1", "1"}, {"REPLICAOF", "NO", "ONE"}, "READONLY"},
                 Example{{"CONFIG", "SET", "min-replicas-to-write", "1"},
                         {"CONFIG", "SET", "min-replicas-to-write", "0"},
                         "NOREPLICAS"});
    REQUIRE(server.command(example.off) == "+OK\r\n");
    auto const refused =
        expect<answer::ReadOnly>(bench.append(room.room, room.fence, room.position, next));
    CHECK_THAT(refused.reason, Contains(example.code));
    CHECK(is<answer::ReadOnly>(bench.probe(64 * 1024)));
    auto const claimed = expect<answer::Claimed>(bench.claim(room.room));
    CHECK(claimed.fence == room.fence);
    CHECK(claimed.tail.size() == 1);

    REQUIRE(server.command(example.on) == "+OK\r\n");
    CHECK(is<answer::Done>(bench.probe(64 * 1024)));
    room.append(bench, next);
}

SCENARIO("STORE-17 functions that are gone are loaded again", "[STORE-17][redis]") {
    RedisServer server;
    RedisBench bench(server);
    auto room = owned_room(bench);
    REQUIRE(server.command({"FUNCTION", "FLUSH"}) == "+OK\r\n");
    room.append(bench, batch(2, 2, "two"));
    REQUIRE(server.command({"FUNCTION", "FLUSH"}) == "+OK\r\n");
    CHECK(expect<answer::Claimed>(bench.claim(room.room)).tail.size() == 2);
}

SCENARIO("STORE-8 keys that somebody changed cost one room", "[STORE-8][redis]") {
    RedisServer server;
    RedisBench bench(server);
    auto healthy = owned_room(bench);
    auto room = owned_room(bench);
    room.append(bench, batch(2, 4, "two to four"));
    room.append(bench, batch(5, 6, "five and six"));

    using Command = std::vector<std::string>;
    auto damage = GENERATE(
        Command{"XDEL", "<log>", "4-3"}, Command{"XDEL", "<log>", "6-2"}, Command{"DEL", "<log>"},
        Command{"SET", "<log>", "text"},
        Command{"XADD", "<log>", "7-1", "chain", "c", "bytes", "b"},
        Command{"XADD", "<log>", "7-1", "note", "n"}, Command{"HSET", "<meta>", "head", "7"},
        Command{"HSET", "<meta>", "chain", "0123456789abcdef"},
        Command{"HSET", "<meta>", "chain", "short"},
        Command{"HSET", "<meta>", "base_chain", "0123456789abcdef"},
        Command{"HSET", "<meta>", "layout", "2"}, Command{"SET", "<meta>", "text"});
    std::ranges::replace(damage, std::string("<log>"), key::log(room.room));
    std::ranges::replace(damage, std::string("<meta>"), key::meta(room.room));
    CAPTURE(damage);
    server.command(damage);
    CHECK_FALSE(expect<answer::Damaged>(bench.claim(room.room)).reason.empty());
    CHECK(is<answer::Claimed>(bench.claim(healthy.room)));
    if (damage[0] == "HSET" && damage[2] == "layout") {
        // A newer server's room is not written either.
        auto const next = batch(7, 7, "seven");
        CHECK(is<answer::Fenced>(bench.append(room.room, room.fence, room.position, next)));
    }
}

SCENARIO("STORE-12 a Redis says why it cannot be used", "[STORE-12][redis]") {
    RedisServer server({.directives = {"requirepass hunter2"}});
    RoomsThread thread;
    auto const opened = [&](std::string const& url, store::RedisOptions options = shared()) {
        std::optional<RedisBench::Opened> given;
        store::RedisStore::open(thread.context(), store::parse_redis_url(url).value(), options,
                                [&](RedisBench::Opened result) { given = std::move(result); });
        REQUIRE(thread.run_until([&] { return given.has_value(); }));
        return std::move(*given);
    };
    auto const with = [&](std::string const& credentials) {
        auto url = server.url();
        return url.insert(url.find("//") + 2, credentials);
    };

    CHECK(opened(with(":hunter2@")).has_value());
    CHECK(opened(with("default:hunter2@") + "/3").has_value());
    auto const wrong = opened(with(":hunter3@"));
    REQUIRE(wrong.has_error());
    CHECK_THAT(wrong.error().message,
               Contains("WRONGPASS") && Contains(server.url()) && !Contains("hunter"));
    auto const without = opened(server.url());
    REQUIRE(without.has_error());
    CHECK_THAT(without.error().message, Contains("NOAUTH"));
    auto const no_database = opened(with(":hunter2@") + "/99");
    REQUIRE(no_database.has_error());
    CHECK_THAT(no_database.error().message, Contains("DB index is out of range"));

    auto hasty = shared();
    hasty.open_max = 200ms;
    auto const nobody = opened("redis://127.0.0.1:1", hasty);
    REQUIRE(nobody.has_error());
    CHECK_THAT(nobody.error().message, Contains("cannot be reached"));
    auto const no_socket = opened("unix:/nonexistent/redis.sock", hasty);
    REQUIRE(no_socket.has_error());
}

SCENARIO("STORE-18 what an answer promises follows from Redis's configuration",
         "[STORE-18][redis]") {
    using messages::Durability;
    std::vector<std::string> warnings;
    auto options = shared();
    options.look_again = 20ms;
    options.warn = [&](std::string const& sentence) { warnings.push_back(sentence); };

    GIVEN("a Redis that syncs always, on a socket of this machine") {
        RedisServer server({.listen = Listen::unix_socket});
        RedisBench bench(server, options);
        CHECK(bench.redis().durability() == Durability::disk);
        CHECK(warnings.empty());
        owned_room(bench);
        WHEN("an operator changes that while it is used") {
            REQUIRE(server.command({"CONFIG", "SET", "appendfsync", "everysec"}) == "+OK\r\n");
            THEN("the promise follows, and is said once") {
                CHECK(bench.thread().run_until(
                    [&] { return bench.redis().durability() == Durability::second; }));
                REQUIRE(server.command({"CONFIG", "SET", "appendfsync", "always"}) == "+OK\r\n");
                CHECK(bench.thread().run_until(
                    [&] { return bench.redis().durability() == Durability::disk; }));
                CHECK(warnings.size() == 1);
            }
        }
    }
    GIVEN("a Redis without a file") {
        RedisServer server({.directives = {"appendonly no"}});
        RedisBench bench(server, options);
        CHECK(bench.redis().durability() == Durability::process);
        CHECK(warnings.size() == 1);
    }
    GIVEN("a Redis that would throw rooms away") {
        RedisServer server;
        RedisBench bench(server, options);
        REQUIRE(server.command({"CONFIG", "SET", "maxmemory", "100mb"}) == "+OK\r\n");
        REQUIRE(server.command({"CONFIG", "SET", "maxmemory-policy", "allkeys-lru"}) == "+OK\r\n");
        THEN("no server starts on it") {
            auto const opened = bench.open(options);
            REQUIRE(opened.has_error());
            CHECK_THAT(opened.error().message, Contains("allkeys-lru"));
        }
    }
}

SCENARIO("STORE-19 one server at a time holds a Redis", "[STORE-19][redis]") {
    RedisServer server;
    std::vector<std::string> lost;
    auto options = exclusive();
    options.lost_lock = [&](std::string const& holder) { lost.push_back(holder); };
    RedisBench bench(server, options);
    auto const first_holder = server.command({"GET", key::server});

    GIVEN("a server that is there") {
        auto hasty = exclusive();
        hasty.lock_wait = 600ms;
        std::vector<std::string> said;
        hasty.warn = [&](std::string const& sentence) { said.push_back(sentence); };
        WHEN("another starts") {
            auto const second = bench.open(hasty);
            THEN("it waits in case the first has died, and then gives up and names it") {
                REQUIRE(second.has_error());
                CHECK_THAT(second.error().message,
                           Contains("another Refinery server") && Contains(first_holder));
                REQUIRE(said.size() == 1);
                CHECK_THAT(said.front(), Contains("waiting"));
                CHECK(server.command({"GET", key::server}) == first_holder);
                owned_room(bench);
            }
        }
        WHEN("it stops as it should") {
            auto closed = false;
            bench.redis().close([&] { closed = true; });
            REQUIRE(bench.thread().run_until([&] { return closed; }));
            THEN("the lock is free at once") {
                CHECK(server.command({"EXISTS", key::server}) == ":0\r\n");
                CHECK(bench.open(hasty).has_value());
            }
        }
    }
    GIVEN("a server that was killed, and left the lock") {
        REQUIRE(server.command({"SET", key::server, "a dead one", "PX", "300"}) == "+OK\r\n");
        THEN("the next one gets it when it has run out") {
            CHECK(bench.open(exclusive()).has_value());
        }
    }
    GIVEN("a lock that vanished") {
        REQUIRE(server.command({"DEL", key::server}) == ":1\r\n");
        THEN("its holder takes it again") {
            CHECK(bench.thread().run_until([&] {
                return server.command({"GET", key::server}) == first_holder;
            }));
            CHECK(lost.empty());
        }
    }
    GIVEN("a lock that another server has taken") {
        REQUIRE(server.command({"SET", key::server, "another one"}) == "+OK\r\n");
        REQUIRE(bench.thread().run_until([&] { return !lost.empty(); }));
        THEN("the older server is told by whom, and writes nothing any more") {
            CHECK(lost == std::vector<std::string>{"another one"});
            CHECK(is<answer::Indeterminate>(bench.create(new_room(), "epoch-1", first_record())));
            CHECK(server.command({"GET", key::server}) == "another one");
        }
    }
}

SCENARIO("STORE-10 a store that goes answers what was asked", "[STORE-10][redis]") {
    RedisServer server;
    RedisBench bench(server);
    RoomsThread& thread = bench.thread();
    auto store = std::move(bench.open(shared()).value());
    server.pause();
    std::vector<rooms::FindCodeAnswer> answers;
    for (int i = 0; i < 3; ++i) {
        store->find_code(new_code(), [&](auto given) { answers.push_back(std::move(given)); });
    }
    store.reset();
    CHECK(answers.empty());
    REQUIRE(thread.run_until([&] { return answers.size() == 3; }));
    CHECK(std::ranges::all_of(answers,
                              [](auto const& given) { return is<answer::Indeterminate>(given); }));
    server.resume();
}
