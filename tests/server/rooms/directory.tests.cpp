// Rooms as a whole: made, found by code, unloaded, stopped.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace refinery::test {
namespace {

using store::MemoryCall;
using store::MemoryFault;

std::optional<Result<RoomId>> look_up(TestServer& server, std::string const& code) {
    std::optional<Result<RoomId>> found;
    server.directory().find_code(code, [&](Result<RoomId> answer) { found = std::move(answer); });
    server.settle();
    return found;
}

rooms::FixedRoom sample() {
    rooms::FixedRoom room;
    room.room.bytes.fill(7);
    room.title = "A sample";
    room.facilitator_key.bytes.fill(1);
    room.read_key.bytes.fill(2);
    for (std::uint8_t i = 1; i <= 3; ++i) {
        command::AddTicket add;
        add.ticket = TicketId{};
        add.ticket->bytes.fill(i);
        add.title = "Ticket " + std::to_string(i);
        room.fill.emplace_back(std::move(add));
    }
    return room;
}

std::optional<Result<RoomId>> make_sample(TestServer& server) {
    std::optional<Result<RoomId>> made;
    server.directory().create_room_as(sample(),
                                      [&](Result<RoomId> answer) { made = std::move(answer); });
    server.settle();
    return made;
}

}  // namespace

SCENARIO("ROOM-1, ROOM-2 a room is made with a code and two keys", "[ROOM-1][ROOM-2][HTTP-1]") {
    TestServer server;
    std::set<std::string> codes;
    for (int i = 0; i < 50; ++i) {
        auto const room = server.make_room();
        CHECK(room.facilitator_key.size() == 32);
        CHECK(room.read_key.size() == 32);
        CHECK(room.read_key != room.facilitator_key);
        CHECK(room.code.size() == 6);
        CHECK(room.code.find_first_not_of("23456789ABCDEFGHJKMNPQRSTUVWXYZ") == std::string::npos);
        codes.insert(room.code);
    }
    CHECK(codes.size() == 50);
    CreateRoomRequest request;
    request.title = "Maps";
    request.rights = Rights{Audience::facilitators, Audience::facilitators, Audience::everybody};
    auto const room = server.make_room(request);
    auto const stored = server.stored_room(room.room);
    CHECK(stored.title == "Maps");
    CHECK(stored.rights == *request.rights);
    CHECK(stored.code == room.code);
    CHECK(server.directory().loaded_rooms() == 0);
}

SCENARIO("HTTP-1 a room is made once though the store is unsure, or not at all", "[HTTP-1]") {
    TestServer server;
    std::optional<Result<rooms::CreatedRoom>> made;
    auto const make = [&] {
        server.directory().create_room(
            {}, [&](Result<rooms::CreatedRoom> answer) { made = std::move(answer); });
        server.settle();
    };
    auto const call = GENERATE(MemoryCall::create, MemoryCall::code);
    WHEN("a reply is lost") {
        server.store().fail_next(call, {MemoryFault::Kind::reply_lost, "broken"});
        make();
        CHECK_FALSE(made.has_value());
        server.pass(1s);
        REQUIRE(made.has_value());
        REQUIRE(made->has_value());
        CHECK(server.disk().room_count() == 1);
        CHECK(look_up(server, (*made)->code)->value() == (*made)->room);
    }
    WHEN("the store is silent for 5 s") {
        server.store().hold(call);
        make();
        server.pass(5s);
        REQUIRE(made.has_value());
        CHECK(made->error().code == RejectionCode::busy);
        CHECK(made->error().retry_ms.value_or(0) > 0);
        made.reset();
        server.store().release();
        server.settle();
        CHECK_FALSE(made.has_value());
    }
    WHEN("the store takes no writes") {
        server.store().fail_next(call, {MemoryFault::Kind::read_only, "full"});
        make();
        CHECK(made->error().code == RejectionCode::read_only);
    }
}

