#include "protocol/codec/ticket_view.hpp"

#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/ticket_parts.hpp"

namespace refinery {

void write_ticket_view(JsonWriter& json, TicketView const& ticket) {
    json.begin_object();
    json.field("ticket", ticket.ticket);
    json.field("number", ticket.number);
    json.field("rank", ticket.rank);
    json.field("title", ticket.title);
    json.optional("key", ticket.key);
    if (ticket.description) {
        json.key("texts");
        json.begin_object();
        write_field(json, "description", *ticket.description);
        json.end_object();
    }
    write_optional(json, "estimate", ticket.estimate);
    write_optional(json, "archived", ticket.archived);
    json.field("created", ticket.created);
    json.field("updated", ticket.updated);
    write_parts(json, ticket);
    json.end_object();
}

}  // namespace refinery
