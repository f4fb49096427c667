// Tickets are added, edited, moved, archived and restored (PROTOCOL.md TIC, RANK).

#include "protocol/domain/backlog_order.hpp"
#include "protocol/domain/decide_fields.hpp"
#include "protocol/domain/details.hpp"
#include "protocol/domain/links.hpp"
#include "protocol/domain/rank.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace refinery {
namespace {

MaybeRefusal refuse_title(Asked const& asked, std::string_view title, std::string where) {
    return refuse_line(title, asked.limits.title_code_points_max, std::move(where), "A title");
}

MaybeRefusal refuse_key(Asked const& asked, std::string_view key, std::string where) {
    return refuse_line(key, asked.limits.key_code_points_max, std::move(where), "A key");
}

MaybeRefusal refuse_estimate(Asked const& asked, std::string_view estimate, std::string where) {
    if (estimate_value(asked.room.deck, estimate)) return std::nullopt;
    return bad_request(std::move(where), "An estimate is a card of the room's deck, or a number.");
}

/// Set without a vote, by whoever asks.
Estimate estimate_by(Asked const& asked, std::string const& card) {
    return {.card = card,
            .value = *estimate_value(asked.room.deck, card),
            .by = asked.by ? std::optional(asked.by->id) : std::nullopt};
}

// --- imports ----------------------------------------------------------------------------------

using ImportRow = command::ImportTickets::Row;

MaybeRefusal refuse_row(Asked const& asked, ImportRow const& row, std::string_view description,
                        std::size_t index) {
    auto const at = "tickets[" + std::to_string(index) + "].";
    if (auto refusal = refuse_title(asked, row.title, at + "title")) return refusal;
    if (row.key)
        if (auto refusal = refuse_key(asked, *row.key, at + "key")) return refusal;
    if (row.estimate)
        if (auto refusal = refuse_estimate(asked, *row.estimate, at + "estimate")) return refusal;
    if (auto refusal = refuse_details(row.details, at)) return refusal;
    return refuse_text(asked, description, at + "description");
}

MaybeRefusal refuse_goals(Asked const& asked, std::vector<ImportRow> const& rows) {
    for (auto const& row : rows)
        if (auto refusal = refuse_goal(asked, row.details)) return refusal;
    return std::nullopt;
}

MaybeRefusal refuse_used_ids(Asked const& asked, std::vector<ImportRow> const& rows) {
    std::unordered_set<TicketId> seen;
    for (auto const& row : rows)
        if (asked.room.tickets.contains(*row.ticket) || !seen.insert(*row.ticket).second)
            return id_in_use("ticket");
    return std::nullopt;
}

std::size_t bytes_of(operation::TicketsImported::Row const& row) {
    return row.title.size() + (row.key ? row.key->size() : 0) + row.description.size() +
           bytes_of(row.details);
}

// --- edits ------------------------------------------------------------------------------------

/// The same size is the same estimate, whoever set it.
bool same_estimate(std::optional<Estimate> const& a, std::optional<Estimate> const& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return a->card == b->card && a->value == b->value;
}

bool changes_key(Ticket const& ticket, operation::FieldValues const& set) {
    return set.key && *set.key != ticket.key;
}
bool changes_title(Ticket const& ticket, operation::FieldValues const& set) {
    return set.title && *set.title != ticket.title;
}
bool changes_estimate(Ticket const& ticket, operation::FieldValues const& set) {
    return set.estimate && !same_estimate(*set.estimate, ticket.estimate);
}

operation::FieldValues values_of(Asked const& asked, command::TicketFields const& set) {
    operation::FieldValues values{.key = set.key, .title = set.title, .details = set.details};
    if (set.estimate) {
        values.estimate.emplace();
        if (*set.estimate) *values.estimate = estimate_by(asked, **set.estimate);
    }
    return values;
}

void add(DetailChanges& all, DetailChanges const& more) {
    for_each_detail([&](Field, auto, auto change) {
        if (more.*change) all.*change = more.*change;
    });
}

/// Keeps the tickets that `values` change, and the values that change one of them.
operation::TicketEdited what_changes(Room const& room, std::vector<TicketId> const& tickets,
                                     operation::FieldValues const& values) {
    operation::TicketEdited edited;
    for (auto const id : tickets) {
        auto const& ticket = *room.tickets.find(id);
        auto const key = changes_key(ticket, values);
        auto const title = changes_title(ticket, values);
        auto const estimate = changes_estimate(ticket, values);
        auto const details = what_differs(ticket.details, values.details);
        if (!key && !title && !estimate && details == DetailChanges{}) continue;
        edited.tickets.push_back(id);
        if (key) edited.set.key = values.key;
        if (title) edited.set.title = values.title;
        if (estimate) edited.set.estimate = values.estimate;
        add(edited.set.details, details);
    }
    return edited;
}

/// TIC-6: what somebody else said since `base`, and this edit is about to replace.
std::map<Field, operation::ReplacedValue> replaced_by(Asked const& asked,
                                                      operation::TicketEdited const& edit,
                                                      Sequence base) {
    std::map<Field, operation::ReplacedValue> replaced;
    auto const& ticket = *asked.room.tickets.find(edit.tickets.front());
    auto const note = [&](Field field, decltype(operation::ReplacedValue::value) value) {
        auto const& last = ticket.history_of(field).last;
        if (!last || last->seq <= base || (asked.by && last->by == asked.by->id)) return;
        replaced[field] = {.value = std::move(value), .by = last->by};
    };
    if (edit.set.key) note(Field::key, ticket.key);
    if (edit.set.title) note(Field::title, ticket.title);
    if (edit.set.estimate)
        note(Field::estimate,
             ticket.estimate ? std::optional(ticket.estimate->card) : std::nullopt);
    for_each_detail([&](Field field, auto detail, auto change) {
        if (!(edit.set.details.*change)) return;
        Details before;
        before.*detail = ticket.details.*detail;
        note(field, std::move(before));
    });
    return replaced;
}

std::size_t bytes_more(Room const& room, operation::TicketEdited const& edit) {
    std::size_t before = 0;
    std::size_t after = 0;
    for (auto const id : edit.tickets) {
        auto const& ticket = *room.tickets.find(id);
        if (edit.set.title) {
            before += ticket.title.size();
            after += edit.set.title->size();
        }
        if (edit.set.key) {
            before += ticket.key ? ticket.key->size() : 0;
            after += *edit.set.key ? (*edit.set.key)->size() : 0;
        }
        auto details = ticket.details;
        before += bytes_of(details);
        change(details, edit.set.details);
        after += bytes_of(details);
    }
    return after > before ? after - before : 0;
}

// --- the archive ------------------------------------------------------------------------------

MaybeRefusal refuse_reason(Asked const& asked, command::ArchiveTickets const& archive) {
    if (asked.by && archive.reason == ArchiveReason::undone)
        return bad_request("reason", "Only an undo gives this reason.");
    if (asked.by &&
        (archive.reason == ArchiveReason::split || archive.reason == ArchiveReason::merged))
        return bad_request("reason", "Only splitting and merging give this reason.");
    if (archive.of && archive.reason != ArchiveReason::duplicate)
        return bad_request("of", "Only a duplicate is one of another ticket.");
    if (archive.note)
        if (auto refusal =
                refuse_line(*archive.note, asked.limits.note_code_points_max, "note", "A note"))
            return refusal;
    auto const& tickets = archive.tickets;
    if (archive.of && std::find(tickets.begin(), tickets.end(), *archive.of) != tickets.end())
        return bad_request("of", "A ticket is no duplicate of itself.");
    return std::nullopt;
}

std::vector<TicketId> those(Room const& room, std::vector<TicketId> const& tickets, bool archived) {
    std::vector<TicketId> found;
    for (auto const id : tickets)
        if (room.tickets.find(id)->archived.has_value() == archived) found.push_back(id);
    return found;
}

}  // namespace

