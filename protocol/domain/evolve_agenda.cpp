// The agenda, and the spotlight that it moves (PROTOCOL.md AGD, CLK-1 to CLK-3).
//
// An item counts its time in stretches: `used_ms` holds those that are past, `since` begins the
// one that runs (or, while the item is paused, the pause). The spotlight counts the time on a
// ticket in the same way, from its own `since`; where it leaves a ticket of the running item's
// queue, that time is noted with the item, which is what the forecast is made of.

#include "protocol/domain/limits.hpp"
#include "protocol/domain/meeting_parts.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

std::vector<AgendaItem>::iterator place_of(std::vector<AgendaItem>& agenda, ItemId id) {
    return std::find_if(agenda.begin(), agenda.end(),
                        [&](AgendaItem const& each) { return each.id == id; });
}

AgendaItem* item_of(Room& room, ItemId id) {
    auto const place = place_of(room.agenda, id);
    return place == room.agenda.end() ? nullptr : &*place;
}

bool is_queued(AgendaItem const& item, TicketId ticket) {
    return std::find(item.queue.begin(), item.queue.end(), ticket) != item.queue.end();
}

/// Pauses do not count: the spotlight's `since` was moved on by those that are past.
std::int64_t time_on_ticket(Room const& room, AgendaItem const& item, Timestamp at) {
    auto const until = item.state == ItemState::paused ? *item.since : at;
    return std::max<std::int64_t>(until.ms - room.spotlight->since->ms, 0);
}

void leave_ticket(Room& room, Timestamp at) {
    drop_clock(room, ClockName::box);
    auto* item = item_at_work(room);
    auto const& spotlight = room.spotlight;
    if (!item || !spotlight || !spotlight->ticket || !spotlight->since ||
        !is_queued(*item, *spotlight->ticket))
        return;
    auto const ms = time_on_ticket(room, *item, at);
    auto const known =
        std::find_if(item->finished.begin(), item->finished.end(),
                     [&](TimeOnTicket const& each) { return each.ticket == *spotlight->ticket; });
    if (known == item->finished.end())
        item->finished.push_back({.ticket = *spotlight->ticket, .ms = ms});
    else
        known->ms += ms;
}

bool gives_boxes(AgendaKind kind) {
    return kind == AgendaKind::clarify || kind == AgendaKind::split || kind == AgendaKind::estimate;
}

/// Its part of the step's time, in whole seconds.
std::int64_t box_ms(AgendaItem const& item) {
    auto const part = item.planned_ms() / static_cast<std::int64_t>(item.queue.size());
    return std::max(part / 1000 * 1000, box_ms_min);
}

void come_to_ticket(Room& room, Happened const& happened) {
    auto& spotlight = *room.spotlight;
    spotlight.since = spotlight.ticket ? std::optional(happened.at) : std::nullopt;
    auto const* item = running_item(room);
    if (!item || !spotlight.ticket || !gives_boxes(item->kind) ||
        !is_queued(*item, *spotlight.ticket))
        return;
    Clock box{.name = ClockName::box,
              .ms = box_ms(*item),
              .revision = happened.seq,
              .ticket = spotlight.ticket};
    if (item->state == ItemState::paused) {
        box.state = ClockState::paused;
        box.left_ms = box.ms;
    } else {
        box.deadline = Timestamp{happened.at.ms + box.ms};
    }
    set_clock(room, std::move(box));
}

void begin_step_clock(Room& room, AgendaItem const& item, Happened const& happened) {
    auto const ms = std::max<std::int64_t>(item.planned_ms() - item.used_ms, 0);
    set_clock(room, {.name = ClockName::step,
                     .state = ms > 0 ? ClockState::running : ClockState::over,
                     .ms = ms,
                     .deadline = Timestamp{happened.at.ms + ms},
                     .revision = happened.seq,
                     .item = item.id});
}

