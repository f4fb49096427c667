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
constexpr std::int64_t minute = 60'000;

Command edits(ItemId item, command::ItemChanges set) {
    return asks(alice, command::EditItem{.item = item, .set = std::move(set)});
}
Command puts(ItemId item, command::AgendaPosition after) {
    return asks(alice, command::MoveItem{.item = item, .after = after});
}
Command takes_off(ItemId item) { return asks(alice, command::RemoveItem{.item = item}); }
Command passes_over(ItemId item) { return asks(alice, command::SkipItem{.item = item}); }

/// Three tickets on the clarify step; nothing runs yet.
Room planned_room() {
    return given({puts_on_agenda(i1, AgendaKind::open, 3),
                  puts_on_agenda(i2, AgendaKind::clarify, 15, {t1, t2, t3}),
                  puts_on_agenda(i3, AgendaKind::estimate, 10)});
}

}  // namespace

SCENARIO("AGD-1 items stand where they are put", "[AGD-1]") {
    auto room = planned_room();
    CHECK(agenda_of(room) == "open:planned clarify:planned estimate:planned");
    auto const added = [&](command::AgendaPosition after) {
        return body_of<operation::ItemAdded>(
                   answer(room, puts_on_agenda(item(9), AgendaKind::talk, 1, {}, after)))
            .after;
    };
    CHECK(added(command::AtEnd{}) == i3);
    CHECK(added(command::OnTop{}) == std::nullopt);
    CHECK(added(i1) == i1);
    happens_in(room, puts_on_agenda(item(9), AgendaKind::talk, 1, {}, i1));
    CHECK(agenda_of(room) == "open:planned talk:planned clarify:planned estimate:planned");
    THEN("and move") {
        happens_in(room, puts(i1, command::AtEnd{}));
        CHECK(agenda_of(room) == "talk:planned clarify:planned estimate:planned open:planned");
        happens_in(room, puts(i3, command::OnTop{}));
        CHECK(agenda_of(room) == "estimate:planned talk:planned clarify:planned open:planned");
        happens_in(room, puts(i3, i2));
        CHECK(agenda_of(room) == "talk:planned clarify:planned estimate:planned open:planned");
        CHECK_FALSE(answer(room, puts(i3, i2)));
        CHECK_FALSE(answer(room, puts(i1, command::AtEnd{})));
        CHECK(refusal(room, puts(i1, i1))->where == "after");
        CHECK(refusal_code(room, puts(i1, item(77))) == RejectionCode::not_found);
    }
    THEN("and go") {
        happens_in(room, takes_off(i2));
        CHECK(agenda_of(room) == "open:planned talk:planned estimate:planned");
        CHECK(refusal_code(room, takes_off(i2)) == RejectionCode::not_found);
    }
}

SCENARIO("AGD-2 what an item says has bounds", "[AGD-2]") {
    auto const room = given({archives(alice, {t3}), puts_on_agenda(i1, AgendaKind::open, 3)});
    auto const refused = [&](command::AddItem add) {
        if (!add.item) add.item = i2;
        return refusal(room, asks(alice, std::move(add)));
    };
    CHECK(refused({.title = std::string(101, 'x')})->where == "title");
    CHECK(refused({.title = ""})->where == "title");
    CHECK(refused({.minutes = 0})->where == "minutes");
    CHECK(refused({.minutes = 241})->where == "minutes");
    CHECK_FALSE(refused({.minutes = 240}));
    CHECK(refused({.tickets = {t1, t1}})->where == "tickets");
    CHECK(refused({.tickets = std::vector<TicketId>(501, t1)})->code == RejectionCode::too_large);
    CHECK(refused({.tickets = {nowhere}})->code == RejectionCode::not_found);
    CHECK(refused({.needs = {person(77)}})->code == RejectionCode::not_found);
    CHECK(refused({.tickets = {t3}})->code == RejectionCode::conflict);
    CHECK(refused({.item = i1})->code == RejectionCode::conflict);
    CHECK(refused({.after = item(77)})->code == RejectionCode::not_found);
    WHEN("the agenda has 50 items") {
        auto full = room;
        for (std::uint32_t n = 2; n <= 50; ++n)
            happens_in(full, puts_on_agenda(item(n), AgendaKind::talk, 1));
        CHECK(refusal_code(full, puts_on_agenda(item(51), AgendaKind::talk, 1)) ==
              RejectionCode::too_large);
    }
}

