#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <vector>

using namespace refinery;
using namespace refinery::test;

SCENARIO("REF-1 of several reasons the first in this order is told", "[REF-1]") {
    auto const room = given(
        {archives(alice, {t3}), opens(alice, r1, t1), estimates(bob, r1, "5"), reveals(alice, r1),
         settles(alice, r1, "5"),
         asks(alice,
              command::ConfigureRoom{.set = {.rights = Rights{.order = Audience::facilitators}}})});
    auto const sets_spotlight = [](ParticipantId by, Spotlight spotlight) {
        return asks(by, command::SetSpotlight{.spotlight = std::move(spotlight)});
    };
    struct Case {
        char const* what;
        Command command;
        RejectionCode told;
    };
    for (auto const& [what, command, told] : std::vector<Case>{
             // The right stands before everything that depends on values.
             {"no right, a bad title", asks(bob, command::ConfigureRoom{.set = {.title = ""}}),
              RejectionCode::forbidden},
             {"no right, an unknown board", sets_spotlight(bob, {.board = "dots"}),
              RejectionCode::forbidden},
             {"no right, an unknown ticket", moves(bob, {nowhere}, command::AtEnd{}),
              RejectionCode::forbidden},
             {"no right, an archived ticket", archives(bob, {t3}), RejectionCode::forbidden},
             {"no right, already so", skips(bob, r1), RejectionCode::forbidden},
             {"no right, an unknown round", reveals(bob, r3), RejectionCode::forbidden},
             {"no vote, an unknown card", estimates(dora, r1, "x"), RejectionCode::forbidden},
             // Bounds stand before what is named.
             {"a bad title, an unknown place", adds(bob, t4, "", nowhere),
              RejectionCode::bad_request},
             {"a bad title, an unknown ticket", retitles(bob, nowhere, ""),
              RejectionCode::bad_request},
             {"a bad title, an archived ticket", retitles(bob, t3, ""), RejectionCode::bad_request},
             {"a long text, an unknown ticket", writes(bob, nowhere, 0, std::string(65'537, 'x')),
              RejectionCode::too_large},
             {"an unknown card, the wrong phase", estimates(bob, r1, "x"),
              RejectionCode::bad_request},
             {"an unknown card, a settled round", settles(alice, r1, "x"),
              RejectionCode::bad_request},
             // What is named stands before ids in use and the archive.
             {"an unknown place, a used id", adds(bob, t1, "x", nowhere), RejectionCode::not_found},
             {"an unknown ticket beside an archived one", moves(alice, {t3, nowhere}, t1),
              RejectionCode::not_found},
             {"an unknown ticket, a used round", opens(alice, r1, nowhere),
              RejectionCode::not_found},
             // Those stand before what is so already, and before the phase.
             {"an archived ticket, already so", retitles(bob, t3, "three"),
              RejectionCode::conflict},
             {"an archived ticket, a stale text", writes(bob, t3, 9, "x"), RejectionCode::conflict},
             {"the wrong phase", reveals(alice, r1), RejectionCode::phase},
         }) {
        INFO(what);
        CHECK(refusal_code(room, command) == told);
    }
}

SCENARIO("REF-1 what is so already stands before the phase and before a stale base", "[REF-1]") {
    auto const room = given({opens(alice, r1, t1), reveals(alice, r1), settles(alice, r1, "5"),
                             writes(bob, t1, 0, "words")});
    CHECK_FALSE(answer(room, settles(alice, r1, "5")));
    CHECK_FALSE(answer(room, writes(carol, t1, 0, "words")));
}

SCENARIO("REF-2 every refusal has a sentence", "[REF-2]") {
    auto const room = given({archives(alice, {t3}), opens(alice, r1, t1)});
    for (auto const& command :
         {reveals(bob, r1), adds(bob, t4, ""), adds(bob, t1, "x"), retitles(bob, nowhere, "x"),
          retitles(bob, t3, "x"), settles(alice, r1, "5"), undoes(bob, 1), writes(bob, t1, 4, "x"),
          arrives(person(20), "")}) {
        auto const refused = refusal(room, command);
        REQUIRE(refused);
        INFO(refused->message);
        CHECK(refused->message.size() > 10);
        CHECK(refused->message.back() == '.');
        CHECK((refused->code == RejectionCode::bad_request) == refused->where.has_value());
    }
}

SCENARIO("REF-3 somebody whom the room does not know is a mistake of the server's", "[REF-3]") {
    CHECK(refusal_code(given({}), retitles(person(99), t1, "x")) == RejectionCode::internal);
}
