#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <algorithm>

using namespace refinery;
using namespace refinery::test;

namespace {

/// "one" and "two" say much of the same; two blocks three and waits for four.
Room given_alike(std::initializer_list<Command> commands = {}) {
    auto room = given_no_tickets();
    happens_in(
        room,
        imports(alice, {{.ticket = t1,
                         .title = "one",
                         .key = "GEO-1",
                         .description = "Pan by keys",
                         .estimate = "8",
                         .details = {.labels = std::vector<std::string>{"map"},
                                     .theme = std::optional(std::optional<std::string>("Paths")),
                                     .criteria = std::vector<Criterion>{{entry(1), "It pans"},
                                                                        {entry(2), "It zooms"}}}},
                        {.ticket = t2,
                         .title = "two",
                         .key = "GEO-2",
                         .description = "And by mouse",
                         .estimate = "5",
                         .details = {.labels = std::vector<std::string>{"mouse", "map"},
                                     .requester = std::optional(std::optional<std::string>("Eve")),
                                     .criteria = std::vector<Criterion>{{entry(3), "It drags"},
                                                                        {entry(4), "It pans"}}}},
                        {.ticket = t3, .title = "three"},
                        {.ticket = t4, .title = "four"}}));
    for (auto const& command : {links(alice, t2, t3), links(alice, t4, t2)})
        happens_in(room, command);
    std::int64_t ms = 0;
    for (auto const& command : commands) happens_in(room, command, after_noon(ms += 1000));
    return room;
}

std::vector<std::string> criteria_of(Room const& room, TicketId ticket) {
    std::vector<std::string> texts;
    for (auto const& criterion : the(room, ticket).details.criteria)
        texts.push_back(criterion.text);
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

SCENARIO("MRG-2 what is said of tickets that become one is united", "[MRG-1][MRG-2][MRG-3]") {
    auto room = given_alike({asks_about(bob, t2, question(1), "Which mouse?"),
                             checks(bob, t2, Checklist::criteria, entry(3)),
                             waits_outside(bob, t2, entry(9), "The ferry office"),
                             puts_on_agenda(item(1), AgendaKind::clarify, 5, {t2, t3}),
                             opens(alice, r1, t2)});
    happens_in(room, merges(bob, t1, {t2}), after_noon(20'000));
    auto const& one = the(room, t1);
    CHECK(one.title == "one");
    CHECK(one.details.labels == Texts{"map", "mouse"});
    CHECK(criteria_of(room, t1) == Texts{"It pans", "It zooms", "It drags"});
    CHECK(one.checked_criteria == std::vector{entry(3)});
    CHECK(one.description.words == "Pan by keys\n\nAnd by mouse");
    CHECK(one.estimate->card == "8");
    CHECK(one.blocks == std::vector{t3});
    CHECK(one.blocked_by == std::vector{t4});
    CHECK(one.external.size() == 1);
    CHECK(one.questions.size() == 1);
    CHECK_FALSE(one.details.requester);
    auto const& two = the(room, t2);
    REQUIRE(two.archived);
    CHECK(two.archived->reason == ArchiveReason::merged);
    CHECK(two.archived->of == t1);
    CHECK(two.key == "GEO-2");
    CHECK(the(room, item(1)).tickets == std::vector{t2, t1, t3});
    CHECK(state_of(room, r1) == "skipped");
    CHECK(broken_invariant(room) == "");
}

SCENARIO("MRG-1 the one that stays says what is chosen for it", "[MRG-1]") {
    auto room = given_alike();
    happens_in(room, asks(bob, command::MergeTickets{
                                   .ticket = t1,
                                   .tickets = {t2},
                                   .set = command::TicketFields{
                                       .title = "Panning",
                                       .details = {.labels = std::vector<std::string>{"move"},
                                                   .requester = std::optional(
                                                       std::optional<std::string>("Eve"))}}}));
    CHECK(the(room, t1).title == "Panning");
    CHECK(the(room, t1).details.labels == Texts{"move"});
    CHECK(the(room, t1).details.requester == "Eve");
    CHECK(the(room, t1).details.theme == "Paths");
}

SCENARIO("MRG-1 a merge that could not be is refused", "[MRG-1][MRG-3]") {
    auto room = given_alike();
    CHECK(refusal(room, merges(bob, t1, {}))->where == "tickets");
    CHECK(refusal(room, merges(bob, t1, {t1}))->where == "tickets");
    CHECK(refusal_code(room, merges(bob, t1, {nowhere})) == RejectionCode::not_found);
    CHECK(refusal_code(room, merges(bob, t1, std::vector(21, t2))) == RejectionCode::too_large);
    WHEN("one is in the archive") {
        happens_in(room, archives(alice, {t2}));
        CHECK(refusal_code(room, merges(bob, t1, {t2})) == RejectionCode::conflict);
    }
    WHEN("their links would close a circle") {
        happens_in(room, links(alice, t3, t1));
        auto const circle = refusal(room, merges(bob, t1, {t2})).value();
        CHECK(circle.code == RejectionCode::cycle);
        CHECK(std::get<rejection_data::Cycle>(circle.data).path == std::vector{t1, t3, t1});
    }
    WHEN("one blocks the other") {
        happens_in(room, links(alice, t1, t2));
        happens_in(room, merges(bob, t1, {t2}));
        CHECK(the(room, t1).blocks == std::vector{t2, t3});
        CHECK(the(room, t1).blocked_by == std::vector{t4});
        CHECK(broken_invariant(room) == "");
    }
    WHEN("dots are collected on one of them") {
        happens_in(room, opens_dots(alice, d1, {t1, t3}));
        happens_in(room, places_dot(bob, d1, t3));
        CHECK(refusal_code(room, merges(bob, t1, {t2})) == RejectionCode::in_ballot);
        happens_in(room, merges(alice, t1, {t2}, true));
        CHECK(view_of(room).ballots[0].asks.tickets == std::vector{t3});
        CHECK(view_of(room).ballots[0].placed.empty());
    }
    WHEN("their lists are too long together") {
        std::vector<std::string> labels;
        for (int n = 0; n < 20; ++n) labels.push_back("label " + std::to_string(n));
        happens_in(room, details(bob, {t2}, {.labels = labels}));
        CHECK(refusal(room, merges(bob, t1, {t2}))->where == "set.labels");
    }
    WHEN("somebody may not order") {
        happens_in(room,
                   asks(alice, command::ConfigureRoom{
                                   .set = {.rights = Rights{.order = Audience::facilitators}}}));
        CHECK(refusal_code(room, merges(bob, t1, {t2})) == RejectionCode::forbidden);
    }
}

SCENARIO("MRG-6 a merge is taken back, and done again", "[MRG-6]") {
    auto room = given_alike();
    auto const before = room;
    auto const merged = happens_in(room, merges(bob, t1, {t2}), after_noon(5000));
    auto const after = room;
    auto const back = happens_in(room, undoes(bob, merged.seq), after_noon(6000));
    CHECK_FALSE(the(room, t2).archived);
    CHECK(the(room, t1).description.words == "Pan by keys");
    CHECK(the(room, t1).description.v == 3);
    CHECK(the(room, t1).details == the(before, t1).details);
    CHECK(the(room, t1).blocks.empty());
    CHECK(the(room, t2).blocks == std::vector{t3});
    CHECK(backlog(room) == "one two three four");
    CHECK(broken_invariant(room) == "");
    happens_in(room, undoes(bob, back.seq), after_noon(7000));
    CHECK(the(room, t1).details == the(after, t1).details);
    CHECK(the(room, t1).blocks == std::vector{t3});
    CHECK(the(room, t2).archived->of == t1);
    WHEN("somebody else has touched what it would change") {
        happens_in(room, retitles(carol, t1, "mine"));
        auto const refused = refusal(room, undoes(bob, room.head - 1)).value();
        CHECK(refused.code == RejectionCode::depends);
        CHECK(std::get<rejection_data::Depends>(refused.data).by == carol);
    }
}

SCENARIO("MRG-5 dots that were shown go to the one that stays, up to the limit", "[MRG-5][DOT-3]") {
    auto const anonymous = GENERATE(false, true);
    auto room = given_alike({opens_dots(alice, d1, {t2, t1, t3}, anonymous)});
    for (auto const ticket : {t1, t1, t2, t2, t3}) happens_in(room, places_dot(bob, d1, ticket));
    happens_in(room, places_dot(carol, d1, t2));
    happens_in(room, closes_dots(alice, d1));
    happens_in(room, merges(alice, t1, {t2}));
    auto const voting = view_of(room).ballots[0];
    CHECK(voting.asks.tickets == std::vector{t1, t3});
    CHECK(voting.returned == 1);
    if (anonymous)
        CHECK(voting.totals == std::vector<DotCount>{{t1, 4}, {t3, 1}});
    else
        CHECK(voting.hands == std::vector<RevealedHand>{{.by = bob, .dots = {{t1, 3}, {t3, 1}}},
                                                        {.by = carol, .dots = {{t1, 1}}}});
    CHECK(broken_invariant(room) == "");
    WHEN("the one that stays was not voted on") {
        happens_in(room, unlinks(alice, t4, t1));
        happens_in(room, merges(alice, t4, {t3}));
        CHECK(view_of(room).ballots[0].asks.tickets == std::vector{t1, t4});
        CHECK(broken_invariant(room) == "");
    }
}

SCENARIO("SPL-2 a draft is edited by everybody who may write", "[SPL-1][SPL-2][SPL-4]") {
    auto room = given_alike({opens_split(bob, p1, t1, 11)});
    auto const draft = [&] { return view_of(room).splits.at(0); };
    CHECK(draft().children.size() == 2);
    CHECK(draft().by == bob);
    CHECK(refusal_code(room, opens_split(carol, split_id(2), t1, 21)) == RejectionCode::conflict);
    CHECK(refusal_code(room, opens_split(carol, split_id(2), t2, 11)) == RejectionCode::conflict);
    happens_in(room, edits_split(carol, p1,
                                 {.add = ticket(13),
                                  .titles = {{ticket(13), "Touch"}},
                                  .guesses = {{ticket(11), "5"}},
                                  .take = {.theme = false}}));
    CHECK(draft().children == std::vector<SplitChild>{{.ticket = ticket(11), .guess = "5"},
                                                      {.ticket = ticket(12)},
                                                      {.ticket = ticket(13), .title = "Touch"}});
    CHECK_FALSE(draft().take.theme);
    CHECK_FALSE(answer(room, edits_split(carol, p1, {.titles = {{ticket(13), "Touch"}}})));
    happens_in(room, edits_split(bob, p1, {.remove = ticket(11)}));
    CHECK(refusal_code(room, edits_split(bob, p1, {.remove = ticket(12)})) ==
          RejectionCode::conflict);
    CHECK(refusal_code(room, edits_split(bob, p1, {.titles = {{t2, "x"}}})) ==
          RejectionCode::not_found);
    CHECK(refusal_code(room, edits_split(bob, p1, {.criteria = {{entry(77), ticket(12)}}})) ==
          RejectionCode::not_found);
    CHECK(refusal(room, edits_split(bob, p1, {.titles = {{ticket(12), "a\nb"}}}))->where ==
          "titles." + to_string(ticket(12)));
    happens_in(room, asks(carol, command::CloseSplit{p1}));
    CHECK(view_of(room).splits.empty());
}

SCENARIO("SPL-5 the children stand where their parent stood, with all of its criteria",
         "[SPL-3][SPL-5][SPL-6]") {
    auto room = given_alike({links(alice, t1, t3), waits_outside(bob, t1, entry(9), "The office"),
                             checks(bob, t1, Checklist::criteria, entry(2)),
                             puts_on_agenda(item(1), AgendaKind::split, 5, {t1, t4}),
                             opens_split(bob, p1, t1, 11)});
    CHECK(refusal(room, splits(bob, p1))->where == "titles." + to_string(ticket(11)));
    happens_in(room, edits_split(bob, p1,
                                 {.titles = {{ticket(11), "Arrows"}, {ticket(12), "Mouse"}},
                                  .criteria = {{entry(2), ticket(12)}},
                                  .take = {.labels = false}}));
    auto const before = room;
    auto const split = happens_in(room, splits(bob, p1), after_noon(20'000));
    CHECK(backlog(room) == "Arrows Mouse two three four");
    CHECK(the(room, t1).archived->reason == ArchiveReason::split);
    CHECK(view_of(room).splits.empty());
    CHECK(criteria_of(room, ticket(11)) == Texts{"It pans"});
    CHECK(criteria_of(room, ticket(12)) == Texts{"It zooms"});
    CHECK(the(room, ticket(12)).checked_criteria == std::vector{entry(2)});
    CHECK(the(room, ticket(11)).from == t1);
    CHECK(the(room, ticket(11)).details.theme == "Paths");
    CHECK(the(room, ticket(11)).details.labels.empty());
    CHECK(the(room, ticket(11)).external.size() == 1);
    CHECK(the(room, ticket(12)).blocks == std::vector{t3});
    CHECK(the(room, item(1)).tickets == std::vector{t1, ticket(11), ticket(12), t4});
    CHECK(broken_invariant(room) == "");

    WHEN("it is taken back, and done again") {
        auto const back = happens_in(room, undoes(bob, split.seq), after_noon(21'000));
        CHECK(backlog(room) == "one two three four");
        CHECK(the(room, ticket(11)).archived->reason == ArchiveReason::undone);
        CHECK(the(room, t3).blocked_by == the(before, t3).blocked_by);
        CHECK(broken_invariant(room) == "");
        happens_in(room, undoes(bob, back.seq), after_noon(22'000));
        CHECK(backlog(room) == "Arrows Mouse two three four");
        CHECK(the(room, ticket(12)).blocks == std::vector{t3});
        CHECK(broken_invariant(room) == "");
    }
    WHEN("a child was voted on since") {
        happens_in(room, opens(alice, r1, ticket(11)));
        happens_in(room, estimates(carol, r1, "3"));
        CHECK(refusal_code(room, undoes(bob, split.seq)) == RejectionCode::depends);
    }
}

SCENARIO("SPL-5 the dots of a ticket that is split go to one child", "[SPL-5]") {
    auto room = given_alike(
        {opens_dots(alice, d1, {t1, t2}), places_dot(bob, d1, t1), opens_split(bob, p1, t1, 11)});
    happens_in(room, edits_split(bob, p1, {.titles = {{ticket(11), "A"}, {ticket(12), "B"}}}));
    CHECK(refusal_code(room, splits(bob, p1)) == RejectionCode::in_ballot);
    happens_in(room, closes_dots(alice, d1));
    CHECK(refusal_code(room, splits(bob, p1, t2)) == RejectionCode::not_found);
    happens_in(room, splits(bob, p1, ticket(12)));
    CHECK(view_of(room).ballots[0].totals == std::vector<DotCount>{{ticket(12), 1}});
    CHECK(own_choices(room, bob).dots[0].dots == std::vector<DotCount>{{ticket(12), 1}});
    CHECK(broken_invariant(room) == "");
}

SCENARIO("SPL-3 whatever becomes of a draft, each criterion is in one child", "[SPL-3]") {
    auto room = given_alike({opens_split(bob, p1, t1, 11)});
    for (auto const& command :
         {edits_split(bob, p1, {.add = ticket(13), .criteria = {{entry(1), ticket(13)}}}),
          edits_split(bob, p1, {.criteria = {{entry(2), ticket(12)}}}),
          edits_split(bob, p1, {.remove = ticket(13)}),
          details(carol, {t1},
                  {.criteria = std::vector<Criterion>{{entry(2), "It zooms"}, {entry(7), "New"}}}),
          edits_split(bob, p1, {.titles = {{ticket(11), "A"}, {ticket(12), "B"}}})})
        happens_in(room, command);
    happens_in(room, splits(bob, p1));
    CHECK(criteria_of(room, ticket(11)) == Texts{"New"});
    CHECK(criteria_of(room, ticket(12)) == Texts{"It zooms"});
}