SCENARIO("AGD-2 an item is edited", "[AGD-2]") {
    auto room = planned_room();
    happens_in(room, edits(i1, {.title = std::optional<std::string>("Hello"), .minutes = 4}));
    CHECK(the(room, i1).title == "Hello");
    CHECK(the(room, i1).minutes == 4);
    happens_in(room, edits(i1, {.kind = AgendaKind::talk,
                                .title = std::optional<std::string>(),
                                .tickets = std::vector{t1},
                                .needs = std::vector{bob}}));
    CHECK_FALSE(the(room, i1).title);
    CHECK(the(room, i1).kind == AgendaKind::talk);
    CHECK(the(room, i1).tickets == std::vector{t1});
    CHECK(the(room, i1).needs == std::vector{bob});
    CHECK_FALSE(answer(room, edits(i1, {.minutes = 4})));
    CHECK(refusal(room, edits(i1, {}))->where == "set");
    CHECK(refusal(room, edits(i1, {.minutes = 0}))->where == "set.minutes");
    CHECK(refusal_code(room, edits(item(77), {.minutes = 1})) == RejectionCode::not_found);
    THEN("what runs stays of its kind") {
        happens_in(room, starts(i1));
        CHECK(refusal_code(room, edits(i1, {.kind = AgendaKind::dots})) == RejectionCode::phase);
        CHECK(refusal_code(room, takes_off(i1)) == RejectionCode::phase);
    }
}

