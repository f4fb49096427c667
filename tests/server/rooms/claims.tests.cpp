// Taking facilitation over: what the room knows of who was here, and when.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

struct Led {
    Led()
        : room(server.make_room()),
          olga(server, room.room, "Olga"),
          ann(server, room.room, "Ann"),
          bob(server, room.room, "Bob") {
        olga.join(room.facilitator_key);
        ann.join();
        bob.join();
    }
    /// The code of the refusal, or nothing where it was done.
    std::optional<std::string> claim(Page& page, std::string const& data = "{}") {
        auto const cseq = page.asks("facilitation.claim", data);
        auto const refused = page.refusals().find(cseq);
        if (refused != page.refusals().end()) return refused->second.back();
        REQUIRE(page.acks().count(cseq) == 1);
        return std::nullopt;
    }
    std::string agreeing_to(Page& page) { return R"({"for":")" + page.participant() + "\"}"; }
    bool leads_by_claim(Page& page) {
        for (auto const& person : server.stored_room(room.room).participants)
            if (to_string(person.id) == page.participant()) return person.claimed;
        return false;
    }
    void begin_meeting(Page& page) {
        page.asks("agenda.add",
                  R"({"item":")" + id_for("a step") + R"(","kind":"talk","minutes":5})");
        page.asks("agenda.start", R"({"item":")" + id_for("a step") + "\"}");
        REQUIRE(server.stored_room(room.room).meeting.has_value());
    }

    TestServer server;
    rooms::CreatedRoom room;
    Page olga;
    Page ann;
    Page bob;
};

}  // namespace

SCENARIO("PAR-11 nobody takes over from somebody who is here", "[PAR-11]") {
    Led led;
    CHECK(led.claim(led.ann) == "forbidden");
    WHEN("one of two tabs is closed") {
        Page tab{led.server, led.room.room, "Olga", "a second tab"};
        tab.join();
        led.olga.cut();
        led.server.pass(60s);
        CHECK(led.claim(led.ann) == "forbidden");
    }
    WHEN("somebody else who facilitates stays") {
        led.olga.asks("participant.set_role",
                      R"({"participant":")" + led.bob.participant() + R"(","facilitates":true})");
        led.olga.cut();
        led.server.pass(30s);
        CHECK(led.claim(led.ann) == "forbidden");
    }
}

