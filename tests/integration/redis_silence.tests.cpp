// The real program on a real Redis that does not do what it is asked, over real sockets: what
// nobody may hear before it is stored, and what people are told while it is not.

#include "tests/integration/running_server.hpp"
#include "tests/integration/shut_gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/net/silent_proxy.hpp"
#include "tests/support/redis_server.hpp"

#include <algorithm>

using namespace refinery::test;

namespace {

/// The times of a silent store, ten times as fast: asked again every 100 ms, waiting after 500.
std::vector<std::string> ten_times_as_fast(RedisServer const& redis,
                                           std::vector<std::string> more) {
    std::vector<std::string> flags{"--redis", redis.url(),          "--append-repeat-ms",
                                   "100",     "--store-waiting-ms", "500"};
    flags.insert(flags.end(), more.begin(), more.end());
    return flags;
}

struct Absence {
    char const* what;
    void (*begins)(RedisServer&);
    void (*ends)(RedisServer&);
};

Absence const stopped{"it is stopped", [](RedisServer& redis) { redis.pause(); },
                      [](RedisServer& redis) { redis.resume(); }};
Absence const killed{"it is killed", [](RedisServer& redis) { redis.kill(); },
                     [](RedisServer& redis) { redis.start(); }};
Absence const busy{"it is busy with a script", [](RedisServer& redis) { redis.be_busy(); },
                   [](RedisServer& redis) { redis.be_idle(); }};

/// Where in what was received the first frame stands that has all of these in it.
std::size_t place_of(Member const& member, std::vector<std::string> const& pieces) {
    auto const& frames = member.frames();
    auto const found = std::ranges::find_if(frames, [&](std::string const& frame) {
        return std::ranges::all_of(pieces, [&](std::string const& piece) {
            return frame.find(piece) != std::string::npos;
        });
    });
    REQUIRE(found != frames.end());
    return static_cast<std::size_t>(found - frames.begin());
}

}  // namespace

