// What the room does by itself with rounds: countdowns, restarts, hidden choices on the way.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

struct Poker {
    Poker()
        : room(server.make_room()),
          lead(server, room.room, "Olga"),
          ann(server, room.room, "Ann"),
          bob(server, room.room, "Bob") {
        lead.join(room.facilitator_key);
        ann.join();
        bob.join();
        lead.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})");
        lead.asks("round.open", R"({"round":")" + round + R"(","ticket":")" + ticket + "\"}");
    }
    void vote(Page& voter, std::string const& card) {
        voter.asks("estimate.give", R"({"round":")" + round + R"(","card":")" + card + "\"}");
    }
    Ballot stored() { return *server.stored_room(room.room).ballots.begin(); }
    bool is_collecting() { return std::holds_alternative<phase::Collecting>(stored().phase); }
    bool is_revealed() { return std::holds_alternative<phase::Revealed>(stored().phase); }
    std::optional<HoldReason> held() { return std::get<phase::Collecting>(stored().phase).held; }

    TestServer server;
    rooms::CreatedRoom room;
    Page lead;
    Page ann;
    Page bob;
    std::string ticket = id_for("a ticket");
    std::string round = id_for("a round");
};

}  // namespace

SCENARIO("RND-7 the room reveals at the end of the countdown", "[RND-5][RND-7]") {
    Poker poker;
    auto& server = poker.server;
    poker.vote(poker.lead, "5");
    poker.vote(poker.ann, "5");
    server.pass(10s);
    CHECK(poker.is_collecting());
    poker.vote(poker.bob, "8");
    server.pass(2'999ms);
    CHECK(poker.is_collecting());
    WHEN("nobody does anything") {
        server.pass(1ms);
        CHECK(poker.is_revealed());
        CHECK(poker.ann.last("operations").dump("items.0.by") == "null");
        CHECK(poker.ann.last("operations").size("items.0.data.choices") == 3);
    }
    WHEN("somebody changes their vote, it starts anew") {
        poker.vote(poker.bob, "13");
        server.pass(2'999ms);
        CHECK(poker.is_collecting());
        server.pass(1ms);
        CHECK(poker.is_revealed());
    }
    WHEN("the lead holds it") {
        poker.lead.asks("round.hold", R"({"round":")" + poker.round + "\"}");
        server.pass(60s);
        CHECK(poker.held() == HoldReason::stop);
        AND_WHEN("a vote comes, the countdown starts again") {
            poker.vote(poker.bob, "8");
            server.pass(3s);
            CHECK(poker.is_revealed());
        }
    }
    WHEN("the lead reveals before, nothing happens twice") {
        poker.lead.asks("round.reveal", R"({"round":")" + poker.round + "\"}");
        auto const head = server.stored_head(poker.room.room);
        server.pass(10s);
        CHECK(server.stored_head(poker.room.room) == head);
    }
}

SCENARIO("RND-5 who leaves no longer keeps the others waiting", "[RND-5][RND-13]") {
    Poker poker;
    poker.vote(poker.lead, "5");
    poker.vote(poker.ann, "5");
    poker.bob.cut();
    poker.server.pass(60s);
    CHECK(poker.is_collecting());
    poker.server.pass(3s);
    CHECK(poker.is_revealed());
}

SCENARIO("RND-8 a restart in an open round, and one of three comes back", "[RND-8][PAR-4]") {
    Poker poker;
    auto& server = poker.server;
    auto const all_voted = GENERATE(false, true);
    poker.vote(poker.lead, "5");
    poker.vote(poker.ann, "8");
    if (all_voted) poker.vote(poker.bob, "8");
    server.restart();
    poker.lead.come_back();
    CHECK(poker.held() == HoldReason::restart);
    CHECK(poker.lead.operations().rbegin()->second.find("round.held") != std::string::npos);
    WHEN("minutes pass, and the others have left") {
        server.pass(300s);
        auto const room = server.stored_room(poker.room.room);
        REQUIRE(room.participants.begin()[1].left.has_value());
        REQUIRE(room.participants.begin()[2].left.has_value());
        THEN("nothing is revealed") {
            CHECK(poker.is_collecting());
            CHECK(poker.stored().places.size() == (all_voted ? 3 : 2));
        }
        AND_WHEN("the lead reveals") {
            poker.lead.asks("round.reveal", R"({"round":")" + poker.round + "\"}");
            THEN("votes of those who left count, and are marked") {
                CHECK(poker.is_revealed());
                auto const told = poker.lead.last("operations");
                CHECK(told.size("items.0.data.choices") == (all_voted ? 3 : 2));
                CHECK(told.truth("items.0.data.choices.1.left") == true);
                CHECK(told.word("items.0.data.choices.1.card") == "8");
            }
        }
        AND_WHEN("a fresh vote comes, the countdown starts") {
            poker.vote(poker.lead, "13");
            server.pass(3s);
            CHECK(poker.is_revealed());
        }
    }
    WHEN("the round is loaded a second time, it is not held twice") {
        auto const head = server.stored_head(poker.room.room);
        server.restart();
        poker.lead.come_back();
        CHECK(server.stored_head(poker.room.room) == head);
    }
}

SCENARIO("SEC-3 a page that comes back knows its own choices", "[SEC-3]") {
    Poker poker;
    poker.vote(poker.ann, "8");
    auto const own = "rounds." + poker.round + ".card";
    SECTION("in another tab") {
        Page tab{poker.server, poker.room.room, "Ann", "second tab"};
        tab.join();
        CHECK(tab.last("yours").word(own) == "8");
        poker.vote(poker.ann, "13");
        CHECK(tab.last("yours").word(own) == "13");
        CHECK(poker.ann.last("yours").word(own) == "13");
    }
    SECTION("after a restart") {
        poker.server.restart();
        poker.ann.forget();
        poker.ann.come_back();
        CHECK(poker.ann.last("yours").word(own) == "8");
    }
    SECTION("and nobody else does") {
        CHECK(poker.bob.last("yours").size("rounds") == 0);
        for (auto const& frame : poker.bob.heard()) CHECK_FALSE(frame.contains("\"card\""));
    }
    SECTION("who becomes an observer has none any more") {
        poker.ann.forget();
        poker.ann.asks("participant.set_role", R"({"role":"observer"})");
        CHECK(poker.ann.last("yours").size("rounds") == 0);
    }
}

SCENARIO("SEC-6 without the key open rounds are skipped, and the room goes on", "[SEC-6]") {
    Poker poker;
    poker.vote(poker.ann, "8");
    auto const key = GENERATE(std::uint8_t{1}, std::uint8_t{2});
    poker.server.restart(key);
    poker.ann.come_back();
    if (key == 1) {
        CHECK(poker.is_collecting());
        return;
    }
    auto const round = poker.stored();
    auto const* skipped = std::get_if<phase::Skipped>(&round.phase);
    REQUIRE(skipped != nullptr);
    CHECK(skipped->why == SkipReason::key);
    CHECK(poker.server.journal().says("another key"));
    CHECK(poker.ann.operations().rbegin()->second.find("round.skipped") != std::string::npos);
    poker.lead.come_back();
    poker.lead.asks("round.open", R"({"ticket":")" + poker.ticket + "\"}");
    CHECK(poker.lead.refusals().empty());
    THEN("with the old key back, the skipped round stays skipped") {
        poker.server.restart(1);
        poker.ann.come_back();
        CHECK(std::holds_alternative<phase::Skipped>(poker.stored().phase));
    }
}

}  // namespace refinery::test
