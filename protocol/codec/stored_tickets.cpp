#include "protocol/codec/stored_tickets.hpp"

#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/stored_values.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/domain/limits.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace refinery {

namespace {

void write_change(JsonWriter& json, std::string_view name, FieldHistory::Change const& change) {
    json.key(name);
    json.begin_object();
    json.field("seq", change.seq);
    json.nullable("by", change.by);
    json.end_object();
}

void write_history(JsonWriter& json, std::string_view name, FieldHistory const& history) {
    if (!history.last) return;
    json.key(name);
    json.begin_object();
    write_change(json, "last", *history.last);
    if (history.last_by_another) write_change(json, "another", *history.last_by_another);
    json.end_object();
}

bool is_rank(std::string_view rank) {
    auto const is_digit = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    return !rank.empty() && rank.size() <= rank_bytes_max && rank.back() != '0' &&
           std::ranges::all_of(rank, is_digit);
}

std::optional<FieldHistory::Change> read_change(Fields const& from, std::string_view name) {
    auto const change = from.object(name);
    if (!change) return std::nullopt;
    return FieldHistory::Change{.seq = change->natural("seq"),
                                .by = change->nullable_id<ParticipantId>("by")};
}

FieldHistory read_history(Fields const& from, std::string_view name) {
    FieldHistory history;
    auto const object = from.optional_object(name);
    if (!object) return history;
    history.last = read_change(*object, "last");
    if (object->has("another")) history.last_by_another = read_change(*object, "another");
    return history;
}

}  // namespace

void write_stored_ticket(JsonWriter& json, Ticket const& ticket) {
    json.field("ticket", ticket.id);
    json.field("number", ticket.number);
    json.field("rank", ticket.rank);
    json.field("title", ticket.title);
    json.optional("key", ticket.key);
    write_optional(json, "estimate", ticket.estimate);
    write_optional(json, "archived", ticket.archived);
    json.optional("stood_behind", ticket.stood_behind);
    if (ticket.description != Text{}) {
        json.key("description");
        json.begin_object();
        json.field("v", ticket.description.v);
        json.field("text", ticket.description.words);
        json.end_object();
    }
    json.field("created", ticket.created);
    json.field("updated", ticket.updated);
    write_parts(json, ticket);
    json.key("history");
    json.begin_object();
    for (std::size_t i = 0; i < field_count; ++i)
        write_history(json, name_of(static_cast<Field>(i)), ticket.history[i]);
    json.end_object();
    write_history(json, "touched", ticket.touched);
}

Ticket read_stored_ticket(Fields const& from) {
    Ticket ticket{.id = from.id<TicketId>("ticket"),
                  .number = from.natural("number"),
                  .rank = from.text("rank"),
                  .title = from.text("title"),
                  .key = from.optional_text("key"),
                  .estimate = read_optional_estimate(from, "estimate"),
                  .stood_behind = from.optional_id<TicketId>("stood_behind"),
                  .created = from.time("created"),
                  .updated = from.time("updated"),
                  .touched = read_history(from, "touched")};
    if (auto const archived = from.optional_object("archived"))
        ticket.archived = read_archived(*archived);
    read_parts(from, ticket);
    if (auto const text = from.optional_object("description"))
        ticket.description = {.v = text->natural("v"), .words = text->text("text")};
    if (auto const history = from.object("history"))
        for (std::size_t i = 0; i < field_count; ++i)
            ticket.history[i] = read_history(*history, name_of(static_cast<Field>(i)));
    if (!is_rank(ticket.rank)) from.wrong("rank", "This is not a rank.");
    return ticket;
}

}  // namespace refinery
