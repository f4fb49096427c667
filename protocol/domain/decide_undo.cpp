// Taking back one's own operation (PROTOCOL.md UNDO). `evolve` keeps, for each participant, how
// their last operations are taken back; here that becomes the ordinary opposite operation, unless
// somebody else's later change stands on what would be taken away.

#include "protocol/domain/backlog_order.hpp"
#include "protocol/domain/decide_parts.hpp"
#include "protocol/domain/details.hpp"
#include "protocol/domain/links.hpp"
#include "protocol/domain/lists.hpp"
#include "protocol/domain/overloaded.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

/// What an undo is judged by: whose it is, and after which operation.
struct Past {
    Asked const& asked;
    Sequence seq;

    Ticket const& ticket(TicketId id) const { return *asked.room.tickets.find(id); }
};

using MaybeBody = Result<std::optional<OperationBody>>;

MaybeBody nothing() { return std::optional<OperationBody>{}; }
template <class Body>
MaybeBody instead(Body body) {
    return std::optional<OperationBody>{OperationBody{std::move(body)}};
}

MaybeRefusal refuse_changed(Past const& past, Ticket const& ticket, Field field) {
    auto const change = ticket.history_of(field).changed_by_another(past.asked.by->id, past.seq);
    if (!change) return std::nullopt;
    return depends(ticket.id, field, *change);
}

/// UNDO-5. Being archived by somebody else is named, since it can be seen.
MaybeRefusal refuse_touched(Past const& past, Ticket const& ticket) {
    if (auto refusal = refuse_changed(past, ticket, Field::archived)) return refusal;
    auto const touch = ticket.touched.changed_by_another(past.asked.by->id, past.seq);
    if (!touch) return std::nullopt;
    return depends(ticket.id, std::nullopt, *touch);
}

/// UNDO-9.
MaybeRefusal refuse_archived(Past const& past, TicketId id) {
    auto const& ticket = past.ticket(id);
    if (!ticket.archived) return std::nullopt;
    return in_the_archive(ticket);
}

bool is_undone(std::optional<Archived> const& archived) {
    return archived && archived->reason == ArchiveReason::undone;
}

// --- additions --------------------------------------------------------------------------------

MaybeBody take_away(Past const& past, std::vector<TicketId> const& tickets) {
    operation::TicketArchived archived{.tickets = {}, .reason = ArchiveReason::undone};
    for (auto const id : tickets) {
        auto const& ticket = past.ticket(id);
        if (auto refusal = refuse_touched(past, ticket)) return *refusal;
        if (!ticket.archived) archived.tickets.push_back(id);
    }
    if (archived.tickets.empty()) return nothing();
    if (auto refusal = refuse_in_dots(past.asked, archived.tickets)) return *refusal;
    return instead(std::move(archived));
}

// --- edits ------------------------------------------------------------------------------------

using Values = inverse::SetBack::Values;

MaybeRefusal refuse_set_back(Past const& past, Values const& values) {
    auto const& ticket = past.ticket(values.ticket);
    auto const changed = [&](bool concerned, Field field) {
        return concerned ? refuse_changed(past, ticket, field) : std::nullopt;
    };
    if (auto refusal = changed(values.title.has_value(), Field::title)) return refusal;
    if (auto refusal = changed(values.key.has_value(), Field::key)) return refusal;
    if (auto refusal = changed(values.estimate.has_value(), Field::estimate)) return refusal;
    MaybeRefusal refusal;
    for_each_detail([&](Field field, auto, auto change) {
        if (!refusal) refusal = changed((values.details.*change).has_value(), field);
    });
    return refusal;
}

/// Only what differs from the ticket as it is.
operation::FieldValues still_to_set(Ticket const& ticket, Values const& values) {
    operation::FieldValues set;
    if (values.key && *values.key != ticket.key) set.key = values.key;
    if (values.title && *values.title != ticket.title) set.title = values.title;
    if (values.estimate && *values.estimate != ticket.estimate) set.estimate = values.estimate;
    set.details = what_differs(ticket.details, values.details);
    return set;
}

