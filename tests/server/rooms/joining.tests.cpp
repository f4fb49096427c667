#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

std::string const new_ticket = R"({"title":"Keyboard panning"})";

}  // namespace

SCENARIO("JOIN-1 a hello must come within 5 s", "[JOIN-1]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.connect();
    server.pass(4'999ms);
    CHECK_FALSE(page.closed());
    server.pass(1ms);
    CHECK(page.closed() == 4503);
    CHECK(page.last("bye").word("code") == "protocol");
}

SCENARIO("JOIN-1 nothing but time may come before the welcome", "[JOIN-1]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.connect();
    GIVEN("a clock probe") {
        page.say(R"({"type":"time","t0":17})");
        CHECK(page.types() == "time");
        CHECK(page.last("time").number("t0") == 17);
        CHECK(page.last("time").number("server_time") == server_start.ms);
        CHECK_FALSE(page.closed());
    }
    GIVEN("anything else") {
        auto const* const frame = GENERATE(
            R"({"type":"presence"})", R"({"type":"commands","items":[]})", R"({"type":"x"})",
            R"({"type":"text.open","doc":"7c000000000000000000000000000012/description"})", "[]",
            "{", "17");
        page.say(frame);
        CHECK(page.closed() == 4503);
        CHECK(page.types() == "bye");
    }
}

SCENARIO("JOIN-1 a second hello ends the connection", "[JOIN-1]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    page.hello({.name = "Ann"});
    CHECK(page.closed() == 4503);
}

SCENARIO("MSG-2, MSG-3, MSG-5 what is no message closes with its own code",
         "[MSG-2][MSG-3][MSG-5]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    GIVEN("a binary frame") {
        page.connect();
        page.session().on_binary();
        CHECK(page.closed() == 4503);
    }
    GIVEN("a hello of more than 4 KiB") {
        page.connect();
        page.say(R"({"type":"time","t0":1,"x":")" + std::string(4096, 'x') + "\"}");
        CHECK(page.closed() == 1009);
        CHECK(page.heard().empty());
    }
    GIVEN("a longer message after the welcome") {
        page.join();
        CHECK(page.session().frame_bytes_max() == 512 * 1024);
        page.say(R"({"type":"time","t0":1,"x":")" + std::string(4096, 'x') + "\"}");
        CHECK_FALSE(page.closed());
        page.say(std::string(512 * 1024 + 1, ' '));
        CHECK(page.closed() == 1009);
    }
    GIVEN("bytes that are not UTF-8") {
        page.join();
        page.say("{\"type\":\"time\",\"x\":\"\xff\"}");
        CHECK(page.closed() == 1007);
    }
}

SCENARIO("JOIN-2 versions in common are needed", "[JOIN-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.connect();
    page.say(R"({"type":"hello","protocol":[2,3],"session":")" + id_for("s") + "\"}");
    CHECK(page.closed() == 4505);
    CHECK(page.last("bye").word("code") == "unsupported");
}

SCENARIO("JOIN-2 a field that no rule allows is named", "[JOIN-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.connect();
    page.say(R"({"type":"hello","protocol":[1],"session":"short"})");
    CHECK(page.closed() == 4500);
    CHECK(page.last("bye").word("code") == "bad_request");
    CHECK(page.last("bye").word("where") == "session");
}

SCENARIO("JOIN-3 an unknown seat needs a name, and becomes a participant", "[JOIN-3][PAR-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    GIVEN("no name") {
        page.connect();
        page.hello({});
        CHECK(page.closed() == 4500);
        CHECK(page.last("bye").word("where") == "name");
    }
    GIVEN("a name") {
        page.join();
        CHECK(page.types() == "welcome snapshot yours presence presence");
        CHECK(page.last("welcome").number("seq") == 2);
        CHECK(page.last("welcome").word("session") == "new");
        CHECK(page.last("welcome").word("role") == "estimator");
        CHECK_FALSE(page.last("welcome").has("seat"));
        CHECK(page.last("snapshot").word("state.participants.0.name") == "Ann");
        AND_WHEN("the same hello comes again, its welcome having been lost") {
            page.cut();
            page.forget();
            page.join();
            THEN("it is the same participant, and nothing was stored") {
                CHECK(page.last("welcome").number("seq") == 2);
                CHECK(page.last("snapshot").size("state.participants") == 1);
            }
        }
    }
}

SCENARIO("JOIN-3 two tabs that open at once from one link are one participant", "[JOIN-3]") {
    TestServer server;
    auto const room = server.make_room();
    Page first{server, room.room, "Ann", "first tab"};
    Page second{server, room.room, "Ann", "second tab"};
    // Neither has heard anything when the other says hello.
    server.store().hold(store::MemoryCall::claim);
    first.join();
    second.join();
    server.store().release();
    server.settle();
    first.heard();
    second.heard();
    CHECK(first.participant() == second.participant());
    CHECK(second.last("welcome").number("seq") == 2);
    AND_WHEN("one of them votes") {
        first.asks("ticket.add", new_ticket);
        THEN("both can go on") {
            second.asks("ticket.add", new_ticket);
            CHECK(second.acks().size() == 1);
            CHECK(first.seq() == second.seq());
        }
    }
}

