// The same meeting is held twice by the real program, with the same ids, random bytes and wall
// clock (tests/support/preload/fixed_world.cpp). Only what one person chooses, and hides, differs.

#include "server/store/sqlite_store.hpp"
#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/support/store/redis_bench.hpp"
#include "tests/support/store/store_answers.hpp"

#include <csignal>
#include <functional>
#include <map>
#include <string>
#include <vector>

using namespace refinery;
using namespace refinery::test;

namespace {

/// Everything that left the server, and what it stored.
struct Trace {
    /// Message by message, and how each connection ended. Heartbeats apart: how many there are is a
    /// matter of time.
    std::map<std::string, std::vector<std::string>> told;
    /// By the head that it tells of, where it tells a hash.
    std::map<std::uint64_t, std::string> heartbeats;
    std::vector<std::string> chooser_was_told;
    std::vector<std::string> chooser_yours;
    std::vector<std::string> http;
    std::string metrics;
    std::string output;

    std::string epoch;
    Sequence head = 0;
    std::vector<std::string> records;
    std::vector<std::string> snapshots;
};

/// What the chooser says at each of some moments, and nobody else may ever know.
struct Choices {
    std::array<std::string, 4> cards;
    /// On which of two tickets each dot goes.
    std::array<std::size_t, 3> dots;
};

std::string without(std::string text, std::string const& what, std::string const& instead) {
    for (auto at = text.find(what); at != std::string::npos;
         at = text.find(what, at + instead.size()))
        text.replace(at, what.size(), instead);
    return text;
}

/// How long something took in real time says nothing of what it was; how often it happened stays.
std::string without_durations(std::string const& metrics) {
    std::string kept;
    for (std::size_t at = 0; at < metrics.size();) {
        auto const end = metrics.find('\n', at);
        auto const line = metrics.substr(at, end - at);
        at = end + 1;
        auto const is_time = line.find("_seconds_bucket") != std::string::npos ||
                             line.find("_seconds_sum") != std::string::npos;
        if (!is_time) kept += line + '\n';
    }
    return kept;
}

/// The meeting. Whoever is in it waits for everybody else after each step, so that it goes the same
/// way each time.
class Meeting {
public:
    Meeting(std::vector<std::string> flags, Choices choices)
        : choices_(std::move(choices)),
          process_(REFINERY_BINARY, folder_.path() / "data", with_usual(std::move(flags))) {
        same_ids_again(7);
        start("1");
        auto const made =
            Json::parse(post("/api/rooms", R"({"title":"Tuesday","passcode":"open sesame"})").body);
        room_ = made["room"].text();
        code_ = made["code"].text();
        key_ = made["facilitator_key"].text();
    }

    Trace hold() {
        auto& lead = enters("Olga", key_);
        auto& ann = enters("Ann");
        auto& bob = enters("Bob");
        enters("Eve");
        for (int i = 0; i < 70; ++i)
            all_hear(lead.done("ticket.add", ticket_data(fresh_id(), "Another ticket")));

        auto const hidden = opens_round(R"("anonymous":true)");
        says(ann, hidden, choices_.cards[0]);
        says(bob, hidden, R"("card":"5")");
        check_refused(bob, "estimate.give", vote(hidden, R"("card":"no such card")"));
        all_hear(ann.done("estimate.withdraw", R"({"round":")" + hidden + "\"}"));
        says(ann, hidden, choices_.cards[1]);

        // A replay of what happened while Bob was away.
        bob.settle();
        bob.drop();
        while (!last_presence(lead, bob, "reconnecting")) lead.next("presence");
        for (auto const& [name, who] : people_)
            while (who.get() != &bob && !last_presence(*who, bob, "reconnecting"))
                who->next("presence");
        says(ann, hidden, choices_.cards[2], {&bob});
        CHECK(bob.join(process_.port())["mode"].text() == "replay");
        all_hear(bob.applied());
        // A snapshot for somebody new.
        enters("Carl");

