// The agenda: what it says, and which of its steps runs (PROTOCOL.md AGD).

#include "protocol/domain/agenda_queue.hpp"
#include "protocol/domain/decide_parts.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace refinery {
namespace {

/// What an item says, new or changed; nothing where it is not said.
struct Said {
    std::optional<std::string> const& title;
    std::optional<std::int64_t> minutes;
    std::vector<TicketId> const* tickets;
    std::vector<ParticipantId> const* needs;
    /// Before the names of fields: "" or "set."
    std::string where;
};

template <class IdType>
MaybeRefusal refuse_ids(std::vector<IdType> const& ids, std::size_t limit, std::string where) {
    if (ids.size() > limit)
        return too_large(std::move(where),
                         "An agenda item names at most " + std::to_string(limit) + " of these.",
                         limit);
    std::unordered_set<IdType> const different(ids.begin(), ids.end());
    if (different.size() != ids.size())
        return bad_request(std::move(where), "An agenda item names nothing twice.");
    return std::nullopt;
}

MaybeRefusal refuse_bounds(Said const& said) {
    if (said.title)
        if (auto refusal = refuse_line(*said.title, short_line_code_points_max,
                                       said.where + "title", "The title of an agenda item"))
            return refusal;
    if (said.minutes && (*said.minutes < 1 || *said.minutes > item_minutes_max))
        return bad_request(said.where + "minutes", "An agenda item has from 1 to 240 minutes.");
    if (said.tickets)
        if (auto refusal =
                refuse_ids(*said.tickets, agenda_item_tickets_max, said.where + "tickets"))
            return refusal;
    if (said.needs) return refuse_ids(*said.needs, agenda_item_needs_max, said.where + "needs");
    return std::nullopt;
}

MaybeRefusal refuse_unknown(Asked const& asked, Said const& said) {
    if (said.tickets)
        for (auto const id : *said.tickets)
            if (!asked.room.tickets.contains(id)) return not_found("ticket");
    if (said.needs)
        for (auto const id : *said.needs)
            if (!asked.room.participants.contains(id)) return not_found("participant");
    return std::nullopt;
}

MaybeRefusal refuse_archived(Asked const& asked, Said const& said) {
    if (!said.tickets) return std::nullopt;
    for (auto const id : *said.tickets) {
        auto const& ticket = *asked.room.tickets.find(id);
        if (ticket.archived) return in_the_archive(ticket);
    }
    return std::nullopt;
}

MaybeRefusal refuse_position(Asked const& asked, command::AgendaPosition const& after) {
    auto const* item = std::get_if<ItemId>(&after);
    if (!item || find_item(asked.room, *item)) return std::nullopt;
    return not_found("agenda item to stand behind");
}

/// The item to stand behind, where `taken_out` does not count; nothing: on top.
std::optional<ItemId> stands_behind(Room const& room, command::AgendaPosition const& after,
                                    std::optional<ItemId> taken_out = std::nullopt) {
    if (auto const* item = std::get_if<ItemId>(&after)) return *item;
    if (std::holds_alternative<command::OnTop>(after)) return std::nullopt;
    for (auto item = room.agenda.rbegin(); item != room.agenda.rend(); ++item)
        if (item->id != taken_out) return item->id;
    return std::nullopt;
}

bool is_at_work(AgendaItem const& item) {
    return item.state == ItemState::running || item.state == ItemState::paused;
}

operation::ItemStarted starts(Asked const& asked, AgendaItem const& item) {
    operation::ItemStarted started{.item = item.id,
                                   .queue = queue_of(asked.room, item),
                                   .board = board_of(item.kind),
                                   .meeting = meeting_begins(asked.room, asked.at)};
    if (!started.queue.empty()) started.ticket = started.queue.front();
    return started;
}

/// The first planned item after this one, or else the first planned one of all.
AgendaItem const* successor(Room const& room, ItemId left) {
    auto const is_planned = [](AgendaItem const& each) { return each.state == ItemState::planned; };
    auto const& agenda = room.agenda;
    auto const here = std::find_if(agenda.begin(), agenda.end(),
                                   [&](AgendaItem const& each) { return each.id == left; });
    auto next = std::find_if(here, agenda.end(), is_planned);
    if (next == agenda.end()) next = std::find_if(agenda.begin(), here, is_planned);
    return next != agenda.end() && is_planned(*next) ? &*next : nullptr;
}

/// The item that a lead's command names, or the refusal.
Result<AgendaItem const*> led_item(Asked const& asked, ItemId id) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const* item = find_item(asked.room, id);
    if (!item) return not_found("agenda item");
    return item;
}

template <class T, class Present>
bool same(std::optional<T> const& wanted, Present const& present) {
    return !wanted || *wanted == present;
}

