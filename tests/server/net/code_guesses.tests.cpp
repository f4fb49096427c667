#include "server/net/code_guesses.hpp"

#include "tests/support/catch.hpp"

using namespace refinery::net;
using namespace std::chrono_literals;

namespace {

int guesses_until_refused(CodeGuesses& guesses, std::string const& address,
                          std::chrono::milliseconds now) {
    int count = 0;
    while (!guesses.begin(address, now)) ++count;
    return count;
}

}  // namespace

SCENARIO("HTTP-9 an address has ten wrong codes, and one more every ten seconds", "[HTTP-9]") {
    CodeGuesses guesses({}, 0ms);
    CHECK(guesses_until_refused(guesses, "10.0.0.1", 0ms) == 10);
    CHECK(guesses.begin("10.0.0.1", 4s) == 6s);
    CHECK(guesses_until_refused(guesses, "10.0.0.1", 10s) == 1);
    CHECK(guesses_until_refused(guesses, "10.0.0.1", 35s) == 2);
    AND_THEN("others are not held up by it") { CHECK_FALSE(guesses.begin("10.0.0.2", 35s)); }
    AND_THEN("it never has more than ten") {
        CHECK(guesses_until_refused(guesses, "10.0.0.1", 24h) == 10);
    }
}

SCENARIO("HTTP-9 a right code costs nothing", "[HTTP-9]") {
    CodeGuesses guesses({}, 0ms);
    for (int i = 0; i < 1000; ++i) {
        REQUIRE_FALSE(guesses.begin("10.0.0.1", 0ms));
        guesses.forgive("10.0.0.1");
    }
    CHECK(guesses_until_refused(guesses, "10.0.0.1", 0ms) == 10);
}

SCENARIO("HTTP-9 the server takes 300 wrong codes a minute, from however many addresses",
         "[HTTP-9]") {
    CodeGuesses guesses({}, 0ms);
    int taken = 0;
    for (int i = 0; i < 1000; ++i)
        if (!guesses.begin("10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250), 0ms))
            ++taken;
    CHECK(taken == 300);
    AND_THEN("what the server refused did not cost the address") {
        CHECK(guesses.begin("10.0.3.3", 0ms) == 200ms);
        CHECK_FALSE(guesses.begin("10.0.3.3", 200ms));
    }
}

SCENARIO("HTTP-9 only so many addresses are remembered", "[HTTP-9]") {
    CodeGuesses guesses({.per_address = {.burst = 1, .one_every = 10s},
                         .per_server = {.burst = 1000, .one_every = 1s},
                         .addresses_max = 2},
                        0ms);
    CHECK_FALSE(guesses.begin("10.0.0.1", 0ms));
    CHECK_FALSE(guesses.begin("10.0.0.2", 0ms));
    CHECK(guesses.begin("10.0.0.1", 0ms));
    CHECK_FALSE(guesses.begin("10.0.0.3", 0ms));
    AND_THEN("the one that was not seen for longest is forgotten") {
        CHECK(guesses.begin("10.0.0.1", 0ms));
        CHECK_FALSE(guesses.begin("10.0.0.2", 0ms));
    }
}