        // What was withdrawn is in no result.
        auto const named = opens_round(R"("anonymous":false)");
        says(ann, named, choices_.cards[0]);
        says(lead, named, R"("card":"3")");
        all_hear(ann.done("estimate.withdraw", R"({"round":")" + named + "\"}"));
        all_hear(lead.done("round.reveal", R"({"round":")" + named + "\"}"));
        all_hear(lead.done("round.settle", R"({"round":")" + named + R"(","estimate":"3"})"));

        auto const dots = opens_dots();
        for (auto const where : choices_.dots) all_hear(ann.done("dot.place", dot(dots, where)));
        all_hear(bob.done("dot.place", dot(dots, 0)));
        all_hear(ann.done("dot.take", dot(dots, choices_.dots[0])));
        all_hear(ann.done("ballot.done", R"({"ballot":")" + dots + "\"}"));

        // A stop, a start, and everybody comes back.
        stop();
        start("2");
        for (auto const& [name, who] : people_) who->join(process_.port());
        all_hear(people_.rbegin()->second->applied());
        auto const open = opens_round(R"("anonymous":false)");
        says(ann, open, choices_.cards[3]);
        // Whatever was chosen there goes with the round.
        all_hear(lead.done("round.skip", R"({"round":")" + hidden + "\"}"));
        all_hear(lead.done("ballot.cancel", R"({"ballot":")" + dots + "\"}"));

        post("/api/codes", R"({"code":")" + code_ + "\"}");
        post("/api/codes", R"({"code":"ZZZZZZ"})");
        post("/api/rooms", R"({"deck":{"name":"x","cards":[]}})");
        get("/readyz");
        get("/livez");
        get("/r/" + room_);
        while (!trace_of(lead).heartbeats.contains(lead.applied())) lead.next("heartbeat");
        trace_.heartbeats = trace_of(lead).heartbeats;
        trace_.metrics = without_durations(metrics_when_quiet());
        bob.socket().send("{");
        bob.await_close();
        closes_.at("Bob").push_back(std::to_string(bob.close_code()));
        stop({&bob});

        for (auto const& [name, who] : people_) {
            auto told = trace_of(*who).told["all"];
            auto const yours = trace_of(*who).chooser_yours;
            if (name == "Ann") {
                trace_.chooser_was_told = told;
                trace_.chooser_yours = yours;
                continue;
            }
            told.insert(told.end(), yours.begin(), yours.end());
            for (auto const& code : closes_.at(name)) told.push_back("closed " + code);
            trace_.told[name] = std::move(told);
        }
        trace_.output = process_.output();
        for (auto const& by_chance : by_chance_)
            trace_.output = without(trace_.output, by_chance, "<by chance>");
        return trace_;
    }

    RoomId room() const { return parse_id<RoomId>(room_).value(); }
    std::string database() const { return (folder_.path() / "data" / "refinery.db").string(); }

