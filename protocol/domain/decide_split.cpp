// A ticket becomes several, by a draft that everybody edits (PROTOCOL.md SPL).

#include "protocol/domain/backlog_order.hpp"
#include "protocol/domain/choices.hpp"
#include "protocol/domain/decide_ballots.hpp"
#include "protocol/domain/decide_fields.hpp"
#include "protocol/domain/details.hpp"
#include "protocol/domain/lists.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

SplitDraft const* find_draft(Room const& room, SplitId id) {
    auto const found = std::find_if(room.splits.begin(), room.splits.end(),
                                    [&](SplitDraft const& each) { return each.id == id; });
    return found == room.splits.end() ? nullptr : &*found;
}

using FoundDraft = Result<SplitDraft const*>;

/// A draft whose ticket is live.
FoundDraft live_draft(Asked const& asked, SplitId id) {
    auto const* draft = find_draft(asked.room, id);
    if (!draft) return not_found("split draft");
    auto const& ticket = *asked.room.tickets.find(draft->ticket);
    if (ticket.archived) return in_the_archive(ticket);
    return draft;
}

/// A ticket that is to be: no ticket and no other child has this id.
bool is_taken(Room const& room, TicketId child) {
    return room.tickets.contains(child) ||
           std::any_of(room.splits.begin(), room.splits.end(),
                       [&](SplitDraft const& draft) { return draft.find(child) != nullptr; });
}

MaybeRefusal refuse_children(SplitDraft const& draft, SplitEdit const& edit) {
    auto const is_child = [&](TicketId id) { return draft.find(id) || edit.add == id; };
    for (auto const& [child, title] : edit.titles)
        if (!is_child(child)) return not_found("child of this split");
    for (auto const& [child, guess] : edit.guesses)
        if (!is_child(child)) return not_found("child of this split");
    for (auto const& [entry, child] : edit.criteria)
        if (!is_child(child)) return not_found("child of this split");
    if (edit.remove && !draft.find(*edit.remove)) return not_found("child of this split");
    return std::nullopt;
}

MaybeRefusal refuse_words(Asked const& asked, SplitEdit const& edit) {
    for (auto const& [child, title] : edit.titles)
        if (!title.empty())
            if (auto refusal = refuse_line(title, asked.limits.title_code_points_max,
                                           "titles." + to_string(child), "A title"))
                return refusal;
    for (auto const& [child, guess] : edit.guesses)
        if (guess)
            if (auto refusal = refuse_line(*guess, card_label_code_points_max,
                                           "guesses." + to_string(child), "A guess"))
                return refusal;
    return std::nullopt;
}

MaybeRefusal refuse_criteria(Ticket const& ticket, SplitEdit const& edit) {
    for (auto const& [entry, child] : edit.criteria) {
        auto const& criteria = ticket.details.criteria;
        if (std::none_of(criteria.begin(), criteria.end(),
                         [entry = entry](Criterion const& each) { return each.entry == entry; }))
            return not_found("criterion of this ticket");
    }
    return std::nullopt;
}

/// What the parent hands on to each child, without its criteria.
Details handed_on(Ticket const& parent, SplitTakes const& take) {
    Details details;
    if (take.type) details.type = parent.details.type;
    if (take.labels) details.labels = parent.details.labels;
    if (take.theme) details.theme = parent.details.theme;
    if (take.requester) details.requester = parent.details.requester;
    if (take.links) details.urls = parent.details.urls;
    return details;
}

operation::TicketSplit::Child made(SplitDraft const& draft, SplitChild const& child,
                                   Ticket const& parent) {
    operation::TicketSplit::Child made{
        .ticket = child.ticket, .title = child.title, .details = handed_on(parent, draft.take)};
    for (auto const& criterion : parent.details.criteria) {
        if (draft.home_of(criterion.entry) != child.ticket) continue;
        made.details.criteria.push_back(criterion);
        if (contains(parent.checked_criteria, criterion.entry))
            made.checked.push_back(criterion.entry);
    }
    if (draft.take.links) made.external = parent.external;
    return made;
}