SCENARIO("AGD-3 AGD-4 one item runs at most", "[AGD-3][AGD-4]") {
    auto room = planned_room();
    happens_in(room, starts(i1), after_noon(10'000));
    CHECK(agenda_of(room) == "open:running clarify:planned estimate:planned");
    CHECK_FALSE(answer(room, starts(i1)));
    WHEN("another one starts") {
        happens_in(room, starts(i3), after_noon(70'000));
        THEN("it finishes the first, with the time that it used") {
            CHECK(agenda_of(room) == "open:done clarify:planned estimate:running");
            CHECK(the(room, i1).used_ms == minute);
        }
        AND_WHEN("the first one goes on") {
            happens_in(room, starts(i1), after_noon(80'000));
            THEN("it has what was left") {
                CHECK(clock_of(room, ClockName::step) ==
                      "running until " + std::to_string(80'000 + 2 * minute));
                CHECK(the(room, i3).used_ms == 10'000);
            }
        }
        AND_WHEN("its time was used up before it goes on") {
            happens_in(room, starts(i1), after_noon(80'000));
            happens_in(room, stops(i1), after_noon(80'000 + 3 * minute));
            happens_in(room, starts(i1), after_noon(300'000));
            THEN("its clock is over from the start") {
                CHECK(clock_of(room, ClockName::step) == "over at 300000");
            }
        }
    }
    WHEN("it stops") {
        happens_in(room, stops(i1), after_noon(20'000));
        CHECK(agenda_of(room) == "open:done clarify:planned estimate:planned");
        CHECK(clock_of(room, ClockName::step) == "none");
        CHECK_FALSE(answer(room, stops(i1)));
    }
    WHEN("a planned one is skipped") {
        happens_in(room, passes_over(i2));
        CHECK(agenda_of(room) == "open:running clarify:skipped estimate:planned");
        CHECK_FALSE(answer(room, passes_over(i2)));
        CHECK(refusal_code(room, passes_over(i1)) == RejectionCode::phase);
    }
}

SCENARIO("AGD-5 next leaves an item for the one that follows", "[AGD-5]") {
    auto room = planned_room();
    happens_in(room, starts(i2));
    auto const on = answer(room, goes_on_from(i2));
    CHECK(body_of<operation::ItemStarted>(on).item == i3);
    CHECK(body_of<operation::ItemStarted>(on).left == i2);
    happens_in(room, goes_on_from(i2));
    CHECK(agenda_of(room) == "open:planned clarify:done estimate:running");
    THEN("a second press by somebody else changes nothing") {
        CHECK_FALSE(answer(room, goes_on_from(i2)));
    }
    THEN("behind the last it is the first that was left out, and then the end") {
        happens_in(room, goes_on_from(i3));
        CHECK(agenda_of(room) == "open:running clarify:done estimate:done");
        auto const end = answer(room, goes_on_from(i1));
        CHECK(body_of<operation::ItemStopped>(end).item == i1);
    }
}

SCENARIO("AGD-6 a step without tickets of its own takes those of Today that need it", "[AGD-6]") {
    auto room = given({adds(alice, t4, "four"), sets_estimate(alice, t1, "20"),
                       sets_estimate(alice, t2, "3"),
                       puts_on_agenda(i1, AgendaKind::talk, 5, {t3, t2, t1})});
    auto const queue = [&](AgendaKind kind) {
        auto other = room;
        happens_in(other, puts_on_agenda(i2, kind, 5));
        return body_of<operation::ItemStarted>(answer(other, starts(i2))).queue;
    };
    using Tickets = std::vector<TicketId>;
    CHECK(today(room) == Tickets{t1, t2, t3});
    CHECK(queue(AgendaKind::split) == Tickets{t1});
    CHECK(queue(AgendaKind::estimate) == Tickets{t3});
    CHECK(queue(AgendaKind::accept) == Tickets{t3});
    CHECK(queue(AgendaKind::clarify) == Tickets{t1, t2, t3});
    for (auto const kind :
         {AgendaKind::confirm, AgendaKind::prune, AgendaKind::prioritise, AgendaKind::dots})
        CHECK(queue(kind) == Tickets{t1, t2, t3});
    for (auto const kind : {AgendaKind::open, AgendaKind::close, AgendaKind::break_})
        CHECK(queue(kind).empty());
    THEN("no limit, nothing to split") {
        happens_in(room, plans({.split_limit = std::optional<std::int64_t>()}));
        CHECK(queue(AgendaKind::split).empty());
    }
    THEN("an archived ticket is out of it") {
        happens_in(room, archives(alice, {t2}));
        CHECK(queue(AgendaKind::confirm) == Tickets{t1, t3});
        CHECK(body_of<operation::ItemStarted>(answer(room, starts(i1))).queue == Tickets{t3, t1});
    }
}

SCENARIO("AGD-7 starting an item shows its board and its first ticket", "[AGD-7][SPT-2]") {
    auto room = planned_room();
    happens_in(room, starts(i1), after_noon(10'000));
    CHECK(room.spotlight == Spotlight{.board = "open"});
    happens_in(room, goes_on_from(i1), after_noon(20'000));
    CHECK(room.spotlight ==
          Spotlight{.board = "clarify", .ticket = t1, .since = after_noon(20'000)});
    happens_in(room, stops(i2), after_noon(30'000));
    CHECK(spotlight_of(room) == Spotlight{.board = "clarify", .ticket = t1});
}

SCENARIO("AGD-9 the time on each ticket is what the forecast is made of", "[AGD-9]") {
    auto room = planned_room();
    using Times = std::vector<TimeOnTicket>;
    happens_in(room, starts(i2), after_noon(10'000));
    CHECK(the(room, i2).finished.empty());
    happens_in(room, shows("clarify", t2), after_noon(100'000));
    CHECK(the(room, i2).finished == Times{{t1, 90'000}});
    WHEN("the board changes and the ticket stays") {
        happens_in(room, shows("split", t2), after_noon(110'000));
        THEN("its time goes on") {
            CHECK(room.spotlight->since == after_noon(100'000));
            CHECK(the(room, i2).finished.size() == 1);
        }
    }
    WHEN("the room comes back to it") {
        happens_in(room, shows("clarify", t1), after_noon(150'000));
        happens_in(room, shows("clarify", t3), after_noon(160'000));
        THEN("times add up") {
            CHECK(the(room, i2).finished == Times{{t1, 100'000}, {t2, 50'000}});
        }
    }
    WHEN("the step is paused in between") {
        happens_in(room, pauses(ClockName::step), after_noon(110'000));
        happens_in(room, resumes(ClockName::step), after_noon(610'000));
        happens_in(room, shows("clarify", t3), after_noon(615'000));
        THEN("the pause does not count") {
            CHECK(the(room, i2).finished == Times{{t1, 90'000}, {t2, 15'000}});
        }
    }
    WHEN("the room moves on while the step is paused") {
        happens_in(room, pauses(ClockName::step), after_noon(110'000));
        happens_in(room, shows("clarify", t3), after_noon(200'000));
        happens_in(room, resumes(ClockName::step), after_noon(300'000));
        happens_in(room, goes_on_from(i2), after_noon(307'000));
        THEN("only what ran counts") {
            CHECK(the(room, i2).finished == Times{{t1, 90'000}, {t2, 10'000}, {t3, 7'000}});
            CHECK(the(room, i2).used_ms == 107'000);
        }
    }
    WHEN("a round opens on another ticket of the queue") {
        happens_in(room, opens(alice, r1, t3), after_noon(130'000));
        THEN("the spotlight has left the one before") {
            CHECK(the(room, i2).finished == Times{{t1, 90'000}, {t2, 30'000}});
        }
    }
    WHEN("it shows a ticket that is not in the queue") {
        happens_in(room, adds(alice, t4, "four"));
        happens_in(room, shows("clarify", t4), after_noon(120'000));
        happens_in(room, shows("clarify", t3), after_noon(180'000));
        THEN("that one is not counted") {
            CHECK(the(room, i2).finished == Times{{t1, 90'000}, {t2, 20'000}});
        }
    }
}
