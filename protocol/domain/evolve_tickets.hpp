#pragma once

// What several operations do to tickets, for the files of `evolve`.

#include "protocol/domain/evolve_parts.hpp"

#include <map>
#include <optional>
#include <string>

namespace refinery {

void add_ticket(Room& room, Ticket ticket);
/// Gives the tickets these ranks, all at once.
void set_ranks(Room& room, std::map<TicketId, std::string> const& ranks);
/// A ticket gets another estimate, or none.
void set_estimate(Room& room, TicketId id, std::optional<Estimate> estimate,
                  Happened const& happened);
/// Sets the values.
/// @return those that were there before
inverse::SetBack::Values edit(Room& room, Ticket& ticket, operation::FieldValues const& set,
                              Happened const& happened);
/// With its collecting round skipped; what it stands behind is kept (TIC-11).
void put_into_archive(Room& room, TicketId id, Happened const& happened, Archived archived);
/// Everything that is said of the ticket is as in `as_it_was`, but its number, rank and links.
void put_back(Room& room, Ticket const& as_it_was, Happened const& happened);

/// Both ends of a dependency; they are there or not as a whole.
void link(Room& room, TicketLink const& link, Happened const& happened);
void unlink(Room& room, TicketLink const& link, Happened const& happened);

}  // namespace refinery