MaybeRefusal refuse_text(Asked const& asked, std::string_view text, std::string where) {
    if (text.find('\0') != std::string_view::npos)
        return bad_request(std::move(where), "A text has no U+0000.");
    if (text.size() > asked.limits.text_bytes_max)
        return too_large(std::move(where), "This text is too long.", asked.limits.text_bytes_max);
    return std::nullopt;
}

MaybeRefusal refuse_fields(Asked const& asked, command::TicketFields const& set) {
    if (!set.key && !set.title && !set.estimate && set.details == DetailChanges{})
        return bad_request("set", "Nothing is to be set.");
    if (set.title)
        if (auto refusal = refuse_title(asked, *set.title, "set.title")) return refusal;
    if (set.key && *set.key)
        if (auto refusal = refuse_key(asked, **set.key, "set.key")) return refusal;
    if (set.estimate && *set.estimate)
        if (auto refusal = refuse_estimate(asked, **set.estimate, "set.estimate")) return refusal;
    return refuse_details(set.details, "set.");
}

Decision decide(Asked const& asked, command::AddTicket const& add) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (auto refusal = refuse_title(asked, add.title, "title")) return *refusal;
    if (auto refusal = refuse_position(asked, add.after)) return *refusal;
    if (room.tickets.contains(*add.ticket)) return id_in_use("ticket");
    if (auto refusal = refuse_full_room(asked, add.title.size())) return *refusal;
    auto ranks = ranks_for_new(room, add.after, 1);
    if (!ranks) return ranks.error();
    return happens(operation::TicketAdded{.ticket = *add.ticket,
                                          .number = room.next_number,
                                          .title = add.title,
                                          .rank = std::move(ranks->front()),
                                          .created = asked.at});
}

