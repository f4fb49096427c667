// Several pages, a network that drops them, a store that fails and a server that is killed, all
// from one seed. At the end everything that was acknowledged is there, once, and everybody knows
// the same state.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace refinery::test {
namespace {

using store::MemoryCall;
using store::MemoryFault;

class Simulation {
public:
    explicit Simulation(std::uint64_t seed) : random_(seed), server_({seed, settings()}) {
        room_ = server_.make_room();
        for (std::size_t i = 0; i < names.size(); ++i) {
            pages_.push_back(std::make_unique<Page>(server_, room_.room, names[i]));
            pages_.back()->join(i == 0 ? std::optional(room_.facilitator_key) : std::nullopt);
        }
        // Two tabs of one person.
        pages_.push_back(std::make_unique<Page>(server_, room_.room, names.back(), "a second tab"));
        pages_.back()->join();
    }

    void run(int steps) {
        for (int i = 0; i < steps; ++i) {
            step();
            server_.pass(std::chrono::milliseconds{upto(400)});
        }
    }

    /// The faults end; everybody comes back and waits until all is answered.
    void come_to_rest() {
        server_.store().heal();
        server_.store().release();
        server_.settle();
        server_.pass(10s);
        for (int i = 0; i < 50; ++i) {
            for (auto const& page : pages_) {
                if (page->closed() || !page->is_welcomed()) page->come_back();
                page->send_unanswered();
            }
            server_.pass(3s);
        }
        for (auto const& page : pages_) page->forget();
        pages_.front()->asks("room.configure", R"({"set":{"title":"The end"}})");
        server_.pass(10s);
    }

    void check() {
        auto const stored = server_.stored_room(room_.room);
        auto const hash = state_hash(view_of(stored));
        std::map<std::string, int> titles;
        for (auto const& ticket : stored.tickets) ++titles[ticket.title];
        std::map<Sequence, std::string> told;
        for (auto const& page : pages_) {
            CHECK(page->unanswered().empty());
            CHECK(page->seq() == stored.head);
            CHECK(page->last("heartbeat").word("hash") == hash);
            for (auto const& [seq, item] : page->operations()) {
                auto const [place, is_new] = told.emplace(seq, item);
                CHECK(place->second == item);
            }
        }
        for (auto const& [title, asked] : added_) {
            auto const& [page, cseq] = asked;
            auto const acked = pages_[page]->acks().count(cseq) != 0;
            auto const refused = pages_[page]->refusals().count(cseq) != 0;
            INFO(title << " of " << page << ", cseq " << cseq);
            CHECK(acked != refused);
            CHECK(titles[title] == (acked ? 1 : 0));
            if (acked) {
                ++acks_;
                // A lost ack may be told again, with the same sequence.
                auto const& seqs = pages_[page]->acks().at(cseq);
                CHECK(std::set(seqs.begin(), seqs.end()).size() == 1);
            }
        }
    }

    void check_was_not_vacuous() {
        INFO("drops " << drops_ << ", restarts " << restarts_ << ", acks " << acks_);
        CHECK(drops_ > 10);
        CHECK(restarts_ > 2);
        CHECK(acks_ > 50);
        auto& counts = server_.meter().counts;
        CHECK(counts[rooms::Counted::commands_acked_again] > 0);
        CHECK(counts[rooms::Counted::append_repeated] > 0);
        CHECK(counts[rooms::Counted::snapshots_stored] > 0);
        auto const& calls = server_.meter().calls;
        for (auto const* const piece : {"joined 0", "joined 1", "joined 2"}) {
            INFO(piece);
            CHECK(std::ranges::any_of(
                calls, [&](std::string const& call) { return call.rfind(piece, 0) == 0; }));
        }
        CHECK_FALSE(server_.stored_room(room_.room).ballots.empty());
        CHECK_FALSE(server_.stored_room(room_.room).clocks.empty());
    }

private:
    static rooms::Settings settings() {
        rooms::Settings settings;
        settings.sizes.snapshot_operations = 20;
        settings.sizes.ring_operations_max = 30;
        settings.sizes.batch_operations_max = 4;
        settings.timings.unload = 20s;
        settings.timings.leave = 10s;
        return settings;
    }

    int upto(int most) { return std::uniform_int_distribution<int>{0, most}(random_); }
    bool happens(int percent) { return upto(99) < percent; }

