#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <string>

using namespace refinery::test;

namespace {

/// For each store; scripts/test says how many where it wants more or fewer.
int kills() {
    auto const* const wanted = std::getenv("REFINERY_KILLS");
    return wanted != nullptr ? std::stoi(wanted) : 25;
}

/// People who work as fast as they can, and keep their own record of what they were promised.
struct Crowd {
    explicit Crowd(MadeRoom const& made) {
        for (int i = 0; i < 4; ++i)
            people.emplace_back(made.room,
                                Member::Who{.name = "Person " + std::to_string(i),
                                            .key = i == 0 ? made.facilitator_key : std::string()});
        record.resize(people.size());
    }

    void join(std::uint16_t port) {
        for (auto& person : people) person.join(port);
    }

    void say_something(std::size_t who, std::mt19937& random) {
        auto& mine = record[who];
        if (!round.empty() && random() % 3 == 0) {
            auto const card = cards[random() % cards.size()];
            auto const cseq = people[who].command(
                "estimate.give", R"({"round":")" + round + R"(","card":")" + card + "\"}");
            mine.votes[cseq] = card;
        } else {
            auto const ticket = fresh_id();
            auto const cseq = people[who].command("ticket.add", ticket_data(ticket, "T"));
            mine.tickets[cseq] = ticket;
        }
    }

    std::size_t answered() const {
        std::size_t count = 0;
        for (auto const& person : people) count += person.outcomes().size();
        return count;
    }

    /// Several commands of each are under way all the time, until `wanted` more are answered.
    void work(std::size_t wanted, std::mt19937& random) {
        auto const enough = answered() + wanted;
        while (answered() < enough) {
            for (std::size_t i = 0; i < people.size(); ++i)
                while (people[i].unanswered() < 1 + random() % 5) say_something(i, random);
            if (!people[random() % people.size()].next()) FAIL("a connection ended by itself");
            for (auto& person : people) person.take_in_what_is_here();
        }
    }

    void await_answers() {
        for (auto& person : people)
            while (person.unanswered() > 0)
                if (!person.next()) FAIL("a connection ended by itself");
    }

    struct Record {
        std::map<std::uint64_t, std::string> tickets;
        std::map<std::uint64_t, std::string> votes;
    };
    std::vector<std::string> const cards{"1", "2", "3", "5", "8", "13"};
    std::string round;
    std::vector<Member> people;
    std::vector<Record> record;
};

/// Everything acknowledged is there, nothing is there twice.
void check_against_records(Crowd const& crowd, Member const& witness) {
    auto const tickets = witness.tickets();
    for (auto const& ticket : tickets)
        if (tickets.count(ticket) != 1) FAIL_CHECK("a ticket is there more than once");
    for (std::size_t i = 0; i < crowd.people.size(); ++i) {
        auto const& person = crowd.people[i];
        auto const was_acked = [&](std::uint64_t cseq) {
            auto const outcome = person.outcomes().find(cseq);
            return outcome != person.outcomes().end() && outcome->second.seq;
        };
        for (auto const& [cseq, ticket] : crowd.record[i].tickets)
            if (was_acked(cseq) && !tickets.contains(ticket))
                FAIL_CHECK("an acknowledged ticket is gone");
        for (auto const& [cseq, card] : crowd.record[i].votes)
            if (was_acked(cseq) && !witness.has_voted(crowd.round, person.participant()))
                FAIL_CHECK("an acknowledged vote is gone");
        for (auto const& [cseq, outcome] : person.outcomes())
            if (!outcome.seq) FAIL_CHECK("refused: " << outcome.refusal.dump());
    }
}

