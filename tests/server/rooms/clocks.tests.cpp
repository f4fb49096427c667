// Clocks end by themselves: once each, whatever server and store do meanwhile.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace refinery::test {
namespace {

using store::MemoryCall;
using store::MemoryFault;

std::string quoted(std::string const& word) { return '"' + word + '"'; }

struct Hour {
    Hour()
        : room(server.make_room()), lead(server, room.room, "Olga"), ann(server, room.room, "Ann") {
        lead.join(room.facilitator_key);
        ann.join();
    }
    void start_free(std::int64_t ms) {
        lead.asks("timer.start", R"({"clock":"free","ms":)" + std::to_string(ms) + "}");
    }
    std::optional<Clock> clock(ClockName name) {
        for (auto const& clock : server.stored_room(room.room).clocks)
            if (clock.name == name) return clock;
        return std::nullopt;
    }
    bool is_over(ClockName name) {
        auto const found = clock(name);
        return found && found->state == ClockState::over;
    }
    /// Operations of that kind that any of both has heard of.
    std::size_t told(std::string const& op) {
        auto all = lead.operations();
        all.insert(ann.operations().begin(), ann.operations().end());
        return static_cast<std::size_t>(std::ranges::count_if(
            all, [&](auto const& one) { return one.second.find(op) != std::string::npos; }));
    }

    TestServer server;
    rooms::CreatedRoom room;
    Page lead;
    Page ann;
};

}  // namespace

