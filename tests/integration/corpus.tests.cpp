// What any landed version has stored opens for ever. tests/corpus/README.md tells what lies there
// and how it was made.

#include "server/store/sqlite_store.hpp"
#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/support/store/redis_bench.hpp"
#include "tests/support/store/store_answers.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace refinery;
using namespace refinery::test;
namespace fs = std::filesystem;

namespace {

fs::path const corpus = fs::path(REFINERY_SOURCE_DIR) / "tests" / "corpus";

/// A corpus of a store: `data` as --data has it, `redis` as a redis-server has it (on Redis), and
/// who was there.
struct Kept {
    fs::path folder;
    Json people;
    bool on_redis = false;
};

std::vector<Kept> everything_kept() {
    std::vector<Kept> all;
    for (auto const& entry : fs::directory_iterator(corpus)) {
        if (!entry.is_directory()) continue;
        std::ifstream file(entry.path() / "people.json");
        std::stringstream text;
        text << file.rdbuf();
        all.push_back({.folder = entry.path(),
                       .people = Json::parse(text.str()),
                       .on_redis = fs::is_directory(entry.path() / "redis")});
    }
    return all;
}

/// A copy of it, which the real program runs on.
class Opened {
public:
    explicit Opened(Kept const& kept) : kept_(kept) {
        fs::copy(kept.folder / "data", folder_.path() / "data", fs::copy_options::recursive);
        // Git keeps no such modes.
        fs::permissions(folder_.path() / "data" / "secret",
                        fs::perms::owner_read | fs::perms::owner_write);
        if (kept.on_redis)
            redis_.emplace(RedisServer::Options{.files = (kept.folder / "redis").string()});
    }

    /// Adds a record as a version that nobody knows yet would have written it.
    void append_foreign(std::string const& bytes) {
        auto const room = parse_id<RoomId>(room_id()).value();
        if (redis_) {
            RedisBench bench(*redis_);
            append(bench.store(), bench.thread(), room, bytes);
        } else {
            RoomsThread thread;
            auto const store =
                std::move(store::SqliteStore::open(
                              (folder_.path() / "data" / "refinery.db").string(), thread.post())
                              .value());
            append(*store, thread, room, bytes);
        }
    }

    void start() {
        auto flags = RunningServer::with_usual({});
        if (redis_) flags.insert(flags.end(), {"--redis", redis_->url()});
        process_.emplace(REFINERY_BINARY, folder_.path() / "data", flags);
        process_->start();
    }

    Member comes_back(char const* name) const {
        auto const person = kept_.people[name];
        return Member(room_id(), {.name = name, .seat = person["seat"].text()});
    }
    std::string room_id() const { return kept_.people["room"].text(); }
    std::string text(char const* name) const { return kept_.people[name].text(); }
    std::uint16_t port() const { return process_->port(); }

private:
    static void append(rooms::Store& store, RoomsThread& thread, RoomId const& room,
                       std::string const& bytes) {
        auto const claimed = expect<rooms::store_answer::Claimed>(thread.ask<rooms::ClaimAnswer>(
            [&](auto reply) { store.claim(room, std::move(reply)); }));
        auto const next = claimed.position.head + 1;
        expect<rooms::store_answer::Applied>(thread.ask<rooms::AppendAnswer>([&](auto reply) {
            store.append(room, claimed.fence, claimed.position, batch(next, next, bytes),
                         std::move(reply));
        }));
    }

    Kept kept_;
    TempDir folder_;
    std::optional<RedisServer> redis_;
    std::optional<ServerProcess> process_;
};

}  // namespace

SCENARIO("what every version has stored opens, and the meeting goes on", "[corpus][integration]") {
    auto const all = everything_kept();
    REQUIRE(all.size() >= 2);
    for (auto const& kept : all) {
        INFO(kept.folder.filename().string());
        Opened opened(kept);
        opened.start();
        auto ann = opened.comes_back("Ann");
        auto bob = opened.comes_back("Bob");
        ann.join(opened.port());
        CHECK(ann.applied() >= kept.people["head"].number());
        CHECK(ann.tickets().size() == 62);
        CHECK(ann.choices(opened.text("settled")) ==
              std::map<std::string, std::string>{
                  {Json(ann.snapshot()["participants"]).at(1)["participant"].text(), "5"}});
        ann.socket().send(R"({"type":"text.open","doc":")" + opened.text("ticket") +
                          R"(/description"})");
        CHECK(ann.next("text.state")["text"].text() == "As a ½");
        // What was sealed then opens now: for Bob alone, and at the reveal for everybody.
        bob.join(opened.port());
        bob.settle();
        auto const own = bob.yours()[opened.text("open").c_str()];
        CHECK(own["card"].text() == "8");
        CHECK(own["note"].text() == "why not ½?");
        ann.done("round.reveal", R"({"round":")" + opened.text("open") + "\"}");
        auto const shown = ann.operation("round.revealed")["data"]["choices"].at(0);
        CHECK(shown["card"].text() == "8");
        CHECK(shown["confidence"].text() == "unsure");
        CHECK(shown["by"].text() == bob.participant());
    }
}

SCENARIO("STA-1 a record of a format that nobody knows yet opens its room read-only",
         "[STA-1][LIV-7][corpus][integration]") {
    for (auto const& kept : everything_kept()) {
        INFO(kept.folder.filename().string());
        Opened opened(kept);
        opened.append_foreign(R"({"format":99,"operations":["of another kind"]})");
        opened.start();
        auto ann = opened.comes_back("Ann");
        ann.join(opened.port());
        // Up to what it understands.
        CHECK(ann.applied() == kept.people["head"].number());
        CHECK(ann.tickets().size() == 62);
        auto const status = ann.next("status");
        CHECK(status["store"].text() == "read_only");
        CHECK_FALSE(status["reason"].text().empty());
        CHECK(ann.refused("ticket.add", ticket_data(fresh_id(), "T"))["code"].text() ==
              "read_only");
        // Other rooms of that server are as ever.
        auto const other = make_room(opened.port());
        Member eve(other.room, {.name = "Eve", .key = other.facilitator_key});
        eve.join(opened.port());
        eve.done("ticket.add", ticket_data(fresh_id(), "T"));
    }
}
