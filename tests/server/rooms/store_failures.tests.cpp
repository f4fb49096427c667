// The three ways in which a store fails, and what people notice of each (LIV-7).

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

using store::MemoryCall;
using store::MemoryFault;

MemoryFault const full{.kind = MemoryFault::Kind::read_only, .reason = "the disk is full"};
MemoryFault const lost{.kind = MemoryFault::Kind::reply_lost, .reason = "the connection broke"};
MemoryFault const unknown{.kind = MemoryFault::Kind::indeterminate, .reason = "LOADING"};

struct Meeting {
    explicit Meeting(TestServer::Options options = {})
        : server(std::move(options)),
          room(server.make_room()),
          lead(server, room.room, "Olga"),
          page(server, room.room, "Ann") {
        lead.join(room.facilitator_key);
        page.join();
    }
    void open_round() {
        lead.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})");
        lead.asks("round.open", R"({"round":")" + round + R"(","ticket":")" + ticket + "\"}");
    }
    void vote(Page& voter, std::string const& card) {
        voter.asks("estimate.give", R"({"round":")" + round + R"(","card":")" + card + "\"}");
    }
    Room stored() { return server.stored_room(room.room); }
    Ballot stored_round() { return *stored().ballots.begin(); }

    TestServer server;
    rooms::CreatedRoom room;
    Page lead;
    Page page;
    std::string ticket = id_for("a ticket");
    std::string round = id_for("a round");
};

phase::Collecting collecting(Ballot const& round) {
    return std::get<phase::Collecting>(round.phase);
}

}  // namespace

// --- nobody knows ------------------------------------------------------------------------------

SCENARIO("LIV-7 an append whose reply was lost is asked again and counts once", "[LIV-7]") {
    Meeting meeting;
    auto& [server, room, lead, page, ticket, round] = meeting;
    auto const fault = GENERATE(lost, unknown);
    server.store().fail_next(MemoryCall::append, fault);
    lead.asks("ticket.add", R"({"title":"One"})");
    CHECK(lead.acks().empty());
    WHEN("a command comes meanwhile") {
        page.asks("ticket.add", R"({"title":"Two"})");
        THEN("it waits undecided; after a second both are there, once") {
            CHECK(page.acks().empty());
            server.pass(1s);
            CHECK(lead.acks().at(1).size() == 1);
            CHECK(page.acks().at(1).size() == 1);
            CHECK(meeting.stored().tickets.size() == 2);
            CHECK(lead.seq() == page.seq());
            CHECK_FALSE(lead.heard_any("status"));
        }
    }
}

SCENARIO("LIV-7 an append without an answer is repeated every second, the same each time",
         "[LIV-7]") {
    Meeting meeting;
    auto& [server, room, lead, page, ticket, round] = meeting;
    auto const appends = server.store().calls(MemoryCall::append);
    server.store().hold(MemoryCall::append);
    lead.asks("ticket.add", R"({"title":"One"})");
    server.pass(3s);
    CHECK(server.store().calls(MemoryCall::append) == appends + 4);
    // All four arrive: the first is applied, the others find it applied already.
    server.store().release();
    server.settle();
    CHECK(lead.acks().at(1).size() == 1);
    CHECK(meeting.stored().tickets.size() == 1);
    THEN("late answers do no harm to what comes after") {
        lead.asks("ticket.add", R"({"title":"Two"})");
        CHECK(lead.acks().at(2).size() == 1);
        CHECK_FALSE(lead.closed());
    }
}

