#include "protocol/domain/deck.hpp"
#include "protocol/domain/limits.hpp"
#include "protocol/domain/text.hpp"
#include "server/app/lan_address.hpp"
#include "server/app/qr_code.hpp"
#include "server/app/ready_text.hpp"
#include "server/app/sample_backlog.hpp"
#include "server/app/sample_room.hpp"
#include "server/app/web_root.hpp"
#include "server/secrets/secret_hasher.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_dir.hpp"

#include <fstream>
#include <set>

using namespace refinery;
using namespace refinery::app;

namespace {

std::string no_picture(std::string const& link) { return "[" + link + "]"; }

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

SCENARIO("a start says where Refinery is, what it promises and what is unusual", "[start]") {
    Ready ready{.port = 8080,
                .shared_base = "http://192.168.1.5:8080",
                .sample_path = "/r/abc#key=def",
                .kept_in = "the file data/refinery.db",
                .durability = messages::Durability::disk,
                .metrics = "http://127.0.0.1:9090/metrics",
                .raised_limits = {"text_bytes_max 131072 (usually 65536)"},
                .warnings = {"the web client was not found"}};
    auto const text = ready_text(ready, no_picture);
    CHECK(has(text, "\nRefinery is ready at http://localhost:8080\n"));
    CHECK(has(text, "[http://192.168.1.5:8080]"));
    CHECK(has(text, "http://192.168.1.5:8080/r/abc#key=def\n"));
    CHECK(has(text, "the file data/refinery.db"));
    CHECK(has(text, "survives a crash of the machine"));
    CHECK(has(text, "text_bytes_max 131072"));
    CHECK(has(text, "the web client was not found"));
    GIVEN("it listens for this machine alone") {
        ready.shared_base.reset();
        auto const alone = ready_text(ready, no_picture);
        CHECK(has(alone, "http://localhost:8080/r/abc#key=def\n"));
        CHECK_FALSE(has(alone, "["));
    }
}

SCENARIO("each tier of durability is told in its own words", "[start]") {
    using messages::Durability;
    std::set<std::string> promises;
    for (auto const tier :
         {Durability::memory, Durability::process, Durability::second, Durability::disk})
        promises.insert(promise_of(tier));
    CHECK(promises.size() == 4);
    CHECK_FALSE(has(promise_of(Durability::process), "survives a crash of the machine"));
    CHECK_FALSE(has(promise_of(Durability::second), "survives a crash of the machine"));
}

SCENARIO("a phone is led to the address that it most likely reaches", "[start]") {
    CHECK_FALSE(choose_lan_address({}));
    CHECK(choose_lan_address(
              {{"docker0", "172.17.0.1"}, {"eth0", "192.168.1.5"}, {"wlan0", "10.0.0.7"}}) ==
          "192.168.1.5");
    CHECK(choose_lan_address({{"tun0", "10.8.0.2"}, {"eth0", "203.0.113.9"}}) == "203.0.113.9");
    CHECK(choose_lan_address({{"eth0", "169.254.3.3"}, {"br-1a", "172.18.0.1"}}) == "172.18.0.1");
    CHECK(choose_lan_address({{"eth0", "203.0.113.9"}, {"eth1", "172.20.1.1"}}) == "172.20.1.1");
    CHECK(choose_lan_address({{"eth0", "172.32.1.1"}, {"eth1", "172.31.1.1"}}) == "172.31.1.1");
}

SCENARIO("a link is drawn two rows to a line, in one width", "[start]") {
    auto const drawing = qr_code("http://192.168.1.5:8080");
    // 25 modules for a text of this length, two of margin on either side: 29 rows on 15 lines.
    std::set<std::size_t> widths;
    std::size_t lines = 0;
    std::size_t from = 0;
    for (auto end = drawing.find('\n'); end != std::string::npos;
         end = drawing.find('\n', from = end + 1)) {
        ++lines;
        auto line = drawing.substr(from, end - from);
        auto const first = line.find('m') + 1;
        widths.insert(code_points(line.substr(first, line.rfind('\x1b') - first)));
    }
    CHECK(lines == 15);
    CHECK(widths == std::set<std::size_t>{29});
    CHECK(qr_code(std::string(5000, 'x')).empty());
}

SCENARIO("the sample backlog is one that a room takes, and tells a visitor what to do", "[start]") {
    auto const backlog = sample_backlog();
    CHECK(backlog.size() >= 55);
    CHECK(backlog.size() <= 65);
    CHECK(backlog.front().title == "Open this link in a second window or on your phone, and vote");
    CHECK(backlog.front().estimate.empty());
    Limits const limits;
    std::set<std::string_view> keys;
    std::size_t estimated = 0;
    std::size_t described = 0;
    for (auto const& ticket : backlog) {
        INFO(ticket.title);
        CHECK_FALSE(fault_of_line(ticket.title, limits.title_code_points_max));
        if (!ticket.key.empty()) CHECK(keys.insert(ticket.key).second);
        if (!ticket.estimate.empty()) {
            ++estimated;
            CHECK(modified_fibonacci().find(ticket.estimate));
        }
        if (!ticket.description.empty()) ++described;
    }
    CHECK(estimated >= 20);
    CHECK(backlog.size() - estimated >= 15);
    CHECK(described >= 8);
}

SCENARIO("the sample room has the same link at every start, on this server alone", "[start]") {
    secrets::OpenSslSecretHasher const hasher;
    secrets::ServerKey key;
    secrets::ServerKey other;
    other.bytes[0] = 1;
    auto const first = sample_room(key, hasher);
    auto const again = sample_room(key, hasher);
    auto const elsewhere = sample_room(other, hasher);
    CHECK(first.path() == again.path());
    CHECK(first.path() != elsewhere.path());
    CHECK(first.room.room != elsewhere.room.room);
    CHECK(first.room.facilitator_key == hasher.of_random_secret(first.facilitator_key));
    auto const& rows = std::get<command::ImportTickets>(first.room.fill.at(0)).tickets;
    auto const& rows_again = std::get<command::ImportTickets>(again.room.fill.at(0)).tickets;
    REQUIRE(rows.size() == sample_backlog().size());
    CHECK(rows[7].ticket == rows_again[7].ticket);
    CHECK(rows[7].ticket != rows[8].ticket);
}

SCENARIO("the client is looked for beside the program, never in the working folder", "[start]") {
    test::TempDir const folder;
    auto const page_in = [&](std::filesystem::path const& place) {
        std::filesystem::create_directories(place);
        std::ofstream(place / "index.html") << "page";
        return place;
    };
    CHECK_FALSE(find_web_root(folder.path() / "build" / "release"));
    auto const built = page_in(folder.path() / "web-client" / "dist");
    CHECK(find_web_root(folder.path() / "build" / "release") == built);
    auto const installed = page_in(folder.path() / "build" / "share" / "refinery" / "web");
    CHECK(find_web_root(folder.path() / "build" / "release") == installed);
}