Decision decide(Asked const& asked, command::ImportTickets const& import) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (import.tickets.empty()) return bad_request("tickets", "There is no ticket to import.");
    operation::TicketsImported imported{.tickets = {}, .created = asked.at};
    std::size_t bytes = 0;
    for (auto const& row : import.tickets) {
        auto description = with_plain_line_breaks(row.description.value_or(""));
        if (auto refusal = refuse_row(asked, row, description, imported.tickets.size()))
            return *refusal;
        auto const& made = imported.tickets.emplace_back(operation::TicketsImported::Row{
            .ticket = *row.ticket,
            .number = room.next_number + imported.tickets.size(),
            .title = row.title,
            .key = row.key,
            .description = std::move(description),
            .estimate =
                row.estimate ? std::optional(estimate_by(asked, *row.estimate)) : std::nullopt,
            .details = details_from(row.details)});
        bytes += bytes_of(made);
    }
    if (auto refusal = refuse_goals(asked, import.tickets)) return *refusal;
    if (auto refusal = refuse_position(asked, import.after)) return *refusal;
    if (auto refusal = refuse_used_ids(asked, import.tickets)) return *refusal;
    if (auto refusal = refuse_full_room(asked, bytes)) return *refusal;
    auto ranks = ranks_for_new(room, import.after, imported.tickets.size());
    if (!ranks) return ranks.error();
    for (std::size_t i = 0; i < ranks->size(); ++i)
        imported.tickets[i].rank = std::move((*ranks)[i]);
    return happens(std::move(imported));
}

Decision decide(Asked const& asked, command::EditTickets const& edit) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (auto refusal = refuse_fields(asked, edit.set)) return *refusal;
    if (auto refusal = refuse_goal(asked, edit.set.details)) return *refusal;
    if (auto refusal = refuse_list(asked, edit.tickets, Archive::must_not_be_named))
        return *refusal;
    auto edited = what_changes(asked.room, edit.tickets, values_of(asked, edit.set));
    if (edited.tickets.empty()) return already_so();
    if (auto refusal = refuse_full_room(asked, bytes_more(asked.room, edited))) return *refusal;
    if (edit.base && edit.tickets.size() == 1)
        edited.replaced = replaced_by(asked, edited, *edit.base);
    return happens(std::move(edited));
}

