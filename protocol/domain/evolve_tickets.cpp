#include "protocol/domain/evolve_tickets.hpp"

#include "protocol/domain/backlog_order.hpp"
#include "protocol/domain/details.hpp"
#include "protocol/domain/evolve_ballots.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace refinery {
namespace {

std::vector<TicketId> known(Room const& room, std::map<TicketId, std::string> const& ranks) {
    std::vector<TicketId> tickets;
    for (auto const& [id, rank] : ranks)
        if (room.tickets.contains(id)) tickets.push_back(id);
    return tickets;
}

/// A criterion that goes takes its tick along (TIC-16).
void drop_ticks_of_lost_criteria(Ticket& ticket) {
    auto const is_lost = [&](EntryId entry) {
        auto const& criteria = ticket.details.criteria;
        return std::none_of(criteria.begin(), criteria.end(),
                            [&](Criterion const& each) { return each.entry == entry; });
    };
    auto& ticks = ticket.checked_criteria;
    ticks.erase(std::remove_if(ticks.begin(), ticks.end(), is_lost), ticks.end());
}

DetailChanges edit_details(Ticket& ticket, DetailChanges const& values, Happened const& happened) {
    auto before = change(ticket.details, values);
    for_each_detail([&](Field field, auto, auto change) {
        if (before.*change) note_change(ticket, field, happened);
    });
    if (before.criteria) drop_ticks_of_lost_criteria(ticket);
    return before;
}

}  // namespace

inverse::SetBack::Values edit(Room& room, Ticket& ticket, operation::FieldValues const& set,
                              Happened const& happened) {
    inverse::SetBack::Values before{.ticket = ticket.id};
    room.content_bytes -= bytes_of(ticket);
    if (set.title && *set.title != ticket.title) {
        before.title = std::exchange(ticket.title, *set.title);
        note_change(ticket, Field::title, happened);
    }
    if (set.key && *set.key != ticket.key) {
        before.key = std::exchange(ticket.key, *set.key);
        note_change(ticket, Field::key, happened);
    }
    if (set.estimate && *set.estimate != ticket.estimate) {
        before.estimate = std::exchange(ticket.estimate, *set.estimate);
        note_change(ticket, Field::estimate, happened);
    }
    before.details = edit_details(ticket, set.details, happened);
    room.content_bytes += bytes_of(ticket);
    ticket.updated = happened.at;
    return before;
}

void add_ticket(Room& room, Ticket ticket) {
    if (room.tickets.contains(ticket.id)) return;
    room.by_rank.emplace(ticket.rank, ticket.id);
    room.next_number = ticket.number + 1;
    room.content_bytes += bytes_of(ticket);
    room.tickets.add(std::move(ticket));
}

void put_into_archive(Room& room, TicketId id, Happened const& happened, Archived archived) {
    auto* ticket = room.tickets.find(id);
    if (!ticket) return;
    ticket->stood_behind = stood_behind(room, *ticket);
    ticket->archived = std::move(archived);
    ticket->updated = happened.at;
    note_change(*ticket, Field::archived, happened);
    skip_collecting_round(room, id, happened.at, SkipReason::archived);
}

void put_back(Room& room, Ticket const& as_it_was, Happened const& happened) {
    auto* ticket = room.tickets.find(as_it_was.id);
    if (!ticket) return;
    auto const was_archived = ticket->archived.has_value();
    room.content_bytes -= bytes_of(*ticket);
    if (ticket->title != as_it_was.title) note_change(*ticket, Field::title, happened);
    if (ticket->key != as_it_was.key) note_change(*ticket, Field::key, happened);
    if (ticket->description != as_it_was.description)
        note_change(*ticket, Field::description, happened);
    auto const differing = what_differs(ticket->details, changes_to(as_it_was.details));
    for_each_detail([&](Field field, auto, auto change) {
        if (differing.*change) note_change(*ticket, field, happened);
    });
    ticket->title = as_it_was.title;
    ticket->key = as_it_was.key;
    ticket->description = as_it_was.description;
    ticket->details = as_it_was.details;
    ticket->checked_criteria = as_it_was.checked_criteria;
    ticket->external = as_it_was.external;
    ticket->questions = as_it_was.questions;
    ticket->archived = as_it_was.archived;
    room.content_bytes += bytes_of(*ticket);
    touch(*ticket, happened);
    if (ticket->archived.has_value() == was_archived) return;
    note_change(*ticket, Field::archived, happened);
    if (was_archived) {
        ticket->stood_behind.reset();
    } else {
        ticket->stood_behind = stood_behind(room, *ticket);
        skip_collecting_round(room, ticket->id, happened.at, SkipReason::archived);
    }
}

/// All at once: two tickets may change places, so every old rank goes before a new one comes.
void set_ranks(Room& room, std::map<TicketId, std::string> const& ranks) {
    for (auto const& [id, rank] : ranks)
        if (auto const* ticket = room.tickets.find(id)) room.by_rank.erase(ticket->rank);
    for (auto const& [id, rank] : ranks) {
        auto* ticket = room.tickets.find(id);
        if (!ticket) continue;
        ticket->rank = rank;
        room.by_rank.emplace(rank, id);
    }
}

