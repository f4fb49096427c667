#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>
#include <vector>

namespace refinery::test {
namespace {

using Cseqs = std::vector<std::uint64_t>;

std::string commands(std::string const& items) {
    return R"({"type":"commands","items":[)" + items + "]}";
}

std::string add(std::uint64_t cseq, std::string const& title = "One more") {
    return R"({"cseq":)" + std::to_string(cseq) + R"(,"do":"ticket.add","data":{"title":")" +
           title + "\"}}";
}

}  // namespace

SCENARIO("SES-1 commands without usable items end the connection", "[SES-1]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    auto const* const items = GENERATE("", R"({"do":"ticket.add","data":{}})",
                                       R"({"cseq":0,"do":"ticket.add","data":{}})", "17");
    page.say(commands(items));
    CHECK(page.closed() == 4503);
}

SCENARIO("SES-2 commands are numbered without a gap", "[SES-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    GIVEN("any first number, and then one more each time") {
        page.say(commands(add(41)));
        page.say(commands(add(42)));
        CHECK_FALSE(page.closed());
        CHECK(page.heard("ack").size() == 2);
        AND_WHEN("one is left out") {
            page.say(commands(add(44)));
            CHECK(page.closed() == 4503);
            CHECK(page.last("bye").word("where") == "cseq");
        }
        AND_WHEN("one comes twice on a connection") {
            page.say(commands(add(42)));
            CHECK(page.closed() == 4503);
        }
        AND_WHEN("the gap is inside a frame: what came before it is done") {
            page.say(commands(add(43) + "," + add(45)));
            CHECK(page.closed() == 4503);
            CHECK(server.stored_room(room.room).tickets.size() == 3);
        }
    }
}

SCENARIO("SES-3 a command that is sent again is acknowledged, not done again", "[SES-3][RES-3]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    page.say(commands(add(1) + "," + add(2)));
    auto const acked = page.acks();
    page.connect();
    page.hello({});
    CHECK(page.last("welcome").word("session") == "known");

    WHEN("the page lost both acks") {
        page.say(commands(add(1) + "," + add(2) + "," + add(3)));
        THEN("they get the sequence that they had, and the new one is done") {
            CHECK(page.acks().at(1) == std::vector<Sequence>(2, acked.at(1).front()));
            CHECK(page.acks().at(2) == std::vector<Sequence>(2, acked.at(2).front()));
            CHECK(server.stored_room(room.room).tickets.size() == 3);
        }
    }
    WHEN("a command below the newest stored one was never stored") {
        page.say(commands(R"({"cseq":3,"do":"ticket.add","data":{"title":""}})"));
        page.say(commands(add(4)));
        CHECK(page.refusals().at(3).back() == "bad_request");
        page.connect();
        page.hello({});
        page.say(commands(add(3) + "," + add(4)));
        THEN("it is not applied any more: a later one came first") {
            CHECK(page.refusals().at(3).back() == "not_applied");
            CHECK(page.acks().at(4).size() == 2);
            CHECK(server.stored_room(room.room).tickets.size() == 3);
        }
    }
    WHEN("it is older than the last 64 stored ones") {
        std::uint64_t cseq = 3;
        for (; cseq <= 66; ++cseq) {
            page.say(commands(add(cseq)));
            server.pass(100ms);
        }
        page.connect();
        page.hello({});
        page.say(commands(add(1)));
        CHECK(page.refusals().at(1).back() == "not_applied");
    }
}

SCENARIO("SES-3 acks come exactly once over a reconnect and over a restart", "[SES-3]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    auto const how = GENERATE(0, 1);
    server.store().hold(store::MemoryCall::append);
    page.asks_all({{"ticket.add", R"({"title":"a"})"}, {"ticket.add", R"({"title":"b"})"}});
    CHECK(page.acks().empty());
    if (how == 0) {
        page.cut();
        server.store().release();
        server.settle();
    } else {
        server.restart();
    }
    page.come_back();
    CHECK(page.unanswered().empty());
    CHECK(page.acks().at(1).size() == 1);
    CHECK(page.acks().at(2).size() == 1);
    CHECK(server.stored_room(room.room).tickets.size() == 2);
}

SCENARIO("SES-4, SES-5 a command that changes nothing is acknowledged with the head",
         "[SES-4][SES-5]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join(room.facilitator_key);
    auto const head = page.seq();
    auto const cseq = page.asks("room.configure", R"({"set":{"title":"Refinement"}})");
    CHECK(page.acks().at(cseq) == std::vector<Sequence>{head});
    CHECK(server.stored_head(room.room) == head);
}