SCENARIO("LIV-8 while Redis is away no byte of what it does not have reaches any socket",
         "[LIV-8][LIV-7][integration][redis]") {
    auto const absence = GENERATE(stopped, killed, busy);
    INFO(absence.what);
    RedisServer redis;
    RunningServer server(ten_times_as_fast(redis, {"--welcome-ms", "600000"}));
    SilentProxy network(server.port());
    auto const& made = server.made;
    Member ann(made.room, {.name = "Ann", .key = made.facilitator_key});
    Member bob(made.room, {.name = "Bob"});
    ann.join(network.port());
    auto const first = fresh_id();
    auto const round = fresh_id();
    ann.done("ticket.add", ticket_data(first, "stored"));
    ann.done("round.open",
             R"({"round":")" + round + R"(","ticket":")" + first + R"(","auto_reveal_ms":600000})");
    bob.join(network.port());
    ann.done("estimate.give", R"({"round":")" + round + R"(","card":"8"})");
    bob.catch_up(ann.applied());
    ann.settle();
    bob.settle();

    absence.begins(redis);
    auto const before = network.from_server().size();
    auto const held = fresh_id();
    auto const adding = ann.command("ticket.add", ticket_data(held, "heldcanary"));
    // It has arrived before Bob says anything: their sockets know no order between them.
    ann.settle();
    auto const giving = bob.command("estimate.give", R"({"round":")" + round + R"(","card":"40"})");
    auto const again = bob.command("ticket.add", ticket_data(held, "twincanary"));
    auto const nonsense = bob.command("no.such", "{}");
    bob.socket().send(R"({"type":"presence","ticket":")" + held + R"(","typing":true})");
    Member carl(made.room, {.name = "Carlcanary", .role = "observer"});
    carl.say_hello(network.port());
    PlainSocket creating(network.port());
    creating.write(http_post_request(network.port(), "/api/rooms", "{}"));

    // Until people read that their changes wait.
    for (auto* member : {&ann, &bob}) {
        auto const status = member->next("status");
        CHECK(status["store"].text() == "waiting");
        CHECK_FALSE(status["reason"].text().empty());
    }
    ann.settle();
    bob.settle();
    carl.settle();
    check_nothing_leaked(network.from_server().substr(before), held, bob);
    auto const readiness = http_get(server.port(), "/readyz");
    CHECK(readiness.status == 503);
    CHECK(readiness.body == "the store does not answer\n");
    CHECK(http_get(server.port(), "/livez").status == 200);

    absence.ends(redis);
    CHECK(ann.outcome(adding).seq);
    CHECK(bob.outcome(giving).seq);
    CHECK(bob.outcome(again).code == "conflict");
    CHECK(bob.outcome(nonsense).code == "unsupported");
    auto const answer_to = [](std::uint64_t cseq) {
        return "\"cseq\":" + std::to_string(cseq) + ",";
    };
    CHECK(place_of(bob, {"\"operations\"", "heldcanary"}) <
          place_of(bob, {"\"ack\"", answer_to(giving)}));
    CHECK(place_of(bob, {"\"ack\"", answer_to(giving)}) <
          place_of(bob, {"\"refused\"", answer_to(again)}));
    CHECK(place_of(bob, {"\"refused\"", answer_to(again)}) <
          place_of(bob, {"\"refused\"", answer_to(nonsense)}));
    carl.await_welcome();
    CHECK(carl.tickets() == std::multiset<std::string>{first, held});
    CHECK(parse_http_answer(creating.read_all()).status == 201);
    bob.catch_up(carl.applied());
    CHECK(bob.names().count("Carlcanary") == 1);
    AND_THEN("members read that the store takes writes again") {
        auto const is_ok = [](Member const& member) {
            return std::ranges::any_of(member.frames(), [](std::string const& frame) {
                return frame.find("\"status\"") != std::string::npos &&
                       Json::parse(frame)["store"].text() == "ok";
            });
        };
        while (!is_ok(ann)) ann.next("status");
        CHECK(http_get(server.port(), "/readyz").status == 200);
    }
}

SCENARIO("RND-8 a countdown that ran while Redis was silent is held",
         "[RND-8][integration][redis]") {
    RedisServer redis;
    // Asked again late, so that the vote is decided before the room knows that it has to wait.
    RunningServer server(
        {"--redis", redis.url(), "--append-repeat-ms", "10000", "--store-waiting-ms", "2000"});
    auto ann = server.facilitator("Ann");
    auto const ticket = fresh_id();
    auto const round = fresh_id();
    ann.done("ticket.add", ticket_data(ticket, "T"));
    ann.done("round.open", R"({"round":")" + round + R"(","ticket":")" + ticket +
                               R"(","auto_reveal_ms":600000})");
    redis.pause();
    auto const voting = ann.command("estimate.give", R"({"round":")" + round + R"(","card":"8"})");
    ann.next("status");
    redis.resume();
    CHECK(ann.outcome(voting).seq);
    CHECK(ann.operation("round.held")["data"]["why"].text() == "restart");
    for (auto const& [seq, operation] : ann.operations())
        CHECK(operation["op"].text() != "round.revealed");
}

