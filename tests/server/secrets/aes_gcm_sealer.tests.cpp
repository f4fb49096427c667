#include "server/secrets/aes_gcm_sealer.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"

namespace refinery::secrets {
namespace {

using test::SeededRandom;

ServerKey key_of(std::uint64_t seed) {
    ServerKey key;
    SeededRandom random(seed);
    random.fill(key.bytes);
    return key;
}

SCENARIO("SEC-4 a sealed choice opens under the same key and in the same place", "[SEC-4]") {
    SeededRandom random(7);
    AesGcmSealer sealer(key_of(1), random);
    auto const plain =
        GENERATE(as<std::string>(), "", "5", std::string("a\0b", 3), std::string(1024, 'x'));
    auto const sealed = sealer.seal(plain, "room 1, round 2, ann");

    CHECK(sealer.open(sealed, "room 1, round 2, ann") == plain);
    AND_THEN("not in another place") { CHECK_FALSE(sealer.open(sealed, "room 1, round 2, bob")); }
    AND_THEN("not under another key, whose name differs") {
        AesGcmSealer const other(key_of(2), random);
        CHECK_FALSE(other.open(sealed, "room 1, round 2, ann"));
        CHECK(other.key_id() != sealer.key_id());
    }
    AND_THEN("after a restart as well") {
        AesGcmSealer const again(key_of(1), random);
        CHECK(again.open(sealed, "room 1, round 2, ann") == plain);
        CHECK(again.key_id() == sealer.key_id());
    }
}

SCENARIO("SEC-4 a sealed choice in which one byte changed does not open", "[SEC-4]") {
    SeededRandom random(7);
    AesGcmSealer sealer(key_of(1), random);
    auto const sealed = sealer.seal("13", "ann");
    for (std::size_t position = 0; position < sealed.size(); ++position) {
        CAPTURE(position);
        auto changed = sealed;
        changed[position] = static_cast<char>(changed[position] ^ 1);
        CHECK_FALSE(sealer.open(changed, "ann"));
    }
    CHECK(sealer.open(sealed, "ann") == "13");
}

SCENARIO("SEC-4 bytes that never were a sealed choice do not open", "[SEC-4]") {
    SeededRandom random(7);
    AesGcmSealer sealer(key_of(1), random);
    auto const sealed = sealer.seal("13", "ann");
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(sealer.open(sealed.substr(0, size), "ann"));
    }
    CHECK_FALSE(sealer.open(sealed + "x", "ann"));
}

SCENARIO("SEC-4 the length of a sealed choice depends on the plain length alone", "[SEC-4]") {
    SeededRandom random(7);
    AesGcmSealer sealer(key_of(1), random);
    CHECK(sealer.seal("1", "ann").size() == sealer.seal("8", "a much longer place").size());
    CHECK(sealer.seal("", "").size() == 29);
}

SCENARIO("SEC-5 the same choice sealed twice does not look the same", "[SEC-5]") {
    SeededRandom random(7);
    AesGcmSealer sealer(key_of(1), random);
    CHECK(sealer.seal("5", "ann") != sealer.seal("5", "ann"));
}

SCENARIO("SEC-5 with the same random seed a nonce does not depend on the choice", "[SEC-5]") {
    SeededRandom one(7);
    SeededRandom other(7);
    auto const five = AesGcmSealer(key_of(1), one).seal("5", "ann");
    auto const eight = AesGcmSealer(key_of(1), other).seal("8", "ann");
    CHECK(five.substr(0, 13) == eight.substr(0, 13));
    CHECK(five != eight);
}

}  // namespace
}  // namespace refinery::secrets
