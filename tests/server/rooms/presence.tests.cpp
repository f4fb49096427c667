#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

std::optional<std::string> state_in(Frame const& presence, std::string const& participant) {
    for (std::size_t i = 0; i < presence.size("people"); ++i) {
        auto const path = "people." + std::to_string(i);
        if (presence.word(path + ".participant") == participant) {
            return presence.word(path + ".state");
        }
    }
    return std::nullopt;
}

}  // namespace

SCENARIO("LIV-6 who joins is told who is here, and the others that they came", "[LIV-6]") {
    TestServer server;
    auto const room = server.make_room();
    Page ann{server, room.room, "Ann"};
    ann.join();
    ann.forget();
    Page bob{server, room.room, "Bob"};
    bob.join();
    auto const full = bob.last("presence");
    CHECK(full.truth("full") == true);
    CHECK(full.size("people") == 2);
    CHECK(state_in(full, ann.participant()) == "here");
    CHECK(ann.types() == "operations presence");
    CHECK(state_in(ann.last("presence"), bob.participant()) == "here");
    CHECK(ann.last("presence").number("people.0.since") == server_start.ms);
}

SCENARIO("LIV-6 reconnecting begins with the end of the last connection", "[LIV-6]") {
    TestServer server;
    auto const room = server.make_room();
    Page ann{server, room.room, "Ann"};
    ann.join();
    Page bob{server, room.room, "Bob"};
    bob.join();
    Page tab{server, room.room, "Bob", "second tab"};
    tab.join();
    ann.forget();
    bob.cut();
    CHECK_FALSE(ann.heard_any("presence"));
    server.pass(5s);
    tab.cut();
    CHECK(state_in(ann.last("presence"), bob.participant()) == "reconnecting");
    CHECK(ann.last("presence").number("people.0.since") == server_start.ms + 5'000);
    server.pass(25s);
    bob.come_back();
    CHECK(state_in(ann.last("presence"), bob.participant()) == "here");
    server.pass(60s);
    CHECK(server.stored_room(room.room).participants.size() == 2);
    CHECK(server.stored_head(room.room) == 3);
}

SCENARIO("PAR-4 60 s without a connection is leaving", "[PAR-4]") {
    TestServer server;
    auto const room = server.make_room();
    Page ann{server, room.room, "Ann"};
    ann.join();
    Page bob{server, room.room, "Bob"};
    bob.join();
    bob.cut();
    ann.forget();
    server.pass(59'999ms);
    CHECK(server.stored_head(room.room) == 3);
    server.pass(1ms);
    CHECK(ann.last("operations").word("items.0.op") == "participant.left");
    CHECK(ann.last("operations").dump("items.0.by") == "null");
    CHECK(ann.last("presence").dump("gone") == "[\"" + bob.participant() + "\"]");
    AND_WHEN("they come back") {
        auto const participant = bob.participant();
        ann.forget();
        bob.come_back();
        CHECK(bob.participant() == participant);
        CHECK(ann.last("operations").word("items.0.op") == "participant.returned");
        CHECK(state_in(ann.last("presence"), participant) == "here");
    }
}

SCENARIO("PAR-4 somebody who comes back while their leaving stands in line has not left",
         "[PAR-4]") {
    TestServer server;
    auto const room = server.make_room();
    Page ann{server, room.room, "Ann"};
    ann.join();
    Page bob{server, room.room, "Bob"};
    bob.join();
    bob.cut();
    server.pass(58s);
    server.store().hold(store::MemoryCall::append);
    ann.asks("ticket.add", R"({"title":"One"})");
    server.pass(1'500ms);
    bob.come_back();
    server.pass(1s);
    server.store().release();
    server.settle();
    CHECK(bob.heard_any("welcome"));
    CHECK_FALSE(server.stored_room(room.room).participants.begin()[1].left);
    CHECK(server.stored_head(room.room) == 4);
}

SCENARIO("PAR-4 after a restart everybody has a fresh 60 s", "[PAR-4]") {
    TestServer server;
    auto const room = server.make_room();
    Page ann{server, room.room, "Ann"};
    ann.join();
    Page bob{server, room.room, "Bob"};
    bob.join();
    bob.cut();
    server.pass(59s);
    server.restart();
    ann.come_back();
    CHECK(state_in(ann.last("presence"), bob.participant()) == "reconnecting");
    server.pass(59s);
    CHECK(server.stored_head(room.room) == 3);
    server.pass(1s);
    CHECK(server.stored_room(room.room).participants.begin()[1].left.has_value());
    CHECK_FALSE(server.stored_room(room.room).participants.begin()[0].left.has_value());
}

SCENARIO("LIV-6 what a page says of itself goes to everybody, and is forgotten with it",
         "[LIV-6]") {
    TestServer server;
    auto const room = server.make_room();
    Page ann{server, room.room, "Ann"};
    ann.join();
    Page bob{server, room.room, "Bob"};
    bob.join();
    bob.asks("ticket.add", R"({"ticket":")" + id_for("t") + R"(","title":"One"})");
    bob.say(R"({"type":"presence","ticket":")" + id_for("t") +
            R"(","typing":true,"caret":17,"hand":true})");
    CHECK(ann.last("presence").word("people.0.ticket") == id_for("t"));
    CHECK(ann.last("presence").truth("people.0.typing") == true);
    CHECK(ann.last("presence").number("people.0.caret") == 17);
    WHEN("the next one leaves a field out, it is cleared") {
        bob.say(R"({"type":"presence","hand":true})");
        CHECK_FALSE(ann.last("presence").has("people.0.typing"));
        CHECK(ann.last("presence").truth("people.0.hand") == true);
    }
    WHEN("the page goes, another tab of the same person stays") {
        Page tab{server, room.room, "Bob", "second tab"};
        tab.join();
        bob.cut();
        CHECK(state_in(ann.last("presence"), bob.participant()) == "here");
        CHECK_FALSE(ann.last("presence").has("people.0.typing"));
    }
    WHEN("somebody who leads nudges: once, and only people who are there") {
        Page olga{server, room.room, "Olga"};
        olga.join(room.facilitator_key);
        olga.say(R"({"type":"presence","nudge":")" + bob.participant() + "\"}");
        CHECK(bob.last("presence").word("people.0.nudge") == bob.participant());
        olga.say(R"({"type":"presence","nudge":")" + id_for("nobody") + "\"}");
        CHECK_FALSE(bob.last("presence").has("people.0.nudge"));
        bob.say(R"({"type":"presence","nudge":")" + ann.participant() + "\"}");
        CHECK_FALSE(ann.last("presence").has("people.0.nudge"));
        Page late{server, room.room, "Carol"};
        late.join();
        CHECK_FALSE(late.last("presence").contains("nudge"));
    }
    THEN("it is never stored") { CHECK(server.stored_head(room.room) == 4); }
}

