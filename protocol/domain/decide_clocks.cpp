// Clocks that people start, stop and stretch, and their end (PROTOCOL.md CLK).

#include "protocol/domain/decide_parts.hpp"

#include <algorithm>

namespace refinery {
namespace {

char const* subject(ClockName name) {
    switch (name) {
        case ClockName::step: return "The step";
        case ClockName::box: return "This ticket's time";
        case ClockName::vote: return "The voting";
        case ClockName::free: return "This clock";
    }
    return "";
}

/// The clock that a lead's command names, or the refusal.
Result<Clock const*> led_clock(Asked const& asked, ClockName name) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const* clock = find_clock(asked.room, name);
    if (!clock) return not_found("clock");
    return clock;
}

Rejection is_over(Clock const& clock) {
    return not_now(std::string(subject(clock.name)) + " is over. Give it more time first.");
}

/// CLK-7: somebody has set this clock since the author looked.
MaybeRefusal refuse_stale(Clock const& clock, std::optional<Sequence> revision) {
    if (!revision || *revision == clock.revision) return std::nullopt;
    auto refusal = conflict("Somebody has set this clock meanwhile.");
    refusal.data = rejection_data::StaleClock{.revision = clock.revision};
    return refusal;
}

MaybeRefusal refuse_length(std::int64_t ms, std::int64_t least, std::int64_t most) {
    if (ms >= least && ms <= most) return std::nullopt;
    auto refusal = bad_request("ms", "A clock cannot be set to this.");
    refusal.data = rejection_data::Limit{.limit = ms < least ? least : most};
    return refusal;
}

/// "1:30".
std::string minutes_and_seconds(std::int64_t ms) {
    auto const seconds = std::max<std::int64_t>(ms, 0) / 1000;
    auto const rest = std::to_string(seconds % 60);
    return std::to_string(seconds / 60) + (rest.size() < 2 ? ":0" : ":") + rest;
}

std::string title_of(AgendaItem const& item) {
    if (item.title) return *item.title;
    switch (item.kind) {
        case AgendaKind::open: return "Open";
        case AgendaKind::accept: return "Accept";
        case AgendaKind::prune: return "Prune";
        case AgendaKind::dots: return "Dots";
        case AgendaKind::prioritise: return "Prioritise";
        case AgendaKind::clarify: return "Clarify";
        case AgendaKind::split: return "Split";
        case AgendaKind::estimate: return "Estimate";
        case AgendaKind::confirm: return "Confirm";
        case AgendaKind::close: return "Close";
        case AgendaKind::talk: return "Talk";
        case AgendaKind::break_: return "Break";
    }
    return "";
}

/// CLK-6: only a later planned item lends time, and keeps a minute.
MaybeRefusal refuse_to_lend(Asked const& asked, AgendaItem const& lender, std::int64_t ms) {
    auto const* running = running_item(asked.room);
    if (lender.state != ItemState::planned || !running || &lender < running)
        return conflict("Only a later step that has not begun lends its time.");
    if (lender.planned_ms() - ms >= item_ms_kept) return std::nullopt;
    auto refusal = conflict(title_of(lender) + " has only " +
                            minutes_and_seconds(lender.planned_ms()) + " left.");
    refusal.data = rejection_data::TooLittleTime{.item = lender.id, .ms = lender.planned_ms()};
    return refusal;
}

}  // namespace

Decision decide(Asked const& asked, command::StartTimer const& start) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (start.clock == ClockName::step || start.clock == ClockName::box)
        return bad_request("clock", "This clock starts with its step.");
    if (auto refusal = refuse_length(start.ms, timer_ms_min, timer_ms_max)) return *refusal;
    operation::TimerStarted started{
        .clock = start.clock, .ms = start.ms, .deadline = Timestamp{asked.at.ms + start.ms}};
    if (start.clock == ClockName::vote) {
        auto const* round = room.spotlight && room.spotlight->ballot
                                ? room.ballots.find(*room.spotlight->ballot)
                                : nullptr;
        if (!round || !std::holds_alternative<Cards>(round->asks))
            return not_now("No round is open.");
        if (!std::holds_alternative<phase::Collecting>(round->phase)) return wrong_phase(*round);
        started.round = round->id;
    }
    return happens(started);
}