SCENARIO("JOIN-3 a server makes the seat of a page that has none", "[JOIN-3]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.connect();
    page.hello({.name = "Ann",
                .role = {},
                .key = {},
                .passcode = {},
                .with_position = false,
                .with_seat = false});
    auto const seat = page.last("welcome").word("seat");
    REQUIRE(seat);
    CHECK(seat->size() == 32);
    AND_WHEN("another page shows that seat") {
        Page other{server, room.room, "Somebody"};
        other.connect();
        other.say(R"({"type":"hello","protocol":[1],"session":")" + id_for("other") +
                  R"(","seat":")" + *seat + "\"}");
        CHECK(other.participant() == page.participant());
    }
}

SCENARIO("JOIN-5 keys, locks and passcodes", "[JOIN-5][PAR-6]") {
    TestServer server;
    CreateRoomRequest request;
    request.passcode = "blue whale";
    auto const room = server.make_room(request);
    Page owner{server, room.room, "Olga"};
    owner.join(room.facilitator_key);
    CHECK(owner.last("welcome").truth("owns") == true);
    CHECK(owner.last("welcome").truth("facilitates") == true);

    Page page{server, room.room, "Ann"};
    page.connect();
    GIVEN("no passcode") {
        page.hello({.name = "Ann"});
        CHECK(page.last("bye").word("code") == "passcode");
        CHECK(page.closed() == 4500);
    }
    GIVEN("the wrong passcode") {
        page.hello({.name = "Ann", .role = {}, .key = {}, .passcode = "red whale"});
        CHECK(page.last("bye").word("code") == "passcode");
    }
    GIVEN("the passcode") {
        page.hello({.name = "Ann", .role = {}, .key = {}, .passcode = "blue whale"});
        CHECK(page.heard_any("welcome"));
    }
    GIVEN("a wrong key") {
        page.hello({.name = "Ann", .role = {}, .key = std::string(32, 'f')});
        CHECK(page.last("bye").word("code") == "bad_key");
        CHECK(page.closed() == 4500);
    }
    GIVEN("the read key") {
        page.hello({.name = "Ann", .role = {}, .key = room.read_key});
        CHECK(page.last("welcome").word("role") == "reader");
    }
    GIVEN("a locked room") {
        owner.asks("room.configure", R"({"set":{"locked":true,"passcode":null}})");
        page.hello({.name = "Ann"});
        CHECK(page.last("bye").word("code") == "locked");
        CHECK(page.closed() == 4502);
    }
    GIVEN("the key, shown by a seat that is in already") {
        page.hello({.name = "Ann", .role = {}, .key = {}, .passcode = "blue whale"});
        auto const seq = page.seq();
        page.forget();
        page.join(room.facilitator_key);
        CHECK(page.last("welcome").number("seq") == static_cast<std::int64_t>(seq + 1));
        CHECK(owner.last("operations").word("items.0.op") == "participant.role_set");
    }
}

SCENARIO("JOIN-1 a room that does not exist", "[JOIN-1][BYE-2]") {
    TestServer server;
    Page page{server, RoomId{}, "Ann"};
    page.join();
    CHECK(page.closed() == 4506);
    CHECK(page.last("bye").word("code") == "not_found");
    CHECK(server.disk().room_count() == 0);
}

SCENARIO("JOIN-6 the welcome tells limits, durability and version", "[JOIN-6]") {
    TestServer::Options options;
    options.settings.server_version = "1.2.3";
    options.settings.limits.unanswered_max = 7;
    TestServer server{options};
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    auto const welcome = page.last("welcome");
    CHECK(welcome.word("server") == "1.2.3");
    CHECK(welcome.word("durability") == "memory");
    CHECK(welcome.number("limits.unanswered_max") == 7);
    CHECK(welcome.number("protocol") == 1);
}

SCENARIO("JOIN-7 a hundred people who join together are told the same state", "[JOIN-7]") {
    TestServer server;
    auto const room = server.make_room();
    std::vector<std::unique_ptr<Page>> pages;
    for (int i = 0; i < 100; ++i) {
        pages.push_back(std::make_unique<Page>(server, room.room, "P" + std::to_string(i)));
        pages.back()->join();
    }
    for (auto const& page : pages) {
        CHECK(page->seq() == 101);
        CHECK(page->heard("snapshot").size() == 1);
    }
    THEN("a state that was encoded for one is used for others, and operations follow it") {
        CHECK(pages.back()->last("snapshot").number("seq") < 101);
    }
}

SCENARIO("JOIN-8 the same session elsewhere takes the place of the older connection", "[JOIN-8]") {
    TestServer server;
    auto const room = server.make_room();
    Page older{server, room.room, "Ann", "one page"};
    older.join();
    Page newer{server, room.room, "Ann", "one page"};
    newer.join();
    CHECK(older.closed() == 4504);
    CHECK(older.last("bye").word("code") == "replaced");
    CHECK_FALSE(newer.closed());
    THEN("what still comes on the old one does not count") {
        older.say(
            R"({"type":"commands","items":[{"cseq":1,"do":"ticket.add","data":{"title":"x"}}]})");
        CHECK(newer.seq() == 2);
    }
    THEN("a duplicated tab with a session of its own does not replace") {
        Page duplicate{server, room.room, "Ann", "another page"};
        duplicate.join();
        CHECK_FALSE(newer.closed());
        CHECK(duplicate.participant() == newer.participant());
    }
}

}  // namespace refinery::test