/// The minutes of the item that runs have changed. A clock that is over by that is left to expire
/// as any other, so that everybody is told.
void shift_step_clock(Room& room, std::int64_t ms, Happened const& happened) {
    auto* clock = clock_of(room, ClockName::step);
    if (!clock) return;
    clock->ms = std::max<std::int64_t>(clock->ms + ms, 0);
    clock->revision = happened.seq;
    if (clock->left_ms) {
        clock->left_ms = std::max<std::int64_t>(*clock->left_ms + ms, 0);
        return;
    }
    auto const shifted = Timestamp{clock->deadline->ms + ms};
    if (clock->state == ClockState::running) {
        clock->deadline = std::max(shifted, happened.at);
    } else if (shifted > happened.at) {
        clock->deadline = shifted;
        clock->state = ClockState::running;
    }
}

void insert_behind(std::vector<AgendaItem>& agenda, std::optional<ItemId> after, AgendaItem item) {
    auto place = after ? place_of(agenda, *after) : agenda.begin();
    if (after && place != agenda.end()) ++place;
    agenda.insert(place, std::move(item));
}

}  // namespace

AgendaItem* item_at_work(Room& room) {
    auto const item =
        std::find_if(room.agenda.begin(), room.agenda.end(), [](AgendaItem const& each) {
            return each.state == ItemState::running || each.state == ItemState::paused;
        });
    return item == room.agenda.end() ? nullptr : &*item;
}

void finish(AgendaItem& item, Timestamp at) {
    if (item.state == ItemState::running) item.used_ms += at.ms - item.since->ms;
    item.since.reset();
    item.paused_by.reset();
    item.state = ItemState::done;
}

void move_spotlight(Room& room, Spotlight spotlight, Happened const& happened) {
    auto const stays = room.spotlight && spotlight.ticket == room.spotlight->ticket;
    if (!stays) leave_ticket(room, happened.at);
    spotlight.since = stays ? room.spotlight->since : std::nullopt;
    room.spotlight = std::move(spotlight);
    if (!stays) come_to_ticket(room, happened);
}

void apply(Room& room, Happened const&, operation::ItemAdded const& added) {
    insert_behind(room.agenda, added.after,
                  {.id = added.item,
                   .kind = added.kind,
                   .title = added.title,
                   .minutes = added.minutes,
                   .tickets = added.tickets,
                   .needs = added.needs});
}

void apply(Room& room, Happened const& happened, operation::ItemEdited const& edited) {
    auto* item = item_of(room, edited.item);
    if (!item) return;
    auto const& set = edited.set;
    if (set.kind) item->kind = *set.kind;
    if (set.title) item->title = *set.title;
    if (set.tickets) item->tickets = *set.tickets;
    if (set.needs) item->needs = *set.needs;
    if (!set.minutes || *set.minutes == item->minutes) return;
    auto const more_ms = (*set.minutes - item->minutes) * 60'000;
    item->minutes = *set.minutes;
    if (item == running_item(room)) shift_step_clock(room, more_ms, happened);
}

void apply(Room& room, Happened const&, operation::ItemMoved const& moved) {
    auto const place = place_of(room.agenda, moved.item);
    if (place == room.agenda.end()) return;
    auto item = std::move(*place);
    room.agenda.erase(place);
    insert_behind(room.agenda, moved.after, std::move(item));
}

void apply(Room& room, Happened const&, operation::ItemRemoved const& removed) {
    auto const place = place_of(room.agenda, removed.item);
    if (place != room.agenda.end()) room.agenda.erase(place);
}

void apply(Room& room, Happened const& happened, operation::ItemStarted const& started) {
    if (started.meeting) begin_meeting(room, *started.meeting, happened.at);
    leave_ticket(room, happened.at);
    if (auto* running = item_at_work(room)) finish(*running, happened.at);
    auto* item = item_of(room, started.item);
    if (!item) return;
    item->state = ItemState::running;
    item->since = happened.at;
    item->queue = started.queue;
    begin_step_clock(room, *item, happened);
    room.spotlight = Spotlight{.board = started.board, .ticket = started.ticket};
    come_to_ticket(room, happened);
}

void apply(Room& room, Happened const& happened, operation::ItemStopped const& stopped) {
    auto* item = item_of(room, stopped.item);
    if (!item) return;
    leave_ticket(room, happened.at);
    finish(*item, happened.at);
    drop_clock(room, ClockName::step);
}

void apply(Room& room, Happened const&, operation::ItemSkipped const& skipped) {
    if (auto* item = item_of(room, skipped.item)) item->state = ItemState::skipped;
}

}  // namespace refinery
