#pragma once

// A ticket as the store keeps it: whole, with who changed what last.

#include "protocol/codec/fields.hpp"
#include "protocol/codec/json_writer.hpp"
#include "protocol/domain/ticket.hpp"

namespace refinery {

/// The members of its object.
void write_stored_ticket(JsonWriter& json, Ticket const& ticket);
/// The reverse; leaves `blocks` to whoever knows the other tickets.
Ticket read_stored_ticket(Fields const& from);

}  // namespace refinery
