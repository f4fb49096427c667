#include "protocol/domain/backlog_order.hpp"

// Tickets that get a place are taken out of the order in thought; what remains stands still. Each
// then goes into a gap between two of the remaining ones. Within a gap the longest run of tickets
// that stand in the wanted order already keeps its ranks, and the others get ranks in between.

#include "protocol/domain/limits.hpp"
#include "protocol/domain/overloaded.hpp"
#include "protocol/domain/rank.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace refinery {
namespace {

using Bound = std::optional<std::string_view>;
using TicketSet = std::unordered_set<TicketId>;

struct Gap {
    Bound lower;
    Bound upper;
};

Rejection rerank_first() {
    return {.code = RejectionCode::rerank_first,
            .message = "The order needs new ranks before this."};
}

bool too_long(std::string const& rank) { return rank.size() > rank_bytes_max; }

std::string_view rank_of(Room const& room, TicketId ticket) {
    return room.tickets.find(ticket)->rank;
}

/// The gap right behind `lower` (nothing: on top) among tickets that are not `taken_out`.
Gap gap_behind(Room const& room, Bound lower, TicketSet const& taken_out) {
    auto next = lower ? room.by_rank.upper_bound(*lower) : room.by_rank.begin();
    while (next != room.by_rank.end() && taken_out.count(next->second) != 0) ++next;
    if (next == room.by_rank.end()) return {lower, std::nullopt};
    return {lower, next->first};
}

Gap gap_at_end(Room const& room, TicketSet const& taken_out) {
    auto last = room.by_rank.rbegin();
    while (last != room.by_rank.rend() && taken_out.count(last->second) != 0) ++last;
    if (last == room.by_rank.rend()) return {};
    return {last->first, std::nullopt};
}

Gap gap_at(Room const& room, command::Position const& after, TicketSet const& taken_out) {
    return std::visit(
        overloaded{
            [&](command::AtEnd) { return gap_at_end(room, taken_out); },
            [&](command::OnTop) { return gap_behind(room, std::nullopt, taken_out); },
            [&](TicketId ticket) { return gap_behind(room, rank_of(room, ticket), taken_out); },
        },
        after);
}

bool lies_in(Gap const& gap, std::string_view rank) {
    return (!gap.lower || *gap.lower < rank) && (!gap.upper || rank < *gap.upper);
}

/// Which of `ranks` may stay where they are: the longest ascending run within the gap, as
/// positions. (Patience sorting: `ends[n]` is the smallest end of a run of n + 1.)
std::vector<std::size_t> longest_run(std::vector<std::string_view> const& ranks, Gap const& gap) {
    std::vector<std::size_t> ends;
    std::vector<std::size_t> previous(ranks.size());
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        if (!lies_in(gap, ranks[i])) continue;
        auto const place =
            std::lower_bound(ends.begin(), ends.end(), ranks[i],
                             [&](std::size_t end, std::string_view r) { return ranks[end] < r; });
        previous[i] = place == ends.begin() ? ranks.size() : *std::prev(place);
        if (place == ends.end())
            ends.push_back(i);
        else
            *place = i;
    }
    std::vector<std::size_t> run(ends.size());
    auto at = ends.empty() ? ranks.size() : ends.back();
    for (auto position = run.rbegin(); position != run.rend(); ++position) {
        *position = at;
        at = previous[at];
    }
    return run;
}

/// Puts `tickets` into the gap in their order. @return false where a rank would be too long
bool fill(Room const& room, Gap const& gap, std::vector<TicketId> const& tickets, Ranks& ranks) {
    std::vector<std::string_view> now;
    now.reserve(tickets.size());
    for (auto const ticket : tickets) now.push_back(rank_of(room, ticket));
    auto const staying = longest_run(now, gap);

    Bound lower = gap.lower;
    std::size_t next = 0;
    for (std::size_t i = 0; i <= staying.size(); ++i) {
        auto const stop = i < staying.size() ? staying[i] : tickets.size();
        auto const upper = i < staying.size() ? Bound(now[stop]) : gap.upper;
        auto fresh = ranks_between(lower, upper, stop - next);
        for (auto& rank : fresh) {
            if (too_long(rank)) return false;
            ranks[tickets[next++]] = std::move(rank);
        }
        if (i == staying.size()) break;
        ranks[tickets[stop]] = now[stop];
        lower = now[stop];
        next = stop + 1;
    }
    return true;
}

