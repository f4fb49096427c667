// Tickets become one (PROTOCOL.md MRG).

#include "protocol/domain/choices.hpp"
#include "protocol/domain/decide_ballots.hpp"
#include "protocol/domain/decide_fields.hpp"
#include "protocol/domain/details.hpp"
#include "protocol/domain/links.hpp"
#include "protocol/domain/lists.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

using Tickets = std::vector<Ticket const*>;

// --- what is united ---------------------------------------------------------------------------

std::vector<std::string> united(Tickets const& all, std::vector<std::string> Details::*list) {
    std::vector<std::string> lines;
    for (auto const* ticket : all)
        for (auto const& line : ticket->details.*list)
            if (!contains(lines, line)) lines.push_back(line);
    return lines;
}

std::vector<Criterion> united_criteria(Tickets const& all) {
    std::vector<Criterion> criteria;
    for (auto const* ticket : all)
        for (auto const& each : ticket->details.criteria) {
            auto const is_there =
                std::any_of(criteria.begin(), criteria.end(), [&](Criterion const& other) {
                    return other.text == each.text || other.entry == each.entry;
                });
            if (!is_there) criteria.push_back(each);
        }
    return criteria;
}

/// Ticks of criteria that stay, and are not ticked on the one that stays.
std::vector<EntryId> united_ticks(Tickets const& all, std::vector<Criterion> const& criteria) {
    auto const& stays = *all.front();
    std::vector<EntryId> ticks;
    for (auto const* ticket : all)
        for (auto const entry : ticket->checked_criteria) {
            auto const stays_in = std::any_of(criteria.begin(), criteria.end(),
                                              [&](Criterion const& c) { return c.entry == entry; });
            if (stays_in && !contains(stays.checked_criteria, entry) && !contains(ticks, entry))
                ticks.push_back(entry);
        }
    return ticks;
}

std::string united_texts(Tickets const& all) {
    std::vector<std::string> texts;
    std::string text;
    for (auto const* ticket : all) {
        auto const& words = ticket->description.words;
        if (words.empty() || contains(texts, words)) continue;
        texts.push_back(words);
        if (!text.empty()) text += "\n\n";
        text += words;
    }
    return text;
}

/// What `ticket` gets from the lists of the others, without the merged ones themselves.
std::vector<TicketId> links_gained(Tickets const& all, std::vector<TicketId> Ticket::*list) {
    std::vector<TicketId> gained;
    auto const& stays = *all.front();
    for (auto const* ticket : all)
        for (auto const other : ticket->*list) {
            auto const is_merged = std::any_of(
                all.begin(), all.end(), [&](Ticket const* each) { return each->id == other; });
            if (!is_merged && !contains(stays.*list, other) && !contains(gained, other))
                gained.push_back(other);
        }
    return gained;
}

template <class Entry, class Id, class Keep>
std::vector<Entry> entries_gained(Tickets const& all, std::vector<Entry> Ticket::*list,
                                  Id Entry::*id, Keep&& keep) {
    std::vector<Entry> gained;
    auto const has = [&](std::vector<Entry> const& entries, Entry const& each) {
        return std::any_of(entries.begin(), entries.end(),
                           [&](Entry const& other) { return other.*id == each.*id; });
    };
    for (auto const* ticket : all)
        for (auto const& each : ticket->*list)
            if (keep(each) && !has(all.front()->*list, each) && !has(gained, each))
                gained.push_back(each);
    return gained;
}

// --- what stands in its way -------------------------------------------------------------------

Rejection too_many(char const* field, std::size_t limit) {
    return too_large(
        std::string("set.") + field,
        "Together these are more than " + std::to_string(limit) + ". Say which of them stay.",
        limit);
}

MaybeRefusal refuse_lists(DetailChanges const& set) {
    if (set.labels && set.labels->size() > labels_max) return too_many("labels", labels_max);
    if (set.urls && set.urls->size() > urls_max) return too_many("urls", urls_max);
    if (set.criteria && set.criteria->size() > criteria_max)
        return too_many("criteria", criteria_max);
    return std::nullopt;
}

