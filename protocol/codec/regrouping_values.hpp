#pragma once

// Tickets that become one or several: what is written and read alike on the wire and in the store.

#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/fields.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/domain/operation.hpp"

#include <vector>

namespace refinery {

/// `[[blocker, blocked], …]`
void write(JsonWriter& json, std::vector<TicketLink> const& links);
void write(JsonWriter& json, std::vector<operation::ShownVoting> const& votings);
void write(JsonWriter& json, std::vector<SplitDraft> const& splits);
void write(JsonWriter& json, std::vector<operation::TicketSplit::Child> const& children);
/// The members of a change; what it does not touch is absent.
void write_split_edit(JsonWriter& json, SplitEdit const& edit);
/// Members of both forms of the operation; `write_description` stands at its place between them.
template <class WriteDescription>
void write_merged(JsonWriter& json, operation::TicketsMerged const& merged,
                  WriteDescription&& write_description);
void write_split(JsonWriter& json, operation::TicketSplit const& split);
/// `{field: value}`: key, title and details that are set.
void write_fields(JsonWriter& json, operation::FieldValues const& set);

template <class WriteDescription>
void write_merged(JsonWriter& json, operation::TicketsMerged const& merged,
                  WriteDescription&& write_description) {
    json.field("ticket", merged.ticket);
    write_field(json, "tickets", merged.tickets);
    json.key("set");
    write_fields(json, merged.set);
    write_description();
    write_unless_empty(json, "blocks", merged.blocks);
    write_unless_empty(json, "blocked_by", merged.blocked_by);
    write_unless_empty(json, "external", merged.external);
    write_unless_empty(json, "questions", merged.questions);
    write_unless_empty(json, "checked", merged.checked);
    write_unless_empty(json, "redealt", merged.redealt);
    write_unless_empty(json, "votings", merged.votings);
}

/// An empty list where it is absent.
std::vector<TicketLink> read_links(Fields const& from, std::string_view name);
std::vector<operation::ShownVoting> read_votings(Fields const& from);
SplitDraft read_split_draft(Fields const& from);
std::vector<operation::TicketSplit::Child> read_children(Fields const& from);
SplitEdit read_split_edit(Fields const& from);

}  // namespace refinery