private:
    /// Limits of time that nothing here comes near, however slow the machine.
    static std::vector<std::string> with_usual(std::vector<std::string> flags) {
        flags.insert(flags.end(), {"--no-sample-room",
                                   "--log-level",
                                   "debug",
                                   "--metrics-listen",
                                   "127.0.0.1:0",
                                   "--public-url",
                                   "http://refinery.test",
                                   "--heartbeat-ms",
                                   "200",
                                   "--ping-after-ms",
                                   "600000",
                                   "--silent-after-ms",
                                   "1200000",
                                   "--append-repeat-ms",
                                   "600000",
                                   "--store-waiting-ms",
                                   "600000",
                                   "--welcome-ms",
                                   "600000",
                                   "--hello-ms",
                                   "600000",
                                   "--leave-ms",
                                   "600000",
                                   "--snapshot-idle-ms",
                                   "600000",
                                   "--operations-per-second",
                                   "100000",
                                   "--operations-burst",
                                   "100000"});
        return flags;
    }

    void start(std::string const& seed) {
        process_.set_environment(
            {std::string("LD_PRELOAD=") + REFINERY_FIXED_WORLD, "REFINERY_TEST_SEED=" + seed,
             // What is preloaded comes before the sanitizer, and does not mind.
             "ASAN_OPTIONS=verify_asan_link_order=0"});
        process_.start();
        process_.wait_for("/metrics");
        auto const said = process_.output();
        auto const at = said.find("http://127.0.0.1:", said.rfind("Metrics")) + 17;
        metrics_port_ = static_cast<std::uint16_t>(std::stoul(said.substr(at)));
        by_chance_.push_back(":" + std::to_string(process_.port()));
        by_chance_.push_back(":" + std::to_string(metrics_port_));
    }

    void stop(std::vector<Member const*> const& but = {}) {
        process_.signal(SIGTERM);
        for (auto const& [name, who] : people_) {
            if (std::ranges::find(but, who.get()) != but.end()) continue;
            closes_[name].push_back(std::to_string(who->await_close()));
        }
        CHECK(process_.wait() == 0);
    }

    Member& enters(std::string const& name, std::string const& key = {}) {
        auto& who =
            *people_
                 .emplace(name,
                          std::make_unique<Member>(
                              room_, Member::Who{.name = name,
                                                 .key = key,
                                                 .role = name == "Eve" ? "observer" : "estimator",
                                                 .passcode = "open sesame"}))
                 .first->second;
        who.join(process_.port());
        all_hear(who.applied());
        return who;
    }

    void all_hear(Sequence head, std::vector<Member const*> const& but = {}) {
        for (auto const& [name, who] : people_)
            if (std::ranges::find(but, who.get()) == but.end()) who->catch_up(head);
    }

    static std::string vote(std::string const& round, std::string const& choice) {
        return R"({"round":")" + round + "\"," + choice + "}";
    }
    void says(Member& who, std::string const& round, std::string const& choice,
              std::vector<Member const*> const& but = {}) {
        all_hear(who.done("estimate.give", vote(round, choice)), but);
    }
    static void check_refused(Member& who, std::string const& command, std::string const& data) {
        CHECK_FALSE(who.refused(command, data)["code"].text().empty());
    }

    std::string opens_round(std::string const& how) {
        auto const ticket = fresh_id();
        auto const round = fresh_id();
        auto& lead = *people_.at("Olga");
        all_hear(lead.done("ticket.add", ticket_data(ticket, "To be estimated")));
        all_hear(lead.done("round.open", R"({"round":")" + round + R"(","ticket":")" + ticket +
                                             R"(","auto_reveal_ms":null,)" + how + "}"));
        return round;
    }

    std::string opens_dots() {
        auto& lead = *people_.at("Olga");
        for (auto& ticket : voted_on_) {
            ticket = fresh_id();
            all_hear(lead.done("ticket.add", ticket_data(ticket, "To be voted on")));
        }
        auto const ballot = fresh_id();
        all_hear(lead.done("dots.open", R"({"ballot":")" + ballot + R"(","tickets":[")" +
                                            voted_on_[0] + R"(",")" + voted_on_[1] + R"("]})"));
        return ballot;
    }
    std::string dot(std::string const& ballot, std::size_t where) const {
        return R"({"ballot":")" + ballot + R"(","ticket":")" + voted_on_[where] + "\"}";
    }

    static bool last_presence(Member const& of, Member const& about, std::string const& state) {
        bool is = false;
        for (auto const& frame : of.frames()) {
            if (frame.find("\"presence\"") == std::string::npos) continue;
            auto const people = Json::parse(frame)["people"];
            for (std::size_t i = 0; i < people.size(); ++i)
                if (people.at(i)["participant"].text() == about.participant())
                    is = people.at(i)["state"].text() == state;
        }
        return is;
    }

    HttpAnswer kept(std::string const& what, HttpAnswer answer) {
        auto text = what + " -> " + std::to_string(answer.status);
        for (auto const& [name, value] : answer.headers) text += "\n" + name + ": " + value;
        trace_.http.push_back(text + "\n" + answer.body);
        return answer;
    }
    HttpAnswer post(std::string const& path, std::string const& body) {
        return kept("POST " + path + " " + body,
                    http_post(process_.port(), path, body, "Origin: http://refinery.test\r\n"));
    }
    void get(std::string const& path) { kept("GET " + path, http_get(process_.port(), path)); }

    /// When every HTTP connection is gone and only the people are there.
    std::string metrics_when_quiet() {
        auto const quiet = "refinery_sockets " + std::to_string(people_.size()) + "\n";
        for (int tries = 0; tries < 10'000; ++tries) {
            auto const text = http_get(metrics_port_, "/metrics").body;
            if (text.find(quiet) != std::string::npos) return text;
        }
        return "never quiet";
    }

    static Trace trace_of(Member const& who) {
        Trace trace;
        for (auto const& frame : who.frames()) {
            auto const message = Json::parse(frame);
            auto const type = message["type"].text();
            if (type == "yours") {
                trace.chooser_yours.push_back(frame);
            } else if (type != "heartbeat") {
                trace.told["all"].push_back(frame);
            } else if (message["hash"]) {
                trace.heartbeats[message["seq"].number()] = frame;
            }
        }
        return trace;
    }

    Choices choices_;
    TempDir folder_;
    ServerProcess process_;
    std::uint16_t metrics_port_ = 0;
    /// Where this run happened to take place, as the program says it.
    std::vector<std::string> by_chance_{folder_.path().string()};
    std::string room_;
    std::string code_;
    std::string key_;
    std::map<std::string, std::unique_ptr<Member>> people_;
    std::map<std::string, std::vector<std::string>> closes_;
    std::array<std::string, 2> voted_on_;
    Trace trace_;
};

