#include "protocol/codec/record.hpp"
#include "protocol/domain/limits.hpp"
#include "tests/protocol/codec/random_rooms.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/codec/toy_secrets.hpp"
#include "tests/support/room_builder.hpp"
#include "tests/support/scenarios.hpp"

#include <set>
#include <string>

using namespace refinery;
using namespace refinery::test;

namespace {

RoomId const our_room = id_of<RoomId>(0x01, 1);

std::string stored(Operation const& operation, RoomId const& room, Sealer& sealer) {
    auto const item = encode_stored_operation(operation, room, sealer);
    return encode_record({item});
}

Operation estimate_of(ParticipantId by, BallotId round, CardChoice choice) {
    return {.seq = 7,
            .at = noon,
            .by = by,
            .origin = CommandOrigin{session(1), 3},
            .undoes = {},
            .body = operation::EstimateGiven{round, Secret<Choice>(std::move(choice))}};
}

/// The text with what is sealed in it taken out, and how long each of those was.
struct Masked {
    std::string text;
    std::vector<std::size_t> lengths;
    bool operator==(Masked const&) const = default;
};
Masked masked(std::string const& text) {
    std::string const mark = R"("value":")";
    Masked result;
    std::size_t at = 0;
    for (auto begin = text.find(mark); begin != std::string::npos; begin = text.find(mark, at)) {
        begin += mark.size();
        result.text += text.substr(at, begin - at);
        at = text.find('"', begin);
        result.lengths.push_back(at - begin);
    }
    result.text += text.substr(at);
    return result;
}

RecordError::Kind error_of(std::string_view record) {
    auto const decoded = decode_record(record, our_room, ToySealer());
    return decoded ? throw std::logic_error("it was read") : decoded.error().kind;
}

}  // namespace

SCENARIO("SEC-4 operations come back from the store as they went in", "[SEC-4]") {
    for (auto const& scenario : scenarios()) {
        ToySealer sealer;
        Room live;
        Room replayed;
        std::vector<std::string> items;
        for (auto const& step : scenario.steps) {
            auto const operation = happens_in(live, step.command, step.at);
            items.push_back(encode_stored_operation(operation, live.id, sealer));
        }
        auto const record = encode_record({items.begin(), items.end()});
        auto const decoded = decode_record(record, live.id, sealer);
        INFO(scenario.name << (decoded ? "" : decoded.error().message));
        REQUIRE(decoded.has_value());
        CHECK_FALSE(decoded->key_missing);
        REQUIRE(decoded->operations.size() == scenario.steps.size());
        for (auto const& operation : decoded->operations) evolve(replayed, operation);
        CHECK(fingerprint(replayed) == fingerprint(live));
    }
}

SCENARIO("SEC-4 random histories and rooms come back from the store as they went in", "[SEC-4]") {
    std::set<std::size_t> kinds;
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        INFO("seed " << seed);
        ToySealer sealer;
        auto const history = random_history(seed, 400);
        Room replayed;
        for (auto const& operation : history.operations) {
            kinds.insert(operation.body.index());
            auto const decoded =
                decode_record(stored(operation, history.room.id, sealer), history.room.id, sealer);
            REQUIRE(decoded.has_value());
            evolve(replayed, decoded->operations.at(0));
        }
        CHECK(fingerprint(replayed) == fingerprint(history.room));

        auto const snapshot = encode_room(history.room, sealer);
        auto const decoded = decode_room(snapshot, sealer);
        INFO((decoded ? "" : decoded.error().message));
        REQUIRE(decoded.has_value());
        CHECK_FALSE(decoded->key_missing);
        CHECK(fingerprint(decoded->room) == fingerprint(history.room));
        CHECK(broken_invariant(decoded->room) == "");
        CHECK(decoded->room.content_bytes == history.room.content_bytes);
        CHECK(decoded->room.collecting == history.room.collecting);
        CHECK(decoded->room.sessions_by_seq == history.room.sessions_by_seq);
        CHECK(decoded->room.rounds_of_ticket == history.room.rounds_of_ticket);
        CHECK(masked(encode_room(decoded->room, sealer)) == masked(snapshot));
    }
    // The histories were not idle ones.
    CHECK(kinds.size() >= 36);
}

