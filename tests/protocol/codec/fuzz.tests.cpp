#include "protocol/codec/record.hpp"
#include "protocol/domain/decide.hpp"
#include "protocol/domain/evolve.hpp"
#include "tests/protocol/codec/decoding.hpp"
#include "tests/protocol/codec/random_rooms.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/codec/fixtures.hpp"
#include "tests/support/room_builder.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

// Whatever arrives, the answer is one of those that the rules have, and nothing is read or written
// beyond its end: the sanitizers of `scripts/test --sanitize` watch these tests.

using namespace refinery;
using namespace refinery::test;

namespace {

using Generator = std::mt19937;

std::size_t below(Generator& generator, std::size_t bound) { return generator() % bound; }

std::string random_bytes(Generator& generator, std::size_t length) {
    std::string bytes(length, '\0');
    for (char& byte : bytes) byte = static_cast<char>(generator() & 0xFFU);
    return bytes;
}

/// Pieces that a parser stumbles over.
std::vector<std::string> const pieces{"{",
                                      "}",
                                      "[",
                                      "]",
                                      ":",
                                      ",",
                                      "\"",
                                      "\\",
                                      "\\u",
                                      "\\ud800",
                                      "\\u00",
                                      "null",
                                      "true",
                                      "-",
                                      "1e9",
                                      "0",
                                      "1.5",
                                      "\xff",
                                      "\xed\xa0\x80",
                                      "{\"a\":",
                                      "[[[[[[[[[[[[[[[[[",
                                      "99999999999999999999",
                                      "\"type\"",
                                      "\"cseq\"",
                                      "\"items\"",
                                      "\"data\"",
                                      std::string(1, '\0')};

std::string mutated(Generator& generator, std::string text) {
    auto const times = 1 + below(generator, 3);
    for (std::size_t i = 0; i < times && !text.empty(); ++i) {
        auto const at = below(generator, text.size());
        auto const length = std::min(below(generator, 12), text.size() - at);
        switch (below(generator, 6)) {
            case 0: text.resize(at); break;
            case 1: text.erase(at, length); break;
            case 2: text.insert(at, pieces[below(generator, pieces.size())]); break;
            case 3: text.replace(at, length, pieces[below(generator, pieces.size())]); break;
            case 4: text[at] = static_cast<char>(generator() & 0xFFU); break;
            default: text.insert(below(generator, text.size()), text.substr(at, length));
        }
    }
    return text;
}

bool is_a_known_outcome(std::string const& outcome) {
    return outcome.starts_with(R"({"error":")") || outcome.starts_with(R"({"re":")") ||
           outcome.starts_with(R"({"items":[)") || outcome == R"({"read":true})";
}

std::vector<std::string> golden_frames() {
    std::vector<std::string> frames;
    for (auto const& fixture : message_fixtures())
        if (fixture.direction == "to_server")
            frames.push_back(fixture.kind == "command"
                                 ? R"({"type":"commands","items":[)" + fixture.json + "]}"
                                 : fixture.json);
    return frames;
}

/// What a damaged text is read as must still be a room that one can work with.
void work_with(Room room) {
    ToySealer sealer;
    auto const view = view_of(room);
    CHECK(state_hash(view).size() == 16);
    CHECK_FALSE(encode_room(room, sealer).empty());
    std::vector<Command> commands{leaves(bob),
                                  moves(alice, {t1, t2}, t3),
                                  opens(alice, r3, t1),
                                  arrives(carol, "Carol"),
                                  adds(bob, ticket(50), "new"),
                                  archives(alice, {t2}),
                                  restores(alice, {t1, t3})};
    for (auto const& [person, operations] : room.undoable)
        for (auto const& undoable : operations) commands.push_back(undoes(person, undoable.seq));
    for (auto const& command : commands) {
        auto const answer = decide(room, command, noon);
        if (answer && *answer) evolve(room, **answer);
    }
}

}  // namespace

SCENARIO("MSG-2 random bytes are refused and nothing breaks", "[MSG-2]") {
    Generator generator(20'260'101);
    for (int i = 0; i < 3000; ++i) {
        auto const frame = random_bytes(generator, below(generator, 200));
        auto const outcome = outcome_of(frame);
        INFO("bytes " << i << ": " << outcome);
        REQUIRE(outcome.starts_with(R"({"error":")"));
    }
}

SCENARIO("MSG-2 every golden frame that is cut short is refused", "[MSG-2]") {
    for (auto const& frame : golden_frames())
        for (std::size_t length = 0; length < frame.size(); ++length) {
            auto const outcome = outcome_of(frame.substr(0, length));
            INFO(frame.substr(0, length));
            REQUIRE(outcome.starts_with(R"({"error":")"));
        }
}

SCENARIO("MSG-10 damaged frames get an answer that the rules have", "[MSG-10]") {
    Generator generator(20'260'102);
    auto const frames = golden_frames();
    std::size_t readable = 0;
    constexpr std::size_t runs = 20'000;
    for (std::size_t i = 0; i < runs; ++i) {
        auto const frame = mutated(generator, frames[below(generator, frames.size())]);
        auto const outcome = outcome_of(frame);
        INFO(frame << "\n" << outcome);
        REQUIRE(is_a_known_outcome(outcome));
        if (!outcome.starts_with(R"({"error":")")) ++readable;
    }
    // Not all were thrown out at the door.
    CHECK(readable > runs / 50);
}

SCENARIO("SEC-4 damaged records are refused and nothing breaks", "[SEC-4]") {
    Generator generator(20'260'103);
    ToySealer sealer;
    auto const history = random_history(3, 300);
    std::vector<std::string> records;
    for (auto const& operation : history.operations) {
        auto const item = encode_stored_operation(operation, history.room.id, sealer);
        records.push_back(encode_record({item}));
    }
    std::size_t refused = 0;
    for (int i = 0; i < 10'000; ++i) {
        auto const record = mutated(generator, records[below(generator, records.size())]);
        auto const decoded = decode_record(record, history.room.id, sealer);
        if (!decoded) ++refused;
    }
    CHECK(refused > 5000);
}

SCENARIO("SEC-4 a damaged snapshot is refused, or is a room that one can work with", "[SEC-4]") {
    Generator generator(20'260'104);
    ToySealer sealer;
    std::size_t read = 0;
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        auto const snapshot = encode_room(random_history(seed, 120).room, sealer);
        for (int i = 0; i < 300; ++i) {
            auto decoded = decode_room(mutated(generator, snapshot), sealer);
            if (!decoded) continue;
            ++read;
            work_with(std::move(decoded->room));
        }
    }
    CHECK(read > 0);
}

SCENARIO("SEC-4 a snapshot in which something was exchanged is refused, or can be worked with",
         "[SEC-4]") {
    // Ids and ranks put into each other's places: good JSON that says impossible things.
    Generator generator(20'260'105);
    ToySealer sealer;
    auto const snapshot = encode_room(random_history(8, 200).room, sealer);
    std::vector<std::string> strings;
    for (std::size_t at = 0; (at = snapshot.find('"', at)) != std::string::npos;) {
        auto const end = snapshot.find('"', at + 1);
        if (end - at < 40) strings.push_back(snapshot.substr(at, end - at + 1));
        at = end + 1;
    }
    std::size_t read = 0;
    for (int i = 0; i < 1500; ++i) {
        auto text = snapshot;
        auto const& from = strings[below(generator, strings.size())];
        auto const& to = strings[below(generator, strings.size())];
        auto at = text.find(from, below(generator, text.size()));
        if (at == std::string::npos) continue;
        text.replace(at, from.size(), to);
        auto decoded = decode_room(text, sealer);
        if (!decoded) continue;
        ++read;
        work_with(std::move(decoded->room));
    }
    CHECK(read > 0);
}
