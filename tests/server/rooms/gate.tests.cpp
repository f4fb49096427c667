// Decide, store, then tell: while the store is silent nobody hears of what waits.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <set>
#include <string>

namespace refinery::test {
namespace {

/// What may be sent while the store is silent (LIV-8).
void check_only_passing(Page& page) {
    for (auto const& frame : page.heard()) {
        INFO(frame.text());
        auto const passes = std::set<std::string>{"time", "heartbeat", "presence", "status", "bye"};
        CHECK(passes.count(frame.type()) == 1);
    }
}

}  // namespace

SCENARIO("LIV-8 no byte of a held operation leaves while the store is silent", "[LIV-8][JOIN-9]") {
    TestServer server;
    auto const room = server.make_room();
    Page lead{server, room.room, "Olga"};
    lead.join(room.facilitator_key);
    Page page{server, room.room, "Ann"};
    page.join();
    Page known{server, room.room, "Bob"};
    known.join();
    known.cut();
    auto const head = lead.seq();
    lead.forget();
    page.forget();
    known.forget();

    server.store().hold(store::MemoryCall::append);
    auto const ticket = id_for("secret ticket");
    auto const canary = std::string("canary-7f3a");
    lead.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":")" + canary + "\"}");
    // A refusal that depends on the held operation, a command that changes nothing after it, a
    // text, presence that names the ticket, a stranger, somebody who comes back.
    page.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"the same id"})");
    page.asks("ticket.move", R"({"ticket":")" + ticket + R"("})");
    page.say(R"({"type":"text.open","doc":")" + ticket + R"(/description"})");
    page.say(R"({"type":"presence","ticket":")" + ticket + R"(","typing":true})");
    Page stranger{server, room.room, "Zoe"};
    stranger.join();
    known.come_back();
    page.say(R"({"type":"time","t0":5})");
    Page::Hello wrong_key;
    wrong_key.name = "Eve";
    wrong_key.key = std::string(32, '0');
    Page turned_away{server, room.room, "Eve"};
    turned_away.connect();
    turned_away.hello(wrong_key);

    for (auto* each : {&lead, &page, &known, &stranger, &turned_away}) {
        check_only_passing(*each);
        for (auto const& frame : each->heard()) {
            CHECK_FALSE(frame.contains(canary));
            CHECK_FALSE(frame.contains(ticket));
            CHECK_FALSE(frame.contains("Zoe"));
        }
    }
    CHECK(page.heard_any("time"));
    CHECK(page.heard_any("presence"));
    CHECK(stranger.heard().empty());
    CHECK(turned_away.heard().empty());

    WHEN("the store answers within a second") {
        server.pass(900ms);
        server.store().release();
        server.settle();
        THEN("everything leaves in order") {
            CHECK(lead.heard("operations").front().contains(canary));
            CHECK(page.refusals().at(1).front() == "conflict");
            CHECK(page.acks().count(2) == 1);
            CHECK(page.heard_any("text.state"));
            CHECK(stranger.last("welcome").number("seq") == static_cast<std::int64_t>(head + 2));
            CHECK(stranger.seq() == head + 2);
            CHECK(known.heard_any("welcome"));
            CHECK(turned_away.last("bye").word("code") == "bad_key");
            AND_THEN("presence names the ticket now") {
                CHECK(lead.last("presence").contains("Zoe") == false);
                auto named = false;
                for (auto const& frame : lead.heard("presence")) named |= frame.contains(ticket);
                CHECK(named);
            }
        }
    }
    WHEN("it does not answer for 5 s") {
        lead.forget();
        server.pass(5s);
        THEN("who waits for a welcome is told busy, and everybody that nothing is saved") {
            for (auto* each : {&known, &stranger, &turned_away}) {
                CHECK(each->closed() == 4003);
                CHECK(each->last("bye").word("code") == "busy");
                CHECK(each->last("bye").number("retry").value_or(0) > 0);
            }
            CHECK(lead.last("status").word("store") == "waiting");
            check_only_passing(lead);
            check_only_passing(page);
        }
        AND_WHEN("it answers at last") {
            server.store().release();
            server.settle();
            CHECK(lead.last("status").word("store") == "ok");
            CHECK(lead.acks().count(1) == 1);
            CHECK(page.refusals().at(1).front() == "conflict");
            THEN("who was told busy comes again, and what was stored of it is used") {
                stranger.join();
                CHECK(stranger.last("welcome").number("seq") ==
                      static_cast<std::int64_t>(server.stored_head(room.room)));
                CHECK(server.stored_room(room.room).participants.size() == 4);
            }
        }
    }
}