SCENARIO("HTTP-2 a code leads to its room until 24 h after the last person left",
         "[HTTP-2][ROOM-1]") {
    TestServer server;
    auto const room = server.make_room();
    CHECK(look_up(server, room.code)->value() == room.room);
    CHECK(look_up(server, "AAAAAA")->error().code == RejectionCode::not_found);
    Page page{server, room.room, "Ann"};
    page.join();
    server.pass(48h);
    CHECK(look_up(server, room.code)->value() == room.room);
    page.cut();
    server.pass(60s);
    server.pass(24h - 1ms);
    CHECK(look_up(server, room.code)->value() == room.room);
    server.pass(1ms);
    auto const outlived = look_up(server, room.code)->error();
    auto const unknown = look_up(server, "AAAAAA")->error();
    CHECK(outlived.code == unknown.code);
    CHECK(outlived.message == unknown.message);
    THEN("the link still leads there, and with somebody in it the code does again") {
        page.come_back();
        CHECK(page.heard_any("welcome"));
        CHECK(look_up(server, room.code)->value() == room.room);
    }
}

SCENARIO("HTTP-2 a locked room is answered like an unknown code", "[HTTP-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page lead{server, room.room, "Olga"};
    lead.join(room.facilitator_key);
    lead.asks("room.configure", R"({"set":{"locked":true}})");
    CHECK(look_up(server, room.code)->error().message ==
          look_up(server, "AAAAAA")->error().message);
    lead.asks("room.configure", R"({"set":{"locked":false}})");
    CHECK(look_up(server, room.code)->value() == room.room);
}

SCENARIO("HTTP-2 a code whose room never came to be is unknown", "[HTTP-2]") {
    TestServer server;
    server.store().fail(MemoryCall::create, {MemoryFault::Kind::read_only, "full"});
    server.directory().create_room({}, [](Result<rooms::CreatedRoom> const&) {});
    server.settle();
    server.store().heal();
    server.store().take_code("QQQQQQ", RoomId{}, [](rooms::CodeAnswer const&) {});
    server.settle();
    CHECK(look_up(server, "QQQQQQ")->error().code == RejectionCode::not_found);
}

SCENARIO("HTTP-2 a silent store is no unknown code", "[HTTP-2]") {
    TestServer server;
    auto const room = server.make_room();
    auto const call = GENERATE(MemoryCall::code, MemoryCall::claim);
    server.store().hold(call);
    std::optional<Result<RoomId>> found;
    server.directory().find_code(room.code, [&](Result<RoomId> answer) { found = answer; });
    server.pass(5s);
    REQUIRE(found.has_value());
    CHECK(found->error().code == RejectionCode::busy);
}

SCENARIO("ROOM-2 a room with a given id is made and filled once", "[ROOM-2]") {
    TestServer server;
    REQUIRE(make_sample(server)->value() == sample().room);
    auto const stored = server.stored_room(sample().room);
    CHECK(stored.title == "A sample");
    CHECK(stored.tickets.size() == 3);
    auto const head = stored.head;
    SECTION("it is left alone at the next start") {
        server.restart();
        REQUIRE(make_sample(server)->value() == sample().room);
        CHECK(server.stored_head(sample().room) == head);
    }
    SECTION("also when somebody has archived what it was filled with") {
        Page page{server, sample().room, "Ann"};
        page.join();
        page.asks("ticket.archive",
                  R"({"ticket":")" +
                      to_string(TicketId{{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}}) +
                      "\"}");
        CHECK(page.acks().size() == 1);
        server.restart();
        REQUIRE(make_sample(server)->value() == sample().room);
        CHECK(server.stored_room(sample().room).tickets.size() == 3);
    }
}

