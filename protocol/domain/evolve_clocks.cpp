// Clocks (PROTOCOL.md CLK).
//
// A clock is a deadline, or what is left of it while it is paused; nothing ticks here. Its
// revision is the operation that last set it: an expiry that names another one comes too late.
// The step's clock carries its item and the box along: they pause and go on as one.

#include "protocol/domain/evolve_ballots.hpp"
#include "protocol/domain/meeting_parts.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

void pause(Clock& clock, std::int64_t left_ms, Sequence seq) {
    clock.state = ClockState::paused;
    clock.left_ms = left_ms;
    clock.deadline.reset();
    clock.revision = seq;
}

void run(Clock& clock, Timestamp deadline, Sequence seq) {
    clock.state = ClockState::running;
    clock.deadline = deadline;
    clock.left_ms.reset();
    clock.revision = seq;
}

void pause_step(Room& room, Happened const& happened) {
    if (auto* item = item_at_work(room); item && item->state == ItemState::running) {
        item->used_ms += happened.at.ms - item->since->ms;
        item->since = happened.at;
        item->state = ItemState::paused;
        item->paused_by = happened.by;
    }
    auto* box = clock_of(room, ClockName::box);
    if (box && box->state == ClockState::running)
        pause(*box, std::max<std::int64_t>(box->deadline->ms - happened.at.ms, 0), happened.seq);
}

void resume_step(Room& room, Happened const& happened) {
    if (auto* item = item_at_work(room); item && item->state == ItemState::paused) {
        // The pause does not count as time on the ticket: its beginning moves on by as much of it
        // as the ticket saw.
        if (room.spotlight && room.spotlight->since) {
            auto const from = std::max(*room.spotlight->since, *item->since);
            room.spotlight->since->ms += happened.at.ms - from.ms;
        }
        item->since = happened.at;
        item->state = ItemState::running;
        item->paused_by.reset();
    }
    auto* box = clock_of(room, ClockName::box);
    if (box && box->state == ClockState::paused)
        run(*box, Timestamp{happened.at.ms + box->left_ms.value_or(0)}, happened.seq);
}

}  // namespace

Clock* clock_of(Room& room, ClockName name) {
    auto const clock = std::find_if(room.clocks.begin(), room.clocks.end(),
                                    [&](Clock const& each) { return each.name == name; });
    return clock == room.clocks.end() ? nullptr : &*clock;
}

void drop_clock(Room& room, ClockName name) {
    auto& clocks = room.clocks;
    clocks.erase(std::remove_if(clocks.begin(), clocks.end(),
                                [&](Clock const& each) { return each.name == name; }),
                 clocks.end());
}

void set_clock(Room& room, Clock clock) {
    if (auto* present = clock_of(room, clock.name))
        *present = std::move(clock);
    else
        room.clocks.push_back(std::move(clock));
}

void drop_vote_clock(Room& room, BallotId round) {
    auto const* clock = find_clock(room, ClockName::vote);
    if (clock && clock->round == round) drop_clock(room, ClockName::vote);
}

void begin_vote_clock(Room& room, Ballot const& round, Happened const& happened) {
    auto const& ms = room.plan.vote_ms;
    if (!ms || round.places.size() != 1 || !room.spotlight || room.spotlight->ballot != round.id)
        return;
    auto const* clock = find_clock(room, ClockName::vote);
    if (clock && clock->round == round.id) return;
    set_clock(room, {.name = ClockName::vote,
                     .ms = *ms,
                     .deadline = Timestamp{happened.at.ms + *ms},
                     .revision = happened.seq,
                     .round = round.id});
}

void apply(Room& room, Happened const& happened, operation::TimerStarted const& started) {
    set_clock(room, {.name = started.clock,
                     .ms = started.ms,
                     .deadline = started.deadline,
                     .revision = happened.seq,
                     .round = started.round});
}

void apply(Room& room, Happened const& happened, operation::TimerPaused const& paused) {
    auto* clock = clock_of(room, paused.clock);
    if (!clock) return;
    pause(*clock, paused.left_ms, happened.seq);
    if (paused.clock == ClockName::step) pause_step(room, happened);
}

void apply(Room& room, Happened const& happened, operation::TimerResumed const& resumed) {
    auto* clock = clock_of(room, resumed.clock);
    if (!clock) return;
    run(*clock, resumed.deadline, happened.seq);
    if (resumed.clock == ClockName::step) resume_step(room, happened);
}

void apply(Room& room, Happened const& happened, operation::TimerExtended const& extended) {
    auto* clock = clock_of(room, extended.clock);
    if (!clock) return;
    clock->ms += extended.ms;
    if (extended.left_ms) pause(*clock, *extended.left_ms, happened.seq);
    if (extended.deadline) run(*clock, *extended.deadline, happened.seq);
    if (extended.clock != ClockName::step) return;
    for (auto& item : room.agenda) {
        if (item.id == clock->item) item.extra_ms += extended.ms;
        if (item.id == extended.from) item.extra_ms -= extended.ms;
    }
}

void apply(Room& room, Happened const&, operation::TimerStopped const& stopped) {
    drop_clock(room, stopped.clock);
}

void apply(Room& room, Happened const&, operation::TimerExpired const& expired) {
    auto* clock = clock_of(room, expired.clock);
    if (!clock || clock->revision != expired.revision) return;
    clock->state = ClockState::over;
}

}  // namespace refinery
