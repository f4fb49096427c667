#include "protocol/domain/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

auto const i1 = item(1);
auto const i2 = item(2);
auto const i3 = item(3);
constexpr auto step = ClockName::step;
constexpr auto box = ClockName::box;
constexpr auto vote = ClockName::vote;
constexpr auto free_clock = ClockName::free;

/// Clarify, ten minutes and two tickets, runs from noon + 10 s; Split and Talk are planned.
Room clarifying() {
    auto room =
        given({puts_on_agenda(i1, AgendaKind::clarify, 10, {t1, t2}),
               puts_on_agenda(i2, AgendaKind::split, 3), puts_on_agenda(i3, AgendaKind::talk, 2)});
    happens_in(room, starts(i1), after_noon(10'000));
    return room;
}

Command stops_timer(ClockName clock) { return asks(alice, command::StopTimer{.clock = clock}); }

std::optional<Operation> at_time(Room const& room, Command const& command, std::int64_t ms) {
    return decide(room, command, after_noon(ms)).value();
}

}  // namespace

SCENARIO("CLK-2 a step has a clock while it runs", "[CLK-2]") {
    auto room = clarifying();
    CHECK(clock_of(room, step) == "running until 610000");
    CHECK(find_clock(room, step)->item == i1);
    CHECK(find_clock(room, step)->revision == room.head);
    happens_in(room, stops(i1));
    CHECK(clock_of(room, step) == "none");
    CHECK(refusal_code(room, pauses(step)) == RejectionCode::not_found);
}

SCENARIO("CLK-2 other minutes move the clock of the step that runs", "[CLK-2][AGD-2]") {
    auto room = clarifying();
    auto const minutes = [](std::int64_t n) {
        return asks(alice, command::EditItem{.item = i1, .set = {.minutes = n}});
    };
    happens_in(room, minutes(12), after_noon(20'000));
    CHECK(clock_of(room, step) == "running until 730000");
    CHECK(find_clock(room, step)->ms == 720'000);
    WHEN("too few are left") {
        happens_in(room, minutes(1), after_noon(200'000));
        THEN("it ends at once, as the room will say") {
            CHECK(clock_of(room, step) == "running until 200000");
            CHECK(at_time(room, clock_ends(room, step), 200'000));
        }
    }
    WHEN("it is paused") {
        happens_in(room, pauses(step), after_noon(130'000));
        happens_in(room, minutes(11), after_noon(140'000));
        CHECK(clock_of(room, step) == "paused 540000 left");
    }
    WHEN("it is over, and gets minutes enough") {
        happens_in(room, clock_ends(room, step), after_noon(730'000));
        happens_in(room, minutes(13), after_noon(740'000));
        CHECK(clock_of(room, step) == "running until 790000");
    }
}

SCENARIO("CLK-3 a ticket has its part of the step's time", "[CLK-3]") {
    auto room = clarifying();
    CHECK(clock_of(room, box) == "running until 310000");
    CHECK(find_clock(room, box)->ticket == t1);
    happens_in(room, shows("clarify", t2), after_noon(20'000));
    CHECK(clock_of(room, box) == "running until 320000");
    happens_in(room, shows("clarify"), after_noon(30'000));
    CHECK(clock_of(room, box) == "none");
    THEN("not a ticket that is not in the queue") {
        happens_in(room, shows("clarify", t3));
        CHECK(clock_of(room, box) == "none");
    }
    THEN("not a step that is not about single tickets") {
        happens_in(room, puts_on_agenda(item(4), AgendaKind::prune, 5, {t1}));
        happens_in(room, starts(item(4)));
        CHECK(room.spotlight->ticket == t1);
        CHECK(clock_of(room, box) == "none");
    }
    THEN("in whole seconds, and no less than thirty") {
        happens_in(room, puts_on_agenda(item(5), AgendaKind::estimate, 1, {t1, t2, t3}));
        happens_in(room, starts(item(5)), after_noon(40'000));
        CHECK(find_clock(room, box)->ms == 30'000);
        happens_in(room, puts_on_agenda(item(6), AgendaKind::estimate, 10, {t1, t2, t3}));
        happens_in(room, starts(item(6)), after_noon(50'000));
        CHECK(find_clock(room, box)->ms == 200'000);
    }
}

SCENARIO("CLK-5 item, step and box pause and go on together", "[CLK-5]") {
    auto room = clarifying();
    happens_in(room, pauses(step), after_noon(110'000));
    CHECK(clock_of(room, step) == "paused 500000 left");
    CHECK(clock_of(room, box) == "paused 200000 left");
    CHECK(agenda_of(room) == "clarify:paused split:planned talk:planned");
    CHECK(the(room, i1).used_ms == 100'000);
    CHECK_FALSE(answer(room, pauses(step)));
    CHECK(refusal_code(room, resumes(box)) == RejectionCode::phase);
    WHEN("it goes on") {
        happens_in(room, resumes(step), after_noon(210'000));
        CHECK(clock_of(room, step) == "running until 710000");
        CHECK(clock_of(room, box) == "running until 410000");
        CHECK(agenda_of(room) == "clarify:running split:planned talk:planned");
        CHECK_FALSE(answer(room, resumes(step)));
    }
    WHEN("the lead starts it again") {
        happens_in(room, starts(i1), after_noon(210'000));
        THEN("that lets it go on") { CHECK(clock_of(room, step) == "running until 710000"); }
    }
    WHEN("the room comes to the next ticket meanwhile") {
        happens_in(room, shows("clarify", t2), after_noon(150'000));
        CHECK(clock_of(room, box) == "paused 300000 left");
        happens_in(room, resumes(step), after_noon(210'000));
        CHECK(clock_of(room, box) == "running until 510000");
    }
    WHEN("the step ends without going on") {
        happens_in(room, goes_on_from(i1), after_noon(400'000));
        CHECK(the(room, i1).used_ms == 100'000);
        CHECK(the(room, i1).state == ItemState::done);
    }
}

SCENARIO("CLK-6 more time, and time from a later step", "[CLK-6]") {
    auto room = clarifying();
    happens_in(room, extends(step, 60'000), after_noon(20'000));
    CHECK(clock_of(room, step) == "running until 670000");
    CHECK(the(room, i1).extra_ms == 60'000);
    WHEN("a later step lends it") {
        happens_in(room, extends(step, 90'000, i2), after_noon(30'000));
        CHECK(clock_of(room, step) == "running until 760000");
        CHECK(the(room, i2).planned_ms() == 90'000);
        THEN("it keeps a minute") {
            auto const refused = refusal(room, extends(step, 60'000, i2));
            REQUIRE(refused);
            CHECK(refused->code == RejectionCode::conflict);
            CHECK(refused->message == "Split has only 1:30 left.");
            auto const& data = std::get<rejection_data::TooLittleTime>(refused->data);
            CHECK(data.item == i2);
            CHECK(data.ms == 90'000);
            CHECK(answer(room, extends(step, 30'000, i2)));
        }
    }
    THEN("only a later planned one lends") {
        CHECK(refusal_code(room, extends(step, 1000, i1)) == RejectionCode::conflict);
        CHECK(refusal_code(room, extends(step, 1000, item(77))) == RejectionCode::not_found);
        happens_in(room, puts_on_agenda(item(4), AgendaKind::talk, 5, {}, command::OnTop{}));
        CHECK(refusal_code(room, extends(step, 1000, item(4))) == RejectionCode::conflict);
        CHECK(refusal(room, extends(box, 1000, i2))->where == "from");
    }
    THEN("what is over runs again from now") {
        happens_in(room, clock_ends(room, step), after_noon(670'000));
        CHECK(clock_of(room, step) == "over at 670000");
        CHECK(refusal_code(room, pauses(step)) == RejectionCode::phase);
        CHECK(refusal_code(room, resumes(step)) == RejectionCode::phase);
        happens_in(room, extends(step, 60'000), after_noon(700'000));
        CHECK(clock_of(room, step) == "running until 760000");
    }
    THEN("what is paused has more left") {
        happens_in(room, pauses(step), after_noon(70'000));
        happens_in(room, extends(step, 1000));
        CHECK(clock_of(room, step) == "paused 601000 left");
        CHECK(the(room, i1).state == ItemState::paused);
    }
    THEN("from a second to an hour at once") {
        CHECK(refusal(room, extends(step, 999))->where == "ms");
        CHECK(refusal(room, extends(step, 3'600'001))->where == "ms");
        CHECK(answer(room, extends(step, 3'600'000)));
    }
}

SCENARIO("CLK-7 a press meant for an earlier setting does nothing", "[CLK-7]") {
    auto room = clarifying();
    auto const seen = find_clock(room, step)->revision;
    happens_in(room, extends(step, 60'000));
    for (auto const& command :
         {pauses(step, seen),
          asks(alice, command::ExtendTimer{.clock = step, .revision = seen, .ms = 60'000}),
          asks(alice, command::StopTimer{.clock = box, .revision = 1})}) {
        auto const refused = refusal(room, command);
        REQUIRE(refused);
        CHECK(refused->code == RejectionCode::conflict);
        CHECK(std::holds_alternative<rejection_data::StaleClock>(refused->data));
    }
    CHECK(std::get<rejection_data::StaleClock>(refusal(room, pauses(step, seen))->data).revision ==
          room.head);
    CHECK(answer(room, pauses(step, room.head)));
}

SCENARIO("CLK-8 a clock ends once, when its deadline has come", "[CLK-8]") {
    auto room = given({});
    happens_in(room, starts_timer(free_clock, 60'000), after_noon(0));
    auto const ends = clock_ends(room, free_clock);
    CHECK_FALSE(at_time(room, ends, 59'999));
    CHECK(at_time(room, ends, 60'000));
    WHEN("it has ended") {
        happens_in(room, ends, after_noon(60'005));
        CHECK(clock_of(room, free_clock) == "over at 60000");
        THEN("it does not end again") { CHECK_FALSE(at_time(room, ends, 70'000)); }
    }
    WHEN("somebody was quicker") {
        happens_in(room, extends(free_clock, 10'000), after_noon(59'000));
        THEN("the old end comes to nothing") {
            CHECK_FALSE(at_time(room, ends, 80'000));
            CHECK(at_time(room, clock_ends(room, free_clock), 80'000));
        }
    }
    WHEN("it is paused") {
        happens_in(room, pauses(free_clock), after_noon(59'000));
        CHECK_FALSE(at_time(room, clock_ends(room, free_clock), 80'000));
    }
    THEN("nobody but the room says so") {
        CHECK(refusal_code(room, asks(alice, ends.body)) == RejectionCode::forbidden);
    }
}

SCENARIO("CLK-1 CLK-9 what the lead starts by hand", "[CLK-1][CLK-9]") {
    auto room = given({});
    CHECK(refusal(room, starts_timer(step, 60'000))->where == "clock");
    CHECK(refusal(room, starts_timer(box, 60'000))->where == "clock");
    CHECK(refusal(room, starts_timer(free_clock, 9'999))->where == "ms");
    CHECK(refusal(room, starts_timer(free_clock, 14'400'001))->where == "ms");
    happens_in(room, starts_timer(free_clock, 10'000), after_noon(0));
    happens_in(room, starts_timer(free_clock, 30'000), after_noon(5'000));
    CHECK(clock_of(room, free_clock) == "running until 35000");
    happens_in(room, stops_timer(free_clock));
    CHECK(clock_of(room, free_clock) == "none");
    CHECK_FALSE(answer(room, stops_timer(free_clock)));
    CHECK(refusal(room, stops_timer(step))->where == "clock");
    CHECK(refusal_code(room, extends(free_clock, 1000)) == RejectionCode::not_found);
}

SCENARIO("CLK-4 a voting may have a clock", "[CLK-4]") {
    GIVEN("a room that wants one from the first vote on") {
        auto room =
            given({plans({.vote_ms = std::optional<std::int64_t>(60'000)}), opens(alice, r1, t1)});
        CHECK(clock_of(room, vote) == "none");
        happens_in(room, estimates(bob, r1, "5"), after_noon(10'000));
        CHECK(clock_of(room, vote) == "running until 70000");
        CHECK(find_clock(room, vote)->round == r1);
        happens_in(room, estimates(carol, r1, "5"), after_noon(20'000));
        CHECK(clock_of(room, vote) == "running until 70000");
        THEN("it goes with the reveal") {
            happens_in(room, reveals(alice, r1));
            CHECK(clock_of(room, vote) == "none");
        }
        THEN("it goes with the round") {
            happens_in(room, skips(alice, r1));
            CHECK(clock_of(room, vote) == "none");
        }
        THEN("it goes with the ticket") {
            happens_in(room, archives(alice, {t1}));
            CHECK(clock_of(room, vote) == "none");
        }
    }
    GIVEN("a room that wants none") {
        auto room = given({opens(alice, r1, t1), estimates(bob, r1, "5")});
        CHECK(clock_of(room, vote) == "none");
        THEN("the lead may start one by hand") {
            happens_in(room, starts_timer(vote, 30'000), after_noon(5'000));
            CHECK(clock_of(room, vote) == "running until 35000");
            CHECK(find_clock(room, vote)->round == r1);
        }
        THEN("for a round that collects") {
            happens_in(room, reveals(alice, r1));
            CHECK(refusal_code(room, starts_timer(vote, 30'000)) == RejectionCode::phase);
            CHECK(refusal_code(given({}), starts_timer(vote, 30'000)) == RejectionCode::phase);
        }
    }
}