void take_stored(Trace& trace, rooms::ClaimAnswer const& answer) {
    auto const claimed = expect<rooms::store_answer::Claimed>(answer);
    trace.epoch = claimed.epoch;
    trace.head = claimed.position.head;
    for (auto const& record : claimed.tail) trace.records.push_back(*record.bytes);
    for (auto const& snapshot : claimed.snapshots) trace.snapshots.push_back(snapshot.bytes);
}

Trace on_sqlite(Choices const& choices) {
    Meeting meeting({}, choices);
    auto trace = meeting.hold();
    RoomsThread thread;
    auto const store =
        std::move(store::SqliteStore::open(meeting.database(), thread.post()).value());
    take_stored(trace, thread.ask<rooms::ClaimAnswer>(
                           [&](auto reply) { store->claim(meeting.room(), std::move(reply)); }));
    return trace;
}

/// One server for both runs, since its address is in what the program says.
Trace on_redis(RedisServer& redis, Choices const& choices) {
    REQUIRE(redis.command({"FLUSHALL"}) == "+OK\r\n");
    Meeting meeting({"--redis", redis.url()}, choices);
    auto trace = meeting.hold();
    RedisBench bench(redis);
    take_stored(trace, bench.claim(meeting.room()));
    return trace;
}

/// The one sealed field of a choice, and nothing around it.
std::string without_sealed(std::string const& bytes, std::size_t& found) {
    static std::string const before = R"("value":")";
    std::string kept;
    std::size_t from = 0;
    for (auto at = bytes.find(before); at != std::string::npos; at = bytes.find(before, from)) {
        auto const begin = at + before.size();
        auto const end = bytes.find('"', begin);
        // Nothing else that is called a value is as long as a sealed one.
        auto const is_sealed = end - begin > 1024;
        kept += bytes.substr(from, begin - from);
        kept += is_sealed ? "sealed" : bytes.substr(begin, end - begin);
        found += is_sealed ? 1 : 0;
        from = end;
    }
    return kept + bytes.substr(from);
}