std::vector<TicketLink> links_of(SplitDraft const& draft, Ticket const& parent) {
    std::vector<TicketLink> links;
    if (!draft.take.links) return links;
    for (auto const& child : draft.children) {
        for (auto const blocker : parent.blocked_by) links.push_back({blocker, child.ticket});
        for (auto const blocked : parent.blocks) links.push_back({child.ticket, blocked});
    }
    return links;
}

}  // namespace

Decision decide(Asked const& asked, command::OpenSplit const& open) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    auto const* ticket = room.tickets.find(open.ticket);
    if (!ticket) return not_found("ticket");
    if (find_draft(room, *open.split)) return id_in_use("split draft");
    for (auto const child : open.children)
        if (is_taken(room, child)) return id_in_use("ticket");
    if (open.children.size() != 2 || open.children[0] == open.children[1])
        return bad_request("children", "A split begins with two children.");
    if (ticket->archived) return in_the_archive(*ticket);
    if (std::any_of(room.splits.begin(), room.splits.end(),
                    [&](SplitDraft const& each) { return each.ticket == open.ticket; }))
        return conflict("This ticket is being split already.");
    return happens(operation::SplitOpened{
        .split = *open.split, .ticket = open.ticket, .children = open.children});
}

Decision decide(Asked const& asked, command::EditSplit const& change) {
    auto const& edit = change.edit;
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (auto refusal = refuse_words(asked, edit)) return *refusal;
    auto const found = live_draft(asked, change.split);
    if (!found) return found.error();
    auto const& draft = **found;
    if (auto refusal = refuse_children(draft, edit)) return *refusal;
    if (auto refusal = refuse_criteria(*asked.room.tickets.find(draft.ticket), edit))
        return *refusal;
    if (edit.add && is_taken(asked.room, *edit.add)) return id_in_use("ticket");
    auto const count = draft.children.size() + (edit.add ? 1 : 0);
    if (count > split_children_max)
        return too_large("add", "A split has at most ten children.", split_children_max);
    if (edit.remove && count < 3) return conflict("A split has two children at least.");
    auto after = draft;
    after.change(edit);
    if (after.children == draft.children && after.criteria == draft.criteria &&
        after.take == draft.take)
        return already_so();
    return happens(operation::SplitEdited{.split = change.split, .edit = edit});
}

Decision decide(Asked const& asked, command::CloseSplit const& close) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (!find_draft(asked.room, close.split)) return not_found("split draft");
    return happens(operation::SplitClosed{close.split});
}

Decision decide(Asked const& asked, command::SplitTicket const& split) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (auto refusal = refuse_without(asked, Right::order)) return *refusal;
    auto const found = live_draft(asked, split.split);
    if (!found) return found.error();
    auto const& draft = **found;
    for (auto const& child : draft.children)
        if (child.title.empty())
            return bad_request("titles." + to_string(child.ticket), "This child has no title yet.");
    if (split.dots && !draft.find(*split.dots)) return not_found("child of this split");
    auto const& parent = *room.tickets.find(draft.ticket);
    auto dealt_again = redealt(asked, {parent.id}, split.redeal);
    if (!dealt_again) return dealt_again.error();

    operation::TicketSplit done{.split = draft.id, .ticket = parent.id};
    std::size_t bytes = 0;
    for (auto const& child : draft.children) {
        done.children.push_back(made(draft, child, parent));
        bytes += child.title.size() + bytes_of(done.children.back().details);
    }
    if (auto refusal = refuse_full_room(asked, bytes)) return *refusal;
    auto ranks = ranks_for_new(room, parent.id, done.children.size());
    if (!ranks) return ranks.error();
    for (std::size_t i = 0; i < done.children.size(); ++i) {
        done.children[i].number = room.next_number + i;
        done.children[i].rank = std::move((*ranks)[i]);
    }
    done.links = links_of(draft, parent);
    done.redealt = std::move(*dealt_again);
    done.takes_dots = split.dots.value_or(draft.children.front().ticket);
    done.votings = votings_after(room, {parent.id}, done.takes_dots);
    return happens(std::move(done));
}

}  // namespace refinery
