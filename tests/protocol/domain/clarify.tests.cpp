#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

Command writes_criteria(std::vector<Criterion> criteria) {
    return details(bob, {t1}, {.criteria = std::move(criteria)});
}

}  // namespace

SCENARIO("TIC-16 a criterion is ticked, and takes its tick along when it goes", "[TIC-16]") {
    auto room = given({writes_criteria({{entry(1), "It pans"}, {entry(2), "It zooms"}}),
                       checks(carol, t1, Checklist::criteria, entry(2)),
                       checks(carol, t1, Checklist::criteria, entry(1))});
    CHECK(the(room, t1).checked_criteria == std::vector{entry(2), entry(1)});
    CHECK_FALSE(answer(room, checks(bob, t1, Checklist::criteria, entry(1))));
    CHECK(refusal_code(room, checks(bob, t1, Checklist::criteria, entry(3))) ==
          RejectionCode::not_found);
    happens_in(room, checks(bob, t1, Checklist::criteria, entry(1), false));
    CHECK(the(room, t1).checked_criteria == std::vector{entry(2)});
    happens_in(room, writes_criteria({{entry(1), "It pans"}}));
    CHECK(the(room, t1).checked_criteria.empty());
}

SCENARIO("TIC-20 a parked ticket keeps its question, and its round is skipped", "[TIC-20]") {
    auto room = given({opens(alice, r1, t1), parks(bob, t1, "Which map?", carol)});
    CHECK(the(room, t1).parked->question == "Which map?");
    CHECK(the(room, t1).parked->owner == carol);
    CHECK(std::get<phase::Skipped>(the(room, r1).phase).why == SkipReason::parked);
    CHECK_FALSE(answer(room, parks(alice, t1, "Which map?", carol)));
    CHECK(refusal_code(room, parks(bob, t1, "Why?", person(9))) == RejectionCode::not_found);
    happens_in(room, asks(carol, command::UnparkTicket{.ticket = t1}));
    CHECK_FALSE(the(room, t1).parked);
    CHECK_FALSE(answer(room, asks(carol, command::UnparkTicket{.ticket = t1})));
}

SCENARIO("TIC-21 a question has an answer, and a later one replaces it", "[TIC-21]") {
    auto room = given({asks_about(bob, t1, question(1), "Which map?", carol),
                       answers(carol, t1, question(1), "The blue one")});
    CHECK(the(room, t1).questions.front().answer->by == carol);
    CHECK_FALSE(answer(room, answers(bob, t1, question(1), "The blue one")));
    happens_in(room, answers(bob, t1, question(1), "The red one"));
    CHECK(the(room, t1).questions.front().answer->text == "The red one");
    CHECK(refusal_code(room, asks_about(bob, t1, question(1), "Again?")) ==
          RejectionCode::conflict);
    CHECK(refusal_code(room, answers(bob, t1, question(2), "Yes")) == RejectionCode::not_found);
    for (std::uint32_t n = 2; n <= 50; ++n) happens_in(room, asks_about(bob, t1, question(n), "?"));
    CHECK(refusal_code(room, asks_about(bob, t1, question(51), "?")) == RejectionCode::too_large);
}

SCENARIO("TIC-22 each person says once that a ticket is read", "[TIC-22][TIC-12]") {
    auto room = given({});
    auto const updated = the(room, t1).updated;
    auto const reads = [](ParticipantId by) { return asks(by, command::MarkRead{.ticket = t1}); };
    happens_in(room, reads(bob), after_noon(5000));
    happens_in(room, reads(dora), after_noon(6000));
    CHECK(the(room, t1).read_by == std::vector{bob, dora});
    CHECK(the(room, t1).updated == updated);
    CHECK_FALSE(answer(room, reads(bob)));
}

SCENARIO("TIC-10 a ticket in the archive is neither ticked, asked about nor parked", "[TIC-10]") {
    auto const room = given({archives(alice, {t1})});
    for (auto const& command :
         {checks(bob, t1, Checklist::ready, default_ready_list()[0].entry), parks(bob, t1),
          overrides_ready(bob, t1, "hurry"), asks_about(bob, t1, question(1), "Why?"),
          links(bob, t1, t2), waits_outside(bob, t1, entry(1), "A permit"),
          asks(bob, command::MarkRead{.ticket = t1})})
        CHECK(refusal_code(room, command) == RejectionCode::conflict);
}

SCENARIO("TIC-12 what is said of a ticket makes it updated", "[TIC-12]") {
    auto room = given({});
    std::int64_t ms = 60'000;
    for (auto const& command :
         {checks(bob, t1, Checklist::ready, default_ready_list()[0].entry),
          overrides_ready(bob, t1, "hurry"), parks(bob, t1), links(bob, t2, t1),
          waits_outside(bob, t1, entry(1), "A permit"), asks_about(bob, t1, question(1), "Why?"),
          answers(carol, t1, question(1), "So")}) {
        happens_in(room, command, after_noon(ms += 1000));
        CHECK(the(room, t1).updated == after_noon(ms));
    }
    CHECK(the(room, t2).updated < after_noon(60'000));
    happens_in(room, moves(bob, {t1}, command::AtEnd{}), after_noon(ms += 1000));
    CHECK(the(room, t1).moved == after_noon(ms));
    CHECK(the(room, t1).updated < after_noon(ms));
}
