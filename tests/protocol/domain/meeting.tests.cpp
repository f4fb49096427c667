#include "protocol/domain/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

auto const i1 = item(1);
auto const i2 = item(2);
constexpr std::int64_t day = 24LL * 60 * 60 * 1000;

Command parks(TicketId ticket) { return asks(alice, command::ParkTicket{.ticket = ticket}); }
Command rates(ParticipantId by, std::int64_t stars) {
    return asks(by, command::RateMeeting{.stars = stars});
}
Command names_scribe(std::optional<ParticipantId> who) {
    return asks(alice, command::NameScribe{.participant = who});
}

/// Talk, then clarify with two tickets; talk runs from noon + 10 s.
Room meeting() {
    auto room = given({puts_on_agenda(i1, AgendaKind::talk, 5, {t3}),
                       puts_on_agenda(i2, AgendaKind::clarify, 10, {t1, t2})});
    happens_in(room, starts(i1), after_noon(10'000));
    return room;
}

}  // namespace

SCENARIO("MTG-1 a meeting begins with the first step", "[MTG-1]") {
    auto room = meeting();
    REQUIRE(room.meeting);
    CHECK(room.meeting->number == 1);
    CHECK(room.meeting->started == after_noon(10'000));
    REQUIRE(room.meeting->health);
    CHECK(room.meeting->health->tickets == 3);
    happens_in(room, goes_on_from(i1), after_noon(20'000));
    CHECK(room.meeting->started == after_noon(10'000));
    THEN("the next one counts up") {
        happens_in(room, ends_meeting(), after_noon(30'000));
        CHECK_FALSE(room.meeting);
        happens_in(room, starts(i1), after_noon(40'000));
        CHECK(room.meeting->number == 2);
    }
}

SCENARIO("MTG-1 without an agenda it begins with the first round", "[MTG-1]") {
    auto room = given({opens(alice, r1, t1)});
    REQUIRE(room.meeting);
    CHECK(room.meeting->number == 1);
    CHECK(room.meeting->started == after_noon(1000));
    THEN("with an agenda, a round before it is none") {
        auto early = given({puts_on_agenda(i1, AgendaKind::talk, 5), opens(alice, r1, t1)});
        CHECK_FALSE(early.meeting);
    }
}

SCENARIO("MTG-2 the end of a meeting keeps what it was", "[MTG-2]") {
    auto room = meeting();
    for (auto const& command :
         {plans({.goal = std::optional<std::string>("Ship the map"),
         .starts_at = std::optional(noon)}),
          names_scribe(bob), starts_timer(ClockName::free, 60'000), opens(alice, r1, t1)})
        happens_in(room, command, after_noon(20'000));
    auto const health = room.meeting->health;
    happens_in(room, ends_meeting(EndReason::abandoned), after_noon(70'000));
    REQUIRE(room.meetings.size() == 1);
    auto const& record = room.meetings.front();
    CHECK(record.number == 1);
    CHECK(record.started == after_noon(10'000));
    CHECK(record.ended == after_noon(70'000));
    CHECK(record.reason == EndReason::abandoned);
    CHECK(record.by == alice);
    CHECK(record.goal == "Ship the map");
    CHECK(record.health == health);
    CHECK(record.items ==
          std::vector<ItemRecord>{
              {.kind = AgendaKind::talk, .minutes = 5, .state = ItemState::done, .used_ms = 60'000},
              {.kind = AgendaKind::clarify, .minutes = 10}});
    CHECK_FALSE(room.plan.goal);
    CHECK_FALSE(room.plan.starts_at);
    CHECK_FALSE(room.scribe);
    CHECK(room.clocks.empty());
    CHECK(spotlight_of(room) == Spotlight{.board = "close"});
    CHECK(state_of(room, r1) == "collecting");
    CHECK(refusal_code(room, ends_meeting()) == RejectionCode::phase);
}

SCENARIO("MTG-2 a pause is not used up", "[MTG-2]") {
    auto room = meeting();
    happens_in(room, pauses(ClockName::step), after_noon(15'000));
    happens_in(room, ends_meeting(), after_noon(70'000));
    CHECK(room.meetings.front().items.front().used_ms == 5'000);
    CHECK(room.meetings.front().items.front().state == ItemState::done);
}

SCENARIO("MTG-3 the agenda is planned again, what was parked first", "[MTG-3]") {
    auto room = meeting();
    happens_in(room, parks(t3));
    happens_in(room, parks(t2));
    happens_in(room, extends(ClockName::step, 60'000));
    happens_in(room, goes_on_from(i1), after_noon(20'000));
    GIVEN("that it is planned again") {
        happens_in(room, ends_meeting(), after_noon(30'000));
        CHECK(agenda_of(room) == "talk:planned clarify:planned");
        CHECK(the(room, i1).used_ms == 0);
        CHECK(the(room, i1).extra_ms == 0);
        CHECK(the(room, i1).tickets.empty());
        CHECK(the(room, i2).queue.empty());
        CHECK(the(room, i2).finished.empty());
        CHECK(the(room, i2).tickets == std::vector{t2, t3});
        CHECK(broken_invariant(room) == "");
    }
    GIVEN("that nothing on it clarifies") {
        happens_in(room, stops(i2));
        happens_in(room, asks(alice, command::RemoveItem{.item = i2}));
        happens_in(room, puts_on_agenda(i2, AgendaKind::estimate, 10));
        THEN("an item that estimates takes them") {
            happens_in(room, ends_meeting());
            CHECK(the(room, i2).tickets == std::vector{t2, t3});
        }
        THEN("or the first of all") {
            happens_in(room, asks(alice, command::RemoveItem{.item = i2}));
            happens_in(room, ends_meeting());
            CHECK(the(room, i1).tickets == std::vector{t2, t3});
        }
    }
    GIVEN("that it is to be emptied") {
        happens_in(room, asks(alice, command::EndMeeting{.agenda_again = false}));
        CHECK(room.agenda.empty());
    }
}

SCENARIO("MTG-4 open rounds are left, or end with the meeting", "[MTG-4]") {
    auto room = given({opens(alice, r1, t1), opens(alice, r2, t2), reveals(alice, r2)});
    happens_in(room, asks(alice, command::EndMeeting{.cancel_ballots = true}), after_noon(9000));
    CHECK(state_of(room, r1) == "skipped");
    CHECK(std::get<phase::Skipped>(the(room, r1).phase).why == SkipReason::meeting);
    CHECK(state_of(room, r2) == "revealed");
    CHECK(broken_invariant(room) == "");
}

SCENARIO("MTG-5 everybody rates the meeting that ended, once", "[MTG-5]") {
    auto room = meeting();
    CHECK(refusal_code(room, rates(bob, 5)) == RejectionCode::phase);
    happens_in(room, ends_meeting());
    happens_in(room, rates(bob, 5));
    happens_in(room, rates(dora, 3));
    happens_in(room, rates(bob, 4));
    CHECK(room.meetings.back().ratings == std::vector<Rating>{{bob, 4}, {dora, 3}});
    CHECK_FALSE(answer(room, rates(bob, 4)));
    CHECK(refusal(room, rates(bob, 0))->where == "stars");
    CHECK(refusal(room, rates(bob, 6))->where == "stars");
    happens_in(room, leaves(carol));
    CHECK(refusal_code(room, rates(carol, 5)) == RejectionCode::forbidden);
}

SCENARIO("MTG-6 a hundred meetings are kept", "[MTG-6]") {
    auto room = given({puts_on_agenda(i1, AgendaKind::talk, 5)});
    for (int n = 0; n < 101; ++n) {
        happens_in(room, starts(i1));
        happens_in(room, ends_meeting());
    }
    CHECK(room.meetings.size() == 100);
    CHECK(room.meetings.front().number == 2);
    CHECK(room.meetings.back().number == 101);
}

SCENARIO("HLT-1 how the backlog stands", "[HLT-1][HLT-2][HLT-3][HLT-4][HLT-5]") {
    auto const later = Timestamp{noon.ms + 40 * day};
    auto room = given({});
    CHECK(health_of(room, after_noon(1000)) ==
          Health{.tickets = 3, .detailed = 0, .emergent = 3, .estimated = 0, .prioritised = 0});
    CHECK(health_of(room, later).emergent == 0);
    THEN("thirty days are fresh, and a moment more is not") {
        CHECK(health_of(room, Timestamp{noon.ms + 30 * day}).emergent == 3);
        CHECK(health_of(room, Timestamp{noon.ms + 30 * day + 1}).emergent == 0);
    }
    THEN("a text of eighty characters and a criterion are detail") {
        auto const criteria = std::vector<Criterion>{{id_of<EntryId>(0xe0, 1), "It opens"}};
        happens_in(room,
                   asks(alice, command::EditTickets{.tickets = {t1, t2},
                                                    .set = {.details = {.criteria = criteria}}}));
        happens_in(room, writes(alice, t1, 0, std::string(80, 'x')));
        happens_in(room, writes(alice, t2, 0, std::string(79, 'x')));
        happens_in(room, writes(alice, t3, 0, std::string(80, 'x')));
        CHECK(health_of(room, later).detailed == 1);
    }
    THEN("estimates and settled rounds count, and moves") {
        for (auto const& command :
             {opens(alice, r1, t1), estimates(bob, r1, "5"), reveals(alice, r1),
              settles(alice, r1, "5"), sets_estimate(alice, t2, "3")})
            happens_in(room, command, later);
        CHECK(health_of(room, later) ==
              Health{.tickets = 3, .detailed = 0, .emergent = 2, .estimated = 2, .prioritised = 1});
        happens_in(room, moves(alice, {t3}, command::OnTop{}), later);
        CHECK(health_of(room, later).prioritised == 2);
        THEN("but not above an open blocker") {
            happens_in(room, asks(alice, command::LinkTicket{.ticket = t2, .what = t3}), later);
            CHECK(health_of(room, later).prioritised == 1);
            happens_in(room, archives(alice, {t2}), later);
            CHECK(health_of(room, later).prioritised == 2);
        }
    }
    THEN("archived and done tickets are not spoken of") {
        happens_in(room, archives(alice, {t1}));
        happens_in(room,
                   asks(alice, command::EditTickets{
                                   .tickets = {t2},
                                   .set = {.details = {.status = std::optional(Status{
                                                           "Shipped", StatusCategory::done})}}}));
        CHECK(health_of(room, later).tickets == 1);
    }
    THEN("detail is asked of what comes soon: the first twenty, or what the sprints hold") {
        std::vector<command::ImportTickets::Row> rows;
        for (std::uint32_t n = 10; n < 32; ++n)
            rows.push_back({.ticket = ticket(n), .title = "more", .estimate = "1"});
        happens_in(room, imports(alice, rows));
        CHECK(health_of(room, later).tickets == 25);
        CHECK(health_of(room, later).detailed == 5);
        happens_in(room, asks(alice, command::SetCapacity{
                                         .sprint = sprint(1), .name = "S1", .points = 10'000}));
        CHECK(health_of(room, later).detailed == 25 - 13);
    }
}

SCENARIO("PAR-13 the lead names a scribe", "[PAR-13]") {
    auto room = given({names_scribe(bob)});
    CHECK(room.scribe == bob);
    CHECK_FALSE(answer(room, names_scribe(bob)));
    CHECK(refusal_code(room, names_scribe(person(77))) == RejectionCode::not_found);
    CHECK(refusal_code(room, asks(bob, command::NameScribe{.participant = bob})) ==
          RejectionCode::forbidden);
    happens_in(room, names_scribe(std::nullopt));
    CHECK_FALSE(room.scribe);
}