SCENARIO("LIV-7 after 5 s people read that their changes wait", "[LIV-7]") {
    Meeting meeting;
    auto& [server, room, lead, page, ticket, round] = meeting;
    server.store().hold(MemoryCall::append);
    lead.asks("ticket.add", R"({"title":"One"})");
    server.pass(4'999ms);
    CHECK_FALSE(page.heard_any("status"));
    server.pass(1ms);
    CHECK(page.last("status").word("store") == "waiting");
    CHECK(page.last("status").has("reason"));
    CHECK(server.directory().store_state() == messages::StoreState::waiting);
    CHECK(server.meter().gauges[rooms::Gauged::rooms_waiting] == 1);
    AND_WHEN("twenty seconds later the store is back") {
        server.pass(15s);
        CHECK(page.heard("status").size() == 1);
        server.store().release();
        server.settle();
        CHECK(page.last("status").word("store") == "ok");
        CHECK(lead.acks().count(1) == 1);
        CHECK_FALSE(lead.closed());
        CHECK(server.meter().gauges[rooms::Gauged::rooms_waiting] == 0);
    }
}

SCENARIO("RND-8 after a stall of more than 5 s closing rounds are held before anything else",
         "[RND-8]") {
    Meeting meeting;
    auto& [server, room, lead, page, ticket, round] = meeting;
    meeting.open_round();
    meeting.vote(lead, "5");
    meeting.vote(page, "8");
    REQUIRE(collecting(meeting.stored_round()).closing);
    server.store().hold(MemoryCall::append);
    lead.asks("ticket.add", R"({"title":"Two"})");
    server.pass(2s);
    page.asks("ticket.add", R"({"title":"waits undecided"})");

    WHEN("it lasts longer, over the end of the countdown") {
        server.pass(4s);
        server.store().release();
        server.settle();
        THEN("nothing is revealed: people could not have stopped it") {
            CHECK(collecting(meeting.stored_round()).held == HoldReason::restart);
            auto const before_waiting = meeting.server.stored_head(room.room) - 1;
            CHECK(page.operations().at(before_waiting).find("round.held") != std::string::npos);
            server.pass(10s);
            CHECK(collecting(meeting.stored_round()).held == HoldReason::restart);
        }
    }
    WHEN("it is shorter, though the countdown ended in it") {
        server.pass(2s);
        server.store().release();
        server.settle();
        THEN("the room reveals") {
            CHECK(std::holds_alternative<phase::Revealed>(meeting.stored_round().phase));
        }
    }
}

SCENARIO("SES-6 in a stall the window holds, and a lost connection's commands stay in line",
         "[SES-6]") {
    Meeting meeting;
    auto& [server, room, lead, page, ticket, round] = meeting;
    server.store().hold(MemoryCall::append);
    lead.asks("ticket.add", R"({"title":"One"})");
    server.pass(2s);
    page.asks("ticket.add", R"({"title":"Two"})");
    page.cut();
    server.store().release();
    server.settle();
    CHECK(meeting.stored().tickets.size() == 2);
    page.come_back();
    CHECK(page.acks().at(1).size() == 1);
    CHECK(meeting.stored().tickets.size() == 2);
}

SCENARIO("LIV-7 a full store does not undo an append whose reply was lost", "[LIV-7]") {
    Meeting meeting;
    auto& [server, room, lead, page, ticket, round] = meeting;
    server.store().fail_next(MemoryCall::append, lost);
    server.store().fail_next(MemoryCall::append, full, 2);
    lead.asks("ticket.add", R"({"title":"One"})");
    server.pass(2s);
    CHECK(lead.refusals().empty());
    CHECK(lead.acks().empty());
    server.pass(1s);
    CHECK(lead.acks().at(1).size() == 1);
    CHECK(meeting.stored().tickets.size() == 1);
}

// --- surely not --------------------------------------------------------------------------------

SCENARIO("LIV-7 what a full store did not take is withdrawn, refused, and members stay",
         "[LIV-7]") {
    Meeting meeting;
    auto& [server, room, lead, page, ticket, round] = meeting;
    auto const head = server.stored_head(room.room);
    Page stranger{server, room.room, "Zoe"};
    Page known{server, room.room, "Bob"};
    known.join();
    known.cut();
    auto const with_bob = server.stored_head(room.room);
    REQUIRE(with_bob == head + 1);
    lead.forget();
    page.forget();
    known.forget();

    server.store().fail(MemoryCall::append, full);
    server.store().fail(MemoryCall::probe, full);
    server.store().hold(MemoryCall::append);
    lead.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})");
    page.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"the same id"})");
    page.say(R"({"type":"text.open","doc":")" + ticket + R"(/description"})");
    stranger.join();
    known.come_back();
    server.store().release();
    server.settle();

    CHECK(lead.types() == "presence status refused");
    CHECK(lead.refusals().at(1).front() == "read_only");
    CHECK(lead.last("refused").number("retry").value_or(0) > 0);
    CHECK(lead.last("status").word("store") == "read_only");
    CHECK_FALSE(lead.closed());
    CHECK(server.stored_head(room.room) == with_bob);
    THEN("other requests are answered anew from what is stored") {
        // Its id is free again, so this is no conflict any more.
        CHECK(page.refusals().at(1).front() == "read_only");
        CHECK(page.last("refused").word("re") == "text.open");
        CHECK(page.last("refused").word("code") == "not_found");
    }
    THEN("known seats join and read, unknown ones come again") {
        CHECK(known.last("welcome").number("seq") == static_cast<std::int64_t>(with_bob));
        CHECK(known.last("status").word("store") == "read_only");
        CHECK(stranger.closed() == 4003);
        CHECK(stranger.last("bye").word("code") == "read_only");
        CHECK(stranger.last("bye").number("retry").value_or(0) > 0);
    }
    THEN("nothing that is asked for meanwhile is made; what changes nothing is acknowledged") {
        page.asks("ticket.add", R"({"title":"Two"})");
        CHECK(page.refusals().at(2).front() == "read_only");
        lead.asks("room.configure", R"({"set":{"title":"Refinement"}})");
        CHECK(lead.acks().count(2) == 1);
    }
    THEN("the store is tried every second, with as many bytes as failed and at least 64 KiB") {
        auto const probes = server.store().calls(MemoryCall::probe);
        server.pass(3s);
        CHECK(server.store().calls(MemoryCall::probe) == probes + 3);
        AND_WHEN("it takes writes again") {
            server.store().heal();
            server.pass(1s);
            CHECK(lead.last("status").word("store") == "ok");
            lead.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})");
            CHECK(lead.acks().size() == 1);
            CHECK(page.seq() == with_bob + 1);
            stranger.join();
            CHECK(stranger.heard_any("welcome"));
        }
    }
}