void set_estimate(Room& room, TicketId id, std::optional<Estimate> estimate,
                  Happened const& happened) {
    auto* ticket = room.tickets.find(id);
    if (!ticket) return;
    ticket->estimate = std::move(estimate);
    ticket->updated = happened.at;
    note_change(*ticket, Field::estimate, happened);
}

void note_change(Ticket& ticket, Field field, Happened const& happened) {
    ticket.history_of(field).note(happened.seq, happened.by);
    ticket.touched.note(happened.seq, happened.by);
}

void touch(Ticket& ticket, Happened const& happened) {
    ticket.touched.note(happened.seq, happened.by);
    ticket.updated = happened.at;
}

void apply(Room& room, Happened const& happened, operation::TicketAdded const& added) {
    add_ticket(room, {.id = added.ticket,
                      .number = added.number,
                      .rank = added.rank,
                      .title = added.title,
                      .created = added.created,
                      .updated = added.created});
    remember(room, happened, inverse::TakeAway{.tickets = {added.ticket}});
}

void apply(Room& room, Happened const& happened, operation::TicketsImported const& imported) {
    inverse::TakeAway away;
    away.tickets.reserve(imported.tickets.size());
    for (auto const& row : imported.tickets) {
        Text description{.v = row.description.empty() ? 0U : 1U, .words = row.description};
        add_ticket(room, {.id = row.ticket,
                          .number = row.number,
                          .rank = row.rank,
                          .title = row.title,
                          .key = row.key,
                          .estimate = row.estimate,
                          .description = std::move(description),
                          .details = row.details,
                          .created = imported.created,
                          .updated = imported.created});
        away.tickets.push_back(row.ticket);
    }
    remember(room, happened, std::move(away));
}

void apply(Room& room, Happened const& happened, operation::TicketEdited const& edited) {
    inverse::SetBack back;
    for (auto const id : edited.tickets) {
        auto* ticket = room.tickets.find(id);
        if (!ticket) continue;
        auto const own = edited.each.find(id);
        auto const& set = own == edited.each.end() ? edited.set : own->second;
        back.tickets.push_back(edit(room, *ticket, set, happened));
    }
    remember(room, happened, std::move(back));
}

void apply(Room& room, Happened const& happened, operation::TicketMoved const& moved) {
    auto const tickets = known(room, moved.ranks);
    inverse::MoveBack back{.tickets = standing_behind(room, tickets)};
    set_ranks(room, moved.ranks);
    for (auto const id : tickets) {
        auto& ticket = *room.tickets.find(id);
        ticket.moved = happened.at;
        note_change(ticket, Field::rank, happened);
    }
    remember(room, happened, std::move(back));
}

void apply(Room& room, Happened const& happened, operation::TicketArchived const& archived) {
    std::vector<TicketId> tickets;
    for (auto const id : archived.tickets)
        if (room.tickets.contains(id)) tickets.push_back(id);
    inverse::Restore back{.tickets = standing_behind(room, std::move(tickets))};
    for (auto const& place : back.tickets) {
        auto& ticket = *room.tickets.find(place.ticket);
        ticket.archived = Archived{.at = happened.at,
                                   .by = happened.by,
                                   .reason = archived.reason,
                                   .note = archived.note,
                                   .of = archived.of};
        ticket.stood_behind = place.after;
        ticket.updated = happened.at;
        note_change(ticket, Field::archived, happened);
        skip_collecting_round(room, ticket.id, happened.at, SkipReason::archived);
    }
    redeal(room, archived.redealt, archived.tickets, happened.at);
    remember(room, happened, std::move(back));
}

void apply(Room& room, Happened const& happened, operation::TicketRestored const& restored) {
    inverse::ArchiveAgain again;
    for (auto const id : known(room, restored.ranks)) {
        auto& ticket = *room.tickets.find(id);
        if (ticket.archived) again.tickets.push_back({.ticket = id, .archived = *ticket.archived});
        ticket.archived.reset();
        ticket.stood_behind.reset();
        ticket.updated = happened.at;
        ticket.moved = happened.at;
        note_change(ticket, Field::archived, happened);
    }
    set_ranks(room, restored.ranks);
    remember(room, happened, std::move(again));
}

void apply(Room& room, Happened const&, operation::TicketsReranked const& reranked) {
    set_ranks(room, reranked.ranks);
}

void apply(Room& room, Happened const& happened, operation::TextReplaced const& replaced) {
    auto* ticket = room.tickets.find(replaced.doc.ticket);
    if (!ticket) return;
    room.content_bytes += replaced.text.words.size();
    room.content_bytes -= ticket->description.words.size();
    ticket->description = replaced.text;
    ticket->updated = happened.at;
    note_change(*ticket, Field::description, happened);
}

}  // namespace refinery
