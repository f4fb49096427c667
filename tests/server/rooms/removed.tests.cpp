// Somebody is removed from the room for good.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

struct Crowd {
    Crowd()
        : room(server.make_room()),
          olga(server, room.room, "Olga"),
          ann(server, room.room, "Ann"),
          bob(server, room.room, "Bob"),
          bobs_tab(server, room.room, "Bob", "a second tab") {
        olga.join(room.facilitator_key);
        ann.join();
        bob.join();
        bobs_tab.join();
    }
    void remove_bob() {
        olga.asks("participant.remove", R"({"participant":")" + bob.participant() + "\"}");
    }

    TestServer server;
    rooms::CreatedRoom room;
    Page olga;
    Page ann;
    Page bob;
    Page bobs_tab;
};

constexpr std::uint16_t closed_removed = 4501;

}  // namespace

SCENARIO("PAR-10 whoever is removed hears it on all connections, behind the operation",
         "[PAR-10][BYE-1]") {
    Crowd crowd;
    crowd.bob.forget();
    crowd.ann.forget();
    crowd.remove_bob();
    CHECK(crowd.bob.types() == "operations bye");
    CHECK(crowd.bob.last("operations").word("items.0.op") == "participant.removed");
    CHECK(crowd.bob.last("bye").word("code") == "removed");
    CHECK(crowd.bob.closed() == closed_removed);
    CHECK(crowd.bobs_tab.closed() == closed_removed);
    CHECK_FALSE(crowd.ann.closed());
    CHECK_FALSE(crowd.olga.closed());
    THEN("the others hear that they are gone, once") {
        CHECK(crowd.ann.types() == "operations presence");
        CHECK(crowd.ann.last("presence").dump("gone") == "[\"" + crowd.bob.participant() + "\"]");
        crowd.ann.forget();
        crowd.server.pass(90s);
        CHECK_FALSE(crowd.ann.heard_any("presence"));
        CHECK_FALSE(crowd.ann.heard_any("operations"));
    }
    THEN("who joins later is not told of them as present") {
        Page carol{crowd.server, crowd.room.room, "Carol"};
        carol.join();
        CHECK_FALSE(carol.last("presence").contains(crowd.bob.participant()));
    }
}

SCENARIO("PAR-10 a removed seat is turned away, also after a restart", "[PAR-10]") {
    Crowd crowd;
    crowd.remove_bob();
    if (GENERATE(false, true)) crowd.server.restart();
    auto const head = crowd.server.stored_head(crowd.room.room);
    WHEN("the page comes back") { crowd.bob.come_back(); }
    WHEN("it says a name") { crowd.bob.join(); }
    WHEN("it shows the facilitator's key") { crowd.bob.join(crowd.room.facilitator_key); }
    WHEN("it shows the reader's key") { crowd.bob.join(crowd.room.read_key); }
    CHECK(crowd.bob.last("bye").word("code") == "removed");
    CHECK(crowd.bob.closed() == closed_removed);
    CHECK_FALSE(crowd.bob.is_welcomed());
    CHECK(crowd.server.stored_head(crowd.room.room) == head);
}

SCENARIO("PAR-10 what a removed one had sent before comes to nothing", "[PAR-10]") {
    Crowd crowd;
    crowd.server.store().hold(store::MemoryCall::append);
    crowd.ann.asks("ticket.add", R"({"title":"One"})");
    crowd.remove_bob();
    crowd.bob.asks("ticket.add", R"({"title":"Two"})");
    CHECK_FALSE(crowd.bob.closed());
    crowd.server.store().release();
    crowd.server.settle();
    CHECK(crowd.bob.closed() == closed_removed);
    CHECK(crowd.server.stored_room(crowd.room.room).tickets.size() == 1);
}

SCENARIO("PAR-10 a removal that cannot be saved has not happened", "[PAR-10][LIV-7]") {
    Crowd crowd;
    crowd.server.store().fail_next(store::MemoryCall::append,
                                   {store::MemoryFault::Kind::read_only, "the disk is full"});
    crowd.remove_bob();
    CHECK(crowd.olga.last("refused").word("code") == "read_only");
    CHECK_FALSE(crowd.bob.closed());
    crowd.server.pass(2s);
    crowd.bob.asks("ticket.add", R"({"title":"One"})");
    CHECK(crowd.server.stored_room(crowd.room.room).tickets.size() == 1);
}

SCENARIO("PAR-10 nobody nudges somebody who was removed", "[PAR-10][LIV-6]") {
    Crowd crowd;
    auto const bob = crowd.bob.participant();
    crowd.remove_bob();
    crowd.ann.forget();
    crowd.olga.say(R"({"type":"presence","nudge":")" + bob + "\"}");
    CHECK_FALSE(crowd.ann.last("presence").contains("nudge"));
}

}  // namespace refinery::test