SCENARIO("LIV-7 what was owed in read-only is stored when writes are taken again",
         "[LIV-7][PAR-5][PAR-6]") {
    Meeting meeting;
    auto& [server, room, lead, page, ticket, round] = meeting;
    meeting.open_round();
    meeting.vote(page, "3");
    Page gone{server, room.room, "Bob"};
    gone.join();
    gone.cut();
    server.pass(60s);
    Page here{server, room.room, "Carol"};
    here.join();
    auto const head = server.stored_head(room.room);
    server.store().fail(MemoryCall::append, full);
    server.store().fail(MemoryCall::probe, full);
    lead.asks("ticket.add", R"({"title":"Two"})");

    // A seat that has left comes back, another shows the key, a third goes away.
    gone.forget();
    gone.join();
    CHECK(gone.last("welcome").number("seq") == static_cast<std::int64_t>(head));
    Page owner{server, room.room, "Carol", "another tab"};
    owner.join(room.facilitator_key);
    CHECK(owner.last("welcome").truth("owns") == false);
    page.cut();
    server.pass(61s);
    REQUIRE(server.stored_head(room.room) == head);

    server.store().heal();
    server.pass(1s);
    auto const stored = meeting.stored();
    auto const item = [&](Sequence seq) { return lead.operations().at(seq); };
    THEN("first the rounds are held, then what was owed") {
        CHECK(item(head + 1).find("round.held") != std::string::npos);
        CHECK(item(head + 2).find("participant.returned") != std::string::npos);
        CHECK(item(head + 3).find("participant.role_set") != std::string::npos);
        CHECK(item(head + 4).find("participant.left") != std::string::npos);
        CHECK(server.stored_head(room.room) == head + 4);
        CHECK(gone.seq() == head + 4);
    }
}