SCENARIO("PAR-11 20 s after whoever facilitates went, somebody who was here takes over",
         "[PAR-11]") {
    Led led;
    led.olga.cut();
    led.server.pass(12s);
    CHECK(led.claim(led.ann) == "phase");
    CHECK(led.ann.last("refused").number("retry") == 8'000);
    led.server.pass(7'999ms);
    CHECK(led.claim(led.ann) == "phase");
    led.server.pass(1ms);
    CHECK_FALSE(led.claim(led.ann));
    CHECK(led.leads_by_claim(led.ann));
    THEN("what the room knew of presence is told to nobody") {
        auto const told = led.bob.last("operations");
        CHECK(told.word("items.0.op") == "facilitation.claimed");
        CHECK_FALSE(told.contains("was_here"));
        CHECK_FALSE(told.contains("gone_ms"));
    }
    THEN("who leads by a claim is nobody from whom another one has to wait") {
        CHECK_FALSE(led.claim(led.bob));
        CHECK(led.leads_by_claim(led.bob));
    }
    WHEN("whoever went comes back") {
        led.olga.come_back();
        CHECK(led.claim(led.bob) == "forbidden");
        led.olga.asks("facilitation.return", "{}");
        CHECK_FALSE(led.leads_by_claim(led.ann));
    }
}

SCENARIO("PAR-11 going is also leaving, and losing the right", "[PAR-11]") {
    Led led;
    WHEN("they leave") { led.olga.asks("participant.leave", "{}"); }
    WHEN("they lay it down") { led.olga.asks("participant.set_role", R"({"facilitates":false})"); }
    CHECK(led.claim(led.ann) == "phase");
    led.server.pass(20s);
    CHECK_FALSE(led.claim(led.ann));
    CHECK(led.leads_by_claim(led.ann));
}

SCENARIO("PAR-11 coming back within the 20 s begins them anew", "[PAR-11]") {
    Led led;
    led.olga.cut();
    led.server.pass(19s);
    led.olga.come_back();
    led.server.pass(1s);
    led.olga.cut();
    led.server.pass(19s);
    CHECK(led.claim(led.ann) == "phase");
    led.server.pass(1s);
    CHECK_FALSE(led.claim(led.ann));
}

SCENARIO("PAR-11 whoever came after they went needs somebody who agrees", "[PAR-11]") {
    Led led;
    led.olga.cut();
    led.server.pass(1s);
    Page carol{led.server, led.room.room, "Carol"};
    carol.join();
    led.server.pass(30s);
    CHECK_FALSE(led.claim(carol));
    CHECK_FALSE(led.leads_by_claim(carol));
    CHECK(carol.last("operations").truth("items.0.data.asked") == true);
    CHECK_FALSE(led.claim(led.ann, led.agreeing_to(carol)));
    CHECK(led.leads_by_claim(carol));
}

SCENARIO("PAR-11 where nobody who facilitates has come, somebody has to agree", "[PAR-11]") {
    TestServer server;
    auto const room = server.make_room();
    Page ann{server, room.room, "Ann"};
    Page bob{server, room.room, "Bob"};
    ann.join();
    bob.join();
    server.pass(60s);
    ann.asks("facilitation.claim", "{}");
    auto const is_claimed = [&] {
        return server.stored_room(room.room).participants.begin()->claimed;
    };
    CHECK_FALSE(is_claimed());
    bob.asks("facilitation.claim", R"({"for":")" + ann.participant() + "\"}");
    CHECK(is_claimed());
}

SCENARIO("PAR-11 after a start nobody has been seen yet", "[PAR-11]") {
    Led led;
    led.olga.cut();
    led.server.pass(10s);
    led.server.restart();
    led.ann.come_back();
    led.bob.come_back();
    led.server.pass(30s);
    CHECK_FALSE(led.claim(led.ann));
    CHECK_FALSE(led.leads_by_claim(led.ann));
    WHEN("they come after all") {
        led.olga.come_back();
        CHECK(led.claim(led.bob) == "forbidden");
    }
}

SCENARIO("PAR-11 a meeting that begins or ends forgets who was seen before it", "[PAR-11][MTG-1]") {
    Led led;
    led.olga.asks("room.configure", R"({"set":{"rights":{"write":"everybody",)"
                                    R"("order":"everybody","lead":"everybody"}}})");
    WHEN("it begins without them") {
        led.olga.cut();
        led.server.pass(30s);
        led.begin_meeting(led.bob);
        CHECK_FALSE(led.claim(led.ann));
        CHECK_FALSE(led.leads_by_claim(led.ann));
    }
    WHEN("it begins with them") {
        led.begin_meeting(led.bob);
        led.olga.cut();
        led.server.pass(30s);
        CHECK_FALSE(led.claim(led.ann));
        CHECK(led.leads_by_claim(led.ann));
        AND_WHEN("it ends") {
            led.bob.asks("meeting.end", R"({"reason":"completed"})");
            CHECK_FALSE(led.leads_by_claim(led.ann));
            CHECK_FALSE(led.claim(led.ann));
            CHECK_FALSE(led.leads_by_claim(led.ann));
        }
    }
}

SCENARIO("PAR-11 whoever reads along by the key of a reader is nobody here", "[PAR-11][JOIN-10]") {
    Led led;
    Page reader{led.server, led.room.room, "Rita"};
    reader.join(led.room.read_key);
    REQUIRE(reader.is_welcomed());
    led.olga.cut();
    led.server.pass(30s);
    CHECK(led.claim(reader) == "forbidden");
    CHECK_FALSE(led.claim(led.ann));
    CHECK(led.leads_by_claim(led.ann));
}

}  // namespace refinery::test
