#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"

using namespace refinery::test;

namespace {

std::string vote(std::string const& round, std::string const& card) {
    return R"({"round":")" + round + R"(","card":")" + card + R"("})";
}

}  // namespace

SCENARIO("RND-7 three people vote, and the room reveals by itself", "[RND-7][integration]") {
    RunningServer server;
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    auto eve = server.joined({.name = "Eve", .role = "observer"});
    auto carl = server.joined({.name = "Carl"});

    auto const ticket = fresh_id();
    auto const round = fresh_id();
    ann.done("ticket.add", ticket_data(ticket, "Sign in by mail"));
    ann.done("round.open",
             R"({"round":")" + round + R"(","ticket":")" + ticket + R"(","auto_reveal_ms":50})");
    for (auto* voter : {&ann, &bob, &carl}) voter->catch_up(ann.applied());
    ann.done("estimate.give", vote(round, "5"));
    bob.done("estimate.give", vote(round, "8"));
    carl.done("estimate.give", vote(round, "5"));

    auto const revealed = eve.operation("round.revealed");
    CHECK(revealed["by"].dump() == "null");
    auto const choices = revealed["data"]["choices"];
    REQUIRE(choices.size() == 3);
    CHECK(choices.at(0)["by"].text() == ann.participant());
    CHECK(choices.at(0)["card"].text() == "5");
    CHECK(choices.at(1)["by"].text() == bob.participant());
    CHECK(choices.at(1)["card"].text() == "8");

    THEN("before that nobody was told a card but its own") {
        for (auto const& frame : eve.frames()) {
            auto const message = Json::parse(frame);
            if (message["items"].at(0)["op"].text() == "round.revealed") break;
            CHECK(frame.find("\"card\"") == std::string::npos);
        }
        for (auto const& frame : bob.frames())
            if (frame.find("\"yours\"") != std::string::npos)
                CHECK(frame.find("\"5\"") == std::string::npos);
    }
    AND_THEN("the facilitator settles, and everybody has the same room") {
        ann.catch_up(revealed["seq"].number());
        auto const head =
            ann.done("round.settle", R"({"round":")" + round + R"(","estimate":"5"})");
        for (auto* member : {&ann, &bob, &eve, &carl}) member->catch_up(head);
        auto const settled = eve.operations().at(head);
        CHECK(settled["op"].text() == "round.settled");
        CHECK(settled["data"]["estimate"].text() == "5");
        CHECK(bob.operations().at(head).dump() == eve.operations().at(head).dump());
    }
}

SCENARIO("JOIN-3 a seat is one participant, whatever connects with it", "[JOIN-3][integration]") {
    RunningServer server;
    auto ann = server.facilitator("Ann");
    auto const first = ann.participant();
    GIVEN("the welcome was lost") {
        Member bob(server.made.room, {.name = "Bob"});
        bob.say_hello(server.port());
        ann.operation("participant.joined");
        bob.drop();
        bob.join(server.port());
        THEN("the hello that is sent again joins nobody new, and Bob can vote") {
            std::size_t joined = 0;
            auto late = server.joined({.name = "Late"});
            // A snapshot may be older than the welcome; what came after it is told behind it.
            auto const people = late.snapshot()["participants"];
            for (std::size_t i = 0; i < people.size(); ++i)
                if (people.at(i)["name"].text() == "Bob") ++joined;
            for (auto const& [seq, operation] : late.operations())
                if (operation["data"]["name"].text() == "Bob") ++joined;
            CHECK(joined == 1);
        }
    }
    GIVEN("a page is loaded again") {
        ann.forget_session();
        auto const welcome = ann.join(server.port());
        CHECK(welcome["session"].text() == "new");
        CHECK(ann.participant() == first);
    }
    GIVEN("the same session says hello elsewhere") {
        WebSocketClient again({.port = server.port(), .path = "/ws/" + server.made.room});
        again.send(R"({"type":"hello","protocol":[1],"seat":")" + ann.seat() + R"(","session":")" +
                   ann.session() + R"("})");
        THEN("the older connection is closed") {
            CHECK(ann.await_close() == 4504);
            CHECK(ann.bye()["code"].text() == "replaced");
        }
    }
}
