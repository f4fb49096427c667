// What a start reads, and what it does with what it cannot read.

#include "protocol/codec/record.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

rooms::Settings quick_snapshots() {
    rooms::Settings settings;
    settings.limits.operations_per_second = 100'000;
    settings.limits.operations_burst = 100'000;
    return settings;
}

std::string public_state(Room const& room) { return state_hash(view_of(room)); }

/// Appends bytes behind the server's back, as another version of it would have written them.
void append_foreign(TestServer& server, RoomId room, std::string bytes) {
    store::MemoryStore writer{server.shared_disk()};
    rooms::Fence fence = 0;
    rooms::LogPosition position;
    writer.claim(room, [&](rooms::ClaimAnswer answer) {
        auto const& claimed = std::get<rooms::store_answer::Claimed>(answer);
        fence = claimed.fence;
        position = claimed.position;
    });
    writer.deliver();
    auto const next = position.head + 1;
    writer.append(room, fence, position,
                  {next, next, std::make_shared<std::string const>(std::move(bytes))},
                  [](rooms::AppendAnswer const&) {});
    writer.deliver();
}

}  // namespace

SCENARIO("STA-1 a room that is loaded is the room that was", "[STA-1]") {
    TestServer server{{.seed = 1, .settings = quick_snapshots()}};
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join(room.facilitator_key);
    for (int i = 0; i < 600; ++i) page.asks("ticket.add", R"({"title":"One more"})");
    server.pass(10s);
    auto const hash = page.last("heartbeat").word("hash");
    server.restart();
    page.forget();
    page.join();
    CHECK(page.seq() == server.stored_head(room.room));
    CHECK(hash == public_state(server.stored_room(room.room)));
    server.pass(10s);
    CHECK(page.last("heartbeat").word("hash") == hash);
}

SCENARIO("LIM-1 a start reads the records after the newest snapshot, and no more", "[LIM-1]") {
    TestServer server{{.seed = 1, .settings = quick_snapshots()}};
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    for (int i = 0; i < 20'000; ++i) {
        page.asks("ticket.edit", i == 0 ? R"({"ticket":"x","set":{"title":"y"}})"
                                        : R"({"ticket":")" + id_for("t") + R"(","set":{"title":")" +
                                              std::to_string(i) + "\"}}");
        if (i == 0) {
            page.asks("ticket.add", R"({"ticket":")" + id_for("t") + R"(","title":"One"})");
        }
        page.forget();
    }
    auto const& stored = *server.disk().find(room.room);
    REQUIRE(stored.log.position.head > 20'000);
    CHECK(stored.snapshots.size() == 2);
    THEN("the log holds only what the older of two snapshots does not cover") {
        CHECK(stored.records.front().first == stored.log.snapshots.back() + 1);
        CHECK(stored.records.size() <= 2 * 256 + 1);
    }
    server.restart();
    page.forget();
    page.join();
    CHECK(page.seq() == stored.log.position.head);
    CHECK(server.meter().counts[rooms::Counted::records_read] <= 256);
}

SCENARIO("STA-1 a damaged snapshot is passed over, a damaged log is not opened", "[STA-1]") {
    TestServer server{{.seed = 1, .settings = quick_snapshots()}};
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    for (int i = 0; i < 600; ++i) page.asks("ticket.add", R"({"title":"One more"})");
    REQUIRE(server.disk().find(room.room)->snapshots.size() == 2);
    auto const hash = public_state(server.stored_room(room.room));
    server.kill();
    page.forget();
    WHEN("the newest snapshot is damaged") {
        server.shared_disk()->damage_snapshot(room.room, 0);
        server.start();
        page.join();
        CHECK(page.seq() == 602);
        CHECK(public_state(server.stored_room(room.room)) == hash);
    }
    WHEN("the newest record is damaged") {
        server.shared_disk()->damage_newest_record(room.room);
        server.start();
        page.join();
        THEN("the room is refused, and the log says so; other rooms go on") {
            CHECK(page.closed() == 4003);
            CHECK(page.last("bye").number("retry").value_or(0) >= 60'000);
            CHECK(server.journal().says("damaged"));
            auto const other = server.make_room();
            Page elsewhere{server, other.room, "Ann"};
            elsewhere.join();
            CHECK(elsewhere.heard_any("welcome"));
        }
    }
}

SCENARIO("STA-1 what a newer server has written opens read-only", "[STA-1][LIV-7]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join(room.facilitator_key);
    page.asks("ticket.add", R"({"title":"One"})");
    auto const head = page.seq();
    server.kill();
    append_foreign(server, room.room, R"({"format":99,"operations":["of another kind"]})");
    server.start();
    page.forget();
    page.come_back();
    CHECK(page.last("welcome").number("seq") == static_cast<std::int64_t>(head));
    CHECK(page.last("status").word("store") == "read_only");
    CHECK(page.last("status").has("reason"));
    page.asks("ticket.add", R"({"title":"Two"})");
    CHECK(page.refusals().at(2).front() == "read_only");
    server.pass(5min);
    CHECK(server.stored_head(room.room) == head + 1);
    CHECK(server.store().calls(store::MemoryCall::append) == 0);
    CHECK(server.directory().store_state() == messages::StoreState::ok);
}

SCENARIO("STA-1 bytes that are no record are not opened", "[STA-1]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    page.join();
    server.kill();
    auto const* const bytes =
        GENERATE("", "{", R"({"format":1,"operations":[]})", R"({"format":1,"operations":[{}]})");
    append_foreign(server, room.room, bytes);
    server.start();
    page.join();
    CHECK(page.closed() == 4003);
    CHECK(server.journal().says("cannot be read"));
}

}  // namespace refinery::test