SCENARIO("SES-6 more than 32 unanswered commands are refused busy, in their turn",
         "[SES-6][REF-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    server.store().hold(store::MemoryCall::append);
    std::uint64_t cseq = 0;
    for (int frame = 0; frame < 3; ++frame) {
        std::string items;
        for (int i = 0; i < 11; ++i) items += (i > 0 ? "," : "") + add(++cseq);
        page.say(commands(items));
    }
    CHECK(page.acks().empty());
    CHECK(page.refusals().empty());
    server.store().release();
    server.settle();
    CHECK(page.acks().size() == 32);
    REQUIRE(page.refusals().count(33) == 1);
    CHECK(page.refusals().at(33).front() == "busy");
    CHECK(page.last("refused").number("retry").value_or(0) > 0);
    THEN("what was answered makes room") {
        page.say(commands(add(34)));
        CHECK(page.acks().count(34) == 1);
    }
}

SCENARIO("SES-6 more than 1 MiB unanswered is refused busy", "[SES-6]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    server.store().hold(store::MemoryCall::append);
    // White space counts: what is limited is what a connection makes the server hold.
    std::string const padding(400 * 1024, ' ');
    for (std::uint64_t cseq = 1; cseq <= 3; ++cseq) page.say(padding + commands(add(cseq)));
    server.store().release();
    server.settle();
    CHECK(page.acks().size() == 2);
    CHECK(page.refusals().at(3).front() == "busy");
}

SCENARIO("LIM-1 operations are limited to 20 a second, 40 at once", "[LIM-1]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    std::uint64_t cseq = 0;
    for (int i = 0; i < 40; ++i) page.say(commands(add(++cseq)));
    CHECK(page.acks().size() == 40);
    page.say(commands(add(++cseq)));
    CHECK(page.refusals().at(41).front() == "rate_limited");
    CHECK(page.last("refused").number("retry") == 50);
    server.pass(1s);
    for (int i = 0; i < 20; ++i) page.say(commands(add(++cseq)));
    CHECK(page.acks().size() == 60);
    page.say(commands(add(++cseq)));
    CHECK(page.refusals().count(cseq) == 1);
}

SCENARIO("REF-5 a flood of refusals ends the connection", "[REF-5]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    std::uint64_t cseq = 0;
    auto const flood = [&](int count) {
        for (int i = 0; i < count && !page.closed(); ++i) page.say(commands(add(++cseq)));
    };
    flood(40 + 99);
    CHECK_FALSE(page.closed());
    WHEN("one more comes within 10 s") {
        flood(1);
        CHECK(page.closed() == 4503);
    }
    WHEN("the others lie longer back") {
        server.pass(10s);
        flood(40 + 99);
        CHECK_FALSE(page.closed());
    }
}

SCENARIO("MSG-7, MSG-10 a bad item is refused by itself", "[MSG-7][MSG-10]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    page.say(commands(add(1) + R"(,{"cseq":2,"do":"ticket.fly","data":{}})" +
                      R"(,{"cseq":3,"do":"ticket.add","data":{"title":7}},)" + add(4)));
    CHECK(page.acks().count(1) == 1);
    CHECK(page.refusals().at(2).front() == "unsupported");
    CHECK(page.refusals().at(3).front() == "bad_request");
    CHECK(page.acks().count(4) == 1);
    page.say(R"({"type":"dance","q":"x","id":1})");
    CHECK(page.last("refused").word("re") == "dance");
    CHECK(page.last("refused").word("code") == "unsupported");
    CHECK_FALSE(page.closed());
}

SCENARIO("SES-8 operations, then yours, then answers, then texts", "[SES-8][TXT-6]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join(room.facilitator_key);
    auto const ticket = id_for("a ticket");
    auto const round = id_for("a round");
    page.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})");
    page.asks("round.open", R"({"round":")" + round + R"(","ticket":")" + ticket + "\"}");
    page.say(R"({"type":"text.open","doc":")" + ticket + R"(/description"})");
    CHECK(page.last("text.state").number("v") == 0);
    page.forget();
    page.asks_all({{"estimate.give", R"({"round":")" + round + R"(","card":"5"})"},
                   {"text.replace",
                    R"({"doc":")" + ticket + R"(/description","base":0,"text":"As a walker"})"},
                   {"estimate.give", R"({"round":")" + round + R"(","card":"8"})"}});
    CHECK(page.types() == "operations yours ack ack ack text.state");
    CHECK(page.last("operations").size("items") == 3);
    CHECK(page.last("yours").word("rounds." + round + ".card") == "8");
    CHECK(page.last("text.state").word("text") == "As a walker");
}

SCENARIO("SES-8 operations that leave together are one message", "[SES-8][RES-1]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    Page other{server, room.room, "Bob"};
    other.join();
    other.forget();
    page.asks_all({{"ticket.add", R"({"title":"a"})"},
                   {"ticket.add", R"({"title":"b"})"},
                   {"ticket.add", R"({"title":"c"})"}});
    CHECK(other.types() == "operations");
    CHECK(other.last("operations").size("items") == 3);
}