    void step() {
        auto const which = static_cast<std::size_t>(upto(static_cast<int>(pages_.size()) - 1));
        auto& page = *pages_[which];
        if (page.closed() || !page.is_welcomed()) {
            if (happens(60) && (page.closed() || happens(10))) page.come_back();
        } else {
            page.send_unanswered();
            act(page, which);
        }
        if (happens(8)) {
            auto& other =
                *pages_[static_cast<std::size_t>(upto(static_cast<int>(pages_.size()) - 1))];
            if (!other.closed()) {
                other.cut();
                ++drops_;
            }
        }
        if (happens(2)) {
            server_.restart();
            ++restarts_;
            // The network tells the pages.
            for (auto const& each : pages_) each->cut();
        }
        disturb_store();
    }

    void disturb_store() {
        auto& store = server_.store();
        auto const kind =
            std::vector{MemoryFault::Kind::reply_lost, MemoryFault::Kind::indeterminate,
                        MemoryFault::Kind::read_only}[static_cast<std::size_t>(upto(2))];
        if (happens(6)) store.fail_next(MemoryCall::append, {kind, "as the seed wants it"});
        if (happens(3)) store.fail_next(MemoryCall::snapshot, {kind, "as the seed wants it"});
        if (happens(2)) store.fail_next(MemoryCall::claim, {kind, "as the seed wants it"});
        if (happens(4)) store.hold(MemoryCall::append);
        if (happens(20)) {
            if (happens(30)) {
                store.drop_held();
            } else {
                store.release();
            }
            server_.settle();
        }
    }

    void act(Page& page, std::size_t which) {
        auto const title = "t" + std::to_string(next_++);
        switch (upto(13)) {
            case 0: {
                auto const ticket = id_for(title);
                page.asks("ticket.add",
                          R"({"ticket":")" + ticket + R"(","title":")" + title + "\"}");
                note_added(page, which, title);
                page.asks("round.open",
                          R"({"round":")" + id_for("round") + R"(","ticket":")" + ticket + "\"}");
                break;
            }
            case 1:
                page.asks("estimate.give", R"({"round":")" + id_for("round") + R"(","card":"5"})");
                break;
            case 2: page.asks("round.reveal", R"({"round":")" + id_for("round") + "\"}"); break;
            case 3: page.asks("participant.rename", R"({"name":"Name )" + title + "\"}"); break;
            case 4: page.say(R"({"type":"presence","hand":true})"); break;
            case 10:
                page.asks("timer.start",
                          R"({"clock":"free","ms":)" + std::to_string(10'000 + upto(20'000)) + "}");
                break;
            case 11: page.asks("timer.pause", R"({"clock":"free"})"); break;
            case 12: page.say(R"({"type":"search","q":"t1","id":1})"); break;
            case 13: page.asks("facilitation.claim", "{}"); break;
            case 5: page.asks("undo", R"({"seq":)" + std::to_string(page.seq()) + "}"); break;
            default:
                page.asks("ticket.add", R"({"title":")" + title + "\"}");
                note_added(page, which, title);
                break;
        }
    }

    void note_added(Page& page, std::size_t which, std::string const& title) {
        added_[title] = {which, page.newest_cseq()};
    }

    static inline std::vector<std::string> const names{"Ann", "Bob", "Carol", "Dan"};

    std::mt19937_64 random_;
    TestServer server_;
    rooms::CreatedRoom room_;
    std::vector<std::unique_ptr<Page>> pages_;
    std::map<std::string, std::pair<std::size_t, std::uint64_t>> added_;
    int next_ = 1;
    int drops_ = 0;
    int restarts_ = 0;
    int acks_ = 0;
};

void simulate(std::uint64_t seed, int steps) {
    INFO("seed " << seed);
    Simulation simulation{seed};
    simulation.run(steps);
    simulation.come_to_rest();
    simulation.check();
    simulation.check_was_not_vacuous();
}

}  // namespace

/// `REFINERY_SEED` runs that one alone.
SCENARIO("RES-3 whatever happens on the way, what is acknowledged is there once",
         "[RES-3][SES-3]") {
    if (auto const* const chosen = std::getenv("REFINERY_SEED")) {
        simulate(std::strtoull(chosen, nullptr, 10), 600);
        return;
    }
    for (std::uint64_t seed = 1; seed <= 12; ++seed) simulate(seed, 600);
}

}  // namespace refinery::test
