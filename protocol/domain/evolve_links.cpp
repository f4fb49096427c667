#include "protocol/domain/evolve_tickets.hpp"
#include "protocol/domain/lists.hpp"
#include "protocol/domain/overloaded.hpp"

#include <algorithm>

namespace refinery {
namespace {

/// Both ends are touched, so that no undo takes one from under the other's link (UNDO-5); what
/// waits is what has changed.
void note_link(Ticket& blocker, Ticket& blocked, Happened const& happened) {
    blocker.touched.note(happened.seq, happened.by);
    touch(blocked, happened);
}

template <class Change>
void change_blocking(Room& room, TicketId blocker, TicketId blocked, Happened const& happened,
                     Change&& change) {
    auto* here = room.tickets.find(blocker);
    auto* there = room.tickets.find(blocked);
    if (!here || !there) return;
    change(here->blocks, blocked);
    change(there->blocked_by, blocker);
    note_link(*here, *there, happened);
}

std::vector<ExternalBlocker>::iterator place_of(std::vector<ExternalBlocker>& list, EntryId entry) {
    return std::find_if(list.begin(), list.end(),
                        [&](ExternalBlocker const& each) { return each.entry == entry; });
}

}  // namespace

void link(Room& room, TicketLink const& link, Happened const& happened) {
    change_blocking(room, link.blocker, link.blocked, happened, put<TicketId>);
}

void unlink(Room& room, TicketLink const& link, Happened const& happened) {
    change_blocking(room, link.blocker, link.blocked, happened, take<TicketId>);
}

void apply(Room& room, Happened const& happened, operation::TicketLinked const& linked) {
    std::visit(overloaded{
                   [&](TicketId blocked) {
                       link(room, {linked.ticket, blocked}, happened);
                   },
                   [&](ExternalBlocker const& external) {
                       rewrite(room, linked.ticket, happened, [&](Ticket& ticket) {
                           auto const present = place_of(ticket.external, external.entry);
                           if (present == ticket.external.end())
                               ticket.external.push_back(external);
                           else
                               *present = external;
                       });
                   },
               },
               linked.what);
}

void apply(Room& room, Happened const& happened, operation::TicketUnlinked const& unlinked) {
    std::visit(overloaded{
                   [&](TicketId blocked) {
                       change_blocking(room, unlinked.ticket, blocked, happened, take<TicketId>);
                   },
                   [&](EntryId entry) {
                       rewrite(room, unlinked.ticket, happened, [&](Ticket& ticket) {
                           auto const present = place_of(ticket.external, entry);
                           if (present != ticket.external.end()) ticket.external.erase(present);
                       });
                   },
               },
               unlinked.what);
}

}  // namespace refinery
