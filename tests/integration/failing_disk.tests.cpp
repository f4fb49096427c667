// The real program on a disk that fails.

#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"

#include <filesystem>
#include <fstream>

using namespace refinery::test;

SCENARIO("STORE-14 a server whose disk does not sync ends at once, and promises nothing",
         "[STORE-14][LIV-7][integration]") {
    TempDir const folder;
    auto const mark = folder.file("the disk fails");
    RunningServer server(
        {}, "{}",
        {std::string("LD_PRELOAD=") + REFINERY_FAILING_SYNC, "REFINERY_TEST_SYNC_FAILS=" + mark,
         "ASAN_OPTIONS=verify_asan_link_order=0"});
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    auto const kept = fresh_id();
    bob.catch_up(ann.done("ticket.add", ticket_data(kept, "kept")));

    std::ofstream(mark) << "now";
    auto const doubtful = fresh_id();
    auto const cseq = ann.command("ticket.add", ticket_data(doubtful, "in doubt"));
    CHECK(server.process.wait() == 1);
    ann.await_close();
    bob.await_close();
    CHECK_FALSE(ann.outcomes().contains(cseq));
    CHECK(bob.tickets() == std::multiset<std::string>{kept});
    auto const said = server.process.output();
    INFO(said);
    CHECK(said.find("refinery: ") != std::string::npos);
    CHECK(said.find("disk I/O error") != std::string::npos);

    THEN("on a disk that is whole again it has what it promised, and takes the rest") {
        std::filesystem::remove(mark);
        server.process.start();
        ann.join(server.port());
        CHECK(ann.outcome(cseq).seq);
        bob.join(server.port());
        CHECK(bob.tickets() == std::multiset<std::string>{kept, doubtful});
    }
}
