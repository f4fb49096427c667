#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"

#include <csignal>
#include <filesystem>
#include <sys/stat.h>

using namespace refinery::test;

SCENARIO("BYE-2 a server that is asked to stop tells its members, and loses nothing",
         "[BYE-2][integration]") {
    RunningServer server;
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    for (int i = 0; i < 20; ++i)
        ann.command("ticket.add", ticket_data(fresh_id(), "T" + std::to_string(i)));
    ann.outcome(3);
    server.process.signal(SIGTERM);
    CHECK(ann.await_close() == 4000);
    CHECK(ann.bye()["code"].text() == "drain");
    CHECK(ann.bye()["retry"].number() > 0);
    CHECK(bob.await_close() == 4000);
    CHECK(server.process.wait() == 0);

    server.process.start();
    ann.join(server.port());
    for (std::uint64_t cseq = 1; cseq <= 20; ++cseq) CHECK(ann.outcome(cseq).seq);
    Member late(server.made.room, {.name = "Late"});
    late.join(server.port());
    auto const tickets = late.tickets();
    CHECK(tickets.size() == 20);
    CHECK(ann.tickets() == tickets);
}

SCENARIO("a second signal ends it at once", "[start][integration]") {
    RunningServer server({"--drain-ms", "600000", "--close-handshake-ms", "600000"});
    // A member that never answers the close frame keeps an orderly stop waiting.
    PlainSocket deaf(server.port());
    deaf.write("GET /ws/" + server.made.room +
               " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
               "Sec-WebSocket-Protocol: refinery.v1\r\n\r\n");
    CHECK(deaf.read_until("\r\n\r\n").starts_with("HTTP/1.1 101"));
    server.process.signal(SIGTERM);
    CHECK(deaf.read_until("\"drain\"").ends_with("\"drain\""));
    server.process.signal(SIGTERM);
    CHECK(server.process.wait() == 1);
    CHECK(server.process.output().find("stopped at once") != std::string::npos);
}

SCENARIO("a start that cannot be says why, and what to do", "[start][integration]") {
    RunningServer server;
    TempDir const folder;
    auto const port = std::to_string(server.port());
    auto const started = [&](std::vector<std::string> flags) {
        flags.insert(flags.end(), {"--listen", "127.0.0.1", "--metrics-listen", "off"});
        return run_program(REFINERY_BINARY, flags);
    };
    GIVEN("a port that is taken") {
        auto const end = started({"--port", port, "--data", folder.file("data")});
        CHECK(end.code == 1);
        CHECK(end.output.find("--port: port " + port + " is taken") != std::string::npos);
    }
    GIVEN("a folder that another server works in") {
        auto const end =
            started({"--port", "0", "--data", (server.folder.path() / "data").string()});
        CHECK(end.code == 1);
        CHECK(end.output.find("refinery.db") != std::string::npos);
    }
    GIVEN("a folder that cannot be made") {
        auto const end = started({"--port", "0", "--data", "/proc/refinery"});
        CHECK(end.code == 1);
        CHECK(end.output.find("--data") != std::string::npos);
    }
    GIVEN("an address that is not this machine's") {
        auto const end =
            run_program(REFINERY_BINARY, {"--listen", "203.0.113.1", "--port", "0", "--data",
                                          folder.file("data"), "--metrics-listen", "off"});
        CHECK(end.code == 1);
        CHECK(end.output.find("--listen") != std::string::npos);
    }
    GIVEN("a flag that there is not") {
        auto const end = started({"--prot", "1"});
        CHECK(end.code == 2);
        CHECK(end.output.find("--prot") != std::string::npos);
    }
    GIVEN("a configuration to check") {
        auto const end = started({"--port", "0", "--check-config"});
        CHECK(end.code == 0);
        CHECK(end.output == "The configuration is good.\n");
    }
}

SCENARIO("a start prints a link into a sample room, the same each time", "[start][integration]") {
    TempDir const folder;
    ServerProcess process(REFINERY_BINARY, folder.path() / "data");
    process.start();
    auto const link_in = [](std::string const& said) {
        auto const at = said.rfind("/r/");
        return said.substr(at, said.find('\n', at) - at);
    };
    auto const link = link_in(process.output());
    REQUIRE(link.find("#key=") != std::string::npos);
    auto const room = link.substr(3, link.find('#') - 3);
    Member ann(room, {.name = "Ann", .key = link.substr(link.find("#key=") + 5)});
    auto const welcome = ann.join(process.port());
    CHECK(welcome["owns"].is_true());
    auto const tickets = ann.snapshot()["tickets"];
    CHECK(tickets.size() >= 55);
    CHECK(tickets.at(0)["title"].text() ==
          "Open this link in a second window or on your phone, and vote");
    process.signal(SIGINT);
    CHECK(ann.await_close() == 4000);
    CHECK(process.wait() == 0);

    process.start();
    CHECK(link_in(process.output()) == link);
    ann.join(process.port());
    CHECK(ann.tickets().size() == tickets.size());
    THEN("its secret is for nobody else to read") {
        auto const secret = folder.path() / "data" / "secret";
        struct stat status {};
        REQUIRE(::stat(secret.c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
    }
}
