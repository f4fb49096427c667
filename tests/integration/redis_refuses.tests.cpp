// A real Redis that refuses writes, under the real program: read-only until it takes them again.

#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <filesystem>

using namespace refinery::test;

namespace {

void save_until(RedisServer const& redis, std::string const& status) {
    redis.command({"BGSAVE"});
    while (redis.command({"INFO", "persistence"}).find("rdb_last_bgsave_status:" + status) ==
           std::string::npos) {}
}

struct Refusal {
    char const* code;
    void (*begins)(RedisServer const&);
    void (*ends)(RedisServer const&);
};

Refusal const is_a_replica{"READONLY",
                           [](RedisServer const& redis) {
                               redis.command({"REPLICAOF", "127.0.0.1", "1"});
                           },
                           [](RedisServer const& redis) {
                               redis.command({"REPLICAOF", "NO", "ONE"});
                           }};
Refusal const cannot_save{
    "MISCONF",
    [](RedisServer const& redis) {
        redis.command({"CONFIG", "SET", "save", "3600 1"});
        // A file cannot take the place of a folder.
        std::filesystem::create_directories(redis.folder() / "dump.rdb" / "x");
        save_until(redis, "err");
    },
    [](RedisServer const& redis) {
        std::filesystem::remove_all(redis.folder() / "dump.rdb");
        save_until(redis, "ok");
    }};
Refusal const is_full{"OOM",
                      [](RedisServer const& redis) {
                          redis.command({"CONFIG", "SET", "maxmemory", "1"});
                      },
                      [](RedisServer const& redis) {
                          redis.command({"CONFIG", "SET", "maxmemory", "0"});
                      }};

}  // namespace

SCENARIO("LIV-7 a Redis that refuses writes makes its rooms read-only until it takes them again",
         "[LIV-7][STORE-13][integration][redis]") {
    auto const refusal = GENERATE(is_a_replica, cannot_save, is_full);
    INFO(refusal.code);
    RedisServer redis;
    RunningServer server({"--redis", redis.url(), "--probe-ms", "100"});
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    refusal.begins(redis);
    auto const ticket = fresh_id();
    CHECK(ann.refused("ticket.add", ticket_data(ticket, "T"))["code"].text() == "read_only");
    auto const status = bob.next("status");
    CHECK(status["store"].text() == "read_only");
    CHECK(status["reason"].text().find(refusal.code) != std::string::npos);
    Member carl(server.made.room, {.name = "Carl"});
    carl.say_hello(server.port());
    CHECK(carl.await_close() == 4003);
    CHECK(carl.bye()["code"].text() == "read_only");
    bob.drop();
    bob.join(server.port());
    CHECK(http_post(server.port(), "/api/rooms", "{}").status == 503);

    refusal.ends(redis);
    while (bob.next("status")["store"].text() != "ok") {}
    // A new command with the same id.
    ann.done("ticket.add", ticket_data(ticket, "T"));
    carl.join(server.port());
    CHECK(carl.tickets() == std::multiset<std::string>{ticket});
}
