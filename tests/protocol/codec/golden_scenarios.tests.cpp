#include "protocol/codec/encode.hpp"
#include "protocol/domain/evolve.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/codec/fixtures.hpp"
#include "tests/support/room_builder.hpp"
#include "tests/support/scenarios.hpp"

#include <string>

// The server's side of a promise: a page that applies these operations to the state they start
// from comes to the state they end in, with the same hash after each (HSH-5). Run with
// REFINERY_WRITE_FIXTURES=1 to write the files anew.

using namespace refinery;
using namespace refinery::test;

namespace {

std::string state_json(RoomView const& state) {
    auto const snapshot = encode(messages::Snapshot{.epoch = "", .seq = 0, .state = state});
    auto const begin = snapshot.find(R"("state":)") + 8;
    return snapshot.substr(begin, snapshot.size() - begin - 1);
}

std::string written(Scenario const& scenario) {
    Room room;
    happens_in(room, scenario.steps.front().command, scenario.steps.front().at);
    auto text = "{\n\"name\": \"" + scenario.name + "\",\n\"start\": " + state_json(view_of(room)) +
                ",\n\"start_hash\": \"" + state_hash(view_of(room)) + "\",\n\"steps\": [";
    for (std::size_t i = 1; i < scenario.steps.size(); ++i) {
        auto const operation = happens_in(room, scenario.steps[i].command, scenario.steps[i].at);
        text += std::string(i > 1 ? "," : "") +
                "\n{\"operation\": " + encode_operation(view_of(operation)) + ", \"hash\": \"" +
                state_hash(view_of(room)) + "\"}";
    }
    return text + "\n],\n\"end\": " + state_json(view_of(room)) + "\n}\n";
}

/// A state in which each value that may be absent is there once and absent once.
RoomView unusual_state() {
    auto const& deck = modified_fibonacci();
    RoomView state{.room = id_of<RoomId>(0x01, 77),
                   .title = "Ünïcode \U0001F98A \"quoted\"\\",
                   .code = "K7PQ2M",
                   .deck = deck,
                   .anonymous = true,
                   .auto_reveal_ms = std::nullopt,
                   .locked = true,
                   .passcode = true,
                   .spotlight = Spotlight{.board = "estimate", .ticket = t1}};
    state.participants = {
        {.participant = alice, .name = "A", .title = "lead", .facilitates = true}};
    state.tickets = {{.ticket = t1,
                      .number = 9'007'199'254'740'991,
                      .rank = "zz",
                      .title = "1",
                      .key = "",
                      .estimate = Estimate{.card = "½"},
                      .archived = Archived{.at = noon, .by = {}},
                      .created = {0},
                      .updated = {1}}};
    state.rounds = {
        {.round = r1,
         .ticket = t1,
         .deck = deck,
         .phase = "skipped",
         .opened = noon,
         .revealed = noon,
         .skipped = SkipReason::archived,
         .voted = {alice},
         .choices = std::vector<RevealedChoice>{{.by = alice, .card = "∞"},
                                                {.by = bob, .card = "☕", .left = true}}},
        {.round = r2,
         .ticket = t1,
         .number = 2,
         .deck = deck,
         .anonymous = true,
         .auto_reveal_ms = 0,
         .phase = "revealed",
         .opened = noon,
         .revealed = noon,
         .voted = {bob, alice},
         .counts = std::vector<CardCount>{{"1", 2}}},
        {.round = r3,
         .ticket = t1,
         .number = 3,
         .deck = deck,
         .phase = "collecting",
         .opened = noon,
         .held = HoldReason::restart}};
    return state;
}

std::string hashed(std::string const& name, RoomView const& state) {
    return "{\"name\": \"" + name + "\", \"state\": " + state_json(state) + ", \"hash\": \"" +
           state_hash(state) + "\"}";
}

}  // namespace

SCENARIO("HSH-5 the golden histories are what the server makes of them", "[HSH-5]") {
    for (auto const& scenario : scenarios()) {
        INFO(scenario.name << ": REFINERY_WRITE_FIXTURES=1 writes the file anew");
        auto const generated = written(scenario);
        CHECK(golden(fixture_folder() / "scenarios" / (scenario.name + ".json"), generated) ==
              generated);
    }
}

SCENARIO("HSH-5 the golden hashes are those of the server", "[HSH-5]") {
    RoomView const empty{.room = id_of<RoomId>(0x01, 1), .deck = modified_fibonacci()};
    auto const voting = view_of(given({opens(alice, r1, t1), estimates(bob, r1, "5")}));
    auto const generated = "[\n" + hashed("empty", empty) + ",\n" + hashed("voting", voting) +
                           ",\n" + hashed("unusual", unusual_state()) + "\n]\n";
    CHECK(golden(fixture_folder() / "state_hash.json", generated) == generated);
}