Decision decide(Asked const& asked, command::MoveTickets const& move) {
    auto const& tickets = move.tickets;
    if (auto refusal = refuse_without(asked, Right::order)) return *refusal;
    auto const* after = std::get_if<TicketId>(&move.after);
    if (after && std::find(tickets.begin(), tickets.end(), *after) != tickets.end())
        return bad_request("after", "A ticket cannot stand behind itself.");
    if (auto refusal = refuse_position(asked, move.after)) return *refusal;
    if (auto refusal = refuse_list(asked, tickets, Archive::must_not_be_named)) return *refusal;
    auto ranks = ranks_of_block(asked.room, tickets, move.after);
    if (!ranks) return ranks.error();
    if (ranks->empty()) return already_so();
    return happens(operation::TicketMoved{.ranks = std::move(*ranks)});
}

Decision decide(Asked const& asked, command::ArchiveTickets const& archive) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::order)) return *refusal;
    if (auto refusal = refuse_reason(asked, archive)) return *refusal;
    if (auto refusal = refuse_list(asked, archive.tickets, Archive::may_be_named)) return *refusal;
    if (archive.of) {
        auto const* original = room.tickets.find(*archive.of);
        if (!original) return not_found("ticket that this one repeats");
        if (original->archived) return in_the_archive(*original);
    }
    auto live = those(room, archive.tickets, false);
    if (live.empty()) return already_so();
    auto dealt_again = redealt(asked, live, archive.redeal);
    if (!dealt_again) return dealt_again.error();
    return happens(operation::TicketArchived{.tickets = std::move(live),
                                             .reason = archive.reason,
                                             .note = archive.note,
                                             .of = archive.of,
                                             .redealt = std::move(*dealt_again)});
}

Decision decide(Asked const& asked, command::RestoreTickets const& restore) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::order)) return *refusal;
    if (auto refusal = refuse_list(asked, restore.tickets, Archive::may_be_named)) return *refusal;
    auto const archived = those(room, restore.tickets, true);
    if (archived.empty()) return already_so();
    auto circle = circle_closed_by_restoring(room, archived);
    if (!circle.empty()) return closes_circle(room, std::move(circle));
    std::vector<inverse::StoodBehind> places;
    for (auto const id : archived) places.push_back({id, room.tickets.find(id)->stood_behind});
    auto ranks = ranks_behind(room, places);
    if (!ranks) return ranks.error();
    return happens(operation::TicketRestored{.ranks = std::move(*ranks)});
}

Decision decide(Asked const& asked, command::ReplaceText const& replace) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    auto text = with_plain_line_breaks(replace.text);
    if (auto refusal = refuse_text(asked, text, "text")) return *refusal;
    auto const* ticket = asked.room.tickets.find(replace.doc.ticket);
    if (!ticket) return not_found("ticket");
    if (ticket->archived) return in_the_archive(*ticket);
    auto const& present = ticket->description;
    if (text == present.words) return already_so();
    if (replace.base != present.v) return stale_text(replace.doc, present.v);
    auto const more = text.size() > present.words.size() ? text.size() - present.words.size() : 0;
    if (auto refusal = refuse_full_room(asked, more)) return *refusal;
    return happens(operation::TextReplaced{.doc = replace.doc,
                                           .text = {.v = present.v + 1, .words = std::move(text)}});
}

Decision decide(Asked const& asked, command::RerankTickets const&) {
    auto const& order = asked.room.by_rank;
    if (order.empty()) return already_so();
    auto ranks = evenly_spread_ranks(order.size());
    operation::TicketsReranked reranked;
    auto rank = ranks.begin();
    for (auto const& [old, ticket] : order) reranked.ranks[ticket] = std::move(*rank++);
    return happens(std::move(reranked));
}

}  // namespace refinery