SCENARIO("LIV-7 a store that fails again right after it took a probe", "[LIV-7]") {
    Meeting meeting;
    auto& [server, room, lead, page, ticket, round] = meeting;
    meeting.open_round();
    server.store().fail(MemoryCall::append, full);
    lead.asks("ticket.add", R"({"title":"Two"})");
    // Probes go well and appends do not: a quota on the log alone, say.
    server.pass(3s);
    CHECK(lead.last("status").word("store") == "read_only");
    CHECK_FALSE(lead.closed());
    server.store().heal();
    server.pass(1s);
    CHECK(lead.last("status").word("store") == "ok");
    CHECK(collecting(meeting.stored_round()).held == HoldReason::restart);
    lead.asks("ticket.add", R"({"title":"Three"})");
    CHECK(lead.acks().size() == 3);
}

SCENARIO("LIV-7 a snapshot that fails is tried again and withdraws nothing", "[LIV-7]") {
    TestServer::Options options;
    options.settings.sizes.snapshot_operations = 8;
    Meeting meeting{options};
    auto& [server, room, lead, page, ticket, round] = meeting;
    auto const fault = GENERATE(full, unknown);
    server.store().fail(MemoryCall::snapshot, fault);
    for (int i = 0; i < 8; ++i) lead.asks("ticket.add", R"({"title":"One"})");
    CHECK(lead.acks().size() == 8);
    CHECK_FALSE(lead.heard_any("status"));
    CHECK(server.disk().find(room.room)->snapshots.empty());
    CHECK(server.journal().says("snapshot"));
    server.store().heal();
    server.pass(30s);
    CHECK(server.disk().find(room.room)->snapshots.size() == 1);
}

// --- not ours any more ---------------------------------------------------------------------------

SCENARIO("BYE-2 a room that another server owns closes its members with moved", "[BYE-2][LIV-7]") {
    Meeting meeting;
    auto& [server, room, lead, page, ticket, round] = meeting;
    // A second server claims the room on the same disk.
    store::MemoryStore second{server.shared_disk()};
    second.claim(room.room, [](rooms::ClaimAnswer const&) {});
    second.deliver();
    lead.asks("ticket.add", R"({"title":"One"})");
    CHECK(lead.closed() == 4005);
    CHECK(page.closed() == 4005);
    CHECK(lead.last("bye").word("code") == "moved");
    CHECK(lead.acks().empty());
    CHECK(server.directory().loaded_rooms() == 0);
    THEN("coming back loads it anew, and what was unanswered is done once") {
        lead.come_back();
        CHECK(lead.acks().at(1).size() == 1);
        CHECK(meeting.stored().tickets.size() == 1);
    }
}

// --- a room that cannot be reached ---------------------------------------------------------------

SCENARIO("BYE-2 a hello whose room cannot be loaded in 5 s is told busy", "[BYE-2]") {
    TestServer server;
    auto const room = server.make_room();
    Page page{server, room.room, "Ann"};
    GIVEN("a silent store") {
        server.store().hold(MemoryCall::claim);
        page.join();
        server.pass(4'999ms);
        CHECK_FALSE(page.closed());
        server.pass(1ms);
        CHECK(page.closed() == 4003);
        CHECK(page.last("bye").word("code") == "busy");
        server.store().release();
        server.settle();
        page.join();
        CHECK(page.heard_any("welcome"));
    }
    GIVEN("a store that is not ready, for two seconds") {
        server.store().fail_next(MemoryCall::claim, unknown, 2);
        page.join();
        CHECK(page.heard().empty());
        server.pass(2s);
        CHECK(page.heard_any("welcome"));
    }
    GIVEN("a store that takes no writes") {
        server.store().fail_next(MemoryCall::claim, full);
        page.join();
        CHECK(page.closed() == 4003);
        CHECK(page.last("bye").word("code") == "read_only");
    }
}

}  // namespace refinery::test
