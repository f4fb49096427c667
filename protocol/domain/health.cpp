// How the backlog stands (PROTOCOL.md HLT). The client counts alike, for the lists behind the
// numbers.

#include "protocol/domain/capacity.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>

namespace refinery {
namespace {

/// Younger than this is fresh.
constexpr std::int64_t fresh_ms = std::int64_t{30} * 24 * 60 * 60 * 1000;
/// What is asked of tickets that come soon is not asked of the rest of a long backlog. Without
/// sprints so many come soon.
constexpr std::size_t soon_without_sprints = 20;
constexpr std::size_t detailed_length_min = 80;

using Settled = std::unordered_map<TicketId, Timestamp>;

Settled last_settled(Room const& room) {
    Settled last;
    auto const note = [&](TicketId ticket, Timestamp at) {
        auto& present = last[ticket];
        present = std::max(present, at);
    };
    for (auto const& ballot : room.ballots) {
        auto const* settled = std::get_if<phase::Settled>(&ballot.phase);
        if (!settled) continue;
        if (auto const ticket = ballot.ticket()) note(*ticket, settled->at);
        if (auto const* dots = std::get_if<Dots>(&ballot.asks))
            for (auto const ticket : dots->tickets) note(ticket, settled->at);
    }
    return last;
}

std::size_t count_soon(Room const& room) {
    if (room.sprints.empty()) return soon_without_sprints;
    auto const plan = sprint_plan(room);
    return std::accumulate(
        plan.begin(), plan.end(), std::size_t{0},
        [](std::size_t sum, auto const& tickets) { return sum + tickets.size(); });
}

bool is_detailed(Ticket const& ticket) {
    auto const& words = ticket.description.words;
    // A text never has more UTF-16 units than bytes.
    return !ticket.details.criteria.empty() && words.size() >= detailed_length_min &&
           utf16_units(words) >= detailed_length_min;
}

bool stands_above_blocker(Room const& room, Ticket const& ticket) {
    return std::any_of(ticket.blocked_by.begin(), ticket.blocked_by.end(), [&](TicketId id) {
        auto const* blocker = room.tickets.find(id);
        return blocker && is_open(*blocker) && ticket.rank < blocker->rank;
    });
}

}  // namespace

Health health_of(Room const& room, Timestamp now) {
    auto const is_fresh = [&](Timestamp at) { return now.ms - at.ms <= fresh_ms; };
    auto const settled = last_settled(room);
    auto const soon = count_soon(room);
    Health health;
    for (auto const& [rank, id] : room.by_rank) {
        auto const& ticket = *room.tickets.find(id);
        if (!is_open(ticket)) continue;
        auto const decided = settled.find(id);
        auto const decided_lately = decided != settled.end() && is_fresh(decided->second);
        if (health.tickets >= soon || is_detailed(ticket)) ++health.detailed;
        if (is_fresh(ticket.created) || is_fresh(ticket.updated) || decided_lately)
            ++health.emergent;
        if (ticket.estimate) ++health.estimated;
        auto const ordered_lately = decided_lately || (ticket.moved && is_fresh(*ticket.moved));
        if (ordered_lately && !stands_above_blocker(room, ticket)) ++health.prioritised;
        ++health.tickets;
    }
    return health;
}

}  // namespace refinery
