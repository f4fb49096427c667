#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/ticket_parts.hpp"

namespace refinery {

namespace {

template <class T>
void write_list(JsonWriter& json, std::vector<T> const& list,
                void (*write_one)(JsonWriter&, T const&)) {
    json.begin_list();
    for (auto const& each : list) {
        json.begin_object();
        write_one(json, each);
        json.end_object();
    }
    json.end_list();
}

void write_unless_zero(JsonWriter& json, std::string_view name, std::int64_t ms) {
    if (ms != 0) json.field(name, ms);
}

void write_goal(JsonWriter& json, ProductGoal const& goal) {
    json.field("goal", goal.goal);
    json.field("title", goal.title);
    write_name(json, "horizon", goal.horizon);
}

void write_ready_entry(JsonWriter& json, ReadyEntry const& line) {
    json.field("entry", line.entry);
    json.field("text", line.text);
    if (line.follows_blockers) json.field("follows", "blockers");
}

void write_item_record(JsonWriter& json, ItemRecord const& item) {
    write_name(json, "kind", item.kind);
    json.optional("title", item.title);
    json.field("minutes", item.minutes);
    json.field("extra_ms", item.extra_ms);
    write_name(json, "state", item.state);
    json.field("used_ms", item.used_ms);
}

void write_time(JsonWriter& json, TimeOnTicket const& time) {
    json.field("ticket", time.ticket);
    json.field("ms", time.ms);
}

void write_item(JsonWriter& json, AgendaItem const& item) {
    json.field("item", item.id);
    write_name(json, "kind", item.kind);
    json.optional("title", item.title);
    json.field("minutes", item.minutes);
    write_unless_zero(json, "extra_ms", item.extra_ms);
    write_field(json, "tickets", item.tickets);
    write_field(json, "needs", item.needs);
    write_name(json, "state", item.state);
    write_unless_zero(json, "used_ms", item.used_ms);
    write_unless_empty(json, "queue", item.queue);
    if (!item.finished.empty()) {
        json.key("finished");
        write_list(json, item.finished, write_time);
    }
    json.optional("since", item.since);
    json.optional("paused_by", item.paused_by);
}

void write_clock(JsonWriter& json, Clock const& clock) {
    write_name(json, "clock", clock.name);
    write_name(json, "state", clock.state);
    json.field("ms", clock.ms);
    json.optional("deadline", clock.deadline);
    json.optional("left_ms", clock.left_ms);
    json.field("revision", clock.revision);
    json.optional("item", clock.item);
    json.optional("ticket", clock.ticket);
    json.optional("round", clock.round);
}

void write_sprint(JsonWriter& json, Sprint const& sprint) {
    json.field("sprint", sprint.id);
    json.field("name", sprint.name);
    json.field("points", sprint.points);
    if (!sprint.committed) return;
    json.key("committed");
    json.begin_object();
    json.field("at", sprint.committed->at);
    json.nullable("by", sprint.committed->by);
    write_field(json, "tickets", sprint.committed->tickets);
    json.end_object();
}

void write_rating(JsonWriter& json, Rating const& rating) {
    json.field("by", rating.by);
    json.field("stars", rating.stars);
}

void write_meeting_record(JsonWriter& json, MeetingRecord const& meeting) {
    json.field("number", meeting.number);
    json.field("started", meeting.started);
    json.field("ended", meeting.ended);
    write_name(json, "reason", meeting.reason);
    json.nullable("by", meeting.by);
    write_field(json, "items", meeting.items);
    json.optional("goal", meeting.goal);
    write_optional(json, "health", meeting.health);
    json.key("ratings");
    write_list(json, meeting.ratings, write_rating);
}

}  // namespace

void write(JsonWriter& json, std::vector<ProductGoal> const& goals) {
    write_list(json, goals, write_goal);
}
void write(JsonWriter& json, std::vector<ReadyEntry> const& ready) {
    write_list(json, ready, write_ready_entry);
}
void write(JsonWriter& json, std::vector<ItemRecord> const& items) {
    write_list(json, items, write_item_record);
}
void write(JsonWriter& json, std::vector<AgendaItem> const& agenda) {
    write_list(json, agenda, write_item);
}
void write(JsonWriter& json, std::vector<Clock> const& clocks) {
    write_list(json, clocks, write_clock);
}
void write(JsonWriter& json, std::vector<Sprint> const& sprints) {
    write_list(json, sprints, write_sprint);
}
void write(JsonWriter& json, std::vector<MeetingRecord> const& meetings) {
    write_list(json, meetings, write_meeting_record);
}

void write(JsonWriter& json, Ended const& ended) {
    json.begin_object();
    json.field("at", ended.at);
    json.nullable("by", ended.by);
    json.optional("reason", ended.reason);
    json.end_object();
}

void write(JsonWriter& json, Claim const& claim) {
    json.begin_object();
    json.field("participant", claim.participant);
    json.field("asked", claim.asked);
    json.end_object();
}

void write(JsonWriter& json, Health const& health) {
    json.begin_object();
    json.field("tickets", health.tickets);
    json.field("detailed", health.detailed);
    json.field("emergent", health.emergent);
    json.field("estimated", health.estimated);
    json.field("prioritised", health.prioritised);
    json.end_object();
}

void write(JsonWriter& json, Meeting const& meeting) {
    json.begin_object();
    json.field("number", meeting.number);
    json.field("started", meeting.started);
    write_optional(json, "health", meeting.health);
    json.end_object();
}

void write(JsonWriter& json, operation::MeetingBegins const& meeting) {
    json.begin_object();
    json.field("number", meeting.number);
    write_optional(json, "health", meeting.health);
    json.end_object();
}

void write(JsonWriter& json, command::ItemChanges const& set) {
    json.begin_object();
    write_name(json, "kind", set.kind);
    json.clearable("title", set.title);
    json.optional("minutes", set.minutes);
    write_optional(json, "tickets", set.tickets);
    write_optional(json, "needs", set.needs);
    json.end_object();
}

void write_plan(JsonWriter& json, Plan const& plan) {
    json.optional("goal", plan.goal);
    json.optional("starts_at", plan.starts_at);
    json.optional("minutes", plan.minutes);
    write_unless_empty(json, "goals", plan.goals);
    write_field(json, "ready", plan.ready);
    json.nullable("split_limit", plan.split_limit);
    json.field("require_ready", plan.require_ready);
    json.nullable("vote_ms", plan.vote_ms);
    json.field("vote_reveals", plan.vote_reveals);
}

void write_plan_settings(JsonWriter& json, command::PlanSettings const& set) {
    json.clearable("goal", set.goal);
    json.clearable("starts_at", set.starts_at);
    json.clearable("minutes", set.minutes);
    write_optional(json, "goals", set.goals);
    write_optional(json, "ready", set.ready);
    json.clearable("split_limit", set.split_limit);
    json.optional("require_ready", set.require_ready);
    json.clearable("vote_ms", set.vote_ms);
    json.optional("vote_reveals", set.vote_reveals);
}

}  // namespace refinery