/// @return how many of them differ in what is sealed
std::size_t check_alike_but_for_sealed(std::vector<std::string> const& one,
                                       std::vector<std::string> const& other) {
    std::size_t differ = 0;
    REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t in_one = 0;
        std::size_t in_other = 0;
        CHECK(one[i].size() == other[i].size());
        CHECK(without_sealed(one[i], in_one) == without_sealed(other[i], in_other));
        CHECK(in_one == in_other);
        if (one[i] != other[i]) {
            CHECK(in_one > 0);
            ++differ;
        }
    }
    return differ;
}

Choices const first{
    {R"("card":"8","confidence":"sure","note":"a long note, longer than no note")", R"("card":"1")",
     R"("card":"?","note":"why a whole week")", R"("card":"13","confidence":"ok")"},
    {0, 0, 0}};
Choices const second{{R"("card":"½")", R"("card":"100","note":"x","confidence":"unsure")",
                      R"("card":"1")", R"("card":"☕","note":"let us have a break")"},
                     {1, 0, 1}};

void check_alike(Trace const& one, Trace const& other) {
    REQUIRE(one.told.size() == 4);
    for (auto const& [name, told] : one.told) {
        INFO(name);
        auto const& told_otherwise = other.told.at(name);
        for (std::size_t i = 0; i < std::min(told.size(), told_otherwise.size()); ++i)
            if (told[i] != told_otherwise[i]) {
                CHECK(told[i] == told_otherwise[i]);
                break;
            }
        CHECK(told.size() == told_otherwise.size());
    }
    CHECK(one.chooser_was_told == other.chooser_was_told);
    for (auto const& [seq, heartbeat] : one.heartbeats)
        if (other.heartbeats.contains(seq)) CHECK(heartbeat == other.heartbeats.at(seq));
    CHECK(one.heartbeats.rbegin()->first == other.heartbeats.rbegin()->first);
    CHECK(one.http == other.http);
    CHECK(one.metrics == other.metrics);
    CHECK(one.output == other.output);

    CHECK(one.epoch == other.epoch);
    CHECK(one.head == other.head);
    // Ann chose five times and moved four dots. The log is whole beside one snapshot, which has two
    // rounds and a hand of hers.
    CHECK(check_alike_but_for_sealed(one.records, other.records) == 9);
    CHECK(check_alike_but_for_sealed(one.snapshots, other.snapshots) >= 1);
}

void check_it_was_no_empty_show(Trace const& one, Trace const& other) {
    CHECK(one.chooser_yours != other.chooser_yours);
    std::string all;
    for (auto const& [name, told] : one.told)
        for (auto const& frame : told) all += frame + '\n';
    for (auto const* const piece :
         {R"("mode":"replay")", R"("mode":"snapshot")", "estimate.given", "estimate.withdrawn",
          "round.revealed", "round.settled", "round.skipped", "dot.placed", "dot.taken",
          "ballot.done_set", "ballot.cancelled", R"("refused")", R"("yours")", R"("reconnecting")",
          "drain", "closed 4000", "closed 4503"}) {
        INFO(piece);
        CHECK(all.find(piece) != std::string::npos);
    }
    for (auto const* const hidden : {"long note", "a whole week", "\"sure\"", "\"8\"}"}) {
        INFO(hidden);
        CHECK(all.find(hidden) == std::string::npos);
    }
    CHECK(one.metrics.find("refinery_operations_confirmed_total") != std::string::npos);
    CHECK(one.http.size() == 7);
    CHECK(one.output.find("stopping") != std::string::npos);
}

}  // namespace

SCENARIO("SEC-5 whatever one person hides, everybody else is told the same, on SQLite",
         "[SEC-5][SEC-2][integration]") {
    auto const one = on_sqlite(first);
    auto const other = on_sqlite(second);
    check_alike(one, other);
    check_it_was_no_empty_show(one, other);
}

SCENARIO("SEC-5 whatever one person hides, everybody else is told the same, on Redis",
         "[SEC-5][SEC-2][integration]") {
    RedisServer redis;
    auto const one = on_redis(redis, first);
    auto const other = on_redis(redis, second);
    check_alike(one, other);
    check_it_was_no_empty_show(one, other);
}
