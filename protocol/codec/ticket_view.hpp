#pragma once

// A ticket as people may know it (PROTOCOL.md STA-1): in a snapshot, and where one is put back.

#include "protocol/codec/json_writer.hpp"
#include "protocol/domain/view.hpp"

namespace refinery {

void write_ticket_view(JsonWriter& json, TicketView const& ticket);

}  // namespace refinery
