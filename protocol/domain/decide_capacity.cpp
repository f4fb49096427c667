// What a sprint holds (PROTOCOL.md CAP).

#include "protocol/domain/capacity.hpp"
#include "protocol/domain/decide_parts.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace refinery {
namespace {

Sprint const* find_sprint(Room const& room, SprintId id) {
    auto const sprint = std::find_if(room.sprints.begin(), room.sprints.end(),
                                     [&](Sprint const& each) { return each.id == id; });
    return sprint == room.sprints.end() ? nullptr : &*sprint;
}

Rejection is_committed(Sprint const& sprint) {
    return not_now(sprint.name + " is committed. Release it first.");
}

/// All above its line that no other sprint has.
std::vector<TicketId> above_its_line(Room const& room, Sprint const& sprint) {
    std::unordered_set<TicketId> taken;
    for (auto const& each : room.sprints)
        if (each.committed)
            taken.insert(each.committed->tickets.begin(), each.committed->tickets.end());
    auto tickets = sprint_plan(room)[static_cast<std::size_t>(&sprint - room.sprints.data())];
    tickets.erase(std::remove_if(tickets.begin(), tickets.end(),
                                 [&](TicketId id) { return taken.count(id) != 0; }),
                  tickets.end());
    return tickets;
}

MaybeRefusal refuse_capacity(Asked const& asked, command::SetCapacity const& set) {
    // A sprint that goes is only named.
    if (!set.points) return std::nullopt;
    if (auto refusal = refuse_line(set.name, asked.limits.name_code_points_max, "name",
                                   "The name of a sprint"))
        return refusal;
    if (*set.points <= 0 || *set.points >= estimate_value_exclusive_max * 1000)
        return bad_request("points", "A sprint holds more than 0 and less than 10^9.");
    return std::nullopt;
}

}  // namespace

Decision decide(Asked const& asked, command::SetCapacity const& set) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (auto refusal = refuse_capacity(asked, set)) return *refusal;
    auto const* sprint = find_sprint(room, *set.sprint);
    if (!sprint && !set.points) return not_found("sprint");
    if (sprint && set.points && sprint->name == set.name && sprint->points == *set.points)
        return already_so();
    if (sprint && sprint->committed) return is_committed(*sprint);
    if (!sprint && room.sprints.size() >= sprints_max)
        return too_large("sprint", "A room plans at most 20 sprints.", sprints_max);
    operation::CapacityChanged changed{.sprint = *set.sprint, .name = {}, .points = set.points};
    if (set.points) changed.name = set.name;
    return happens(std::move(changed));
}

Decision decide(Asked const& asked, command::CommitSprint const& commit) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const* sprint = find_sprint(room, commit.sprint);
    if (!sprint) return not_found("sprint");
    if (commit.tickets) {
        if (auto refusal = refuse_list(asked, *commit.tickets, Archive::must_not_be_named))
            return *refusal;
        for (auto const id : *commit.tickets)
            if (!is_open(*room.tickets.find(id)))
                return conflict("A ticket that is done is not committed to.");
    }
    if (sprint->committed) return is_committed(*sprint);
    return happens(operation::SprintCommitted{
        .sprint = commit.sprint,
        .tickets = commit.tickets ? *commit.tickets : above_its_line(room, *sprint)});
}

Decision decide(Asked const& asked, command::ReleaseSprint const& release) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const* sprint = find_sprint(asked.room, release.sprint);
    if (!sprint) return not_found("sprint");
    if (!sprint->committed) return already_so();
    return happens(operation::SprintReleased{.sprint = release.sprint});
}

}  // namespace refinery