SCENARIO("SEC-4 a room that was loaded goes on like the one that was kept", "[SEC-4]") {
    ToySealer sealer;
    auto history = random_history(99, 150);
    auto loaded = decode_room(encode_room(history.room, sealer), sealer).value().room;
    auto const more = random_history(99, 500);
    REQUIRE(more.operations.size() > history.operations.size());
    for (std::size_t i = history.operations.size(); i < more.operations.size(); ++i) {
        evolve(loaded, more.operations[i]);
        evolve(history.room, more.operations[i]);
    }
    CHECK(fingerprint(loaded) == fingerprint(history.room));
}

SCENARIO("SEC-5 two records that differ in one choice differ in what is sealed alone", "[SEC-5]") {
    auto const record = [](CardChoice choice) {
        ToySealer sealer;
        return stored(estimate_of(bob, r1, std::move(choice)), our_room, sealer);
    };
    auto const five = record({.card = "5"});
    auto const long_note =
        record({.card = "☕", .confidence = Confidence::unsure, .note = std::string(200, '"')});
    CHECK(five != long_note);
    CHECK(masked(five) == masked(long_note));
    CHECK(masked(five).lengths.size() == 1);
    CHECK(five.find("\"card\"") == std::string::npos);

    GIVEN("two rooms that differ in one choice") {
        auto const snapshot = [](std::string card) {
            ToySealer sealer;
            return encode_room(given({opens(alice, r1, t1), estimates(bob, r1, std::move(card))}),
                               sealer);
        };
        CHECK(snapshot("1") != snapshot("100"));
        CHECK(masked(snapshot("1")) == masked(snapshot("100")));
    }
}

SCENARIO("SEC-4 the longest choice that is allowed needs no more room than the shortest",
         "[SEC-4]") {
    // 10 code points of card and 200 of note, of four bytes each.
    std::string card;
    std::string note;
    for (std::size_t i = 0; i < card_label_code_points_max; ++i) card += "\U0001F98A";
    for (std::size_t i = 0; i < Limits{}.note_code_points_max; ++i) note += "\U0001F98A";
    ToySealer sealer;
    auto const longest =
        stored(estimate_of(bob, r1, {.card = card, .confidence = Confidence::unsure, .note = note}),
               our_room, sealer);
    auto const shortest = stored(estimate_of(bob, r1, {.card = "1"}), our_room, sealer);
    CHECK(masked(longest).lengths == masked(shortest).lengths);
}

SCENARIO("SEC-4 a sealed choice opens in its own place only", "[SEC-4]") {
    ToySealer sealer;
    auto const record = stored(estimate_of(bob, r1, {.card = "5"}), our_room, sealer);
    auto const in_place_of = [&](std::string from, std::string const& to) {
        auto moved = record;
        moved.replace(moved.find(from), from.size(), to);
        return moved;
    };
    CHECK(decode_record(record, our_room, sealer).has_value());
    CHECK(error_of(in_place_of(to_string(bob), to_string(carol))) == RecordError::Kind::damaged);
    CHECK(error_of(in_place_of(to_string(r1), to_string(r2))) == RecordError::Kind::damaged);
    auto const other_room = decode_record(record, id_of<RoomId>(0x01, 2), sealer);
    REQUIRE_FALSE(other_room.has_value());
    CHECK(other_room.error().kind == RecordError::Kind::damaged);
}