SCENARIO("BYE-2 whoever cannot be let in for want of the store is told when to come again",
         "[BYE-2][LIV-7][integration][redis]") {
    RedisServer redis;
    RunningServer server(
        ten_times_as_fast(redis, {"--welcome-ms", "400", "--retry-busy-ms", "1234"}));
    auto ann = server.facilitator("Ann");
    redis.pause();
    auto const held = ann.command("ticket.add", ticket_data(fresh_id(), "T"));
    Member bob(server.made.room, {.name = "Bob"});
    // Decided, and its operation waits.
    bob.say_hello(server.port());
    CHECK(bob.await_close() == 4003);
    CHECK(bob.bye()["code"].text() == "busy");
    CHECK(bob.bye()["retry"].number() == 1234);
    ann.next("status");
    // Not even decided: the room is stalled.
    Member carl(server.made.room, {.name = "Carl"});
    carl.say_hello(server.port());
    CHECK(carl.await_close() == 4003);
    CHECK(carl.bye()["code"].text() == "busy");
    auto const refused = http_post(server.port(), "/api/rooms", "{}");
    CHECK(refused.status == 503);
    CHECK(Json::parse(refused.body)["code"].text() == "busy");
    CHECK(refused.headers.contains("retry-after"));

    redis.resume();
    CHECK(ann.outcome(held).seq);
    THEN("they come again, and are there once") {
        bob.join(server.port());
        carl.join(server.port());
        ann.catch_up(carl.applied());
        CHECK(ann.names() == std::multiset<std::string>{"Ann", "Bob", "Carl"});
        CHECK(http_post(server.port(), "/api/rooms", "{}").status == 201);
    }
}

SCENARIO("REF-5 whoever floods a room that waits is sent away, and the room keeps its word",
         "[REF-5][SES-6][integration][redis]") {
    RedisServer redis;
    RunningServer server(ten_times_as_fast(
        redis, {"--operations-per-second", "100000", "--operations-burst", "100000"}));
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    redis.pause();
    auto const held = ann.command("ticket.add", ticket_data(fresh_id(), "T"));
    ann.next("status");
    // 32 wait; the others are too many.
    for (int i = 0; i < 150; ++i) bob.command("ticket.add", ticket_data(fresh_id(), "B"));
    CHECK(bob.await_close() == 4503);
    CHECK(bob.bye()["code"].text() == "protocol");
    CHECK(bob.outcomes().empty());
    redis.resume();
    CHECK(ann.outcome(held).seq);
    auto late = server.joined({.name = "Late"});
    // What was in line before the flood was a command like any other.
    CHECK(late.tickets().size() == 33);
}

SCENARIO("STORE-9 a Redis that stood still for longer than the lock lasts is taken again",
         "[STORE-9][LIV-8][integration][redis]") {
    RedisServer redis;
    // Who reads that changes wait has waited for three times as long as the lock lasts.
    RunningServer server({"--redis", redis.url(), "--store-lock-ms", "300", "--append-repeat-ms",
                          "100", "--store-waiting-ms", "1000"});
    auto ann = server.facilitator("Ann");
    auto const ticket = fresh_id();
    redis.pause();
    auto const adding = ann.command("ticket.add", ticket_data(ticket, "waits"));
    CHECK(ann.next("status")["store"].text() == "waiting");
    redis.resume();
    CHECK(ann.outcome(adding).seq);
    CHECK(server.joined({.name = "Bob"}).tickets() == std::multiset<std::string>{ticket});
}

SCENARIO("STORE-4 a reply that is lost once Redis has stored costs nothing and repeats nothing",
         "[STORE-4][integration][redis]") {
    RedisServer redis;
    SilentProxy wire(redis.port(), redis.host());
    RunningServer server({"--redis", "redis://127.0.0.1:" + std::to_string(wire.port())});
    auto const log = "refinery:{" + server.made.room + "}:log";
    auto ann = server.facilitator("Ann");
    ann.done("ticket.add", ticket_data(fresh_id(), "before"));
    auto const before = redis.command({"XLEN", log});

    wire.cut(SilentProxy::Way::to_client);
    auto const adding = ann.command("ticket.add", ticket_data(fresh_id(), "in doubt"));
    while (redis.command({"XLEN", log}) == before) {}
    auto const stored = redis.command({"XLEN", log});
    ann.settle();
    CHECK_FALSE(ann.outcomes().contains(adding));
    wire.mend_for_new_connections();
    CHECK(ann.outcome(adding).seq);
    CHECK(redis.command({"XLEN", log}) == stored);
    CHECK(ann.tickets().size() == 2);
}
