// What a ticket waits for: tickets here, and things outside the room (PROTOCOL.md TIC-19).

#include "protocol/domain/decide_details.hpp"
#include "protocol/domain/links.hpp"
#include "protocol/domain/overloaded.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

bool holds_ticket(std::vector<TicketId> const& list, TicketId ticket) {
    return std::find(list.begin(), list.end(), ticket) != list.end();
}

Decision blocks(Asked const& asked, TicketId id, TicketId other) {
    if (id == other) return bad_request("blocks", "A ticket does not wait for itself.");
    if (auto refusal = refuse_list(asked, {id, other}, Archive::must_not_be_named)) return *refusal;
    auto const& waiting = asked.room.tickets.find(other)->blocked_by;
    if (holds_ticket(waiting, id)) return already_so();
    auto const circle = circle_closed_by(asked.room, id, other);
    if (!circle.empty()) return closes_circle(asked.room, circle);
    if (waiting.size() >= blockers_max)
        return too_large("blocks", "A ticket waits for at most 50 others.", blockers_max);
    return happens(operation::TicketLinked{.ticket = id, .what = other});
}

MaybeRefusal refuse_bounds(command::ExternalLink const& link) {
    if (auto refusal =
            refuse_line(link.title, sentence_code_points_max, "external.title", "A title"))
        return refusal;
    return link.url ? refuse_url(*link.url, "external.url") : std::nullopt;
}

Decision waits_for(Asked const& asked, TicketId id, command::ExternalLink const& link) {
    if (auto refusal = refuse_bounds(link)) return *refusal;
    if (auto refusal = refuse_list(asked, {id}, Archive::must_not_be_named)) return *refusal;
    ExternalBlocker const wanted{
        .entry = *link.entry, .title = link.title, .url = link.url, .done = link.done};
    auto const& present = asked.room.tickets.find(id)->external;
    auto const same =
        std::find_if(present.begin(), present.end(),
                     [&](ExternalBlocker const& each) { return each.entry == wanted.entry; });
    if (same != present.end() && *same == wanted) return already_so();
    if (same == present.end() && present.size() >= external_blockers_max)
        return too_large("external", "A ticket waits for at most 20 things outside the room.",
                         external_blockers_max);
    auto const more = wanted.title.size() + (wanted.url ? wanted.url->size() : 0);
    if (auto refusal = refuse_full_room(asked, more)) return *refusal;
    return happens(operation::TicketLinked{.ticket = id, .what = wanted});
}

}  // namespace

Decision decide(Asked const& asked, command::LinkTicket const& link) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    return std::visit(overloaded{
                          [&](TicketId other) { return blocks(asked, link.ticket, other); },
                          [&](command::ExternalLink const& external) {
                              return waits_for(asked, link.ticket, external);
                          },
                      },
                      link.what);
}

Decision decide(Asked const& asked, command::UnlinkTicket const& unlink) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    auto const* other = std::get_if<TicketId>(&unlink.what);
    if (other && *other == unlink.ticket)
        return bad_request("blocks", "A ticket does not wait for itself.");
    auto named = std::vector{unlink.ticket};
    if (other) named.push_back(*other);
    if (auto refusal = refuse_list(asked, named, Archive::must_not_be_named)) return *refusal;
    auto const& ticket = *asked.room.tickets.find(unlink.ticket);
    auto const is_there = std::visit(
        overloaded{
            [&](TicketId blocked) { return holds_ticket(ticket.blocks, blocked); },
            [&](EntryId entry) {
                return std::any_of(ticket.external.begin(), ticket.external.end(),
                                   [&](auto const& each) { return each.entry == entry; });
            },
        },
        unlink.what);
    if (!is_there) return already_so();
    return happens(operation::TicketUnlinked{.ticket = unlink.ticket, .what = unlink.what});
}

}  // namespace refinery
