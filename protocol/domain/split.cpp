#include "protocol/domain/split.hpp"

#include <algorithm>

namespace refinery {

void SplitDraft::change(SplitEdit const& edit) {
    if (edit.add && !find(*edit.add)) children.push_back({.ticket = *edit.add});
    for (auto& child : children) {
        if (auto const title = edit.titles.find(child.ticket); title != edit.titles.end())
            child.title = title->second;
        if (auto const guess = edit.guesses.find(child.ticket); guess != edit.guesses.end())
            child.guess = guess->second;
    }
    for (auto const& [entry, child] : edit.criteria) criteria[entry] = child;
    take.type = edit.take.type.value_or(take.type);
    take.labels = edit.take.labels.value_or(take.labels);
    take.theme = edit.take.theme.value_or(take.theme);
    take.requester = edit.take.requester.value_or(take.requester);
    take.links = edit.take.links.value_or(take.links);
    if (edit.remove && children.size() > 2)
        children.erase(
            std::remove_if(children.begin(), children.end(),
                           [&](SplitChild const& each) { return each.ticket == *edit.remove; }),
            children.end());
}

SplitChild const* SplitDraft::find(TicketId child) const {
    auto const found = std::find_if(children.begin(), children.end(),
                                    [&](SplitChild const& each) { return each.ticket == child; });
    return found == children.end() ? nullptr : &*found;
}

TicketId SplitDraft::home_of(EntryId criterion) const {
    auto const sent = criteria.find(criterion);
    auto const is_there = sent != criteria.end() && find(sent->second);
    return is_there ? sent->second : children.front().ticket;
}

}  // namespace refinery