SCENARIO("RES-1 an operation over 64 KiB is told by a snapshot in its place", "[RES-1]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    Page other{server, room.room, "Bob"};
    other.join();
    other.forget();
    page.forget();
    std::string rows;
    for (int i = 0; i < 300; ++i) {
        rows += std::string(i > 0 ? "," : "") + R"({"title":")" + std::string(400, 'x') + "\"}";
    }
    page.asks_all({{"ticket.add", R"({"title":"before"})"},
                   {"tickets.import", R"({"tickets":[)" + rows + "]}"},
                   {"ticket.add", R"({"title":"after"})"}});
    CHECK(other.types() == "operations snapshot operations");
    // Three batches, because they are long; the answers follow each.
    CHECK(page.types() == "operations ack snapshot ack operations ack");
    CHECK(other.seq() == server.stored_head(room.room));
    CHECK(other.last("snapshot").number("seq") == static_cast<std::int64_t>(other.seq() - 1));
    CHECK(other.last("snapshot").size("state.tickets") == 301);
    THEN("it empties the ring: who was before it gets a snapshot") {
        auto const before = other.seq();
        other.forget();
        page.asks("ticket.add", R"({"title":"more"})");
        CHECK(other.seq() == before + 1);
        Page late{server, room.room, "Carol"};
        late.join();
        CHECK(late.last("welcome").word("mode") == "snapshot");
    }
}

SCENARIO("REF-3 a command whose record would be over 1 MiB is refused by itself", "[REF-3]") {
    TestServer::Options options;
    options.settings.sizes.record_bytes_max = 8 * 1024;
    TestServer server{options};
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    auto const ticket = id_for("a ticket");
    page.asks_all({{"ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})"},
                   {"text.replace", R"({"doc":")" + ticket + R"(/description","base":0,"text":")" +
                                        std::string(9000, 'x') + "\"}"},
                   {"ticket.add", R"({"title":"Two"})"}});
    CHECK(page.refusals().at(2).front() == "too_large");
    CHECK(page.last("refused").number("data.limit") == 8 * 1024);
    CHECK(page.acks().size() == 2);
    CHECK(server.stored_room(room.room).tickets.size() == 2);
}

SCENARIO("RANK-4 ranks are made anew before one grows too long", "[RANK-4]") {
    TestServer::Options options;
    options.settings.limits.operations_per_second = 10'000;
    options.settings.limits.operations_burst = 10'000;
    TestServer server{options};
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    auto const first = id_for("first");
    page.asks("ticket.add", R"({"ticket":")" + first + R"(","title":"first"})");
    auto reranked = false;
    int added = 0;
    for (; added < 1000 && !reranked; ++added) {
        page.asks("ticket.add", R"({"title":"x","after":")" + first + "\"}");
        reranked = page.last("operations").contains("tickets.reranked");
    }
    CHECK(reranked);
    CHECK(page.refusals().empty());
    CHECK(page.last("operations").word("items.0.op") == "tickets.reranked");
    CHECK(page.last("operations").word("items.1.op") == "ticket.added");
    CHECK(server.stored_room(room.room).tickets.size() == static_cast<std::size_t>(added) + 1);
}

SCENARIO("TXT-6 an opened text comes again after every change until it is closed", "[TXT-6]") {
    TestServer server;
    auto const room = server.make_room();
    Page writer{server, room.room, "Ann"};
    writer.join();
    Page reader{server, room.room, "Bob"};
    reader.join();
    auto const doc = id_for("a ticket") + "/description";
    writer.asks("ticket.add", R"({"ticket":")" + id_for("a ticket") + R"(","title":"One"})");
    reader.say(R"({"type":"text.open","doc":")" + doc + "\"}");
    reader.forget();
    writer.asks("text.replace", R"({"doc":")" + doc + R"(","base":0,"text":"one"})");
    CHECK(reader.types() == "operations text.state");
    CHECK(reader.last("text.state").word("text") == "one");
    CHECK_FALSE(writer.heard_any("text.state"));
    reader.say(R"({"type":"text.close","doc":")" + doc + "\"}");
    reader.forget();
    writer.asks("text.replace", R"({"doc":")" + doc + R"(","base":1,"text":"two"})");
    CHECK(reader.types() == "operations");
    AND_THEN("an unknown ticket has no text") {
        reader.say(R"({"type":"text.open","doc":")" + id_for("nothing") + R"(/description"})");
        CHECK(reader.last("refused").word("re") == "text.open");
        CHECK(reader.last("refused").word("code") == "not_found");
    }
}

}  // namespace refinery::test
