// Finding tickets by words.

#include "server/rooms/search.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <algorithm>
#include <string>

namespace refinery::test {
namespace {

struct Backlog {
    explicit Backlog(rooms::Settings settings = {})
        : server({.seed = 1, .settings = std::move(settings)}),
          room(server.make_room()),
          ann(server, room.room, "Ann") {
        ann.join(room.facilitator_key);
    }
    std::string add(std::string const& title) {
        auto const ticket = id_for(title);
        ann.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":")" + title + "\"}");
        return ticket;
    }
    void describe(std::string const& ticket, std::string const& text, int base = 0) {
        ann.asks("text.replace", R"({"doc":")" + ticket + R"(/description","base":)" +
                                     std::to_string(base) + R"(,"text":")" + text + "\"}");
    }
    /// The ids, joined by commas.
    std::string find(std::string const& words) {
        ann.say(R"({"type":"search","q":")" + words + R"(","id":)" + std::to_string(++id_) + "}");
        auto const found = ann.last("found");
        REQUIRE(found.number("id") == id_);
        std::string ids;
        for (std::size_t i = 0; i < found.size("tickets"); ++i)
            ids += (i == 0 ? "" : ",") + found.word("tickets." + std::to_string(i)).value();
        return ids;
    }

    TestServer server;
    rooms::CreatedRoom room;
    Page ann;

private:
    std::int64_t id_ = 0;
};

}  // namespace

SCENARIO("SRCH-1 all words have to be somewhere in title, key or description", "[SRCH-1]") {
    Backlog backlog;
    auto const map = backlog.add("Keyboard panning of the map");
    auto const list = backlog.add("Keyboard in the list");
    backlog.ann.asks("ticket.edit", R"({"ticket":")" + map + R"(","set":{"key":"GEO-121"}})");
    backlog.describe(list, "The arrows move.\\nHome and End too.");
    CHECK(backlog.find("keyboard") == map + "," + list);
    CHECK(backlog.find("keyboard map") == map);
    CHECK(backlog.find("geo-121") == map);
    CHECK(backlog.find("geo-121 pan") == map);
    CHECK(backlog.find("arrows keyboard") == list);
    CHECK(backlog.find("home") == list);
    CHECK(backlog.find("keyboard mouse").empty());
    AND_WHEN("they change, what is found changes") {
        backlog.ann.asks("ticket.edit",
                         R"({"ticket":")" + map + R"(","set":{"title":"Mouse","key":null}})");
        backlog.describe(list, "Nothing any more.", 1);
        CHECK(backlog.find("keyboard") == list);
        CHECK(backlog.find("mouse") == map);
        CHECK(backlog.find("geo-121").empty());
        CHECK(backlog.find("arrows").empty());
        CHECK(backlog.find("nothing") == list);
    }
}

SCENARIO("SRCH-1 case, accents and the way they are written do not count", "[SRCH-1]") {
    Backlog backlog;
    auto const cafe = backlog.add("Café-Rösterei: Straße, ﬁnal");
    for (auto const* const words :
         {"cafe", "CAFÉ", "Cafe\xcc\x81", "rosterei", "RÖSTEREI", "strasse", "STRASSE", "straße",
          "final", "ﬁnal", "café rösterei"}) {
        INFO(words);
        CHECK(backlog.find(words) == cafe);
    }
    CHECK(backlog.find("cafeteria").empty());
    CHECK(rooms::folded("ÅNGSTRÖM") == "angstrom");
    CHECK(rooms::folded("ΣΊΣΥΦΟΣ") == rooms::folded("σίσυφος"));
}

SCENARIO("SRCH-1 tickets come in backlog order, archived ones too", "[SRCH-1]") {
    Backlog backlog;
    auto const one = backlog.add("Map one");
    auto const two = backlog.add("Map two");
    auto const three = backlog.add("Map three");
    backlog.ann.asks("ticket.move", R"({"ticket":")" + three + R"(","after":null})");
    backlog.ann.asks("ticket.archive", R"({"ticket":")" + one + "\"}");
    CHECK(backlog.find("map") == three + "," + one + "," + two);
}

SCENARIO("SRCH-1 at most 200 are found, the best ones", "[SRCH-1]") {
    rooms::Settings settings;
    settings.limits.operations_per_second = 100'000;
    settings.limits.operations_burst = 100'000;
    Backlog backlog{settings};
    std::string rows;
    for (int i = 0; i < 150; ++i) {
        rows += std::string(i == 0 ? "" : ",") + R"({"title":"T","description":"a map"})";
        rows += R"(,{"title":"The map"})";
    }
    backlog.ann.asks("tickets.import", R"({"tickets":[)" + rows + "]}");
    backlog.ann.say(R"({"type":"search","q":"map","id":1})");
    auto const found = backlog.ann.last("found");
    REQUIRE(found.size("tickets") == 200);
    auto const room = backlog.server.stored_room(backlog.room.room);
    std::size_t by_title = 0;
    std::string before;
    for (std::size_t i = 0; i < 200; ++i) {
        auto const id =
            parse_id<TicketId>(found.word("tickets." + std::to_string(i)).value()).value();
        auto const& ticket = *room.tickets.find(id);
        if (ticket.title == "The map") ++by_title;
        CHECK(before < ticket.rank);
        before = ticket.rank;
    }
    CHECK(by_title == 150);
}

SCENARIO("SRCH-1 a question stands in line with everything else", "[SRCH-1][SES-8]") {
    Backlog backlog;
    backlog.server.store().hold(store::MemoryCall::append);
    auto const ticket = backlog.add("Map");
    backlog.ann.forget();
    backlog.ann.say(R"({"type":"search","q":"map","id":9})");
    CHECK_FALSE(backlog.ann.heard_any("found"));
    WHEN("what it found is stored, it is told behind it") {
        backlog.server.store().release();
        backlog.server.settle();
        CHECK(backlog.ann.types() == "operations ack found");
        CHECK(backlog.ann.last("found").word("tickets.0") == ticket);
    }
    WHEN("what it found is withdrawn, it is not told of it") {
        backlog.server.store().fail_next(store::MemoryCall::append,
                                         {store::MemoryFault::Kind::read_only, "full"});
        backlog.server.store().release();
        backlog.server.settle();
        CHECK(backlog.ann.last("found").size("tickets") == 0);
    }
}

SCENARIO("SRCH-1 a search counts as a command", "[SRCH-1][LIM-1]") {
    Backlog backlog;
    for (int i = 0; i < 60; ++i) {
        backlog.ann.say(R"({"type":"search","q":"map","id":)" + std::to_string(i) + "}");
    }
    CHECK(backlog.ann.heard("found").size() == 40);
    auto const refused = backlog.ann.last("refused");
    CHECK(refused.word("re") == "search");
    CHECK(refused.word("code") == "rate_limited");
    backlog.server.pass(1s);
    backlog.ann.forget();
    backlog.ann.say(R"({"type":"search","q":"map","id":1})");
    CHECK(backlog.ann.heard_any("found"));
}

}  // namespace refinery::test
