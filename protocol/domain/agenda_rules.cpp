// What decide and evolve ask about the agenda and the clocks (PROTOCOL.md AGD, CLK).

#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <unordered_set>

namespace refinery {

std::vector<TicketId> today(Room const& room) {
    std::unordered_set<TicketId> seen;
    std::vector<Ticket const*> named;
    for (auto const& item : room.agenda)
        for (auto const id : item.tickets) {
            auto const* ticket = room.tickets.find(id);
            if (ticket && is_open(*ticket) && seen.insert(id).second) named.push_back(ticket);
        }
    std::sort(named.begin(), named.end(),
              [](Ticket const* one, Ticket const* other) { return one->rank < other->rank; });
    std::vector<TicketId> tickets;
    tickets.reserve(named.size());
    for (auto const* ticket : named) tickets.push_back(ticket->id);
    return tickets;
}

AgendaItem const* running_item(Room const& room) {
    auto const item =
        std::find_if(room.agenda.begin(), room.agenda.end(), [](AgendaItem const& each) {
            return each.state == ItemState::running || each.state == ItemState::paused;
        });
    return item == room.agenda.end() ? nullptr : &*item;
}

AgendaItem const* find_item(Room const& room, ItemId id) {
    auto const item = std::find_if(room.agenda.begin(), room.agenda.end(),
                                   [&](AgendaItem const& each) { return each.id == id; });
    return item == room.agenda.end() ? nullptr : &*item;
}

Clock const* find_clock(Room const& room, ClockName name) {
    auto const clock = std::find_if(room.clocks.begin(), room.clocks.end(),
                                    [&](Clock const& each) { return each.name == name; });
    return clock == room.clocks.end() ? nullptr : &*clock;
}

}  // namespace refinery
