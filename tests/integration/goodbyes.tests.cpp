// How connections end that nobody's bytes were wrong for, over the real program's sockets.

#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"

using namespace refinery::test;

SCENARIO("BYE-2 a peer from whom nothing is heard is told so, and cut",
         "[BYE-2][LIV-2][integration]") {
    RunningServer server({"--ping-after-ms", "200", "--silent-after-ms", "400"});
    // It reads nothing either, so no ping is answered.
    PlainSocket mute(server.port());
    mute.write("GET /ws/" + server.made.room +
               " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
               "Sec-WebSocket-Protocol: refinery.v1\r\n\r\n");
    CHECK(mute.read_until("\r\n\r\n").starts_with("HTTP/1.1 101"));
    auto const all = mute.read_all();
    // A ping, the goodbye, and the close with its code.
    CHECK(all.find(std::string("\x89\x00", 2)) != std::string::npos);
    CHECK(all.find(R"("code":"silent")") != std::string::npos);
    CHECK(all.find("\x0f\xa1") != std::string::npos);
}

SCENARIO("REF-5 a flood of commands that are too fast ends the connection",
         "[REF-5][BYE-2][integration]") {
    RunningServer server(
        {"--operations-per-second", "1", "--operations-burst", "1", "--flood-window-ms", "600000"});
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    for (int i = 0; i < 200; ++i) bob.command("ticket.add", ticket_data(fresh_id(), "T"));
    CHECK(bob.await_close() == 4503);
    CHECK(bob.bye()["code"].text() == "protocol");
    std::size_t refusals = 0;
    for (auto const& [cseq, outcome] : bob.outcomes()) {
        if (outcome.seq) continue;
        CHECK((outcome.code == "rate_limited" || outcome.code == "busy"));
        CHECK(outcome.refusal["retry"].number() > 0);
        ++refusals;
    }
    CHECK(refusals < 100);
    THEN("others are not troubled") { ann.done("ticket.add", ticket_data(fresh_id(), "T")); }
}

SCENARIO("BYE-2 a room that is locked lets in those whom it knows",
         "[BYE-2][JOIN-5][integration]") {
    RunningServer server;
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    ann.done("room.configure", R"({"set":{"locked":true}})");
    Member carl(server.made.room, {.name = "Carl"});
    carl.say_hello(server.port());
    CHECK(carl.await_close() == 4502);
    CHECK(carl.bye()["code"].text() == "locked");
    bob.drop();
    auto const before = bob.participant();
    bob.join(server.port());
    CHECK(bob.participant() == before);
    GIVEN("somebody with the facilitator key") {
        auto const olga = server.facilitator("Olga");
        CHECK_FALSE(olga.participant().empty());
    }
    WHEN("it is unlocked") {
        ann.done("room.configure", R"({"set":{"locked":false}})");
        carl.join(server.port());
        CHECK_FALSE(carl.participant().empty());
    }
}

SCENARIO("BYE-2 keys and seats of one room are nothing in another",
         "[BYE-2][JOIN-5][integration]") {
    RunningServer server;
    auto const other = make_room(server.port());
    Member ann(other.room, {.name = "Ann", .key = server.made.facilitator_key});
    ann.say_hello(server.port());
    CHECK(ann.await_close() == 4500);
    CHECK(ann.bye()["code"].text() == "bad_key");
    auto bob = server.joined({.name = "Bob"});
    WebSocketClient stray({.port = server.port(), .path = "/ws/" + other.room});
    stray.send(R"({"type":"hello","protocol":[1],"seat":")" + bob.seat() + R"(","session":")" +
               bob.session() + "\"}");
    auto const bye = Json::parse(stray.receive().text);
    CHECK(bye["code"].text() == "bad_request");
    CHECK(bye["where"].text() == "name");
    CHECK(stray.receive().code == 4500);
}

SCENARIO("PAR-4 whoever leaves, leaves on all their pages", "[PAR-4][BYE-2][integration]") {
    RunningServer server;
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    WebSocketClient tab({.port = server.port(), .path = "/ws/" + server.made.room});
    tab.send(R"({"type":"hello","protocol":[1],"seat":")" + bob.seat() + R"(","session":")" +
             fresh_id() + "\"}");
    CHECK(Json::parse(tab.receive().text)["type"].text() == "welcome");
    bob.command("participant.leave", "{}");
    CHECK(bob.await_close() == 1000);
    CHECK(bob.bye()["code"].text() == "left");
    std::string last;
    auto received = tab.receive();
    for (; received.kind == WebSocketClient::Received::Kind::text; received = tab.receive())
        last = received.text;
    CHECK(Json::parse(last)["code"].text() == "left");
    CHECK(received.code == 1000);
    auto const left = ann.operation("participant.left");
    CHECK(left["data"]["participant"].text() == bob.participant());
    // Not once more when the connections are gone.
    auto const head = ann.done("ticket.add", ticket_data(fresh_id(), "T"));
    CHECK(head == left["seq"].number() + 1);
}
