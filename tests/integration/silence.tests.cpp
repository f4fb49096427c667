#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/net/silent_proxy.hpp"

using namespace refinery::test;

namespace {

/// The server's times, twenty times as fast: a ping after half a second, cut after one, and whoever
/// has been gone for three has left.
std::vector<std::string> twenty_times_as_fast() {
    return {"--ping-after-ms", "500",  "--silent-after-ms", "1000",
            "--leave-ms",      "3000", "--heartbeat-ms",    "500"};
}

bool heard_that_somebody_reconnects(Member const& member) {
    for (auto const& frame : member.frames())
        if (frame.find("\"reconnecting\"") != std::string::npos) return true;
    return false;
}

struct CutOff {
    RunningServer server{twenty_times_as_fast()};
    SilentProxy network{server.port()};
    Member ann{server.made.room, {.name = "Ann", .key = server.made.facilitator_key}};
    Member bob{server.made.room, {.name = "Bob"}};
    std::string mine = fresh_id();
    std::string theirs = fresh_id();
    std::uint64_t in_flight = 0;
    std::uint64_t head = 0;

    CutOff() {
        ann.join(network.port());
        bob.join(server.port());
        ann.catch_up(bob.applied());
        network.cut();
        in_flight = ann.command("ticket.add", ticket_data(mine, "Ann's, on its way"));
        head = bob.done("ticket.add", ticket_data(theirs, "Bob's, on its way"));
    }
    void check_nothing_is_lost() {
        CHECK(ann.outcome(in_flight).seq);
        ann.catch_up(head);
        bob.catch_up(ann.applied());
        auto const both = std::multiset<std::string>{mine, theirs};
        CHECK(ann.tickets() == both);
        CHECK(bob.tickets() == both);
    }
};

}  // namespace

SCENARIO("LIV-2 a network that is silent for a moment is noticed by nobody",
         "[LIV-2][integration]") {
    CutOff story;
    story.network.mend();
    story.check_nothing_is_lost();
    CHECK_FALSE(heard_that_somebody_reconnects(story.bob));
}

SCENARIO(
    "LIV-2 one that is silent for longer ends the connection, and what was on its way arrives "
    "after it",
    "[LIV-2][integration]") {
    CutOff story;
    while (!heard_that_somebody_reconnects(story.bob)) story.bob.next("presence");
    auto const before = story.ann.participant();
    story.network.mend_for_new_connections();
    auto const welcome = story.ann.join(story.network.port());
    CHECK(welcome["session"].text() == "new");
    CHECK(story.ann.participant() == before);
    story.check_nothing_is_lost();
    for (auto const& [seq, operation] : story.bob.operations())
        CHECK(operation["op"].text() != "participant.left");
}

SCENARIO(
    "PAR-4 who was cut off for so long that they left comes back as the same person, and votes",
    "[PAR-4][integration]") {
    CutOff story;
    CHECK(story.bob.operation("participant.left")["data"]["participant"].text() ==
          story.ann.participant());
    auto const before = story.ann.participant();
    story.network.mend_for_new_connections();
    story.ann.join(story.network.port());
    CHECK(story.ann.participant() == before);
    story.check_nothing_is_lost();
    CHECK(story.bob.operation("participant.returned")["data"]["participant"].text() == before);
    auto const round = fresh_id();
    story.ann.done("round.open", R"({"round":")" + round + R"(","ticket":")" + story.mine + "\"}");
    story.ann.done("estimate.give", R"({"round":")" + round + R"(","card":"3"})");
    CHECK(story.bob.operation("estimate.given")["by"].text() == before);
}

SCENARIO("LIV-2 whoever cannot be heard is told so, where they still hear",
         "[LIV-2][BYE-2][integration]") {
    RunningServer server(twenty_times_as_fast());
    SilentProxy network(server.port());
    auto ann = server.facilitator("Ann");
    Member bob(server.made.room, {.name = "Bob"});
    bob.join(network.port());
    network.cut(SilentProxy::Way::to_server);
    auto const lost = bob.command("ticket.add", ticket_data(fresh_id(), "never arrived"));
    auto const told = ann.done("ticket.add", ticket_data(fresh_id(), "Ann's"));
    bob.catch_up(told);
    CHECK(bob.await_close() == 4001);
    CHECK(bob.bye()["code"].text() == "silent");
    while (!heard_that_somebody_reconnects(ann)) ann.next("presence");
    THEN("what did not arrive arrives after a reconnect") {
        network.mend_for_new_connections();
        bob.join(network.port());
        CHECK(bob.outcome(lost).seq);
        CHECK(bob.tickets().size() == 2);
    }
}

SCENARIO("LIV-2 what arrived from somebody who hears no answer is done once",
         "[LIV-2][RES-3][integration]") {
    RunningServer server(twenty_times_as_fast());
    SilentProxy network(server.port());
    auto ann = server.facilitator("Ann");
    Member bob(server.made.room, {.name = "Bob"});
    bob.join(network.port());
    network.cut(SilentProxy::Way::to_client);
    auto const ticket = fresh_id();
    auto const unheard = bob.command("ticket.add", ticket_data(ticket, "Bob's"));
    ann.operation("ticket.added");
    // No ping reaches Bob, so no answer to one comes back.
    while (!heard_that_somebody_reconnects(ann)) ann.next("presence");
    network.mend_for_new_connections();
    bob.join(network.port());
    CHECK(bob.outcome(unheard).seq);
    CHECK(bob.tickets() == std::multiset<std::string>{ticket});
    ann.catch_up(bob.applied());
    CHECK(ann.tickets() == bob.tickets());
}

SCENARIO("BYE-2 who takes less than the room sends is told so, and comes back",
         "[BYE-2][integration]") {
    // The goodbye has time enough: the story is that it is said, not how long it may take. Nor is
    // the slow one silent: on a slow machine it would be that first.
    RunningServer server({"--slow-goodbye-ms", "30000", "--silent-after-ms", "600000",
                          "--operations-per-second", "100000", "--operations-burst", "100000"});
    auto ann = server.facilitator("Ann");
    auto const ticket = fresh_id();
    ann.done("ticket.add", ticket_data(ticket, "T"));
    auto const doc = ticket + "/description";
    Member slow(server.made.room, {.name = "Slow"});
    slow.join(server.port());
    slow.socket().send(R"({"type":"text.open","doc":")" + doc + "\"}");
    slow.next("text.state");
    // Each change is sent whole to whoever has the text open. Slow reads nothing meanwhile.
    std::uint64_t version = 0;
    while (!heard_that_somebody_reconnects(ann)) {
        // More than any socket holds, and the queue with it.
        REQUIRE(version < 1000);
        auto const seq = ann.done("text.replace", R"({"doc":")" + doc + R"(","base":)" +
                                                      std::to_string(version) + R"(,"text":")" +
                                                      std::string(60'000, 'x') +
                                                      std::to_string(version) + "\"}");
        ann.catch_up(seq);
        ++version;
    }
    CHECK(slow.await_close() == 4002);
    CHECK(slow.bye()["code"].text() == "slow");
    slow.join(server.port());
    CHECK(slow.applied() >= ann.applied());
}