MaybeBody set_back(Past const& past, inverse::SetBack const& back) {
    for (auto const& values : back.tickets)
        if (auto refusal = refuse_archived(past, values.ticket)) return *refusal;
    for (auto const& values : back.tickets)
        if (auto refusal = refuse_set_back(past, values)) return *refusal;
    operation::TicketEdited edited;
    for (auto const& values : back.tickets) {
        auto const& ticket = past.ticket(values.ticket);
        auto set = still_to_set(ticket, values);
        if (set == operation::FieldValues{}) continue;
        edited.tickets.push_back(ticket.id);
        edited.each.emplace(ticket.id, std::move(set));
    }
    if (edited.tickets.empty()) return nothing();
    auto const& first = edited.each.begin()->second;
    auto const all_alike = std::all_of(edited.each.begin(), edited.each.end(),
                                       [&](auto const& each) { return each.second == first; });
    if (all_alike) {
        edited.set = first;
        edited.each.clear();
    }
    return instead(std::move(edited));
}

// --- the order and the archive ----------------------------------------------------------------

MaybeBody move_back(Past const& past, std::vector<inverse::StoodBehind> const& places) {
    for (auto const& place : places)
        if (auto refusal = refuse_archived(past, place.ticket)) return *refusal;
    for (auto const& place : places)
        if (auto refusal = refuse_changed(past, past.ticket(place.ticket), Field::rank))
            return *refusal;
    auto ranks = ranks_behind(past.asked.room, places);
    if (!ranks) return ranks.error();
    auto changed = changed_ranks(past.asked.room, std::move(*ranks));
    if (changed.empty()) return nothing();
    return instead(operation::TicketMoved{.ranks = std::move(changed)});
}

/// TIC-19.
MaybeRefusal refuse_circle(Past const& past, std::vector<inverse::StoodBehind> const& places) {
    std::vector<TicketId> tickets;
    for (auto const& place : places) tickets.push_back(place.ticket);
    auto circle = circle_closed_by_restoring(past.asked.room, tickets);
    if (circle.empty()) return std::nullopt;
    return closes_circle(past.asked.room, std::move(circle));
}

MaybeBody restore(Past const& past, std::vector<inverse::StoodBehind> const& places) {
    std::vector<inverse::StoodBehind> archived;
    for (auto const& place : places) {
        auto const& ticket = past.ticket(place.ticket);
        if (auto refusal = refuse_changed(past, ticket, Field::archived)) return *refusal;
        if (ticket.archived) archived.push_back(place);
    }
    if (archived.empty()) return nothing();
    if (auto refusal = refuse_circle(past, archived)) return *refusal;
    auto ranks = ranks_behind(past.asked.room, archived);
    if (!ranks) return ranks.error();
    return instead(operation::TicketRestored{.ranks = std::move(*ranks)});
}

bool same_reason(Archived const& a, Archived const& b) {
    return a.reason == b.reason && a.note == b.note && a.of == b.of;
}

/// UNDO-8: with the reason that all of them had; without one where they differed.
MaybeBody archive_again(Past const& past,
                        std::vector<inverse::ArchiveAgain::Entry> const& entries) {
    operation::TicketArchived again;
    for (auto const& entry : entries) {
        auto const& ticket = past.ticket(entry.ticket);
        auto refusal = is_undone(entry.archived) ? refuse_touched(past, ticket)
                                                 : refuse_changed(past, ticket, Field::archived);
        if (refusal) return *refusal;
        if (!ticket.archived) again.tickets.push_back(entry.ticket);
    }
    if (again.tickets.empty()) return nothing();
    if (auto refusal = refuse_in_dots(past.asked, again.tickets)) return *refusal;
    auto const& first = entries.front().archived;
    if (std::all_of(entries.begin(), entries.end(),
                    [&](auto const& entry) { return same_reason(entry.archived, first); })) {
        again.reason = first.reason;
        again.note = first.note;
        again.of = first.of;
    }
    return instead(std::move(again));
}

// --- merging and splitting --------------------------------------------------------------------

/// The ticket as it was, but for what only grows or belongs to others: its place, the version of
/// its text, its estimate and its links.
Ticket as_before(Past const& past, inverse::PutBack const& back, Ticket const& before) {
    auto const& present = past.ticket(before.id);
    auto ticket = present;
    ticket.title = before.title;
    ticket.key = before.key;
    if (before.description.words != present.description.words)
        ticket.description = {.v = present.description.v + 1, .words = before.description.words};
    ticket.details = before.details;
    ticket.checked_criteria = before.checked_criteria;
    ticket.external = before.external;
    ticket.questions = before.questions;
    ticket.archived = before.archived;
    ticket.updated = past.asked.at;
    for (auto const& link : back.linked)
        if (link.blocked == before.id) {
            take(ticket.blocked_by, link.blocker);
            ticket.blocked_by.push_back(link.blocker);
        }
    for (auto const& link : back.unlinked)
        if (link.blocked == before.id) take(ticket.blocked_by, link.blocker);
    return ticket;
}