/// Tickets that stood behind each other or behind one that stays, put into the order of their
/// places.
class Followers {
public:
    explicit Followers(std::vector<inverse::StoodBehind> const& tickets) {
        for (auto const& each : tickets) taken_out_.insert(each.ticket);
        for (auto const& each : tickets) {
            if (each.after && taken_out_.count(*each.after) != 0)
                behind_[*each.after].push_back(each.ticket);
        }
    }

    TicketSet const& taken_out() const { return taken_out_; }
    bool is_placed(TicketId ticket) const { return placed_.count(ticket) != 0; }

    /// `ticket` and everything that stood behind it, nearest first, if not placed before.
    void place(TicketId ticket, std::vector<TicketId>& order) {
        std::vector<TicketId> waiting{ticket};
        while (!waiting.empty()) {
            auto const next = waiting.back();
            waiting.pop_back();
            if (!placed_.insert(next).second) continue;
            order.push_back(next);
            auto const followers = behind_.find(next);
            if (followers == behind_.end()) continue;
            waiting.insert(waiting.end(), followers->second.rbegin(), followers->second.rend());
        }
    }

private:
    TicketSet taken_out_;
    TicketSet placed_;
    std::unordered_map<TicketId, std::vector<TicketId>> behind_;
};

}  // namespace

Result<std::vector<std::string>> ranks_for_new(Room const& room, command::Position const& after,
                                               std::size_t count) {
    auto const gap = gap_at(room, after, {});
    auto ranks = ranks_between(gap.lower, gap.upper, count);
    if (std::any_of(ranks.begin(), ranks.end(), too_long)) return rerank_first();
    return ranks;
}

Result<Ranks> ranks_of_block(Room const& room, std::vector<TicketId> const& tickets,
                             command::Position const& after) {
    TicketSet const taken_out(tickets.begin(), tickets.end());
    Ranks ranks;
    if (!fill(room, gap_at(room, after, taken_out), tickets, ranks)) return rerank_first();
    return changed_ranks(room, std::move(ranks));
}

Result<Ranks> ranks_behind(Room const& room, std::vector<inverse::StoodBehind> const& tickets) {
    Followers followers(tickets);
    // Anchors are what stays: a rank, or the top. Several may have stood behind the same one.
    std::map<Bound, std::vector<TicketId>> gaps;
    for (auto const& each : tickets) {
        if (each.after && followers.taken_out().count(*each.after) != 0) continue;
        auto const anchor = each.after ? Bound(rank_of(room, *each.after)) : std::nullopt;
        followers.place(each.ticket, gaps[anchor]);
    }
    // Each of these stood behind another one of them, in a circle that moves in between have
    // made: the first of it stays where it is, and the others follow it.
    for (auto const& each : tickets) {
        if (followers.is_placed(each.ticket)) continue;
        auto const place = room.by_rank.find(rank_of(room, each.ticket));
        Bound anchor;
        for (auto at = place; at != room.by_rank.begin();) {
            --at;
            if (followers.taken_out().count(at->second) != 0) continue;
            anchor = at->first;
            break;
        }
        followers.place(each.ticket, gaps[anchor]);
    }
    Ranks ranks;
    for (auto const& [anchor, order] : gaps)
        if (!fill(room, gap_behind(room, anchor, followers.taken_out()), order, ranks))
            return rerank_first();
    return ranks;
}

Ranks changed_ranks(Room const& room, Ranks ranks) {
    for (auto each = ranks.begin(); each != ranks.end();)
        each = rank_of(room, each->first) == each->second ? ranks.erase(each) : std::next(each);
    return ranks;
}

std::vector<inverse::StoodBehind> standing_behind(Room const& room, std::vector<TicketId> tickets) {
    std::sort(tickets.begin(), tickets.end(),
              [&](TicketId a, TicketId b) { return rank_of(room, a) < rank_of(room, b); });
    std::vector<inverse::StoodBehind> places;
    places.reserve(tickets.size());
    for (auto const ticket : tickets)
        places.push_back({ticket, stood_behind(room, *room.tickets.find(ticket))});
    return places;
}

}  // namespace refinery