SCENARIO("ROOM-2 a start that was cut off while it filled goes on where it was", "[ROOM-2]") {
    TestServer::Options options;
    options.settings.sizes.batch_operations_max = 1;
    TestServer server{options};
    server.directory().create_room_as(sample(), [](Result<RoomId> const&) {});
    while (server.store().calls(MemoryCall::append) < 2) REQUIRE(server.store().deliver_one());
    server.restart();
    REQUIRE(server.stored_head(sample().room) < 4);
    REQUIRE(make_sample(server)->value() == sample().room);
    CHECK(server.stored_room(sample().room).tickets.size() == 3);
}

SCENARIO("LIM-1 a room that nobody is in gives its memory back", "[LIM-1]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    page.asks("ticket.add", R"({"title":"One"})");
    server.pass(10min);
    CHECK(server.directory().loaded_rooms() == 1);
    page.cut();
    server.pass(60s);
    CHECK(server.directory().loaded_rooms() == 1);
    server.pass(120s);
    CHECK(server.directory().loaded_rooms() == 0);
    CHECK(server.directory().connections() == 0);
    CHECK(server.meter().gauges[rooms::Gauged::rooms] == 0);
    CHECK(server.meter().gauges[rooms::Gauged::connections] == 0);
    CHECK(server.time().waiting() == 0);
    THEN("its last state is a snapshot, and coming back reads no record") {
        auto const before = server.meter().counts[rooms::Counted::records_read];
        page.come_back();
        CHECK(page.heard_any("welcome"));
        CHECK(server.meter().counts[rooms::Counted::records_read] == before);
    }
}

SCENARIO("BYE-2 stopping: what is on its way is stored and told, then drain", "[BYE-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    Page silent{server, room.room, "Bob"};
    silent.connect();
    server.store().hold(MemoryCall::append);
    page.asks("ticket.add", R"({"title":"One"})");
    page.forget();
    auto stopped = 0;
    server.directory().stop([&] { ++stopped; });
    CHECK(stopped == 0);
    CHECK_FALSE(page.closed());
    WHEN("the store answers") {
        server.store().release();
        server.settle();
        CHECK(stopped == 1);
        CHECK(page.types() == "operations ack bye");
        CHECK(page.closed() == 4000);
        CHECK(page.last("bye").word("code") == "drain");
        CHECK(page.last("bye").number("retry").value_or(0) > 0);
        CHECK(silent.closed() == 4000);
        CHECK(server.directory().connections() == 0);
    }
    WHEN("it does not") {
        server.pass(5s);
        CHECK(stopped == 1);
        CHECK(page.types() == "status bye");
        CHECK(page.closed() == 4000);
        THEN("after the restart the page sends it again, and it is there once") {
            server.kill();
            server.start();
            page.come_back();
            CHECK(page.acks().at(1).size() == 1);
            CHECK(server.stored_room(room.room).tickets.size() == 1);
        }
    }
    WHEN("somebody comes while it stops") {
        Page late{server, room.room, "Carol"};
        late.join();
        CHECK(late.last("bye").word("code") == "drain");
    }
    WHEN("commands come while it stops, they are left to the next server") {
        page.asks("ticket.add", R"({"title":"Two"})");
        server.store().release();
        server.settle();
        CHECK(page.unanswered().size() == 1);
        server.restart();
        page.come_back();
        CHECK(page.unanswered().empty());
        CHECK(server.stored_room(room.room).tickets.size() == 2);
    }
}

SCENARIO("BYE-2 stopping stores snapshots where a start would read much", "[BYE-2]") {
    TestServer::Options options;
    options.settings.limits.operations_burst = 1000;
    TestServer server{options};
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    auto const count = GENERATE(10, 100);
    for (int i = 0; i < count; ++i) page.asks("ticket.add", R"({"title":"One"})");
    auto stopped = false;
    server.directory().stop([&] { stopped = true; });
    server.settle();
    CHECK(stopped);
    CHECK(server.disk().find(room.room)->snapshots.size() == (count == 100 ? 1 : 0));
}

}  // namespace refinery::test
