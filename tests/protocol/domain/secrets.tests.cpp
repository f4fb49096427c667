#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <type_traits>

using namespace refinery;
using namespace refinery::test;

namespace {

/// What everybody but Bob may know of a room.
std::string known_to_all(Room const& room) { return state_hash(view_of(room)); }

/// What tells of an operation are its public form's fields; a vote has the round and no more.
std::string told(Operation const& operation) {
    auto const form = view_of(operation);
    auto const& given = std::get<public_form::EstimateGiven>(form.body);
    return std::to_string(form.seq) + ' ' + std::to_string(form.at.ms) + ' ' +
           to_string(form.by.value()) + ' ' + to_string(given.round);
}

}  // namespace

SCENARIO("SEC-1 a choice goes to its author alone until the reveal", "[SEC-1][SEC-3]") {
    auto room = given({opens(alice, r1, t1), opens_anonymous(alice, r2, t2),
                       estimates(bob, r1, "5", "small"), estimates(bob, r2, "8"),
                       estimates(carol, r1, "3")});
    auto const own = own_choices(room, bob);
    REQUIRE(own.rounds.size() == 2);
    CHECK(own.rounds[0].round == r1);
    CHECK(own.rounds[0].choice == CardChoice{.card = "5", .note = "small"});
    CHECK(own.rounds[1].choice == CardChoice{.card = "8"});
    CHECK(own_choices(room, alice).rounds.empty());
    for (auto const& round : view_of(room).rounds) {
        CHECK_FALSE(round.choices);
        CHECK_FALSE(round.counts);
    }
    WHEN("both rounds are revealed and settled") {
        for (auto const& command : {reveals(alice, r1), reveals(alice, r2), settles(alice, r1, "5"),
                                    settles(alice, r2, "8")})
            happens_in(room, command);
        THEN("one's own choice is kept where names are not told") {
            auto const kept = own_choices(room, bob);
            REQUIRE(kept.rounds.size() == 1);
            CHECK(kept.rounds[0].round == r2);
        }
    }
    WHEN("a vote is taken back") {
        happens_in(room, withdraws(bob, r1));
        THEN("it is no longer one's own") { CHECK(own_choices(room, bob).rounds.size() == 1); }
    }
}

SCENARIO("SEC-5 two rooms that differ in a hidden choice look alike to everybody else",
         "[SEC-5][SEC-2]") {
    auto five = given({opens(alice, r1, t1), estimates(carol, r1, "2")});
    auto eight = five;
    auto const tell_alike = [&](Command const& a, Command const& b) {
        auto const in_five = happens_in(five, a, after_noon(9000));
        auto const in_eight = happens_in(eight, b, after_noon(9000));
        CHECK(told(in_five) == told(in_eight));
        CHECK(known_to_all(five) == known_to_all(eight));
    };
    tell_alike(estimates(bob, r1, "5", "a note"), estimates(bob, r1, "8"));
    tell_alike(estimates(bob, r1, "5"), estimates(bob, r1, "13"));
    tell_alike(estimates(alice, r1, "1"), estimates(alice, r1, "1"));
    CHECK(state_of(five, r1) == state_of(eight, r1));
    for (auto const& command : std::vector<Command>{
             withdraws(carol, r1), leaves(carol), holds_round(alice, r1), retitles(bob, t1, "x"),
             arrives(person(20), "Eve"), becomes(alice, Role::observer)}) {
        happens_in(five, command);
        happens_in(eight, command);
        CHECK(known_to_all(five) == known_to_all(eight));
        for (auto const who : {alice, carol, dora})
            CHECK(own_choices(five, who).rounds.size() == own_choices(eight, who).rounds.size());
    }
    THEN("the reveal tells them apart") {
        happens_in(five, reveals(alice, r1));
        happens_in(eight, reveals(alice, r1));
        CHECK(known_to_all(five) != known_to_all(eight));
    }
}

SCENARIO("SEC-1 a hidden value has no way out by type", "[SEC-1]") {
    using Hidden = Secret<Choice>;
    STATIC_REQUIRE_FALSE(std::is_convertible_v<Hidden, Choice>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<Choice, Hidden>);
    STATIC_REQUIRE_FALSE(std::is_default_constructible_v<SecretOpener>);
    STATIC_REQUIRE_FALSE(std::is_aggregate_v<SecretOpener>);
    STATIC_REQUIRE(std::is_copy_constructible_v<Hidden>);
}