SCENARIO("SEC-4 what a reveal has told by name is not sealed once more", "[SEC-4]") {
    ToySealer sealer;
    auto const sealed_in = [&](Room const& room) {
        return masked(encode_room(room, sealer)).lengths.size();
    };
    auto const named = given({opens(alice, r1, t1), estimates(bob, r1, "5"),
                              estimates(carol, r1, "8", "big"), reveals(alice, r1)});
    auto const anonymous = given({opens_anonymous(alice, r1, t1), estimates(bob, r1, "5"),
                                  estimates(carol, r1, "8"), reveals(alice, r1)});
    CHECK(sealed_in(named) == 0);
    CHECK(sealed_in(anonymous) == 2);
    auto const loaded = decode_room(encode_room(named, sealer), ToySealer("toy-2"));
    REQUIRE(loaded.has_value());
    CHECK_FALSE(loaded->key_missing);
    CHECK(fingerprint(loaded->room) == fingerprint(named));
    CHECK(the(loaded->room, r1).places.size() == 2);
    CHECK(the(loaded->room, r1).places.at(1).choice);
}

SCENARIO("SEC-6 without the key a vote is known as a vote", "[SEC-6]") {
    ToySealer sealer;
    ToySealer another("toy-2");
    auto const room = given({opens(alice, r1, t1), estimates(bob, r1, "5")});
    auto const loaded = decode_room(encode_room(room, sealer), another);
    REQUIRE(loaded.has_value());
    CHECK(loaded->key_missing);
    CHECK(state_hash(view_of(loaded->room)) == state_hash(view_of(room)));
    CHECK(own_choices(loaded->room, bob).rounds.empty());
    CHECK_FALSE(the(loaded->room, r1).places.at(0).choice);

    auto const record = decode_record(stored(estimate_of(bob, r1, {.card = "5"}), our_room, sealer),
                                      our_room, another);
    REQUIRE(record.has_value());
    CHECK(record->key_missing);
    CHECK_FALSE(std::get<operation::EstimateGiven>(record->operations.at(0).body).choice);

    THEN("what is stored of it from then on is that it was lost") {
        auto const again = decode_room(encode_room(loaded->room, another), another);
        REQUIRE(again.has_value());
        CHECK_FALSE(again->key_missing);
        CHECK(state_hash(view_of(again->room)) == state_hash(view_of(room)));
    }
}

SCENARIO("SEC-4 formats of another version are told from damage", "[SEC-4]") {
    using Kind = RecordError::Kind;
    CHECK(error_of(R"({"format":2,"operations":[]})") == Kind::unknown_format);
    CHECK(error_of(R"({"format":2,"whatever":true})") == Kind::unknown_format);
    CHECK(
        error_of(R"({"format":1,"operations":[{"seq":1,"at":1,"op":"ticket.sung","data":{}}]})") ==
        Kind::unknown_format);
    CHECK(error_of(R"({"format":1,"operations":[]})") == Kind::damaged);
    CHECK(error_of(R"({"format":"1","operations":[]})") == Kind::damaged);
    CHECK(error_of(R"({"operations":[]})") == Kind::damaged);
    CHECK(error_of(R"([])") == Kind::damaged);
    CHECK(error_of("") == Kind::damaged);
    auto const snapshot = decode_room(R"({"format":9,"room":{}})", ToySealer());
    REQUIRE_FALSE(snapshot.has_value());
    CHECK(snapshot.error().kind == Kind::unknown_format);
}

SCENARIO("SEC-4 operations of a record follow each other", "[SEC-4]") {
    ToySealer sealer;
    auto operation = estimate_of(bob, r1, {.card = "5"});
    auto const first = encode_stored_operation(operation, our_room, sealer);
    operation.seq = 8;
    auto const second = encode_stored_operation(operation, our_room, sealer);
    CHECK(decode_record(encode_record({first, second}), our_room, sealer).has_value());
    CHECK(error_of(encode_record({second, first})) == RecordError::Kind::damaged);
    CHECK(error_of(encode_record({first, first})) == RecordError::Kind::damaged);
}

SCENARIO("SEC-4 the same room gives the same bytes", "[SEC-4]") {
    auto const bytes = [] {
        ToySealer sealer;
        return encode_room(random_history(5, 300).room, sealer);
    };
    CHECK(bytes() == bytes());
}
