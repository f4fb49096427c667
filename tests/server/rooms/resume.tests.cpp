#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

rooms::Settings without_flow_limits() {
    rooms::Settings settings;
    settings.limits.operations_per_second = 100'000;
    settings.limits.operations_burst = 100'000;
    return settings;
}

void add_tickets(Page& page, int count) {
    for (int i = 0; i < count; ++i) page.asks("ticket.add", R"({"title":"One more"})");
}

}  // namespace

SCENARIO("RES-2 a page that comes back hears what it missed", "[RES-2]") {
    TestServer server{{.seed = 1, .settings = without_flow_limits()}};
    auto const room = server.make_room();
    Page writer{server, room.room, "Ann"};
    writer.join();
    Page page{server, room.room, "Bob"};
    page.join();

    WHEN("it missed nothing") {
        page.forget();
        page.come_back();
        CHECK(page.last("welcome").word("mode") == "live");
        CHECK(page.types() == "welcome yours presence");
    }
    WHEN("it missed some operations") {
        page.cut();
        add_tickets(writer, 5);
        page.forget();
        page.come_back();
        CHECK(page.last("welcome").word("mode") == "replay");
        CHECK(page.types() == "welcome operations yours presence");
        CHECK(page.last("operations").size("items") == 5);
        CHECK(page.seq() == writer.seq());
        THEN("the same bytes as those who were there") {
            for (auto const& [seq, item] : page.operations()) {
                if (seq > 3) CHECK(writer.operations().at(seq) == item);
            }
        }
    }
    WHEN("it missed 1,024 operations") {
        page.cut();
        add_tickets(writer, 1024);
        page.forget();
        page.come_back();
        CHECK(page.last("welcome").word("mode") == "replay");
    }
    WHEN("it missed 1,025 operations") {
        page.cut();
        add_tickets(writer, 1025);
        page.forget();
        page.come_back();
        CHECK(page.last("welcome").word("mode") == "snapshot");
        CHECK(page.seq() == writer.seq());
    }
    WHEN("it missed more than 256 KiB") {
        page.cut();
        for (int i = 0; i < 600; ++i) {
            writer.asks("ticket.add", R"({"title":")" + std::string(450, 'x') + "\"}");
        }
        page.forget();
        page.come_back();
        CHECK(page.last("welcome").word("mode") == "snapshot");
        CHECK(page.seq() == writer.seq());
    }
}

SCENARIO("RES-2 a position that cannot be gets a snapshot", "[RES-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    auto const epoch = page.epoch();
    auto const come_back_at = [&](std::string const& position) {
        page.connect();
        page.forget();
        page.say(R"({"type":"hello","protocol":[1],"session":")" + id_for("Ann first page") +
                 R"(","seat":")" + id_for("seat of Ann") + R"(","position":)" + position + "}");
        return page.last("welcome").word("mode");
    };
    CHECK(come_back_at(R"({"epoch":")" + epoch + R"(","seq":2})") == "live");
    CHECK(come_back_at(R"({"epoch":")" + epoch + R"(","seq":3})") == "snapshot");
    CHECK(come_back_at(R"({"epoch":"ffffffffffffffffffffffffffffffff","seq":2})") == "snapshot");
    GIVEN("a hash, which counts at the head only") {
        auto const hash = state_hash(view_of(server.stored_room(room.room)));
        CHECK(come_back_at(R"({"epoch":")" + epoch + R"(","seq":2,"hash":")" + hash + "\"}") ==
              "live");
        CHECK(come_back_at(R"({"epoch":")" + epoch + R"(","seq":2,"hash":"0000000000000000"})") ==
              "snapshot");
        page.pretend_at(1);
        CHECK(come_back_at(R"({"epoch":")" + epoch + R"(","seq":1,"hash":"0000000000000000"})") ==
              "replay");
    }
    GIVEN("a position above the head of a seat that has left, whose own return raises the head") {
        page.cut();
        server.pass(60s);
        REQUIRE(server.stored_head(room.room) == 3);
        // The page says that it has applied 4; its own `participant.returned` becomes 4.
        CHECK(come_back_at(R"({"epoch":")" + epoch + R"(","seq":4})") == "snapshot");
        CHECK(page.last("welcome").number("seq") == 4);
    }
}

SCENARIO("RES-2 loading a room fills the ring with what was read", "[RES-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    Page writer{server, room.room, "Bob"};
    writer.join();
    page.cut();
    add_tickets(writer, 5);
    server.restart();
    page.forget();
    page.come_back();
    CHECK(page.last("welcome").word("mode") == "replay");
    CHECK(page.last("operations").size("items") == 5);
    CHECK(page.seq() == 8);
}

SCENARIO("RES-5 sessions that stored something are known, also after a restart", "[RES-5]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    page.come_back();
    CHECK(page.last("welcome").word("session") == "new");
    add_tickets(page, 1);
    page.come_back();
    CHECK(page.last("welcome").word("session") == "known");
    CHECK(page.last("welcome").number("forgotten") == 0);
    server.restart();
    page.come_back();
    CHECK(page.last("welcome").word("session") == "known");
    Page other{server, room.room, "Ann", "another page"};
    other.join();
    CHECK(other.last("welcome").word("session") == "new");
}

}  // namespace refinery::test
