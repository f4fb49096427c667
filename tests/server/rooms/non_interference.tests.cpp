// SEC-5: two runs that differ in one person's hidden choice are alike to everybody else.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <regex>
#include <string>
#include <vector>

namespace refinery::test {
namespace {

/// Everything that leaves the server but for what goes to the chooser's own connections.
struct Trace {
    std::vector<std::string> frames;
    std::vector<std::string> own_frames_but_yours;
    std::vector<std::string> own_yours;
    std::vector<std::string> journal;
    std::vector<std::string> meter;
    std::vector<std::string> records;
    std::vector<std::string> snapshots;
};

/// The one sealed field of a choice, and what is written around it.
std::string without_sealed(std::string const& bytes) {
    static std::regex const sealed{R"("value":"[A-Za-z0-9+/=_-]{1000,}")"};
    return std::regex_replace(bytes, sealed, R"("value":"sealed")");
}

Trace run(std::string const& choice, std::string const& second_choice) {
    TestServer server{{.seed = 42, .settings = {}}};
    auto const room = server.make_room();
    auto const ticket = id_for("a ticket");
    auto const round = id_for("a round");
    Page lead{server, room.room, "Olga"};
    Page ann{server, room.room, "Ann"};
    Page bob{server, room.room, "Bob"};
    Page rita{server, room.room, "Rita"};
    lead.join(room.facilitator_key);
    ann.join();
    bob.join();
    rita.join(room.read_key);
    // The first vote starts a clock, which ends by itself.
    lead.asks("room.configure", R"({"set":{"vote_ms":5000}})");
    lead.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})");
    lead.asks("round.open",
              R"({"round":")" + round + R"(","anonymous":true,"ticket":")" + ticket + "\"}");
    auto const vote = [&](Page& page, std::string const& chosen) {
        page.asks("estimate.give", R"({"round":")" + round + R"(",)" + chosen + "}");
    };
    // Live.
    vote(ann, choice);
    vote(bob, R"("card":"5")");
    bob.asks("estimate.give", R"({"round":")" + round + R"(","card":"no such card"})");
    rita.say(R"({"type":"search","q":"note","id":1})");
    // Replay.
    bob.cut();
    vote(ann, second_choice);
    bob.come_back();
    // A silent store, a repeated append, a stall that holds the countdown.
    vote(lead, R"("card":"3")");
    server.store().hold(store::MemoryCall::append);
    vote(ann, choice);
    Page carol{server, room.room, "Carol"};
    carol.join();
    server.pass(6s);
    server.store().release();
    server.settle();
    // A full store: the vote is withdrawn.
    server.store().fail_next(store::MemoryCall::append,
                             {store::MemoryFault::Kind::read_only, "the disk is full"});
    vote(ann, second_choice);
    server.pass(2s);
    // Snapshots will trim these.
    Trace trace;
    for (auto const& record : server.disk().find(room.room)->records) {
        trace.records.push_back(*record.bytes);
    }
    // A snapshot in the store, a heartbeat with a hash, a restart, a fresh joiner.
    vote(ann, second_choice);
    server.pass(40s);
    ann.cut();
    server.restart();
    bob.come_back();
    lead.come_back();
    carol.join();
    Page dora{server, room.room, "Dora"};
    dora.join();
    ann.come_back();
    server.pass(20s);
    rita.join(room.read_key);
    lead.asks("links.renew", R"({"which":"read"})");
    lead.asks("links.renew", R"({"which":"code"})");
    lead.cut();
    server.pass(25s);
    bob.asks("facilitation.claim", "{}");
    lead.come_back();
    std::optional<Result<RoomId>> found;
    server.directory().find_code(room.code, [&](Result<RoomId> answer) { found = answer; });
    // Without a reveal: a skipped round shows nothing, ever.
    lead.asks("round.skip", R"({"round":")" + round + "\"}");
    server.pass(40s);
    server.directory().stop([] {});
    server.settle();

    for (auto* page : {&lead, &bob, &carol, &dora, &rita}) {
        for (auto const& frame : page->heard()) trace.frames.push_back(frame.text());
        trace.frames.push_back("closed " + std::to_string(page->closed().value_or(0)));
    }
    for (auto const& frame : ann.heard()) {
        auto& list = frame.type() == "yours" ? trace.own_yours : trace.own_frames_but_yours;
        list.push_back(frame.text());
    }
    trace.frames.push_back(found && *found ? to_string(**found) : "none");
    trace.journal = server.journal().lines;
    trace.meter = server.meter().calls;
    auto const& stored = *server.disk().find(room.room);
    for (auto const& record : stored.records) trace.records.push_back(*record.bytes);
    for (auto const& snapshot : stored.snapshots) trace.snapshots.push_back(snapshot.bytes);
    return trace;
}

void check_alike_but_for_sealed(std::vector<std::string> const& one,
                                std::vector<std::string> const& other, bool& differ) {
    REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(one[i].size() == other[i].size());
        CHECK(without_sealed(one[i]) == without_sealed(other[i]));
        differ = differ || one[i] != other[i];
    }
}

}  // namespace

SCENARIO("SEC-5 nothing but the sealed field depends on a hidden choice", "[SEC-5][SEC-2]") {
    auto const one = run(R"("card":"8","confidence":"sure","note":"a long note, longer than none")",
                         R"("card":"1")");
    auto const other = run(R"("card":"½")", R"("card":"100","note":"x","confidence":"unsure")");

    CHECK(one.frames == other.frames);
    CHECK(one.own_frames_but_yours == other.own_frames_but_yours);
    CHECK(one.journal == other.journal);
    CHECK(one.meter == other.meter);
    auto records_differ = false;
    check_alike_but_for_sealed(one.records, other.records, records_differ);
    auto snapshots_differ = false;
    check_alike_but_for_sealed(one.snapshots, other.snapshots, snapshots_differ);

    AND_THEN("the runs did differ, and went through everything") {
        CHECK(records_differ);
        CHECK(snapshots_differ);
        CHECK(one.own_yours != other.own_yours);
        std::string all;
        for (auto const& frame : one.frames) all += frame + '\n';
        for (auto const* const piece :
             {R"("mode":"replay")", R"("mode":"snapshot")", "round.held", "read_only", "waiting",
              "heartbeat", "hash", "round.skipped", "estimate.given", "drain", "timer.expired",
              "found", "links.renewed", "secret", "facilitation.claimed"}) {
            INFO(piece);
            CHECK(all.find(piece) != std::string::npos);
        }
        CHECK(all.find("sure") == std::string::npos);
        CHECK(all.find("long note") == std::string::npos);
    }
}

}  // namespace refinery::test