SCENARIO("CLK-8 a clock ends by itself at its deadline, once", "[CLK-8]") {
    Hour hour;
    auto& server = hour.server;
    hour.start_free(60'000);
    auto const revision = hour.clock(ClockName::free)->revision;
    server.pass(59'999ms);
    CHECK(hour.told("timer.expired") == 0);
    WHEN("nobody does anything") {
        server.pass(1ms);
        auto const told = hour.ann.last("operations");
        CHECK(told.word("items.0.op") == "timer.expired");
        CHECK(told.dump("items.0.by") == "null");
        CHECK(told.number("items.0.at") == server_start.ms + 60'000);
        CHECK(told.word("items.0.data.clock") == "free");
        CHECK(told.number("items.0.data.revision") == static_cast<std::int64_t>(revision));
        server.pass(600s);
        CHECK(hour.told("timer.expired") == 1);
        AND_WHEN("it gets more time, it ends again") {
            hour.lead.asks("timer.extend", R"({"clock":"free","ms":60000})");
            server.pass(59'999ms);
            CHECK(hour.told("timer.expired") == 1);
            server.pass(1ms);
            CHECK(hour.told("timer.expired") == 2);
        }
    }
    WHEN("it is given more time, it ends later") {
        hour.lead.asks("timer.extend", R"({"clock":"free","ms":60000})");
        server.pass(60s);
        CHECK(hour.told("timer.expired") == 0);
        server.pass(1ms);
        CHECK(hour.told("timer.expired") == 1);
    }
    WHEN("it is paused, it does not end") {
        hour.lead.asks("timer.pause", R"({"clock":"free"})");
        server.pass(600s);
        CHECK(hour.told("timer.expired") == 0);
        AND_WHEN("it goes on, what was left is left") {
            hour.lead.asks("timer.resume", R"({"clock":"free"})");
            CHECK(hour.told("timer.expired") == 0);
            server.pass(1ms);
            CHECK(hour.told("timer.expired") == 1);
        }
    }
    WHEN("it is stopped, it does not end") {
        hour.lead.asks("timer.stop", R"({"clock":"free"})");
        server.pass(600s);
        CHECK(hour.told("timer.expired") == 0);
    }
}

SCENARIO("CLK-8 a step and its clock end at its time", "[CLK-8][CLK-2]") {
    Hour hour;
    auto const item = id_for("an item");
    hour.lead.asks("agenda.add", R"({"item":")" + item + R"(","kind":"talk","minutes":1})");
    hour.lead.asks("agenda.start", R"({"item":")" + item + "\"}");
    hour.server.pass(59'999ms);
    CHECK_FALSE(hour.is_over(ClockName::step));
    hour.server.pass(1ms);
    CHECK(hour.is_over(ClockName::step));
    CHECK(hour.told("timer.expired") == 1);
}

SCENARIO("CLK-8 what was due while no server ran ends when the room is loaded, once", "[CLK-8]") {
    Hour hour;
    auto& server = hour.server;
    hour.start_free(60'000);
    server.pass(10s);
    server.kill();
    WHEN("its deadline passes meanwhile") {
        server.pass(300s);
        server.start();
        hour.ann.come_back();
        server.pass(0ms);
        CHECK(hour.is_over(ClockName::free));
        CHECK(hour.told("timer.expired") == 1);
        AND_WHEN("it starts again") {
            server.restart();
            hour.ann.come_back();
            server.pass(60s);
            CHECK(hour.told("timer.expired") == 1);
        }
    }
    WHEN("its deadline is still to come") {
        server.pass(20s);
        server.start();
        hour.ann.come_back();
        server.pass(29'999ms);
        CHECK_FALSE(hour.is_over(ClockName::free));
        server.pass(1ms);
        CHECK(hour.is_over(ClockName::free));
        CHECK(hour.told("timer.expired") == 1);
    }
}

SCENARIO("CLK-8 a clock does not keep a room in memory, and ends all the same", "[CLK-8]") {
    Hour hour;
    auto& server = hour.server;
    WHEN("it runs for long after everybody has gone") {
        hour.start_free(3'600'000);
        hour.lead.cut();
        hour.ann.cut();
        server.pass(185s);
        CHECK(server.directory().loaded_rooms() == 0);
        server.pass(4'000s);
        hour.ann.come_back();
        server.pass(0ms);
        CHECK(hour.is_over(ClockName::free));
        auto const head = server.stored_head(hour.room.room);
        server.restart();
        hour.ann.come_back();
        server.pass(30s);
        CHECK(server.stored_head(hour.room.room) == head);
    }
    WHEN("it is about to end, the room waits for it") {
        hour.start_free(250'000);
        hour.lead.cut();
        hour.ann.cut();
        server.pass(249'999ms);
        CHECK(server.directory().loaded_rooms() == 1);
        server.pass(1ms);
        CHECK(hour.is_over(ClockName::free));
        server.pass(121s);
        CHECK(server.directory().loaded_rooms() == 0);
    }
}

SCENARIO("CLK-8 a clock whose end cannot be stored ends when it can", "[CLK-8][LIV-7]") {
    Hour hour;
    auto& server = hour.server;
    hour.start_free(60'000);
    WHEN("the store is full at the deadline") {
        server.store().fail_next(MemoryCall::append,
                                 {MemoryFault::Kind::read_only, "the disk is full"});
        server.store().fail(MemoryCall::probe, {MemoryFault::Kind::read_only, "the disk is full"});
        server.pass(120s);
        CHECK_FALSE(hour.is_over(ClockName::free));
        CHECK(hour.told("timer.expired") == 0);
    }
    WHEN("the store was full before") {
        server.store().fail_next(MemoryCall::append,
                                 {MemoryFault::Kind::read_only, "the disk is full"});
        server.store().fail(MemoryCall::probe, {MemoryFault::Kind::read_only, "the disk is full"});
        hour.ann.asks("ticket.add", R"({"title":"One"})");
        server.pass(120s);
        CHECK(hour.told("timer.expired") == 0);
    }
    WHEN("the store is silent for long around the deadline") {
        server.pass(59s);
        server.store().hold(MemoryCall::append);
        hour.ann.asks("ticket.add", R"({"title":"One"})");
        server.pass(60s);
        CHECK(hour.told("timer.expired") == 0);
        server.store().release();
    }
    server.store().heal();
    server.settle();
    server.pass(5s);
    CHECK(hour.is_over(ClockName::free));
    server.pass(60s);
    CHECK(hour.told("timer.expired") == 1);
}

SCENARIO("CLK-4 the end of the voting's clock reveals where the room wants it", "[CLK-4][RND-7]") {
    Hour hour;
    auto& server = hour.server;
    auto const ticket = id_for("a ticket");
    auto const round = id_for("a round");
    auto const reveals = GENERATE(true, false);
    hour.lead.asks("room.configure", R"({"set":{"vote_ms":30000,"auto_reveal_ms":null,)"
                                     R"("vote_reveals":)" +
                                         std::string(reveals ? "true" : "false") + "}}");
    hour.lead.asks("ticket.add", R"({"ticket":")" + ticket + R"(","title":"One"})");
    hour.lead.asks("round.open", R"({"round":")" + round + R"(","ticket":")" + ticket + "\"}");
    auto const vote = [&] {
        hour.ann.asks("estimate.give", R"({"round":")" + round + R"(","card":"5"})");
    };
    auto const is_revealed = [&] {
        auto const stored = server.stored_room(hour.room.room);
        return std::holds_alternative<phase::Revealed>(stored.ballots.begin()->phase);
    };
    WHEN("somebody has voted") {
        server.pass(100s);
        vote();
        server.pass(29'999ms);
        CHECK_FALSE(is_revealed());
        server.pass(1ms);
        CHECK(is_revealed() == reveals);
        CHECK(hour.clock(ClockName::vote).has_value() != reveals);
        server.pass(60s);
        CHECK(hour.told("round.revealed") == (reveals ? 1U : 0U));
        CHECK(hour.told("timer.expired") == (reveals ? 0U : 1U));
    }
    WHEN("nobody has voted, there is nothing to show") {
        hour.lead.asks("timer.start", R"({"clock":"vote","ms":10000})");
        server.pass(60s);
        CHECK_FALSE(is_revealed());
        CHECK(hour.is_over(ClockName::vote));
        CHECK(hour.told("timer.expired") == 1);
    }
    WHEN("a restart holds the round, it is over and not revealed behind people's backs") {
        vote();
        server.restart();
        server.pass(40s);
        hour.ann.come_back();
        hour.lead.come_back();
        server.pass(40s);
        CHECK_FALSE(is_revealed());
        CHECK(hour.is_over(ClockName::vote));
        CHECK(hour.told("timer.expired") == 1);
    }
    WHEN("the only vote is taken back right before, in what is not stored yet") {
        vote();
        server.pass(29'500ms);
        server.store().hold(MemoryCall::append);
        hour.ann.asks("estimate.withdraw", R"({"round":")" + round + "\"}");
        server.pass(1s);
        server.store().release();
        server.settle();
        server.pass(10s);
        CHECK_FALSE(is_revealed());
        CHECK(hour.is_over(ClockName::vote));
        CHECK(hour.told("timer.expired") == 1);
    }
}

namespace {

/// What web-client/src/net/server_clock.ts does with the answers to its probes: the one that came
/// quickest is believed.
class ClientClock {
public:
    void answered(std::int64_t t0, std::int64_t server_time, std::int64_t now) {
        auto const round_trip = now - t0;
        if (best_ && round_trip > best_->round_trip) return;
        best_ = {server_time + round_trip / 2 - now, round_trip};
    }
    std::int64_t server_time(std::int64_t now) const { return now + best_.value().offset; }

private:
    struct Sample {
        std::int64_t offset;
        std::int64_t round_trip;
    };
    std::optional<Sample> best_;
};

}  // namespace

SCENARIO("CLK-1 200 pages whose clocks are minutes off show the same time", "[CLK-1][LIV-1]") {
    constexpr std::size_t count = 200;
    // Nothing but the answers to probes says what time it is.
    rooms::Settings settings;
    settings.timings.heartbeat = std::chrono::hours{10};
    TestServer server{{.seed = 1, .settings = settings}};
    auto const room = server.make_room();
    std::mt19937_64 random{8};
    auto const between = [&](std::int64_t least, std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>{least, most}(random);
    };
    struct Client {
        std::unique_ptr<Page> page;
        std::int64_t error_ms = 0;
        ClientClock clock = {};
    };
    std::vector<Client> clients;
    for (std::size_t i = 0; i < count; ++i) {
        clients.push_back({std::make_unique<Page>(server, room.room, "P" + std::to_string(i)),
                           between(-300'000, 300'000)});
        clients.back().page->join(i == 0 ? std::optional(room.facilitator_key) : std::nullopt);
    }
    clients[0].page->asks("timer.start", R"({"clock":"free","ms":7200000})");
    for (auto& client : clients) {
        auto const now = [&] { return server.time().now().ms + client.error_ms; };
        // One of the probes comes through well; the others wait somewhere, on either way.
        auto const good = between(0, 3);
        for (int probe = 0; probe < 4; ++probe) {
            auto const most = probe == good ? 125 : 3'000;
            auto const t0 = now();
            client.page->forget();
            server.pass(std::chrono::milliseconds{between(0, most)});
            client.page->say(R"({"type":"time","t0":)" + std::to_string(t0) + "}");
            auto const answer = client.page->last("time");
            server.pass(std::chrono::milliseconds{between(0, most)});
            client.clock.answered(answer.number("t0").value(), answer.number("server_time").value(),
                                  now());
        }
    }
    // What a page shows follows from the deadline that it was told.
    auto const deadline = server.stored_room(room.room).clocks.front().deadline.value().ms;
    auto const now = server.time().now().ms;
    std::vector<std::int64_t> shown;
    for (auto const& client : clients)
        shown.push_back(deadline - client.clock.server_time(now + client.error_ms));
    auto const [least, most] = std::ranges::minmax(shown);
    CHECK(most - least <= 250);
    CHECK(std::max(most - (deadline - now), deadline - now - least) <= 125);
    AND_THEN("their own clocks would have told something else") {
        auto const [slow, fast] = std::ranges::minmax_element(clients, {}, &Client::error_ms);
        CHECK(fast->error_ms - slow->error_ms > 500'000);
        CHECK(most > least);
    }
}

namespace {

/// People set clocks, pages drop off, the store fails and the server is killed.
class ClockSimulation {
public:
    explicit ClockSimulation(std::uint64_t seed) : random_(seed), server_({seed, settings()}) {
        room_ = server_.make_room();
        for (auto const* const name : {"Ann", "Bob"}) {
            pages_.push_back(std::make_unique<Page>(server_, room_.room, name));
            pages_.back()->join(room_.facilitator_key);
        }
        for (int i = 0; i < 3; ++i) {
            pages_[0]->asks("agenda.add",
                            R"({"item":)" + quoted(item(i)) + R"(,"kind":"talk","minutes":1})");
        }
    }

    void run(int steps) {
        for (int i = 0; i < steps; ++i) {
            step();
            server_.pass(std::chrono::milliseconds{upto(4'000)});
        }
        server_.store().heal();
        server_.store().release();
        server_.settle();
        for (int i = 0; i < 10; ++i) {
            for (auto const& page : pages_) {
                if (page->closed() || !page->is_welcomed()) page->come_back();
                page->send_unanswered();
            }
            server_.pass(10s);
        }
        // Longer than any clock of this test.
        server_.pass(1'000s);
    }

    void check() {
        std::map<Sequence, std::string> told;
        for (auto const& page : pages_)
            told.insert(page->operations().begin(), page->operations().end());
        struct Setting {
            std::int64_t deadline = 0;
            Sequence revision = 0;
        };
        std::map<std::string, Setting> running;
        Sequence before = told.begin()->first - 1;
        for (auto const& [seq, text] : told) {
            INFO(text);
            // Nothing was missed, so nothing can have happened twice unseen.
            REQUIRE(seq == ++before);
            auto const op = word(text, "op");
            auto const clock =
                op == "agenda.started" || op == "agenda.stopped" ? "step" : word(text, "clock");
            if (op == "timer.expired") {
                ++expired_;
                REQUIRE(running.count(clock) == 1);
                CHECK(number(text, "revision") ==
                      static_cast<std::int64_t>(running[clock].revision));
                CHECK(number(text, "at") >= running[clock].deadline);
                running.erase(clock);
            } else if (op == "timer.started" || op == "timer.resumed" || op == "timer.extended") {
                // An extended clock that is paused has no deadline.
                if (auto const deadline = number(text, "deadline"))
                    running[clock] = {*deadline, seq};
            } else if (op == "timer.paused" || op == "timer.stopped") {
                running.erase(clock);
            } else if (op == "agenda.started" || op == "agenda.stopped") {
                running.erase(clock);
                // Each item is started once at most, and lasts its minute.
                if (op == "agenda.started") running[clock] = {*number(text, "at") + 60'000, seq};
            }
        }
        auto const stored = server_.stored_room(room_.room);
        CHECK(before == stored.head);
        for (auto const& clock : stored.clocks) CHECK(clock.state != ClockState::running);
        CHECK(running.empty());
    }

    int expired() const { return expired_; }
    int restarts() const { return restarts_; }

private:
    /// The newest operations are all in the log, so that whoever comes back is told each of them.
    static rooms::Settings settings() {
        rooms::Settings settings;
        settings.sizes.snapshot_operations = 100'000;
        settings.timings.snapshot_idle = std::chrono::hours{100};
        return settings;
    }
    static std::string item(int which) { return id_for("item " + std::to_string(which)); }
    int upto(int most) { return std::uniform_int_distribution<int>{0, most}(random_); }
    bool happens(int percent) { return upto(99) < percent; }

    static std::string word(std::string const& text, std::string const& name) {
        auto const begin = text.find(name + ":\"");
        if (begin == std::string::npos) return "";
        auto const from = begin + name.size() + 2;
        return text.substr(from, text.find('"', from) - from);
    }
    static std::optional<std::int64_t> number(std::string const& text, std::string const& name) {
        auto const begin = text.find(name + ":");
        if (begin == std::string::npos) return std::nullopt;
        auto const from = begin + name.size() + 1;
        if (text.find_first_of("0123456789", from) != from) return std::nullopt;
        return std::stoll(text.substr(from));
    }
    void step() {
        auto& page = *pages_[static_cast<std::size_t>(upto(1))];
        if (page.closed() || !page.is_welcomed()) {
            page.come_back();
        } else {
            page.send_unanswered();
            act(page);
        }
        if (happens(5) && !page.closed()) page.cut();
        if (happens(4)) {
            server_.kill();
            server_.pass(std::chrono::milliseconds{upto(60'000)});
            server_.start();
            ++restarts_;
            for (auto const& each : pages_) each->cut();
        }
        auto& store = server_.store();
        if (happens(5)) {
            auto const kind =
                std::vector{MemoryFault::Kind::reply_lost, MemoryFault::Kind::indeterminate,
                            MemoryFault::Kind::read_only}[static_cast<std::size_t>(upto(2))];
            store.fail_next(MemoryCall::append, {kind, "as the seed wants it"});
        }
        if (happens(3)) store.hold(MemoryCall::append);
        if (happens(25)) {
            store.release();
            server_.settle();
        }
    }

    void act(Page& page) {
        auto const* const clock = R"("clock":"free")";
        switch (upto(7)) {
            case 0:
            case 1:
                page.asks("timer.start", "{" + std::string(clock) + R"(,"ms":)" +
                                             std::to_string(10'000 + upto(20'000)) + "}");
                break;
            case 2:
                page.asks("timer.extend", "{" + std::string(clock) + R"(,"ms":)" +
                                              std::to_string(1'000 + upto(9'000)) + "}");
                break;
            case 3: page.asks("timer.pause", "{" + std::string(clock) + "}"); break;
            case 4: page.asks("timer.resume", "{" + std::string(clock) + "}"); break;
            case 5:
                if (happens(20)) page.asks("timer.stop", "{" + std::string(clock) + "}");
                break;
            case 6:
                if (next_item_ < 3 && happens(30)) {
                    page.asks("agenda.start", R"({"item":)" + quoted(item(next_item_++)) + "}");
                }
                break;
            default: page.asks("ticket.add", R"({"title":"One more"})"); break;
        }
    }

    std::mt19937_64 random_;
    TestServer server_;
    rooms::CreatedRoom room_;
    std::vector<std::unique_ptr<Page>> pages_;
    int next_item_ = 0;
    int expired_ = 0;
    int restarts_ = 0;
};

}  // namespace

SCENARIO("CLK-8 whatever happens on the way, every clock ends exactly once", "[CLK-8]") {
    int expired = 0;
    int restarts = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        INFO("seed " << seed);
        ClockSimulation simulation{seed};
        simulation.run(120);
        simulation.check();
        expired += simulation.expired();
        restarts += simulation.restarts();
    }
    INFO(expired << " ends, " << restarts << " restarts");
    CHECK(expired > 100);
    CHECK(restarts > 40);
}

}  // namespace refinery::test