MaybeRefusal refuse_links(Past const& past, std::vector<TicketLink> const& links) {
    for (auto const& link : links) {
        auto circle = circle_closed_by(past.asked.room, link.blocker, link.blocked);
        if (!circle.empty()) return closes_circle(past.asked.room, std::move(circle));
    }
    return std::nullopt;
}

/// MRG-6, SPL-6.
MaybeBody put_back(Past const& past, inverse::PutBack const& back) {
    for (auto const& before : back.tickets)
        if (auto refusal = refuse_touched(past, past.ticket(before.id))) return *refusal;
    std::vector<TicketId> going;
    std::vector<TicketId> coming;
    operation::TicketsPutBack put{.tickets = {}, .linked = back.linked, .unlinked = back.unlinked};
    for (auto const& before : back.tickets) {
        auto const& present = past.ticket(before.id);
        if (before.archived && !present.archived) going.push_back(before.id);
        if (!before.archived && present.archived) coming.push_back(before.id);
        put.tickets.push_back(as_before(past, back, before));
    }
    if (auto refusal = refuse_in_dots(past.asked, going)) return *refusal;
    auto circle = circle_closed_by_restoring(past.asked.room, coming);
    if (!circle.empty()) return closes_circle(past.asked.room, std::move(circle));
    if (auto refusal = refuse_links(past, back.linked)) return *refusal;
    return instead(std::move(put));
}

// --- which right, which way -------------------------------------------------------------------

/// That of the command undone; taking away and bringing back an addition is writing both times.
Right right_for(Room const& room, Inverse const& inverse) {
    return std::visit(overloaded{
                          [](inverse::TakeAway const&) { return Right::write; },
                          [](inverse::SetBack const&) { return Right::write; },
                          [](inverse::MoveBack const&) { return Right::order; },
                          [&](inverse::Restore const& restored) {
                              auto const of_addition = std::all_of(
                                  restored.tickets.begin(), restored.tickets.end(),
                                  [&](inverse::StoodBehind const& each) {
                                      return is_undone(room.tickets.find(each.ticket)->archived);
                                  });
                              return of_addition ? Right::write : Right::order;
                          },
                          [](inverse::ArchiveAgain const& again) {
                              auto const of_addition = std::all_of(
                                  again.tickets.begin(), again.tickets.end(),
                                  [](auto const& entry) { return is_undone(entry.archived); });
                              return of_addition ? Right::write : Right::order;
                          },
                          // Writing too, which `decide` asks for beside it.
                          [](inverse::PutBack const&) { return Right::order; },
                      },
                      inverse);
}

MaybeBody opposite(Past const& past, Inverse const& inverse) {
    return std::visit(
        overloaded{
            [&](inverse::TakeAway const& away) { return take_away(past, away.tickets); },
            [&](inverse::SetBack const& back) { return set_back(past, back); },
            [&](inverse::MoveBack const& back) { return move_back(past, back.tickets); },
            [&](inverse::Restore const& back) { return restore(past, back.tickets); },
            [&](inverse::ArchiveAgain const& again) { return archive_again(past, again.tickets); },
            [&](inverse::PutBack const& back) { return put_back(past, back); },
        },
        inverse);
}

Undoable const* find_undoable(Asked const& asked, Sequence seq) {
    if (!asked.by) return nullptr;
    auto const mine = asked.room.undoable.find(asked.by->id);
    if (mine == asked.room.undoable.end()) return nullptr;
    auto const found = std::find_if(mine->second.begin(), mine->second.end(),
                                    [&](Undoable const& each) { return each.seq == seq; });
    return found == mine->second.end() ? nullptr : &*found;
}

}  // namespace

Decision decide(Asked const& asked, command::Undo const& undo) {
    auto const* undoable = find_undoable(asked, undo.seq);
    if (!undoable) return not_found("change of yours to undo");
    if (auto refusal = refuse_without(asked, right_for(asked.room, undoable->inverse)))
        return *refusal;
    if (std::holds_alternative<inverse::PutBack>(undoable->inverse))
        if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    auto body = opposite({.asked = asked, .seq = undo.seq}, undoable->inverse);
    if (!body) return body.error();
    if (!*body) return already_so();
    return std::optional<Decided>{Decided{.body = std::move(**body), .undoes = undo.seq}};
}

}  // namespace refinery
