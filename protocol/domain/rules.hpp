#pragma once

// Questions about a room that decide, evolve and view ask alike.

#include "protocol/domain/command.hpp"
#include "protocol/domain/room.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace refinery {

/// Beside the role; every command names the one that it needs (RGT-2).
enum class Right { write, order, lead, own, vote, self };

/// RGT-1. Somebody who has left holds none (RGT-3).
bool holds(Room const& room, Participant const& participant, Right right);
/// An estimator who has not left (RND-2).
bool is_eligible(Participant const& participant);
/// BAL-2.
bool may_vote(Ballot const& ballot, Participant const& participant);
/// Everybody who may vote has, somebody who may is left, and a choice is there (RND-6).
/// Walks through the people of the room once.
bool is_complete(Room const& room, Ballot const& ballot);
/// The collecting round of a ticket.
Ballot const* collecting_round(Room const& room, TicketId ticket);
/// "collecting", "revealed", "settled" or "skipped" (of a round; "cancelled" of the other kinds),
/// and since when.
char const* phase_name(Ballot const& ballot);
Timestamp phase_since(Ballot const& round);
/// What the round's reveal showed; nothing while it is hidden.
phase::Shown const* shown_of(Ballot const& ballot);
phase::Shown* shown_in(Ballot& ballot);

/// Live and not done: what the order, health and capacity speak of.
bool is_open(Ticket const& ticket);
/// A ticket named by an agenda item (meeting.md calls these Today), live and not done, in backlog
/// order.
std::vector<TicketId> today(Room const& room);
/// TIC-17: how many lines of the definition of ready hold for a ticket.
struct Readiness {
    std::size_t ready = 0;
    std::size_t of = 0;
    bool overridden = false;

    bool is_ready() const { return overridden || ready == of; }
};
Readiness readiness(Room const& room, Ticket const& ticket);
/// TIC-19: some blocker, here or outside, is not done.
bool has_open_blocker(Room const& room, Ticket const& ticket);
/// A link by which `blocker` blocks `blocked` closes this circle of live tickets, from `blocker`
/// on; empty: none.
std::vector<TicketId> circle_closed_by(Room const& room, TicketId blocker, TicketId blocked);
/// HLT-1 to HLT-5. Walks through the backlog once.
Health health_of(Room const& room, Timestamp now);
/// The item that runs or is paused; nothing: none.
AgendaItem const* running_item(Room const& room);
AgendaItem const* find_item(Room const& room, ItemId item);
Clock const* find_clock(Room const& room, ClockName name);

/// The ticket right before this one in backlog order, archived ones included; nothing: on top.
std::optional<TicketId> stood_behind(Room const& room, Ticket const& ticket);

}  // namespace refinery