Decision decide(Asked const& asked, command::PauseTimer const& pause) {
    auto const found = led_clock(asked, pause.clock);
    if (!found) return found.error();
    auto const& clock = **found;
    if (clock.state == ClockState::paused) return already_so();
    if (clock.state == ClockState::over) return is_over(clock);
    if (auto refusal = refuse_stale(clock, pause.revision)) return *refusal;
    return happens(operation::TimerPaused{
        .clock = clock.name,
        .left_ms = std::max<std::int64_t>(clock.deadline->ms - asked.at.ms, 0)});
}

Decision decide(Asked const& asked, command::ResumeTimer const& resume) {
    auto const found = led_clock(asked, resume.clock);
    if (!found) return found.error();
    auto const& clock = **found;
    if (clock.state == ClockState::running) return already_so();
    if (clock.state == ClockState::over) return is_over(clock);
    auto const* item = running_item(asked.room);
    if (clock.name == ClockName::box && item && item->state == ItemState::paused)
        return not_now("The step is paused. Let it go on, and this goes on too.");
    if (auto refusal = refuse_stale(clock, resume.revision)) return *refusal;
    return happens(operation::TimerResumed{
        .clock = clock.name, .deadline = Timestamp{asked.at.ms + clock.left_ms.value_or(0)}});
}

Decision decide(Asked const& asked, command::ExtendTimer const& extend) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (auto refusal = refuse_length(extend.ms, extend_ms_min, extend_ms_max)) return *refusal;
    if (extend.from && extend.clock != ClockName::step)
        return bad_request("from", "Only a step takes time from another.");
    auto const found = led_clock(asked, extend.clock);
    if (!found) return found.error();
    auto const& clock = **found;
    auto const* lender = extend.from ? find_item(asked.room, *extend.from) : nullptr;
    if (extend.from && !lender) return not_found("agenda item");
    if (auto refusal = refuse_stale(clock, extend.revision)) return *refusal;
    if (lender)
        if (auto refusal = refuse_to_lend(asked, *lender, extend.ms)) return *refusal;
    operation::TimerExtended extended{.clock = clock.name, .ms = extend.ms, .from = extend.from};
    switch (clock.state) {
        case ClockState::running:
            extended.deadline = Timestamp{clock.deadline->ms + extend.ms};
            break;
        case ClockState::paused: extended.left_ms = clock.left_ms.value_or(0) + extend.ms; break;
        case ClockState::over: extended.deadline = Timestamp{asked.at.ms + extend.ms}; break;
    }
    return happens(extended);
}

Decision decide(Asked const& asked, command::StopTimer const& stop) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (stop.clock == ClockName::step)
        return bad_request("clock", "A step is stopped on the agenda.");
    auto const* clock = find_clock(asked.room, stop.clock);
    if (!clock) return already_so();
    if (auto refusal = refuse_stale(*clock, stop.revision)) return *refusal;
    return happens(operation::TimerStopped{.clock = stop.clock});
}

Decision decide(Asked const& asked, command::ExpireTimer const& expire) {
    if (asked.by) return forbidden("Clocks end by themselves.");
    auto const* clock = find_clock(asked.room, expire.clock);
    // Somebody was quicker: it was paused, extended, stopped, or has ended already.
    if (!clock || clock->state != ClockState::running || clock->revision != expire.revision ||
        asked.at < *clock->deadline)
        return already_so();
    return happens(operation::TimerExpired{.clock = expire.clock, .revision = expire.revision});
}

}  // namespace refinery
