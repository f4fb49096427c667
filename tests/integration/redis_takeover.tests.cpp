// Who owns a Redis: one server, which gives way at once where another has taken over.

#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

using namespace refinery::test;

namespace {

constexpr char const* lock = "refinery:server";

std::vector<std::string> quick_lock(RedisServer const& redis) {
    return {"--redis", redis.url(), "--store-lock-ms", "600"};
}

/// Who holds it, as soon as somebody does who is not `other`.
std::string holder_other_than(RedisServer const& redis, std::string const& other) {
    for (;;) {
        auto holder = redis.command({"GET", lock});
        if (holder != other && !holder.starts_with("$-1")) return holder;
    }
}

}  // namespace

SCENARIO("BYE-2 a server whose Redis was taken over sends everybody on, and ends",
         "[BYE-2][STORE-9][integration][redis]") {
    RedisServer redis;
    RunningServer server(quick_lock(redis));
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    auto const ticket = fresh_id();
    ann.done("ticket.add", ticket_data(ticket, "T"));
    WebSocketClient early({.port = server.port(), .path = "/ws/" + server.made.room});

    REQUIRE(redis.command({"SET", lock, "the other one"}) == "+OK\r\n");
    for (auto* member : {&ann, &bob}) {
        CHECK(member->await_close() == 4005);
        CHECK(member->bye()["code"].text() == "moved");
    }
    // Also who has not said hello yet.
    auto received = early.receive();
    while (received.kind == WebSocketClient::Received::Kind::text) received = early.receive();
    CHECK(received.code == 4005);
    CHECK(server.process.wait() == 1);
    CHECK(server.process.output().find("another server (the other one) has taken over") !=
          std::string::npos);
    CHECK(redis.command({"GET", lock}) == "the other one");

    THEN("no further one starts while the other is there, and it says why") {
        auto const end = run_program(
            REFINERY_BINARY,
            {"--listen", "127.0.0.1", "--port", "0", "--metrics-listen", "off", "--data",
             server.folder.file("data"), "--redis", redis.url(), "--store-lock-ms", "600"});
        CHECK(end.code == 1);
        CHECK(end.output.find("waiting up to 800 ms") != std::string::npos);
        CHECK(end.output.find("another Refinery server uses it (the other one)") !=
              std::string::npos);
    }
    AND_THEN("when it is gone, everybody finds what they were promised") {
        REQUIRE(redis.command({"DEL", lock}) == ":1\r\n");
        server.process.start();
        ann.join(server.port());
        bob.join(server.port());
        CHECK(bob.tickets() == std::multiset<std::string>{ticket});
        ann.done("ticket.add", ticket_data(fresh_id(), "one more"));
    }
}

SCENARIO("STORE-9 a server that finds its Redis given away by nobody takes it again",
         "[STORE-9][integration][redis]") {
    RedisServer redis;
    RunningServer server(quick_lock(redis));
    auto ann = server.facilitator("Ann");
    auto const holder = redis.command({"GET", lock});
    REQUIRE(redis.command({"DEL", lock}) == ":1\r\n");
    CHECK(holder_other_than(redis, "") == holder);
    THEN("nobody has noticed") {
        ann.done("ticket.add", ticket_data(fresh_id(), "T"));
        CHECK(ann.bye().dump() == "nothing");
    }
}

SCENARIO("STORE-9 a server that was killed keeps others off its Redis for a moment only",
         "[STORE-9][integration][redis]") {
    RedisServer redis;
    RunningServer server(quick_lock(redis));
    auto ann = server.facilitator("Ann");
    ann.done("ticket.add", ticket_data(fresh_id(), "T"));
    auto const before = redis.command({"GET", lock});
    server.process.kill();
    server.process.start();
    CHECK(holder_other_than(redis, before) != before);
    ann.join(server.port());
    CHECK(ann.tickets().size() == 1);
}