SCENARIO("LIV-6 raised hands are a queue, which the lead shortens", "[LIV-6]") {
    TestServer server;
    auto const room = server.make_room();
    Page olga{server, room.room, "Olga"};
    olga.join(room.facilitator_key);
    Page ann{server, room.room, "Ann"};
    ann.join();
    Page bob{server, room.room, "Bob"};
    bob.join();
    server.pass(1s);
    bob.say(R"({"type":"presence","hand":true})");
    CHECK(ann.last("presence").number("people.0.hand_at") == server_start.ms + 1'000);
    server.pass(1s);
    bob.say(R"({"type":"presence","hand":true,"typing":true})");
    CHECK(ann.last("presence").number("people.0.hand_at") == server_start.ms + 1'000);
    auto const lower = R"({"type":"presence","lower":")" + bob.participant() + "\"}";
    ann.forget();
    WHEN("it goes down and up again, it stands behind the others") {
        bob.say(R"({"type":"presence"})");
        CHECK_FALSE(ann.last("presence").has("people.0.hand_at"));
        bob.say(R"({"type":"presence","hand":true})");
        CHECK(ann.last("presence").number("people.0.hand_at") == server_start.ms + 2'000);
    }
    WHEN("the lead lowers it") {
        olga.say(lower);
        REQUIRE(ann.heard("presence").size() == 2);
        auto const told = ann.heard("presence").front();
        CHECK(told.word("people.0.participant") == bob.participant());
        CHECK_FALSE(told.has("people.0.hand"));
        CHECK_FALSE(told.has("people.0.hand_at"));
        CHECK(told.truth("people.0.typing") == true);
        CHECK_FALSE(ann.last("presence").contains("lower"));
    }
    WHEN("somebody lowers it who does not lead") {
        ann.say(lower);
        CHECK(ann.heard("presence").size() == 1);
        Page late{server, room.room, "Carol"};
        late.join();
        CHECK(late.last("presence").contains("hand_at"));
    }
}

SCENARIO("LIV-6 who is done is done until the room goes on", "[LIV-6]") {
    TestServer server;
    auto const room = server.make_room();
    Page olga{server, room.room, "Olga"};
    olga.join(room.facilitator_key);
    Page bob{server, room.room, "Bob"};
    bob.join();
    auto const item = id_for("a step");
    olga.asks("ticket.add", R"({"ticket":")" + id_for("t") + R"(","title":"One"})");
    olga.asks("agenda.add", R"({"item":")" + item + R"(","kind":"talk","minutes":1})");
    olga.asks("agenda.start", R"({"item":")" + item + "\"}");
    auto const done = R"({"type":"presence","done":true,"hand":true})";
    bob.say(done);
    olga.say(done);
    auto const full = [&] {
        Page late{server, room.room, "Carol"};
        late.join();
        auto const told = late.last("presence");
        late.cut();
        return told;
    };
    CHECK(full().contains("done"));
    bob.forget();
    WHEN("something else happens, they still are") {
        olga.asks("ticket.add", R"({"title":"Two"})");
        olga.asks("timer.start", R"({"clock":"free","ms":10000})");
        server.pass(11s);
        CHECK(full().contains("done"));
    }
    WHEN("the spotlight moves") {
        olga.asks("spotlight.set", R"({"board":"talk","ticket":")" + id_for("t") + "\"}");
        THEN("all are told in one, behind the operation") {
            CHECK(bob.types() == "operations presence");
            CHECK(bob.last("presence").size("people") == 2);
            CHECK(bob.last("presence").truth("people.0.hand") == true);
            CHECK_FALSE(bob.last("presence").contains("done"));
        }
        CHECK_FALSE(full().contains("done"));
    }
    WHEN("the step's clock ends") {
        server.pass(60s);
        CHECK_FALSE(full().contains("done"));
    }
    WHEN("the step is stopped") {
        olga.asks("agenda.stop", R"({"item":")" + item + "\"}");
        CHECK_FALSE(full().contains("done"));
    }
    WHEN("the spotlight moves in what is not stored yet") {
        server.store().hold(store::MemoryCall::append);
        olga.asks("spotlight.set", R"({"board":"talk","ticket":")" + id_for("t") + "\"}");
        CHECK(bob.heard().empty());
        server.store().release();
        server.settle();
        CHECK(bob.types() == "operations presence");
    }
}

