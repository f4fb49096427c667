// An order applied to the backlog (PROTOCOL.md ORD).

#include "protocol/domain/backlog_order.hpp"
#include "protocol/domain/decide_ballots.hpp"
#include "protocol/domain/wished_order.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

/// These tickets, in this order, on the places that they hold.
Ranks on_their_places(Room const& room, std::vector<TicketId> const& order) {
    std::vector<std::string> places;
    for (auto const ticket : order) places.push_back(room.tickets.find(ticket)->rank);
    std::sort(places.begin(), places.end());
    Ranks ranks;
    for (std::size_t i = 0; i < order.size(); ++i) ranks[order[i]] = std::move(places[i]);
    return changed_ranks(room, std::move(ranks));
}

}  // namespace

Decision decide(Asked const& asked, command::ApplyOrder const& apply) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::order)) return *refusal;
    if (apply.ballot)
        if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (apply.tickets.size() > order_tickets_max)
        return too_large(
            "tickets",
            "At most " + std::to_string(order_tickets_max) + " tickets are put in order at once.",
            order_tickets_max);
    auto settles = false;
    if (apply.ballot) {
        auto const* ballot = room.ballots.find(*apply.ballot);
        if (!ballot || std::holds_alternative<Cards>(ballot->asks)) return not_found("ballot");
        settles = is<phase::Revealed>(*ballot);
        if (!settles && !is<phase::Settled>(*ballot)) return wrong_phase(*ballot);
    }
    if (auto refusal = refuse_list(asked, apply.tickets, Archive::must_not_be_named))
        return *refusal;
    auto ranks = on_their_places(room, possible_order(room, apply.tickets));
    if (ranks.empty() && !settles) return already_so();
    return happens(operation::OrderApplied{
        .ballot = apply.ballot, .tickets = apply.tickets, .ranks = std::move(ranks)});
}

}  // namespace refinery
