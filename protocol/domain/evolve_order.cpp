// An order applied to the backlog (PROTOCOL.md ORD).

#include "protocol/domain/backlog_order.hpp"
#include "protocol/domain/evolve_ballots.hpp"
#include "protocol/domain/evolve_tickets.hpp"

#include <utility>

namespace refinery {

void apply(Room& room, Happened const& happened, operation::OrderApplied const& applied) {
    std::vector<TicketId> changed;
    for (auto const& [id, rank] : applied.ranks)
        if (room.tickets.contains(id)) changed.push_back(id);
    inverse::MoveBack back{.tickets = standing_behind(room, changed)};
    set_ranks(room, applied.ranks);
    for (auto const id : changed) note_change(*room.tickets.find(id), Field::rank, happened);
    for (auto const id : applied.tickets)
        if (auto* ticket = room.tickets.find(id)) ticket->moved = happened.at;
    if (applied.ballot) settle(room, *applied.ballot, happened.at);
    remember(room, happened, std::move(back));
}

}  // namespace refinery
