#pragma once

// Which tickets the steps of a meeting go through (PROTOCOL.md AGD-6).

#include "protocol/domain/operation.hpp"
#include "protocol/domain/room.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace refinery {

/// The board that shows a step, named as its kind is on the wire.
char const* board_of(AgendaKind kind);
bool is_board(std::string_view board);

/// The item's own live tickets; where it has none, those of Today that need this kind of step, in
/// backlog order. Walks through the tickets that the agenda names.
std::vector<TicketId> queue_of(Room const& room, AgendaItem const& item);

/// MTG-1: what an operation at this time says where it begins a meeting; nothing where one runs.
/// Walks through the backlog once.
std::optional<operation::MeetingBegins> meeting_begins(Room const& room, Timestamp now);

}  // namespace refinery
