#include "protocol/domain/capacity.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

auto const s1 = sprint(1);
auto const s2 = sprint(2);
using Tickets = std::vector<TicketId>;

Command holds_points(SprintId sprint, std::string name, std::optional<std::int64_t> points) {
    return asks(alice,
                command::SetCapacity{.sprint = sprint, .name = std::move(name), .points = points});
}
Command commits(SprintId sprint, std::optional<Tickets> tickets = std::nullopt) {
    return asks(alice, command::CommitSprint{.sprint = sprint, .tickets = std::move(tickets)});
}
Command releases(SprintId sprint) { return asks(alice, command::ReleaseSprint{.sprint = sprint}); }

/// Four tickets of 5, nothing, 8 and 13 points, and two sprints of 8 and 20.
Room planned() {
    return given({adds(alice, t4, "four"), sets_estimate(alice, t1, "5"),
                  sets_estimate(alice, t3, "8"), sets_estimate(alice, t4, "13"),
                  holds_points(s1, "One", 8'000), holds_points(s2, "Two", 20'000)});
}

}  // namespace

SCENARIO("CAP-1 the lead plans sprints", "[CAP-1]") {
    auto room = planned();
    CHECK(room.sprints.front() == Sprint{.id = s1, .name = "One", .points = 8'000});
    CHECK_FALSE(answer(room, holds_points(s1, "One", 8'000)));
    happens_in(room, holds_points(s1, "Uno", 9'000));
    CHECK(room.sprints.front() == Sprint{.id = s1, .name = "Uno", .points = 9'000});
    happens_in(room, holds_points(s1, "", std::nullopt));
    CHECK(room.sprints.size() == 1);
    CHECK(refusal_code(room, holds_points(s1, "", std::nullopt)) == RejectionCode::not_found);
    CHECK(refusal(room, holds_points(s1, "", 1))->where == "name");
    CHECK(refusal(room, holds_points(s1, std::string(61, 'x'), 1))->where == "name");
    CHECK(refusal(room, holds_points(s1, "One", 0))->where == "points");
    CHECK(refusal(room, holds_points(s1, "One", 1'000'000'000'000))->where == "points");
    for (std::uint32_t n = 3; n <= 21; ++n) happens_in(room, holds_points(sprint(n), "S", 1));
    CHECK(room.sprints.size() == 20);
    CHECK(refusal_code(room, holds_points(s1, "One", 1)) == RejectionCode::too_large);
}

SCENARIO("CAP-2 where the lines stand", "[CAP-2]") {
    auto room = planned();
    CHECK(sprint_plan(room) == std::vector<Tickets>{{t1, t2}, {t3}});
    THEN("what exactly fits is in") {
        happens_in(room, holds_points(s1, "One", 13'000));
        CHECK(sprint_plan(room) == std::vector<Tickets>{{t1, t2, t3}, {t4}});
    }
    THEN("what is too large for its sprint begins it all the same") {
        happens_in(room, holds_points(s2, "Two", 1'000));
        CHECK(sprint_plan(room) == std::vector<Tickets>{{t1, t2}, {t3}});
    }
    THEN("archived and done tickets take no room") {
        happens_in(room, archives(alice, {t1}));
        CHECK(sprint_plan(room) == std::vector<Tickets>{{t2, t3}, {t4}});
    }
}

SCENARIO("CAP-3 committing keeps the list", "[CAP-3]") {
    auto room = planned();
    happens_in(room, commits(s1), after_noon(60'000));
    CHECK(room.sprints.front().committed ==
          Sprint::Commitment{.at = after_noon(60'000), .by = alice, .tickets = {t1, t2}});
    CHECK(refusal_code(room, commits(s1)) == RejectionCode::phase);
    CHECK(refusal_code(room, holds_points(s1, "Uno", 1)) == RejectionCode::phase);
    CHECK(refusal_code(room, holds_points(s1, "", std::nullopt)) == RejectionCode::phase);
    THEN("another sprint does not take the same tickets by itself") {
        happens_in(room, moves(alice, {t2}, command::AtEnd{}));
        happens_in(room, sets_estimate(alice, t4, "1"));
        CHECK(body_of<operation::SprintCommitted>(answer(room, commits(s2))).tickets ==
              Tickets{t3, t4});
    }
    THEN("it is released") {
        happens_in(room, releases(s1));
        CHECK_FALSE(room.sprints.front().committed);
        CHECK_FALSE(answer(room, releases(s1)));
        CHECK(refusal_code(room, releases(sprint(77))) == RejectionCode::not_found);
    }
}

SCENARIO("CAP-3 the lead may name the tickets", "[CAP-3]") {
    auto room = planned();
    CHECK(body_of<operation::SprintCommitted>(answer(room, commits(s1, Tickets{t4, t1}))).tickets ==
          Tickets{t4, t1});
    CHECK(refusal_code(room, commits(s1, Tickets{t1, t1})) == RejectionCode::bad_request);
    CHECK(refusal_code(room, commits(s1, Tickets{nowhere})) == RejectionCode::not_found);
    CHECK(refusal_code(room, commits(sprint(77))) == RejectionCode::not_found);
    happens_in(room, archives(alice, {t1}));
    CHECK(refusal_code(room, commits(s1, Tickets{t1})) == RejectionCode::conflict);
    happens_in(room, asks(alice, command::EditTickets{
                                     .tickets = {t2},
                                     .set = {.details = {.status = std::optional(Status{
                                                             "Shipped", StatusCategory::done})}}}));
    CHECK(refusal_code(room, commits(s1, Tickets{t2})) == RejectionCode::conflict);
}
