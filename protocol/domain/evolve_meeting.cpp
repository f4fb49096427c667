// Meetings begin and end, sprints are planned (PROTOCOL.md MTG, CAP).

#include "protocol/domain/evolve_ballots.hpp"
#include "protocol/domain/limits.hpp"
#include "protocol/domain/meeting_parts.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

void plan_again(AgendaItem& item) {
    item.state = ItemState::planned;
    item.extra_ms = 0;
    item.used_ms = 0;
    item.since.reset();
    item.paused_by.reset();
    item.tickets.clear();
    item.queue.clear();
    item.finished.clear();
}

/// What was parked comes first next time: in the step that clarifies, or else the nearest to it.
AgendaItem* takes_the_parked(std::vector<AgendaItem>& agenda) {
    for (auto const kind : {AgendaKind::clarify, AgendaKind::estimate})
        for (auto& item : agenda)
            if (item.kind == kind) return &item;
    return agenda.empty() ? nullptr : &agenda.front();
}

void end_claims(Room& room) {
    room.claim.reset();
    for (auto& person : room.participants) {
        if (!person.claimed) continue;
        person.facilitates = false;
        person.claimed = false;
    }
}

void cancel_ballots(Room& room, Timestamp at) {
    // A copy: each that is skipped leaves the list.
    auto const collecting = room.collecting;
    for (auto const id : collecting)
        if (auto* ballot = room.ballots.find(id)) skip(room, *ballot, at, SkipReason::meeting);
}

void keep_record(Room& room, Happened const& happened, operation::MeetingEnded const& ended) {
    MeetingRecord record{.number = ended.number,
                         .started = happened.at,
                         .ended = happened.at,
                         .reason = ended.reason,
                         .by = happened.by,
                         .items = ended.items,
                         .goal = room.plan.goal};
    if (room.meeting) {
        record.started = room.meeting->started;
        record.health = room.meeting->health;
    }
    room.meetings.push_back(std::move(record));
    if (room.meetings.size() > meetings_max) room.meetings.erase(room.meetings.begin());
}

std::vector<Sprint>::iterator place_of(std::vector<Sprint>& sprints, SprintId id) {
    return std::find_if(sprints.begin(), sprints.end(),
                        [&](Sprint const& each) { return each.id == id; });
}

}  // namespace

void begin_meeting(Room& room, operation::MeetingBegins const& begins, Timestamp at) {
    room.meeting = Meeting{.number = begins.number, .started = at, .health = begins.health};
}

void apply(Room& room, Happened const& happened, operation::MeetingEnded const& ended) {
    keep_record(room, happened, ended);
    room.meeting.reset();
    room.plan.goal.reset();
    room.plan.starts_at.reset();
    room.scribe.reset();
    end_claims(room);
    if (ended.cancel_ballots) cancel_ballots(room, happened.at);
    if (ended.agenda_again) {
        for (auto& item : room.agenda) plan_again(item);
        if (auto* item = takes_the_parked(room.agenda)) item->tickets = ended.parked;
    } else {
        room.agenda.clear();
    }
    move_spotlight(room, Spotlight{.board = "close"}, happened);
    room.clocks.clear();
}

void apply(Room& room, Happened const& happened, operation::MeetingRated const& rated) {
    if (room.meetings.empty() || !happened.by) return;
    auto& ratings = room.meetings.back().ratings;
    auto const mine = std::find_if(ratings.begin(), ratings.end(),
                                   [&](Rating const& each) { return each.by == *happened.by; });
    if (mine == ratings.end())
        ratings.push_back({.by = *happened.by, .stars = rated.stars});
    else
        mine->stars = rated.stars;
}

void apply(Room& room, Happened const&, operation::CapacityChanged const& changed) {
    auto const sprint = place_of(room.sprints, changed.sprint);
    if (!changed.points) {
        if (sprint != room.sprints.end()) room.sprints.erase(sprint);
    } else if (sprint == room.sprints.end()) {
        room.sprints.push_back(
            {.id = changed.sprint, .name = changed.name, .points = *changed.points});
    } else {
        sprint->name = changed.name;
        sprint->points = *changed.points;
    }
}

void apply(Room& room, Happened const& happened, operation::SprintCommitted const& committed) {
    auto const sprint = place_of(room.sprints, committed.sprint);
    if (sprint == room.sprints.end()) return;
    sprint->committed =
        Sprint::Commitment{.at = happened.at, .by = happened.by, .tickets = committed.tickets};
}

void apply(Room& room, Happened const&, operation::SprintReleased const& released) {
    auto const sprint = place_of(room.sprints, released.sprint);
    if (sprint != room.sprints.end()) sprint->committed.reset();
}

}  // namespace refinery
