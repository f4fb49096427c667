// Tickets become one, or several, and that is taken back (PROTOCOL.md MRG, SPL).

#include "protocol/domain/choices.hpp"
#include "protocol/domain/evolve_ballots.hpp"
#include "protocol/domain/evolve_tickets.hpp"
#include "protocol/domain/lists.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

void remember_whole(Room const& room, TicketId id, inverse::PutBack& back) {
    if (auto const* ticket = room.tickets.find(id)) back.tickets.push_back(*ticket);
}

/// Who is named in this list has `with` behind it, where that is not there yet.
void name_too(std::vector<TicketId>& list, std::vector<TicketId> const& named,
              std::vector<TicketId> const& with) {
    auto last = list.end();
    for (auto each = list.begin(); each != list.end(); ++each)
        if (contains(named, *each)) last = each;
    if (last == list.end()) return;
    std::vector<TicketId> fresh;
    for (auto const ticket : with)
        if (!contains(list, ticket)) fresh.push_back(ticket);
    list.insert(std::next(last), fresh.begin(), fresh.end());
}

/// MRG-3, SPL-5.
void name_in_agenda(Room& room, std::vector<TicketId> const& named,
                    std::vector<TicketId> const& with) {
    for (auto& item : room.agenda) {
        name_too(item.tickets, named, with);
        name_too(item.queue, named, with);
    }
}

/// MRG-5.
void take_votings(Room& room, std::vector<operation::ShownVoting> const& votings,
                  std::vector<TicketId> const& from, TicketId into) {
    for (auto const& voting : votings) {
        auto* ballot = room.ballots.find(voting.ballot);
        auto* shown = ballot ? shown_in(*ballot) : nullptr;
        if (!shown) continue;
        move_dots(*ballot, from, into);
        shown->result = voting.outcome;
        ballot->returned = voting.returned;
    }
}

void drop_draft(Room& room, SplitId id) {
    auto& drafts = room.splits;
    drafts.erase(std::remove_if(drafts.begin(), drafts.end(),
                                [&](SplitDraft const& each) { return each.id == id; }),
                 drafts.end());
}

template <class T>
void append(std::vector<T>& list, std::vector<T> const& more) {
    list.insert(list.end(), more.begin(), more.end());
}

}  // namespace

void apply(Room& room, Happened const& happened, operation::TicketsMerged const& merged) {
    auto* stays = room.tickets.find(merged.ticket);
    if (!stays) return;
    inverse::PutBack back;
    remember_whole(room, merged.ticket, back);
    for (auto const id : merged.tickets) remember_whole(room, id, back);
    edit(room, *stays, merged.set, happened);
    rewrite(room, merged.ticket, happened, [&](Ticket& ticket) {
        if (merged.description) {
            ticket.description = *merged.description;
            note_change(ticket, Field::description, happened);
        }
        append(ticket.external, merged.external);
        append(ticket.questions, merged.questions);
        append(ticket.checked_criteria, merged.checked);
    });
    for (auto const blocked : merged.blocks) {
        link(room, {merged.ticket, blocked}, happened);
        back.unlinked.push_back({merged.ticket, blocked});
    }
    for (auto const blocker : merged.blocked_by) {
        link(room, {blocker, merged.ticket}, happened);
        back.unlinked.push_back({blocker, merged.ticket});
    }
    for (auto const id : merged.tickets)
        put_into_archive(room, id, happened,
                         {.at = happened.at,
                          .by = happened.by,
                          .reason = ArchiveReason::merged,
                          .of = merged.ticket});
    name_in_agenda(room, merged.tickets, {merged.ticket});
    std::vector<TicketId> all{merged.ticket};
    append(all, merged.tickets);
    redeal(room, merged.redealt, all, happened.at);
    take_votings(room, merged.votings, merged.tickets, merged.ticket);
    remember(room, happened, std::move(back));
}

void apply(Room& room, Happened const& happened, operation::TicketSplit const& split) {
    if (!room.tickets.contains(split.ticket)) return;
    inverse::PutBack back{.tickets = {}, .linked = {}, .unlinked = split.links};
    remember_whole(room, split.ticket, back);
    std::vector<TicketId> children;
    for (auto const& child : split.children) {
        Ticket ticket{.id = child.ticket,
                      .number = child.number,
                      .rank = child.rank,
                      .title = child.title,
                      .details = child.details,
                      .checked_criteria = child.checked,
                      .external = child.external,
                      .created = happened.at,
                      .updated = happened.at,
                      .from = split.ticket};
        auto gone = ticket;
        gone.archived =
            Archived{.at = happened.at, .by = happened.by, .reason = ArchiveReason::undone};
        back.tickets.push_back(std::move(gone));
        add_ticket(room, std::move(ticket));
        children.push_back(child.ticket);
    }
    for (auto const& each : split.links) link(room, each, happened);
    put_into_archive(room, split.ticket, happened,
                     {.at = happened.at, .by = happened.by, .reason = ArchiveReason::split});
    name_in_agenda(room, {split.ticket}, children);
    redeal(room, split.redealt, {split.ticket}, happened.at);
    if (!split.votings.empty()) take_votings(room, split.votings, {split.ticket}, split.takes_dots);
    drop_draft(room, split.split);
    remember(room, happened, std::move(back));
}

void apply(Room& room, Happened const& happened, operation::TicketsPutBack const& put) {
    inverse::PutBack back{.tickets = {}, .linked = put.unlinked, .unlinked = put.linked};
    for (auto const& ticket : put.tickets) remember_whole(room, ticket.id, back);
    for (auto const& ticket : put.tickets) put_back(room, ticket, happened);
    for (auto const& each : put.linked) link(room, each, happened);
    for (auto const& each : put.unlinked) unlink(room, each, happened);
    remember(room, happened, std::move(back));
}

// --- drafts -----------------------------------------------------------------------------------

void apply(Room& room, Happened const& happened, operation::SplitOpened const& opened) {
    SplitDraft draft{
        .id = opened.split, .ticket = opened.ticket, .by = happened.by, .opened = happened.at};
    for (auto const child : opened.children) draft.children.push_back({.ticket = child});
    room.splits.push_back(std::move(draft));
}

void apply(Room& room, Happened const&, operation::SplitEdited const& edited) {
    for (auto& draft : room.splits)
        if (draft.id == edited.split) draft.change(edited.edit);
}

void apply(Room& room, Happened const&, operation::SplitClosed const& closed) {
    drop_draft(room, closed.split);
}

}  // namespace refinery
