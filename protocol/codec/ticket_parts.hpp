#pragma once

// What a ticket says beside title, key and estimate, and what people tick, ask and link on it:
// written and read alike on the wire and in the store.

#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/fields.hpp"
#include "protocol/domain/ticket.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace refinery {

/// The names of TIC-15, in their order.
std::array<std::string_view, 11> const& detail_names();

/// The members that are there.
void write_details(JsonWriter& json, Details const& details);
/// The members that are named; what is cleared is `null`, a list too.
void write_detail_changes(JsonWriter& json, DetailChanges const& changes);
/// The value of this one detail; `null` where it is not there.
void write_detail(JsonWriter& json, Field field, Details const& details);

void write(JsonWriter& json, std::vector<std::string> const& lines);
void write(JsonWriter& json, ExternalBlocker const& blocker);
void write(JsonWriter& json, std::vector<ExternalBlocker> const& blockers);
void write(JsonWriter& json, ReadyAnyway const& anyway);
void write(JsonWriter& json, Parked const& parked);
void write(JsonWriter& json, std::vector<Question> const& questions);

/// `checked`, or nothing where nothing is ticked.
void write_checked(JsonWriter& json, std::vector<EntryId> const& criteria,
                   std::vector<EntryId> const& ready);
/// Nothing at all where the list is empty.
template <class T>
void write_unless_empty(JsonWriter& json, std::string_view name, std::vector<T> const& list) {
    if (!list.empty()) write_field(json, name, list);
}
/// Everything that came with the meeting, of a ticket or of its view.
template <class TicketOrView>
void write_parts(JsonWriter& json, TicketOrView const& ticket) {
    write_details(json, ticket.details);
    write_checked(json, ticket.checked_criteria, ticket.checked_ready);
    write_optional(json, "ready_anyway", ticket.ready_anyway);
    write_unless_empty(json, "blocked_by", ticket.blocked_by);
    write_unless_empty(json, "external", ticket.external);
    write_optional(json, "parked", ticket.parked);
    write_unless_empty(json, "questions", ticket.questions);
    write_unless_empty(json, "read_by", ticket.read_by);
    json.optional("moved", ticket.moved);
    json.optional("from", ticket.from);
}

Details read_details(Fields const& from);
DetailChanges read_detail_changes(Fields const& from);
/// The reverse of `write_detail`, from the member `name`.
Details read_detail(Fields const& from, std::string_view name, Field field);
ExternalBlocker read_external_blocker(Fields const& blocker);
/// `external` and `questions`; empty where they are absent.
std::vector<ExternalBlocker> read_external_blockers(Fields const& from);
std::vector<Question> read_questions(Fields const& from);
/// The reverse of `write_parts`; leaves `blocks` to whoever knows the other tickets.
void read_parts(Fields const& from, Ticket& ticket);

}  // namespace refinery
