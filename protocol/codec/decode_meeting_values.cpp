#include "protocol/codec/meeting_values.hpp"

namespace refinery {

namespace {

std::vector<ProductGoal> read_goals(Fields const& from) {
    std::vector<ProductGoal> goals;
    from.each_object("goals", [&](Fields const& goal) {
        goals.push_back({.goal = goal.id<GoalId>("goal"),
                         .title = goal.text("title"),
                         .horizon = goal.alternative<Horizon>("horizon")});
    });
    return goals;
}

std::vector<ReadyEntry> read_ready(Fields const& from) {
    std::vector<ReadyEntry> ready;
    from.each_object("ready", [&](Fields const& line) {
        auto const follows = line.optional_text("follows");
        if (follows && *follows != "blockers")
            line.wrong("follows", "A line can follow the blockers, and nothing else.");
        ready.push_back({.entry = line.id<EntryId>("entry"),
                         .text = line.text("text"),
                         .follows_blockers = follows.has_value()});
    });
    return ready;
}

std::optional<Health> read_optional_health(Fields const& from) {
    auto const health = from.optional_object("health");
    if (!health) return std::nullopt;
    return Health{.tickets = health->natural("tickets"),
                  .detailed = health->natural("detailed"),
                  .emergent = health->natural("emergent"),
                  .estimated = health->natural("estimated"),
                  .prioritised = health->natural("prioritised")};
}

}  // namespace

command::PlanSettings read_plan_settings(Fields const& set) {
    command::PlanSettings plan{.goal = set.clearable_text("goal"),
                               .minutes = set.clearable_integer("minutes"),
                               .split_limit = set.clearable_integer("split_limit"),
                               .require_ready = set.optional_truth("require_ready"),
                               .vote_ms = set.clearable_integer("vote_ms"),
                               .vote_reveals = set.optional_truth("vote_reveals")};
    if (set.is_null("starts_at"))
        plan.starts_at = std::optional<Timestamp>{};
    else if (auto const at = set.optional_time("starts_at"))
        plan.starts_at = at;
    if (set.has("goals")) plan.goals = read_goals(set);
    if (set.has("ready")) plan.ready = read_ready(set);
    return plan;
}

Plan read_plan(Fields const& from) {
    Plan plan;
    plan.goal = from.optional_text("goal");
    plan.starts_at = from.optional_time("starts_at");
    plan.minutes = from.optional_integer("minutes");
    if (from.has("goals")) plan.goals = read_goals(from);
    if (from.has("ready")) plan.ready = read_ready(from);
    if (from.has("split_limit")) plan.split_limit = from.nullable_integer("split_limit");
    plan.require_ready = from.optional_truth("require_ready").value_or(plan.require_ready);
    plan.vote_ms = from.nullable_integer("vote_ms");
    plan.vote_reveals = from.optional_truth("vote_reveals").value_or(plan.vote_reveals);
    return plan;
}

command::ItemChanges read_item_changes(Fields const& set) {
    command::ItemChanges changes{.kind = set.optional_alternative<AgendaKind>("kind"),
                                 .title = set.clearable_text("title"),
                                 .minutes = set.optional_integer("minutes")};
    if (set.has("tickets")) changes.tickets = set.ids<TicketId>("tickets");
    if (set.has("needs")) changes.needs = set.ids<ParticipantId>("needs");
    return changes;
}

std::optional<Ended> read_optional_ended(Fields const& from) {
    auto const ended = from.optional_object("ended");
    if (!ended) return std::nullopt;
    return Ended{.at = ended->time("at"),
                 .by = ended->nullable_id<ParticipantId>("by"),
                 .reason = ended->optional_text("reason")};
}

std::optional<Claim> read_optional_claim(Fields const& from) {
    auto const claim = from.optional_object("claim");
    if (!claim) return std::nullopt;
    return Claim{.participant = claim->id<ParticipantId>("participant"),
                 .asked = claim->time("asked")};
}

std::optional<Meeting> read_optional_meeting(Fields const& from) {
    auto const meeting = from.optional_object("meeting");
    if (!meeting) return std::nullopt;
    return Meeting{.number = meeting->natural("number"),
                   .started = meeting->time("started"),
                   .health = read_optional_health(*meeting)};
}

std::optional<operation::MeetingBegins> read_optional_beginning(Fields const& from) {
    auto const meeting = from.optional_object("meeting");
    if (!meeting) return std::nullopt;
    return operation::MeetingBegins{.number = meeting->natural("number"),
                                    .health = read_optional_health(*meeting)};
}

std::vector<ItemRecord> read_item_records(Fields const& from) {
    std::vector<ItemRecord> items;
    from.each_object("items", [&](Fields const& item) {
        items.push_back({.kind = item.alternative<AgendaKind>("kind"),
                         .title = item.optional_text("title"),
                         .minutes = item.integer("minutes"),
                         .extra_ms = item.integer("extra_ms"),
                         .state = item.alternative<ItemState>("state"),
                         .used_ms = item.integer("used_ms")});
    });
    return items;
}

AgendaItem read_agenda_item(Fields const& from) {
    AgendaItem item{.id = from.id<ItemId>("item"),
                    .kind = from.alternative<AgendaKind>("kind"),
                    .title = from.optional_text("title"),
                    .minutes = from.integer("minutes"),
                    .extra_ms = from.optional_integer("extra_ms").value_or(0),
                    .tickets = from.ids<TicketId>("tickets"),
                    .needs = from.ids<ParticipantId>("needs"),
                    .state = from.alternative<ItemState>("state"),
                    .used_ms = from.optional_integer("used_ms").value_or(0),
                    .since = from.optional_time("since"),
                    .queue = from.optional_ids<TicketId>("queue"),
                    .paused_by = from.optional_id<ParticipantId>("paused_by")};
    if (from.has("finished"))
        from.each_object("finished", [&](Fields const& time) {
            item.finished.push_back(
                {.ticket = time.id<TicketId>("ticket"), .ms = time.integer("ms")});
        });
    return item;
}

Clock read_clock(Fields const& from) {
    return {.name = from.alternative<ClockName>("clock"),
            .state = from.alternative<ClockState>("state"),
            .ms = from.integer("ms"),
            .deadline = from.optional_time("deadline"),
            .left_ms = from.optional_integer("left_ms"),
            .revision = from.natural("revision"),
            .item = from.optional_id<ItemId>("item"),
            .ticket = from.optional_id<TicketId>("ticket"),
            .round = from.optional_id<BallotId>("round")};
}

Sprint read_sprint(Fields const& from) {
    Sprint sprint{.id = from.id<SprintId>("sprint"),
                  .name = from.text("name"),
                  .points = from.integer("points")};
    if (auto const committed = from.optional_object("committed"))
        sprint.committed = Sprint::Commitment{.at = committed->time("at"),
                                              .by = committed->nullable_id<ParticipantId>("by"),
                                              .tickets = committed->ids<TicketId>("tickets")};
    return sprint;
}

MeetingRecord read_meeting_record(Fields const& from) {
    MeetingRecord meeting{.number = from.natural("number"),
                          .started = from.time("started"),
                          .ended = from.time("ended"),
                          .reason = from.alternative<EndReason>("reason"),
                          .by = from.nullable_id<ParticipantId>("by"),
                          .items = read_item_records(from),
                          .goal = from.optional_text("goal"),
                          .health = read_optional_health(from)};
    from.each_object("ratings", [&](Fields const& rating) {
        meeting.ratings.push_back(
            {.by = rating.id<ParticipantId>("by"), .stars = rating.integer("stars")});
    });
    return meeting;
}

}  // namespace refinery
