#include "protocol/domain/capacity.hpp"

#include "protocol/domain/rules.hpp"

namespace refinery {

std::vector<std::vector<TicketId>> sprint_plan(Room const& room) {
    std::vector<std::vector<TicketId>> plan(room.sprints.size());
    std::size_t sprint = 0;
    std::int64_t sum = 0;
    for (auto const& [rank, id] : room.by_rank) {
        if (sprint == plan.size()) break;
        auto const& ticket = *room.tickets.find(id);
        if (!is_open(ticket)) continue;
        auto const size = ticket.estimate ? ticket.estimate->value.value_or(0) : 0;
        if (sum + size > room.sprints[sprint].points) {
            if (++sprint == plan.size()) break;
            sum = 0;
        }
        sum += size;
        plan[sprint].push_back(id);
    }
    return plan;
}

}  // namespace refinery
