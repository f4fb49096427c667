#pragma once

// The plan, the agenda, clocks, sprints and meetings: written and read alike on the wire and in
// the store.

#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/fields.hpp"
#include "protocol/domain/operation.hpp"

#include <optional>
#include <vector>

namespace refinery {

void write(JsonWriter& json, std::vector<ProductGoal> const& goals);
void write(JsonWriter& json, std::vector<ReadyEntry> const& ready);
void write(JsonWriter& json, Ended const& ended);
void write(JsonWriter& json, Claim const& claim);
void write(JsonWriter& json, Health const& health);
void write(JsonWriter& json, Meeting const& meeting);
void write(JsonWriter& json, operation::MeetingBegins const& meeting);
void write(JsonWriter& json, command::ItemChanges const& set);
void write(JsonWriter& json, std::vector<ItemRecord> const& items);
void write(JsonWriter& json, std::vector<AgendaItem> const& agenda);
void write(JsonWriter& json, std::vector<Clock> const& clocks);
void write(JsonWriter& json, std::vector<Sprint> const& sprints);
void write(JsonWriter& json, std::vector<MeetingRecord> const& meetings);
/// The members of a state (STA-1): what is not chosen is left out, rules always stand there.
void write_plan(JsonWriter& json, Plan const& plan);
/// The members of a `set` (ROOM-7).
void write_plan_settings(JsonWriter& json, command::PlanSettings const& set);

command::PlanSettings read_plan_settings(Fields const& set);
/// A state that was written before there were plans has the one of a room that chose nothing.
Plan read_plan(Fields const& from);
command::ItemChanges read_item_changes(Fields const& set);
std::optional<Ended> read_optional_ended(Fields const& from);
std::optional<Claim> read_optional_claim(Fields const& from);
std::optional<Meeting> read_optional_meeting(Fields const& from);
/// Of an operation that begins a meeting.
std::optional<operation::MeetingBegins> read_optional_beginning(Fields const& from);
std::vector<ItemRecord> read_item_records(Fields const& from);
AgendaItem read_agenda_item(Fields const& from);
Clock read_clock(Fields const& from);
Sprint read_sprint(Fields const& from);
MeetingRecord read_meeting_record(Fields const& from);

}  // namespace refinery
