// The real program on a disk without room: read-only until there is some again.

#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/store/small_disk.hpp"

using namespace refinery::test;

namespace {

/// A long description, so that a small disk is full soon.
std::string long_text(std::string const& ticket) {
    return R"({"doc":")" + ticket + R"(/description","base":0,"text":")" +
           std::string(60'000, 'x') + "\"}";
}

}  // namespace

SCENARIO("STORE-13 a full disk makes rooms read-only until there is room again",
         "[STORE-13][LIV-7][integration]") {
    TempDir const folder;
    SmallDisk disk(folder.file("disk"));
    if (!disk.is_mounted()) SKIP_TEST("no small disk can be mounted here: that needs root");
    ServerProcess process(
        REFINERY_BINARY, disk.path(),
        RunningServer::with_usual({"--probe-ms", "100", "--operations-per-second", "10000"}));
    process.start();
    auto const made = make_room(process.port());
    Member ann(made.room, {.name = "Ann", .key = made.facilitator_key});
    Member bob(made.room, {.name = "Bob"});
    ann.join(process.port());
    bob.join(process.port());

    std::multiset<std::string> kept;
    Member::Outcome outcome;
    do {
        auto const ticket = fresh_id();
        outcome = ann.outcome(ann.command("ticket.add", ticket_data(ticket, "T")));
        if (!outcome.seq) break;
        kept.insert(ticket);
        outcome = ann.outcome(ann.command("text.replace", long_text(ticket)));
    } while (outcome.seq);
    CHECK(outcome.code == "read_only");
    CHECK(bob.next("status")["store"].text() == "read_only");
    CHECK(http_post(process.port(), "/api/rooms", "{}").status == 503);

    REQUIRE(disk.grow());
    while (bob.next("status")["store"].text() != "ok") {}
    auto const next = fresh_id();
    ann.done("ticket.add", ticket_data(next, "there is room again"));
    kept.insert(next);
    process.kill();
    process.start();
    bob.join(process.port());
    CHECK(bob.tickets() == kept);
}