SCENARIO("LIV-8 a code leads nowhere new while the store is silent", "[LIV-8][HTTP-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page lead{server, room.room, "Olga"};
    lead.join(room.facilitator_key);
    server.store().hold(store::MemoryCall::append);
    lead.asks("room.configure", R"({"set":{"locked":true}})");
    std::optional<Result<RoomId>> found;
    server.directory().find_code(room.code, [&](Result<RoomId> answer) { found = answer; });
    server.settle();
    CHECK_FALSE(found.has_value());
    server.store().release();
    server.settle();
    REQUIRE(found.has_value());
    CHECK(found->error().code == RejectionCode::not_found);
}

SCENARIO("LIV-8 commands go on being decided while an append is on its way", "[LIV-8]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    auto const appends = server.store().calls(store::MemoryCall::append);
    server.store().hold(store::MemoryCall::append);
    for (int i = 0; i < 10; ++i) page.asks("ticket.add", R"({"title":"One"})");
    CHECK(server.store().held() == 1);
    server.store().release();
    server.settle();
    THEN("what came meanwhile is one batch") {
        CHECK(server.store().calls(store::MemoryCall::append) == appends + 2);
        CHECK(page.acks().size() == 10);
        CHECK(page.heard("operations").back().size("items") == 9);
    }
}

SCENARIO("LIV-8 a batch has at most 64 operations or 48 KiB, and always one", "[LIV-8]") {
    TestServer::Options options;
    options.settings.limits.operations_burst = 1000;
    options.settings.limits.unanswered_max = 1000;
    TestServer server{options};
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    auto const records = [&] { return server.disk().find(room.room)->records; };
    auto const before = records().size();
    server.store().hold(store::MemoryCall::append);
    GIVEN("many small operations") {
        for (int i = 0; i < 150; ++i) page.asks("ticket.add", R"({"title":"One"})");
        server.store().release();
        server.settle();
        REQUIRE(records().size() == before + 4);
        CHECK(records()[before + 1].last - records()[before + 1].first + 1 == 64);
        CHECK(records()[before + 2].last - records()[before + 2].first + 1 == 64);
        CHECK(records()[before + 3].last - records()[before + 3].first + 1 == 21);
    }
    GIVEN("operations that are longer than a batch") {
        for (int i = 0; i < 3; ++i) {
            auto const ticket = id_for("ticket " + std::to_string(i));
            page.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})");
            page.asks("text.replace", R"({"doc":")" + ticket +
                                          R"(/description","base":0,"text":")" +
                                          std::string(60'000, 'x') + "\"}");
        }
        server.store().release();
        server.settle();
        CHECK(page.acks().size() == 6);
        for (auto const& record : records()) CHECK(record.bytes->size() < 64 * 1024);
    }
}

SCENARIO("PAR-4 a bye that follows from the room's state waits for it", "[PAR-4][BYE-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    Page tab{server, room.room, "Ann", "second tab"};
    tab.join();
    Page other{server, room.room, "Bob"};
    other.join();
    server.store().hold(store::MemoryCall::append);
    page.forget();
    page.asks("participant.leave", "{}");
    CHECK_FALSE(page.closed());
    server.store().release();
    server.settle();
    CHECK(page.closed() == 1000);
    CHECK(page.types() == "operations ack bye");
    CHECK(tab.closed() == 1000);
    CHECK(tab.last("bye").word("code") == "left");
    CHECK_FALSE(other.closed());
    CHECK(other.last("presence").dump("gone") == "[\"" + page.participant() + "\"]");
    CHECK_FALSE(other.last("presence").contains("reconnecting"));
}

}  // namespace refinery::test
