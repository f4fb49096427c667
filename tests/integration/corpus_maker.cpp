// Writes what tests/corpus holds of this version: run by hand, when a format has changed.

#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace refinery::test;
namespace fs = std::filesystem;

namespace {

/// What the corpus of this version is made from: a settled round, an open one with hidden choices,
/// a text, an undo, sessions, and enough operations for a snapshot beside the log.
void make_corpus(fs::path const& folder, RedisServer* redis) {
    auto flags = RunningServer::with_usual({"--operations-burst", "1000"});
    if (redis != nullptr) flags.insert(flags.end(), {"--redis", redis->url()});
    TempDir const work;
    ServerProcess process(REFINERY_BINARY, work.path() / "data", flags);
    process.start();
    auto const made = make_room(process.port(), R"({"title":"Tuesday","passcode":"sesame"})");
    Member ann(made.room, {.name = "Ann", .key = made.facilitator_key});
    Member bob(made.room, {.name = "Bob", .passcode = "sesame"});
    ann.join(process.port());
    bob.join(process.port());
    auto const first = fresh_id();
    auto const settled = fresh_id();
    auto const open = fresh_id();
    ann.done("ticket.add", ticket_data(first, "Sign in by mail"));
    ann.done("text.replace", R"({"doc":")" + first + R"(/description","base":0,"text":"As a ½"})");
    ann.done("round.open", R"({"round":")" + settled + R"(","ticket":")" + first + "\"}");
    bob.catch_up(ann.applied());
    bob.done("estimate.give", R"({"round":")" + settled + R"(","card":"5","confidence":"ok"})");
    ann.done("round.reveal", R"({"round":")" + settled + "\"}");
    ann.done("round.settle", R"({"round":")" + settled + R"(","estimate":"5"})");
    for (int i = 0; i < 60; ++i) ann.done("ticket.add", ticket_data(fresh_id(), "One of many"));
    auto const moved = ann.done("ticket.move", R"({"ticket":")" + first + R"("})");
    ann.done("undo", R"({"seq":)" + std::to_string(moved) + "}");
    auto const second = fresh_id();
    ann.done("ticket.add", ticket_data(second, "Sign out"));
    ann.done("round.open",
             R"({"round":")" + open + R"(","ticket":")" + second + R"(","auto_reveal_ms":null})");
    bob.catch_up(ann.applied());
    bob.done("estimate.give",
             R"({"round":")" + open + R"(","card":"8","confidence":"unsure","note":"why not ½?"})");
    process.signal(SIGTERM);
    REQUIRE(process.wait() == 0);

    fs::create_directories(folder);
    fs::copy(work.path() / "data", folder / "data", fs::copy_options::recursive);
    if (redis != nullptr) {
        redis->kill();
        fs::create_directories(folder / "redis");
        fs::copy(redis->folder() / "appendonlydir", folder / "redis" / "appendonlydir");
    }
    std::ofstream(folder / "people.json")
        << R"({"room":")" << made.room << R"(","Ann":{"seat":")" << ann.seat()
        << R"("},"Bob":{"seat":")" << bob.seat() << R"("},"open":")" << open << R"(","settled":")"
        << settled << R"(","ticket":")" << first << R"(","head":)" << bob.applied() << "}\n";
}

}  // namespace

TEST_CASE("the corpus of this version", "[.make-corpus]") {
    auto const* const into = std::getenv("REFINERY_CORPUS");
    REQUIRE(into != nullptr);
    make_corpus(fs::path(into) / "1-sqlite", nullptr);
    RedisServer redis;
    make_corpus(fs::path(into) / "1-redis", &redis);
}
