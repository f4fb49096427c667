#pragma once

// Questions about a room that decide, evolve and view ask alike.

#include "protocol/domain/command.hpp"
#include "protocol/domain/room.hpp"

#include <optional>
#include <vector>

namespace refinery {

/// Beside the role; every command names the one that it needs (RGT-2).
enum class Right { write, order, lead, own, vote, self };

/// RGT-1. Somebody who has left holds none (RGT-3).
bool holds(Room const& room, Participant const& participant, Right right);
/// An estimator who has not left (RND-2).
bool is_eligible(Participant const& participant);
/// Everybody eligible has voted, somebody eligible is left, and a choice is there (RND-6).
/// Walks through the people of the room once.
bool is_complete(Room const& room, Round const& round);
/// The collecting round of a ticket.
Round const* collecting_round(Room const& room, TicketId ticket);
/// "collecting", "revealed", "settled" or "skipped", and since when.
char const* phase_name(RoundPhase const& phase);
Timestamp phase_since(Round const& round);
/// What the round's reveal showed; nothing while it is hidden.
phase::Shown const* shown_of(Round const& round);

/// The ticket right before this one in backlog order, archived ones included; nothing: on top.
std::optional<TicketId> stood_behind(Room const& room, Ticket const& ticket);

}  // namespace refinery