bool says_nothing_new(AgendaItem const& item, command::ItemChanges const& set) {
    return same(set.kind, item.kind) && same(set.title, item.title) &&
           same(set.minutes, item.minutes) && same(set.tickets, item.tickets) &&
           same(set.needs, item.needs);
}

}  // namespace

Decision decide(Asked const& asked, command::AddItem const& add) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    Said const said{.title = add.title,
                    .minutes = add.minutes,
                    .tickets = &add.tickets,
                    .needs = &add.needs,
                    .where = ""};
    if (auto refusal = refuse_bounds(said)) return *refusal;
    if (auto refusal = refuse_unknown(asked, said)) return *refusal;
    if (auto refusal = refuse_position(asked, add.after)) return *refusal;
    if (find_item(asked.room, *add.item)) return id_in_use("agenda item");
    if (auto refusal = refuse_archived(asked, said)) return *refusal;
    if (asked.room.agenda.size() >= agenda_items_max)
        return too_large("item", "An agenda has at most 50 items.", agenda_items_max);
    return happens(operation::ItemAdded{.item = *add.item,
                                        .kind = add.kind,
                                        .title = add.title,
                                        .minutes = add.minutes,
                                        .tickets = add.tickets,
                                        .needs = add.needs,
                                        .after = stands_behind(asked.room, add.after)});
}

Decision decide(Asked const& asked, command::EditItem const& edit) {
    auto const& set = edit.set;
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (set == command::ItemChanges{}) return bad_request("set", "Nothing is to be set.");
    static std::optional<std::string> const untitled;
    Said const said{.title = set.title ? *set.title : untitled,
                    .minutes = set.minutes,
                    .tickets = set.tickets ? &*set.tickets : nullptr,
                    .needs = set.needs ? &*set.needs : nullptr,
                    .where = "set."};
    if (auto refusal = refuse_bounds(said)) return *refusal;
    auto const* item = find_item(asked.room, edit.item);
    if (!item) return not_found("agenda item");
    if (auto refusal = refuse_unknown(asked, said)) return *refusal;
    if (auto refusal = refuse_archived(asked, said)) return *refusal;
    if (says_nothing_new(*item, set)) return already_so();
    if (is_at_work(*item) && !same(set.kind, item->kind))
        return not_now("A step that runs stays of its kind.");
    return happens(operation::ItemEdited{.item = edit.item, .set = set});
}

Decision decide(Asked const& asked, command::MoveItem const& move) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (auto const* after = std::get_if<ItemId>(&move.after); after && *after == move.item)
        return bad_request("after", "An agenda item does not stand behind itself.");
    auto const* item = find_item(asked.room, move.item);
    if (!item) return not_found("agenda item");
    if (auto refusal = refuse_position(asked, move.after)) return *refusal;
    auto const after = stands_behind(asked.room, move.after, move.item);
    auto const* first = asked.room.agenda.data();
    auto const behind = item == first ? std::nullopt : std::optional((item - 1)->id);
    if (after == behind) return already_so();
    return happens(operation::ItemMoved{.item = move.item, .after = after});
}

Decision decide(Asked const& asked, command::RemoveItem const& remove) {
    auto const item = led_item(asked, remove.item);
    if (!item) return item.error();
    if (is_at_work(**item)) return not_now("This step runs. Stop it first.");
    return happens(operation::ItemRemoved{.item = remove.item});
}

Decision decide(Asked const& asked, command::StartItem const& start) {
    auto const item = led_item(asked, start.item);
    if (!item) return item.error();
    if ((*item)->state == ItemState::running) return already_so();
    // Starting what is only paused lets its clock go on.
    if ((*item)->state == ItemState::paused)
        return decide(asked, command::ResumeTimer{.clock = ClockName::step});
    return happens(starts(asked, **item));
}

Decision decide(Asked const& asked, command::NextItem const& next) {
    auto const item = led_item(asked, next.item);
    if (!item) return item.error();
    // Two pressed at once: the room has left this item already.
    if (!is_at_work(**item)) return already_so();
    auto const* following = successor(asked.room, next.item);
    if (!following) return happens(operation::ItemStopped{.item = next.item});
    auto started = starts(asked, *following);
    started.left = next.item;
    return happens(std::move(started));
}

Decision decide(Asked const& asked, command::StopItem const& stop) {
    auto const item = led_item(asked, stop.item);
    if (!item) return item.error();
    if (!is_at_work(**item)) return already_so();
    return happens(operation::ItemStopped{.item = stop.item});
}

Decision decide(Asked const& asked, command::SkipItem const& skip) {
    auto const item = led_item(asked, skip.item);
    if (!item) return item.error();
    if ((*item)->state == ItemState::skipped) return already_so();
    if ((*item)->state != ItemState::planned)
        return not_now("Only a step that has not begun can be skipped.");
    return happens(operation::ItemSkipped{.item = skip.item});
}

}  // namespace refinery
