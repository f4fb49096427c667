#include "protocol/domain/backlog_order.hpp"
#include "protocol/domain/evolve_parts.hpp"
#include "protocol/domain/rules.hpp"

#include <map>
#include <utility>
#include <vector>

namespace refinery {
namespace {

void add_ticket(Room& room, Ticket ticket) {
    if (room.tickets.contains(ticket.id)) return;
    room.by_rank.emplace(ticket.rank, ticket.id);
    room.next_number = ticket.number + 1;
    room.content_bytes += ticket.title.size() + (ticket.key ? ticket.key->size() : 0) +
                          ticket.description.words.size();
    room.tickets.add(std::move(ticket));
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

std::vector<TicketId> known(Room const& room, std::map<TicketId, std::string> const& ranks) {
    std::vector<TicketId> tickets;
    for (auto const& [id, rank] : ranks)
        if (room.tickets.contains(id)) tickets.push_back(id);
    return tickets;
}

/// Sets the values, and keeps those that were there before.
inverse::SetBack::Values edit(Room& room, Ticket& ticket, operation::FieldValues const& set,
                              Happened const& happened) {
    inverse::SetBack::Values before{.ticket = ticket.id};
    if (set.title && *set.title != ticket.title) {
        before.title = std::exchange(ticket.title, *set.title);
        room.content_bytes += ticket.title.size();
        room.content_bytes -= before.title->size();
        note_change(ticket, Field::title, happened);
    }
    if (set.key && *set.key != ticket.key) {
        before.key = std::exchange(ticket.key, *set.key);
        room.content_bytes += ticket.key ? ticket.key->size() : 0;
        room.content_bytes -= *before.key ? (*before.key)->size() : 0;
        note_change(ticket, Field::key, happened);
    }
    if (set.estimate && *set.estimate != ticket.estimate) {
        before.estimate = std::exchange(ticket.estimate, *set.estimate);
        note_change(ticket, Field::estimate, happened);
    }
    ticket.updated = happened.at;
    return before;
}

}  // namespace

void note_change(Ticket& ticket, Field field, Happened const& happened) {
    ticket.history_of(field).note(happened.seq, happened.by);
    ticket.touched.note(happened.seq, happened.by);
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
    for (auto const id : tickets) note_change(*room.tickets.find(id), Field::rank, happened);
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
        skip_collecting_round(room, ticket.id, happened.at);
    }
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
