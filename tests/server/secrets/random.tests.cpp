#include "server/secrets/random.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"

#include <algorithm>

namespace refinery::secrets {
namespace {

TEST_CASE("The system's random bytes fill the whole span and do not repeat", "[secrets]") {
    SystemRandom random;
    std::array<std::uint8_t, 64> bytes{};
    random.fill(bytes);
    CHECK(std::ranges::any_of(bytes, [](auto byte) { return byte != 0; }));
    CHECK(std::ranges::any_of(std::span(bytes).last<32>(), [](auto byte) { return byte != 0; }));
    RandomIds ids(random);
    CHECK(ids.next_128() != ids.next_128());
}

TEST_CASE("Seeded ids are the same in every run", "[secrets]") {
    test::SeededRandom one(3);
    test::SeededRandom other(3);
    RandomIds ids(one);
    RandomIds same_ids(other);
    CHECK(ids.next_128() == same_ids.next_128());
    CHECK(ids.next_128() == same_ids.next_128());
}

}  // namespace
}  // namespace refinery::secrets
