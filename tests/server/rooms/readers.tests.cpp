// People who read along: they see what everybody sees, and are nobody in the room.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

struct Library {
    Library()
        : room(server.make_room()),
          olga(server, room.room, "Olga"),
          rita(server, room.room, "Rita") {
        olga.join(room.facilitator_key);
        olga.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})");
    }
    /// Nobody asks a reader for a name.
    void read_along(Page& page, bool with_position = false) {
        page.connect();
        page.hello({.name = {},
                    .role = {},
                    .key = room.read_key,
                    .passcode = {},
                    .with_position = with_position});
    }

    std::string ticket = id_for("a ticket");
    TestServer server;
    rooms::CreatedRoom room;
    Page olga;
    Page rita;
};

}  // namespace

SCENARIO("JOIN-10 a reader is let in without a seat, and nothing is stored", "[JOIN-10]") {
    Library library;
    auto const head = library.server.stored_head(library.room.room);
    auto const with_seat = GENERATE(true, false);
    library.rita.connect();
    library.rita.hello({.name = {},
                        .role = {},
                        .key = library.room.read_key,
                        .passcode = {},
                        .with_position = false,
                        .with_seat = with_seat});
    auto const welcome = library.rita.last("welcome");
    CHECK(welcome.word("role") == "reader");
    CHECK_FALSE(welcome.has("participant"));
    CHECK_FALSE(welcome.has("seat"));
    CHECK(welcome.truth("facilitates") == false);
    CHECK(welcome.truth("owns") == false);
    CHECK(welcome.word("session") == "new");
    CHECK(library.rita.types().find("welcome snapshot") == 0);
    CHECK_FALSE(library.rita.heard_any("yours"));
    CHECK(library.server.stored_head(library.room.room) == head);
    CHECK(library.server.stored_room(library.room.room).participants.size() == 1);
}

SCENARIO("JOIN-10 a reader hears what everybody hears, in the same bytes", "[JOIN-10][SEC-2]") {
    Library library;
    library.read_along(library.rita);
    Page ann{library.server, library.room.room, "Ann"};
    ann.join();
    ann.forget();
    library.rita.forget();
    library.olga.asks("ticket.edit",
                      R"({"ticket":")" + library.ticket + R"(","set":{"title":"Another"}})");
    library.olga.asks("round.open", R"({"round":")" + id_for("a round") + R"(","ticket":")" +
                                        library.ticket + "\"}");
    library.olga.asks("estimate.give",
                      R"({"round":")" + id_for("a round") + R"(","card":"13","note":"hush"})");
    CHECK(library.rita.heard("operations").size() == 3);
    CHECK(library.rita.types() == ann.types());
    for (std::size_t i = 0; i < ann.heard().size(); ++i) {
        CHECK(library.rita.heard()[i].text() == ann.heard()[i].text());
        CHECK_FALSE(library.rita.heard()[i].contains("hush"));
    }
    AND_THEN("the heartbeat says the same hash") {
        library.server.pass(15s);
        CHECK(library.rita.last("heartbeat").word("hash").has_value());
        CHECK(library.rita.last("heartbeat").word("hash") == ann.last("heartbeat").word("hash"));
    }
}

SCENARIO("JOIN-10 a reader opens texts, searches and asks for the time", "[JOIN-10]") {
    Library library;
    auto const doc = library.ticket + "/description";
    library.read_along(library.rita);
    library.olga.asks("text.replace", R"({"doc":")" + doc + R"(","base":0,"text":"Words"})");
    library.rita.say(R"({"type":"text.open","doc":")" + doc + "\"}");
    CHECK(library.rita.last("text.state").word("text") == "Words");
    library.olga.asks("text.replace", R"({"doc":")" + doc + R"(","base":1,"text":"Others"})");
    CHECK(library.rita.last("text.state").word("text") == "Others");
    library.rita.say(R"({"type":"search","q":"others","id":4})");
    CHECK(library.rita.last("found").size("tickets") == 1);
    library.rita.say(R"({"type":"time","t0":5})");
    CHECK(library.rita.last("time").number("t0") == 5);
}

SCENARIO("JOIN-10 every command of a reader is refused, and their presence is ignored",
         "[JOIN-10][RGT-2]") {
    Library library;
    library.read_along(library.rita);
    auto const head = library.server.stored_head(library.room.room);
    for (auto const& [what, data] : std::vector<std::pair<std::string, std::string>>{
             {"ticket.add", R"({"title":"Two"})"},
             {"participant.leave", "{}"},
             {"facilitation.claim", "{}"},
             {"links.renew", R"({"which":"code"})"},
             {"room.configure", R"({"set":{"title":"x"}})"}}) {
        auto const cseq = library.rita.asks(what, data);
        INFO(what);
        CHECK(library.rita.refusals().at(cseq) == std::vector<std::string>{"forbidden"});
    }
    CHECK(library.server.stored_head(library.room.room) == head);
    library.olga.forget();
    library.rita.say(R"({"type":"presence","hand":true,"lower":")" + library.olga.participant() +
                     "\"}");
    CHECK(library.olga.heard().empty());
    CHECK_FALSE(library.rita.closed());
}