SCENARIO("LIV-6 presence is limited to 10 a second", "[LIV-6]") {
    TestServer server;
    auto const room = server.make_room();
    Page ann{server, room.room, "Ann"};
    ann.join();
    for (int i = 0; i < 10; ++i) ann.say(R"({"type":"presence","hand":true})");
    CHECK_FALSE(ann.heard_any("refused"));
    ann.say(R"({"type":"presence","hand":true})");
    CHECK(ann.last("refused").word("re") == "presence");
    CHECK(ann.last("refused").word("code") == "rate_limited");
    ann.forget();
    server.pass(100ms);
    ann.say(R"({"type":"presence","hand":true})");
    CHECK_FALSE(ann.heard_any("refused"));
}

SCENARIO("LIV-3 a heartbeat comes every 10 s when nothing else did", "[LIV-3]") {
    TestServer server;
    auto const room = server.make_room();
    Page ann{server, room.room, "Ann"};
    ann.join();
    ann.forget();
    server.pass(9'999ms);
    CHECK(ann.heard().empty());
    server.pass(1ms);
    auto const first = ann.last("heartbeat");
    CHECK(first.number("seq") == 2);
    CHECK(first.word("epoch") == ann.epoch());
    CHECK(first.number("server_time") == server_start.ms + 10'000);
    THEN("it has the state's hash, once for each state") {
        CHECK(first.word("hash") == state_hash(view_of(server.stored_room(room.room))));
        server.pass(10s);
        CHECK(ann.heard("heartbeat").size() == 2);
        CHECK_FALSE(ann.last("heartbeat").has("hash"));
        ann.asks("ticket.add", R"({"title":"One"})");
        ann.forget();
        server.pass(10s);
        CHECK(ann.last("heartbeat").word("hash") ==
              state_hash(view_of(server.stored_room(room.room))));
    }
    THEN("anything else that is sent puts it off") {
        server.pass(9s);
        ann.say(R"({"type":"time","t0":1})");
        ann.forget();
        server.pass(9'999ms);
        CHECK(ann.heard().empty());
        server.pass(1ms);
        CHECK(ann.heard_any("heartbeat"));
    }
    THEN("without the hash while something waits to be written") {
        ann.asks("ticket.add", R"({"title":"One"})");
        ann.connection().drained = false;
        ann.forget();
        server.pass(10s);
        CHECK_FALSE(ann.last("heartbeat").has("hash"));
    }
    THEN("without the hash while something waits for the store") {
        server.pass(8s);
        server.store().hold(store::MemoryCall::append);
        ann.asks("ticket.add", R"({"title":"One"})");
        ann.forget();
        server.pass(2s);
        CHECK(ann.last("heartbeat").number("seq") == 2);
        CHECK_FALSE(ann.last("heartbeat").has("hash"));
    }
}

}  // namespace refinery::test
