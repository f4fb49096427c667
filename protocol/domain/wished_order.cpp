#include "protocol/domain/wished_order.hpp"

// Tickets are unit jobs, places are times: a blocker outside the list gives its ticket an earliest
// place, a ticket outside that waits for it a latest one, a dependency inside the list an order.
// Whether jobs that are left can still be placed is what "earliest deadline first" answers for unit
// jobs, once releases and deadlines are carried along the dependencies (Lawler 1973; Blazewicz
// 1976). The present order is a solution of whatever it satisfies, so the second try has one.

#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace refinery {
namespace {

/// One ticket of the list; places are counted from 0, the top one.
struct Job {
    TicketId ticket;
    std::size_t now = 0;
    std::size_t earliest = 0;
    /// The first place that is too late.
    std::size_t too_late = 0;
    /// Jobs that have to stand below this one.
    std::vector<std::size_t> before = {};
    std::size_t waits_for = 0;
};

using Jobs = std::vector<Job>;
enum class Heed { every_dependency, those_that_hold };

class Planner {
public:
    Planner(Room const& room, std::vector<TicketId> const& wished) : room_(room) {
        for (auto const ticket : wished) places_.push_back(rank_of(ticket));
        std::sort(places_.begin(), places_.end());
        for (std::size_t i = 0; i < wished.size(); ++i) index_.emplace(wished[i], i);
    }

    /// In the wished order.
    Jobs jobs(std::vector<TicketId> const& wished, Heed heed) const {
        Jobs jobs;
        for (auto const ticket : wished)
            jobs.push_back({.ticket = ticket,
                            .now = first_place_below(rank_of(ticket)),
                            .too_late = wished.size()});
        for (std::size_t i = 0; i < jobs.size(); ++i) take_dependencies(jobs, i, heed);
        carry_along(jobs);
        return jobs;
    }

private:
    std::string_view rank_of(TicketId ticket) const { return room_.tickets.find(ticket)->rank; }

    /// The first place that does not stand above this rank.
    std::size_t first_place_below(std::string_view rank) const {
        auto const place = std::lower_bound(places_.begin(), places_.end(), rank);
        return static_cast<std::size_t>(place - places_.begin());
    }

    bool is_open_ticket(TicketId ticket) const { return is_open(*room_.tickets.find(ticket)); }

    void take_dependencies(Jobs& jobs, std::size_t i, Heed heed) const {
        auto& job = jobs[i];
        if (!is_open_ticket(job.ticket)) return;
        auto const& ticket = *room_.tickets.find(job.ticket);
        auto const counts = [&](TicketId blocker, TicketId blocked) {
            return is_open_ticket(blocker) && is_open_ticket(blocked) &&
                   (heed == Heed::every_dependency || rank_of(blocker) < rank_of(blocked));
        };
        for (auto const blocker : ticket.blocked_by) {
            if (!counts(blocker, job.ticket)) continue;
            auto const inside = index_.find(blocker);
            if (inside == index_.end()) {
                job.earliest = std::max(job.earliest, first_place_below(rank_of(blocker)));
            } else {
                jobs[inside->second].before.push_back(i);
                ++job.waits_for;
            }
        }
        for (auto const blocked : ticket.blocks)
            if (index_.count(blocked) == 0 && counts(job.ticket, blocked))
                job.too_late = std::min(job.too_late, first_place_below(rank_of(blocked)));
    }

    /// A job that waits for another starts after it, and ends before what waits for it is late.
    static void carry_along(Jobs& jobs) {
        std::vector<std::size_t> order;
        std::vector<std::size_t> waits;
        for (auto const& job : jobs) waits.push_back(job.waits_for);
        for (std::size_t i = 0; i < jobs.size(); ++i)
            if (waits[i] == 0) order.push_back(i);
        for (std::size_t at = 0; at < order.size(); ++at)
            for (auto const next : jobs[order[at]].before) {
                jobs[next].earliest = std::max(jobs[next].earliest, jobs[order[at]].earliest + 1);
                if (--waits[next] == 0) order.push_back(next);
            }
        for (auto each = order.rbegin(); each != order.rend(); ++each)
            for (auto const next : jobs[*each].before) {
                auto const latest = jobs[next].too_late;
                jobs[*each].too_late = std::min(jobs[*each].too_late, latest > 0 ? latest - 1 : 0);
            }
    }

    Room const& room_;
    std::vector<std::string_view> places_;
    std::unordered_map<TicketId, std::size_t> index_;
};

/// Whether the jobs that are not placed find places from `place` on.
bool is_feasible(Jobs const& jobs, std::vector<bool> const& placed, std::size_t place) {
    std::vector<std::size_t> by_release;
    for (std::size_t i = 0; i < jobs.size(); ++i)
        if (!placed[i]) by_release.push_back(i);
    std::sort(by_release.begin(), by_release.end(),
              [&](auto a, auto b) { return jobs[a].earliest < jobs[b].earliest; });
    auto const later = [](std::size_t a, std::size_t b) { return a > b; };
    std::vector<std::size_t> deadlines;
    for (std::size_t next = 0; place < jobs.size(); ++place) {
        while (next < by_release.size() && jobs[by_release[next]].earliest <= place) {
            deadlines.push_back(jobs[by_release[next++]].too_late);
            std::push_heap(deadlines.begin(), deadlines.end(), later);
        }
        if (deadlines.empty()) return false;
        std::pop_heap(deadlines.begin(), deadlines.end(), later);
        if (deadlines.back() <= place) return false;
        deadlines.pop_back();
    }
    return true;
}

/// Nothing where not even the first place can be filled.
std::optional<std::vector<TicketId>> fill(Jobs const& jobs) {
    std::vector<bool> placed(jobs.size());
    if (!is_feasible(jobs, placed, 0)) return std::nullopt;
    std::vector<std::size_t> waits;
    for (auto const& job : jobs) waits.push_back(job.waits_for);
    std::vector<TicketId> order;
    for (std::size_t place = 0; place < jobs.size(); ++place) {
        auto const found = [&]() -> std::optional<std::size_t> {
            for (std::size_t i = 0; i < jobs.size(); ++i) {
                if (placed[i] || waits[i] > 0 || jobs[i].earliest > place) continue;
                if (jobs[i].too_late <= place) continue;
                placed[i] = true;
                if (is_feasible(jobs, placed, place + 1)) return i;
                placed[i] = false;
            }
            return std::nullopt;
        }();
        if (!found) return std::nullopt;
        for (auto const next : jobs[*found].before) --waits[next];
        order.push_back(jobs[*found].ticket);
    }
    return order;
}

}  // namespace

std::vector<TicketId> possible_order(Room const& room, std::vector<TicketId> const& wished) {
    Planner const planner(room, wished);
    for (auto const heed : {Heed::every_dependency, Heed::those_that_hold})
        if (auto order = fill(planner.jobs(wished, heed))) return *order;
    return wished;
}

}  // namespace refinery
