#include "tests/integration/in_process_server.hpp"
#include "tests/integration/member.hpp"
#include "tests/integration/running_server.hpp"
#include "tests/integration/shut_gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/net/plain_socket.hpp"
#include "tests/support/net/silent_proxy.hpp"

#include <algorithm>

using namespace refinery;
using namespace refinery::test;

SCENARIO("LIV-8 no byte of what is not stored leaves the server", "[LIV-8][integration]") {
    InProcessServer server;
    SilentProxy network(server.port());
    auto const made = make_room(network.port());
    Member ann(made.room, {.name = "Ann", .key = made.facilitator_key});
    Member bob(made.room, {.name = "Bob"});
    ann.join(network.port());
    auto const first = fresh_id();
    auto const round = fresh_id();
    ann.done("ticket.add", ticket_data(first, "stored"));
    ann.done("round.open", R"({"round":")" + round + R"(","ticket":")" + first + "\"}");
    bob.join(network.port());
    ann.catch_up(bob.applied());
    ann.settle();

    server.with_store([](store::MemoryStore& store) { store.hold_all(); });
    auto const before = network.from_server().size();
    auto const held = fresh_id();
    auto const adding = ann.command("ticket.add", ticket_data(held, "heldcanary"));
    auto const giving = bob.command("estimate.give", R"({"round":")" + round + R"(","card":"40"})");
    // A refusal that only makes sense once the held ticket is there.
    auto const again = bob.command("ticket.add", ticket_data(held, "twincanary"));
    auto const nonsense = bob.command("no.such", "{}");
    // Presence that names it.
    bob.socket().send(R"({"type":"presence","ticket":")" + held + R"(","typing":true})");
    // A joiner, who would get it with the snapshot.
    Member carl(made.room, {.name = "Carlcanary"});
    carl.say_hello(network.port());
    // And HTTP: a room that cannot be made, a code that leads to this one.
    PlainSocket creating(network.port());
    creating.write(http_post_request(network.port(), "/api/rooms", "{}"));
    ann.settle();
    bob.settle();
    carl.settle();

    check_nothing_leaked(network.from_server().substr(before), held, bob);

    THEN("when it is stored everything follows, in order") {
        server.with_store([](store::MemoryStore& store) { store.release(); });
        CHECK(ann.outcome(adding).seq);
        CHECK(bob.outcome(giving).seq);
        CHECK(bob.outcome(again).code == "conflict");
        CHECK(bob.outcome(nonsense).code == "unsupported");
        carl.await_welcome();
        CHECK(carl.tickets() == std::multiset<std::string>{first, held});
        auto const created = parse_http_answer(creating.read_all());
        CHECK(created.status == 201);
        bob.catch_up(carl.applied());
        CHECK(std::ranges::any_of(bob.operations(), [](auto const& told) {
            return told.second["data"]["name"].text() == "Carlcanary";
        }));
    }
}