void kill_and_check(std::vector<std::string> const& flags) {
    auto seed = std::random_device{}();
    INFO("seed " << seed);
    std::mt19937 random(seed);
    auto all = flags;
    all.insert(all.end(), {"--operations-per-second", "1000000", "--operations-burst", "1000000"});
    RunningServer server(all);
    Crowd crowd(server.made);
    crowd.join(server.port());
    auto const ticket = fresh_id();
    auto& lead = crowd.people[0];
    lead.done("ticket.add", ticket_data(ticket, "The one that is voted on"));
    crowd.round = fresh_id();
    lead.done("round.open", R"({"round":")" + crowd.round + R"(","ticket":")" + ticket +
                                R"(","auto_reveal_ms":null})");
    for (auto& person : crowd.people) person.catch_up(lead.applied());

    for (int kill = 0; kill < kills(); ++kill) {
        crowd.work(random() % 40, random);
        server.process.kill();
        // What had reached them before counts as promised.
        for (auto& person : crowd.people)
            while (person.next()) {}
        server.process.start();
        crowd.join(server.port());
        Member witness(server.made.room, {.name = "Witness", .role = "observer"});
        witness.join(server.port());
        check_against_records(crowd, witness);
        witness.done("participant.leave", "{}");
    }

    crowd.await_answers();
    auto const head = lead.done("round.reveal", R"({"round":")" + crowd.round + "\"}");
    for (auto& person : crowd.people) person.catch_up(head);
    Member witness(server.made.room, {.name = "Witness"});
    witness.join(server.port());
    check_against_records(crowd, witness);
    auto const tickets = witness.tickets();
    for (auto const& person : crowd.people) CHECK(person.tickets() == tickets);

    std::size_t commands = 1;
    for (auto const& mine : crowd.record) commands += mine.tickets.size();
    CHECK(tickets.size() == commands);

    auto const shown = witness.choices(crowd.round);
    for (std::size_t i = 0; i < crowd.people.size(); ++i)
        if (!crowd.record[i].votes.empty())
            CHECK(shown.at(crowd.people[i].participant()) ==
                  crowd.record[i].votes.rbegin()->second);
}

}  // namespace

SCENARIO("RES-3 a server on SQLite that is killed again and again keeps its word",
         "[RES-3][integration][kill]") {
    kill_and_check({});
}

SCENARIO("RES-3 a server on Redis that is killed again and again keeps its word",
         "[RES-3][integration][kill]") {
    RedisServer const redis;
    kill_and_check({"--redis", redis.url(), "--store-lock-ms", "1000"});
}

SCENARIO("RND-8 a restart in an open round reveals nothing by itself", "[RND-8][integration]") {
    RunningServer server({"--leave-ms", "1000"});
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    auto carl = server.joined({.name = "Carl"});
    auto const ticket = fresh_id();
    auto const round = fresh_id();
    ann.done("ticket.add", ticket_data(ticket, "T"));
    // Long enough that the kill surely comes first; short against what is waited for below.
    auto const opened = ann.done("round.open", R"({"round":")" + round + R"(","ticket":")" +
                                                   ticket + R"(","auto_reveal_ms":500})");
    bob.catch_up(opened);
    carl.catch_up(opened);
    auto const vote = [&](Member& who, char const* card) {
        return who.done("estimate.give",
                        R"({"round":")" + round + R"(","card":")" + std::string(card) + "\"}");
    };
    vote(ann, "3");
    vote(bob, "5");
    server.process.kill();
    server.process.start();
    ann.join(server.port());

    // One of three is back. When the other two have left, everybody who is left has voted.
    std::size_t left = 0;
    while (left < 2) {
        left = 0;
        for (auto const& [seq, operation] : ann.operations())
            if (operation["op"].text() == "participant.left") ++left;
        if (left < 2) ann.next("operations");
    }
    CHECK(ann.operation("round.held")["data"]["why"].text() == "restart");
    // The countdown would have ended by now: a heartbeat comes only after half a second of silence.
    for (auto const& [seq, operation] : ann.operations())
        CHECK(operation["op"].text() != "round.revealed");

    WHEN("the facilitator reveals") {
        ann.done("round.reveal", R"({"round":")" + round + "\"}");
        CHECK(ann.operation("round.revealed")["data"]["choices"].size() == 2);
    }
    WHEN("somebody votes anew") {
        vote(ann, "3");
        THEN("the countdown runs, and the room reveals") {
            CHECK(ann.operation("round.revealed")["by"].dump() == "null");
        }
    }
}