SCENARIO("JOIN-10 everybody is told how many read along", "[JOIN-10][LIV-6]") {
    Library library;
    library.olga.forget();
    library.read_along(library.rita);
    CHECK(library.olga.last("presence").number("readers") == 1);
    CHECK(library.olga.last("presence").size("people") == 0);
    CHECK(library.rita.last("presence").number("readers") == 1);
    CHECK(library.rita.last("presence").truth("full") == true);
    Page ron{library.server, library.room.room, "Ron"};
    library.read_along(ron);
    CHECK(library.olga.last("presence").number("readers") == 2);
    CHECK(library.rita.last("presence").number("readers") == 2);
    Page ann{library.server, library.room.room, "Ann"};
    ann.join();
    CHECK(ann.last("presence").number("readers") == 2);
    library.olga.forget();
    library.rita.cut();
    CHECK(library.olga.last("presence").number("readers") == 1);
    WHEN("the same page comes back before the server has noticed") {
        library.olga.forget();
        Page again{library.server, library.room.room, "Ron"};
        library.read_along(again);
        CHECK(ron.last("bye").word("code") == "replaced");
        CHECK(library.olga.last("presence").number("readers") == 1);
    }
}

SCENARIO("JOIN-10 a reader who comes back is told what they missed", "[JOIN-10][RES-2]") {
    Library library;
    library.read_along(library.rita);
    library.rita.cut();
    library.olga.asks("ticket.add", R"({"title":"Two"})");
    library.read_along(library.rita, true);
    CHECK(library.rita.last("welcome").word("mode") == "replay");
    CHECK(library.rita.seq() == library.server.stored_head(library.room.room));
}

SCENARIO("JOIN-10 a reader keeps the room, and is nobody in it", "[JOIN-10][PAR-4]") {
    Library library;
    library.read_along(library.rita);
    library.olga.cut();
    library.server.pass(60s);
    CHECK(library.server.stored_room(library.room.room).participants.begin()->left.has_value());
    library.server.pass(600s);
    CHECK(library.server.directory().loaded_rooms() == 1);
    library.rita.say(R"({"type":"time","t0":5})");
    CHECK_FALSE(library.rita.closed());
    library.rita.cut();
    library.server.pass(121s);
    CHECK(library.server.directory().loaded_rooms() == 0);
}

SCENARIO("JOIN-10 the reader's link opens a locked room and one that has ended", "[JOIN-10]") {
    Library library;
    WHEN("it is locked") {
        library.olga.asks("room.configure", R"({"set":{"locked":true,"passcode":"open sesame"}})");
    }
    WHEN("it has ended") { library.olga.asks("room.end", "{}"); }
    WHEN("nothing can be saved") {
        library.server.store().fail(store::MemoryCall::append,
                                    {store::MemoryFault::Kind::read_only, "the disk is full"});
        library.server.store().fail(store::MemoryCall::probe,
                                    {store::MemoryFault::Kind::read_only, "the disk is full"});
        library.olga.asks("ticket.add", R"({"title":"Two"})");
        library.server.pass(1s);
    }
    library.read_along(library.rita);
    CHECK(library.rita.is_welcomed());
    CHECK(library.rita.seq() == library.server.stored_head(library.room.room));
}

SCENARIO("JOIN-10 a reader waits behind a silent store like everybody", "[JOIN-10][LIV-8]") {
    Library library;
    library.server.store().hold(store::MemoryCall::append);
    library.olga.asks("ticket.add", R"({"title":"Two"})");
    library.olga.forget();
    library.read_along(library.rita);
    CHECK_FALSE(library.rita.is_welcomed());
    CHECK_FALSE(library.olga.heard_any("presence"));
    WHEN("it answers") {
        library.server.store().release();
        library.server.settle();
    }
    WHEN("it was full, and what waited is withdrawn") {
        library.server.store().fail_next(store::MemoryCall::append,
                                         {store::MemoryFault::Kind::read_only, "full"});
        library.server.store().release();
        library.server.settle();
        CHECK(library.server.stored_room(library.room.room).tickets.size() == 1);
        library.server.pass(3s);
    }
    CHECK(library.rita.is_welcomed());
    CHECK(library.rita.seq() == library.server.stored_head(library.room.room));
    CHECK(library.olga.last("presence").number("readers") == 1);
}

}  // namespace refinery::test