MaybeRefusal refuse_gains(operation::TicketsMerged const& merged, Ticket const& stays) {
    if (stays.blocked_by.size() + merged.blocked_by.size() > blockers_max)
        return too_many("blocked_by", blockers_max);
    if (stays.external.size() + merged.external.size() > external_blockers_max)
        return too_many("external", external_blockers_max);
    if (stays.questions.size() + merged.questions.size() > questions_max)
        return too_many("questions", questions_max);
    return std::nullopt;
}

std::size_t bytes_gained(operation::TicketsMerged const& merged, Ticket const& stays) {
    Ticket gains{.external = merged.external, .questions = merged.questions};
    change(gains.details, merged.set.details);
    if (merged.set.title) gains.title = *merged.set.title;
    if (merged.set.key) gains.key = *merged.set.key;
    auto const text = merged.description ? merged.description->words.size() : 0;
    auto const before = stays.description.words.size();
    return bytes_of(gains) + (text > before ? text - before : 0);
}

/// Over the tickets as if the others were one with `ticket` already.
MaybeRefusal refuse_circle(Room const& room, std::vector<TicketId> const& all) {
    auto circle = circle_closed_by_merging(room, all);
    if (circle.empty()) return std::nullopt;
    return closes_circle(room, std::move(circle));
}

}  // namespace

Decision decide(Asked const& asked, command::MergeTickets const& merge) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (auto refusal = refuse_without(asked, Right::order)) return *refusal;
    if (merge.tickets.empty()) return bad_request("tickets", "Name what is taken in.");
    if (merge.tickets.size() > merged_tickets_max)
        return too_large(
            "tickets",
            "At most " + std::to_string(merged_tickets_max) + " tickets are taken in at once.",
            merged_tickets_max);
    if (merge.set)
        if (auto refusal = refuse_fields(asked, *merge.set)) return *refusal;
    if (merge.set)
        if (auto refusal = refuse_goal(asked, merge.set->details)) return *refusal;
    std::vector<TicketId> ids{merge.ticket};
    ids.insert(ids.end(), merge.tickets.begin(), merge.tickets.end());
    if (auto refusal = refuse_list(asked, ids, Archive::must_not_be_named)) return *refusal;
    auto dealt_again = redealt(asked, ids, merge.redeal);
    if (!dealt_again) return dealt_again.error();
    if (auto refusal = refuse_circle(room, ids)) return *refusal;

    Tickets all;
    for (auto const id : ids) all.push_back(room.tickets.find(id));
    auto const& stays = *all.front();
    auto wanted = merge.set.value_or(command::TicketFields{});
    auto& details = wanted.details;
    if (!details.labels) details.labels = united(all, &Details::labels);
    if (!details.urls) details.urls = united(all, &Details::urls);
    if (!details.criteria) details.criteria = united_criteria(all);
    if (auto refusal = refuse_lists(details)) return *refusal;

    operation::TicketsMerged merged{.ticket = merge.ticket, .tickets = merge.tickets};
    merged.checked = united_ticks(all, *details.criteria);
    merged.set.details = what_differs(stays.details, details);
    if (wanted.title && *wanted.title != stays.title) merged.set.title = wanted.title;
    if (wanted.key && *wanted.key != stays.key) merged.set.key = wanted.key;
    auto text = united_texts(all);
    if (auto refusal = refuse_text(asked, text, "description")) return *refusal;
    if (text != stays.description.words)
        merged.description = Text{.v = stays.description.v + 1, .words = std::move(text)};
    merged.blocks = links_gained(all, &Ticket::blocks);
    merged.blocked_by = links_gained(all, &Ticket::blocked_by);
    merged.external = entries_gained(all, &Ticket::external, &ExternalBlocker::entry,
                                     [](ExternalBlocker const&) { return true; });
    merged.questions = entries_gained(all, &Ticket::questions, &Question::id,
                                      [](Question const& each) { return !each.answer; });
    if (auto refusal = refuse_gains(merged, stays)) return *refusal;
    if (auto refusal = refuse_full_room(asked, bytes_gained(merged, stays))) return *refusal;
    merged.redealt = std::move(*dealt_again);
    merged.votings = votings_after(room, merge.tickets, merge.ticket);
    return happens(std::move(merged));
}

}  // namespace refinery
