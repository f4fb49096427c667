#include "protocol/domain/links.hpp"

#include "protocol/domain/refusals.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace refinery {
namespace {

/// What counts: a link with an end in the archive holds nobody up.
class Living {
public:
    Living(Room const& room, std::vector<TicketId> const& coming)
        : room_(room), coming_(coming.begin(), coming.end()) {}

    bool contains(TicketId id) const {
        auto const* ticket = room_.tickets.find(id);
        return ticket && (!ticket->archived || coming_.count(id) != 0);
    }
    std::vector<TicketId> const& waiting_for(TicketId id) const {
        return room_.tickets.find(id)->blocks;
    }

private:
    Room const& room_;
    std::unordered_set<TicketId> coming_;
};

/// The shortest way from one ticket over those that it blocks to another, both included; empty:
/// there is none. Breadth first: walks each link at most once.
std::vector<TicketId> way(Living const& living, TicketId from, TicketId to) {
    std::unordered_map<TicketId, TicketId> came_from{{from, from}};
    std::deque<TicketId> ahead{from};
    while (!ahead.empty() && came_from.count(to) == 0) {
        auto const here = ahead.front();
        ahead.pop_front();
        for (auto const next : living.waiting_for(here))
            if (living.contains(next) && came_from.emplace(next, here).second)
                ahead.push_back(next);
    }
    if (came_from.count(to) == 0) return {};
    std::vector<TicketId> path{to};
    while (path.back() != from) path.push_back(came_from.at(path.back()));
    std::reverse(path.begin(), path.end());
    return path;
}

}  // namespace

std::vector<TicketId> circle_closed_by(Room const& room, TicketId blocker, TicketId blocked) {
    auto circle = way(Living(room, {}), blocked, blocker);
    if (!circle.empty()) circle.insert(circle.begin(), blocker);
    return circle;
}

std::vector<TicketId> circle_closed_by_restoring(Room const& room,
                                                 std::vector<TicketId> const& tickets) {
    Living const living(room, tickets);
    for (auto const id : tickets)
        for (auto const next : room.tickets.find(id)->blocks) {
            if (!living.contains(next)) continue;
            auto circle = way(living, next, id);
            if (circle.empty()) continue;
            circle.insert(circle.begin(), id);
            return circle;
        }
    return {};
}

std::vector<TicketId> circle_closed_by_merging(Room const& room,
                                               std::vector<TicketId> const& tickets) {
    Living const living(room, {});
    std::unordered_set<TicketId> const merged(tickets.begin(), tickets.end());
    for (auto const id : tickets)
        for (auto const next : room.tickets.find(id)->blocks) {
            if (!living.contains(next) || merged.count(next) != 0) continue;
            for (auto const end : tickets) {
                auto circle = way(living, next, end);
                if (circle.empty()) continue;
                circle.insert(circle.begin(), tickets.front());
                circle.back() = tickets.front();
                return circle;
            }
        }
    return {};
}

Rejection closes_circle(Room const& room, std::vector<TicketId> circle) {
    std::string path;
    for (auto const id : circle) {
        if (!path.empty()) path += " → ";
        path += name_of(*room.tickets.find(id));
    }
    return {.code = RejectionCode::cycle,
            .message = "These tickets would wait for each other: " + path + ".",
            .data = rejection_data::Cycle{.path = std::move(circle)}};
}

}  // namespace refinery
