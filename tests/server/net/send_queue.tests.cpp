#include "server/net/send_queue.hpp"

#include "tests/support/catch.hpp"

#include <memory>
#include <string>
#include <vector>

using namespace refinery;
using net::SendQueue;

namespace {

constexpr auto counted = rooms::Connection::Weight::counted;
constexpr auto first_snapshot = rooms::Connection::Weight::first_snapshot;

rooms::SharedText text(std::string bytes) {
    return std::make_shared<std::string const>(std::move(bytes));
}

/// Everything that it would write, an `|` behind each message and a `,` behind each other piece.
std::string written_by(SendQueue& queue) {
    std::string all;
    while (auto const fragment = queue.front()) {
        all += std::string(fragment->bytes) + (fragment->last ? "|" : ",");
        queue.written();
    }
    return all;
}

}  // namespace

SCENARIO("BYE-2 messages leave in order, long ones in pieces that are progress each",
         "[BYE-2][slow]") {
    SendQueue queue({.queued_bytes_max = 100, .fragment_bytes = 4});
    queue.push(text("abc"), counted);
    queue.push(text("defgh"), counted);
    queue.push(text("ijkl"), counted);
    CHECK(written_by(queue) == "abc|defg,h|ijkl|");
    CHECK(queue.empty());
}

SCENARIO("BYE-2 the first snapshot is not counted", "[BYE-2][slow]") {
    SendQueue queue({.queued_bytes_max = 8, .fragment_bytes = 4});
    queue.push(text(std::string(50, 's')), first_snapshot);
    queue.push(text("12345678"), counted);
    CHECK_FALSE(queue.is_over_limit());
    queue.push(text("9"), counted);
    CHECK(queue.is_over_limit());
}

SCENARIO("BYE-2 what is dropped is whole messages", "[BYE-2][slow]") {
    SendQueue queue({.queued_bytes_max = 8, .fragment_bytes = 4});
    queue.push(text("abcdefghij"), counted);
    queue.push(text("xyz"), counted);
    GIVEN("the first is being written") {
        REQUIRE(queue.front());
        queue.drop_unbegun(true);
        THEN("it is finished, and a goodbye can follow") {
            queue.push(text("bye"), counted);
            CHECK(written_by(queue) == "abcd,efgh,ij|bye|");
        }
    }
    GIVEN("a piece of the first has been written") {
        queue.written();
        queue.drop_unbegun(false);
        CHECK(written_by(queue) == "efgh,ij|");
    }
    GIVEN("nothing has begun") {
        queue.drop_unbegun(false);
        CHECK(queue.empty());
    }
}
