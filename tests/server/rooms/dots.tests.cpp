// What the room does by itself with votings by dots, and what it tells whom.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

struct Voting {
    explicit Voting(std::string const& how = R"("ms":60000)")
        : room(server.make_room()),
          lead(server, room.room, "Olga"),
          ann(server, room.room, "Ann"),
          bob(server, room.room, "Bob") {
        lead.join(room.facilitator_key);
        ann.join();
        bob.join();
        for (auto const& ticket : {one, two})
            lead.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})");
        lead.asks("dots.open", R"({"ballot":")" + ballot + R"(","tickets":[")" + one + R"(",")" +
                                   two + "\"]," + how + "}");
    }
    void place(Page& voter, std::string const& ticket) {
        voter.asks("dot.place", R"({"ballot":")" + ballot + R"(","ticket":")" + ticket + "\"}");
    }
    Ballot stored() { return *server.stored_room(room.room).ballots.begin(); }
    bool is_collecting() { return std::holds_alternative<phase::Collecting>(stored().phase); }
    bool is_revealed() { return std::holds_alternative<phase::Revealed>(stored().phase); }

    TestServer server;
    rooms::CreatedRoom room;
    Page lead;
    Page ann;
    Page bob;
    std::string one = id_for("a ticket");
    std::string two = id_for("another ticket");
    std::string ballot = id_for("a voting");
};

}  // namespace

SCENARIO("DOT-5 the room closes a voting at the end of its minutes", "[DOT-5]") {
    Voting voting;
    voting.place(voting.ann, voting.one);
    voting.server.pass(59'999ms);
    CHECK(voting.is_collecting());
    WHEN("nobody does anything") {
        voting.server.pass(1ms);
        CHECK(voting.is_revealed());
        auto const told = voting.bob.last("operations");
        CHECK(told.dump("items.0.by") == "null");
        CHECK(told.size("items.0.data.totals") == 1);
    }
    WHEN("the lead gives it more") {
        voting.lead.asks("ballot.extend", R"({"ballot":")" + voting.ballot + R"(","ms":30000})");
        voting.server.pass(30'000ms);
        CHECK(voting.is_collecting());
        voting.server.pass(1ms);
        CHECK(voting.is_revealed());
    }
    WHEN("the server is started again in between") {
        voting.server.restart();
        voting.lead.come_back();
        THEN("nothing holds it, and it closes when it should") {
            CHECK_FALSE(std::get<phase::Collecting>(voting.stored().phase).held);
            voting.server.pass(1ms);
            CHECK(voting.is_revealed());
        }
    }
}

SCENARIO("SEC-3 each page is told where its own dots are", "[SEC-3][DOT-2]") {
    Voting voting;
    voting.place(voting.ann, voting.one);
    voting.place(voting.ann, voting.one);
    auto const mine = voting.ann.last("yours").dump("dots");
    CHECK(voting.ann.last("yours").number("dots." + voting.ballot + "." + voting.one) == 2);
    CHECK(voting.bob.last("operations").number("items.0.data.left") == 3);
    CHECK(voting.bob.last("operations").size("items.0.data") == 2);
    WHEN("she comes back") {
        voting.ann.come_back();
        CHECK(voting.ann.last("yours").dump("dots") == mine);
    }
    WHEN("all dots are dealt again") {
        voting.lead.asks("ticket.archive", R"({"ticket":")" + voting.two + R"(","redeal":true})");
        CHECK(voting.ann.last("yours").dump("dots").empty());
    }
}

SCENARIO("SEC-6 a voting whose key is lost is cancelled", "[SEC-6][BAL-6]") {
    Voting voting;
    voting.place(voting.ann, voting.one);
    voting.server.restart(2);
    voting.lead.come_back();
    auto const stored = voting.stored();
    auto const* cancelled = std::get_if<phase::Skipped>(&stored.phase);
    REQUIRE(cancelled);
    CHECK(cancelled->why == SkipReason::key);
}

}  // namespace refinery::test
