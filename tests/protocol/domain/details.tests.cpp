#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

using Line = std::optional<std::string>;

DetailChanges everything() {
    return {.type = std::optional(TicketType::bug),
            .labels = std::vector<std::string>{"map", "Ö"},
            .theme = Line("Paths"),
            .initiative = Line("Spring"),
            .priority = std::optional(Priority::high),
            .status = std::optional(Status{.text = "In Review", .category = StatusCategory::doing}),
            .assignee = Line("Bob"),
            .requester = Line("Erin"),
            .goal = std::optional(goal(1)),
            .urls = std::vector<std::string>{"https://example.org/1"},
            .criteria = std::vector<Criterion>{{.entry = entry(1), .text = "It pans"}}};
}

DetailChanges nothing_of_everything() {
    DetailChanges cleared;
    for_each_detail([&](Field, auto, auto change) { (cleared.*change).emplace(); });
    return cleared;
}

Command names_a_goal() {
    return plans({.goals = std::vector<ProductGoal>{{.goal = goal(1), .title = "Walkers"}}});
}

/// Where a refusal points; empty where there is none.
std::string fault(DetailChanges set) {
    auto const room = given({});
    auto const refused = refusal(room, details(bob, {t1}, std::move(set)));
    if (!refused) return "";
    return refused->where.value_or("?");
}

DetailChanges with_theme(std::string theme) { return {.theme = Line(std::move(theme))}; }
DetailChanges with_urls(std::vector<std::string> urls) { return {.urls = std::move(urls)}; }

}  // namespace

SCENARIO("TIC-15 every detail is set, told, cleared and put back", "[TIC-15][UNDO-3]") {
    auto room = given({names_a_goal()});
    auto const before = the(room, t1).details;
    auto const set = happens_in(room, details(bob, {t1}, everything()));
    CHECK(std::get<operation::TicketEdited>(set.body).set.details == everything());
    auto const full = the(room, t1).details;
    for_each_detail(
        [&](Field, auto detail, auto change) { CHECK(full.*detail == *(everything().*change)); });
    CHECK_FALSE(answer(room, details(carol, {t1}, everything())));

    auto const undone = happens_in(room, undoes(bob, set.seq));
    CHECK(the(room, t1).details == before);
    happens_in(room, undoes(bob, undone.seq));
    CHECK(the(room, t1).details == full);
    happens_in(room, details(carol, {t1}, nothing_of_everything()));
    CHECK(the(room, t1).details == before);
    CHECK(broken_invariant(room) == "");
}

SCENARIO("TIC-15 a row of an import has every detail", "[TIC-15]") {
    auto room = given({names_a_goal()});
    happens_in(room, imports(bob, {{.ticket = t4, .title = "four", .details = everything()}}));
    CHECK(the(room, t4).details.criteria.front().text == "It pans");
    CHECK(the(room, t4).details.goal == goal(1));
    CHECK(broken_invariant(room) == "");
}

SCENARIO("TIC-15 each detail has its bounds", "[TIC-15]") {
    CHECK(fault({.labels = std::vector<std::string>{"a", "a"}}) == "set.labels[1]");
    CHECK(fault({.labels = std::vector<std::string>{"a\n"}}) == "set.labels[0]");
    CHECK(fault({.labels = std::vector<std::string>(21, "a")}) == "set.labels");
    CHECK(fault(with_theme(std::string(100, 'a'))) == "");
    CHECK(fault(with_theme(std::string(101, 'a'))) == "set.theme");
    CHECK(fault({.assignee = Line(std::string(61, 'a'))}) == "set.assignee");
    CHECK(fault({.status = std::optional(Status{.text = ""})}) == "set.status.text");
    CHECK(fault(with_urls({"http://a"})) == "");
    CHECK(fault(with_urls({"ftp://a"})) == "set.urls[0]");
    CHECK(fault(with_urls({"javascript:alert(1)"})) == "set.urls[0]");
    CHECK(fault(with_urls({"https://"})) == "set.urls[0]");
    CHECK(fault(with_urls({"https://a b"})) == "set.urls[0]");
    CHECK(fault(with_urls({"https://" + std::string(1993, 'a')})) == "set.urls[0]");
    CHECK(fault({.criteria = std::vector<Criterion>{{entry(1), "a"}, {entry(1), "b"}}}) ==
          "set.criteria[1]");
    CHECK(fault({.criteria = std::vector<Criterion>{{entry(1), std::string(501, 'a')}}}) ==
          "set.criteria[0].text");
    CHECK(refusal_code(given({}), details(bob, {t1}, {.goal = std::optional(goal(1))})) ==
          RejectionCode::not_found);
}

SCENARIO("TIC-15 two people on different fields both keep what they wrote", "[TIC-15][TIC-6]") {
    auto room = given({});
    auto const base = room.head;
    happens_in(room, details(bob, {t1}, with_theme("Paths"), base));
    auto const other = happens_in(room, details(carol, {t1}, {.assignee = Line("Carol")}, base));
    CHECK(std::get<operation::TicketEdited>(other.body).replaced.empty());
    CHECK(the(room, t1).details.theme == "Paths");
    CHECK(the(room, t1).details.assignee == "Carol");

    auto const over = happens_in(room, details(carol, {t1}, with_theme("Ways"), base));
    auto const& replaced = std::get<operation::TicketEdited>(over.body).replaced;
    REQUIRE(replaced.size() == 1);
    CHECK(replaced.at(Field::theme).by == bob);
    CHECK(std::get<Details>(replaced.at(Field::theme).value).theme == "Paths");
}

SCENARIO("UNDO-4 a detail that somebody else has changed since is not put back", "[UNDO-4]") {
    auto room = given({});
    auto const edit = happens_in(room, details(bob, {t1}, with_theme("Paths")));
    happens_in(room, details(carol, {t1}, {.assignee = Line("Carol")}));
    CHECK_FALSE(refusal(room, undoes(bob, edit.seq)));
    happens_in(room, details(carol, {t1}, with_theme("Ways")));
    auto const refused = refusal(room, undoes(bob, edit.seq));
    REQUIRE(refused);
    CHECK(std::get<rejection_data::Depends>(refused->data).field == "theme");
}

SCENARIO("LIM-1 what is written on a ticket counts for the size of the room", "[LIM-1]") {
    auto room = given({});
    Limits tight;
    tight.room_bytes_max = room.content_bytes + 5;
    CHECK_FALSE(refusal(room, details(bob, {t1}, with_theme("Paths")), tight));
    auto const refused = refusal(room, details(bob, {t1}, with_theme("Paths!")), tight);
    REQUIRE(refused);
    CHECK(refused->code == RejectionCode::too_large);
    CHECK(refusal(room, asks_about(bob, t1, question(1), "Where to?"), tight));
    CHECK(refusal(room, waits_outside(bob, t1, entry(1), "A permit"), tight));
    CHECK(refusal(room, overrides_ready(bob, t1, "hurries"), tight));
    CHECK(refusal(room, parks(bob, t1, "Where to?"), tight));
}
