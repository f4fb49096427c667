// A meeting ends, and is rated (PROTOCOL.md MTG).

#include "protocol/domain/decide_parts.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

/// As the end of the meeting leaves it: the step that runs is done.
ItemRecord record_of(AgendaItem const& item, Timestamp at) {
    ItemRecord record{.kind = item.kind,
                      .title = item.title,
                      .minutes = item.minutes,
                      .extra_ms = item.extra_ms,
                      .state = item.state,
                      .used_ms = item.used_ms};
    if (item.state == ItemState::running) record.used_ms += at.ms - item.since->ms;
    if (item.state == ItemState::running || item.state == ItemState::paused)
        record.state = ItemState::done;
    return record;
}

/// As many as an agenda item holds.
std::vector<TicketId> parked_tickets(Room const& room) {
    std::vector<TicketId> parked;
    for (auto const& [rank, id] : room.by_rank) {
        auto const& ticket = *room.tickets.find(id);
        if (ticket.archived || !ticket.parked) continue;
        parked.push_back(id);
        if (parked.size() == agenda_item_tickets_max) break;
    }
    return parked;
}

}  // namespace

Decision decide(Asked const& asked, command::EndMeeting const& end) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (!room.meeting) return not_now("No meeting runs.");
    operation::MeetingEnded ended{.number = room.meeting->number,
                                  .reason = end.reason,
                                  .agenda_again = end.agenda_again,
                                  .cancel_ballots = end.cancel_ballots,
                                  .parked = parked_tickets(room)};
    for (auto const& item : room.agenda) ended.items.push_back(record_of(item, asked.at));
    return happens(std::move(ended));
}

Decision decide(Asked const& asked, command::RateMeeting const& rate) {
    if (!asked.by) return forbidden(Right::self);
    if (auto refusal = refuse_without(asked, Right::self)) return *refusal;
    if (rate.stars < 1 || rate.stars > 5)
        return bad_request("stars", "A meeting has from 1 to 5 stars.");
    if (asked.room.meetings.empty()) return not_now("No meeting has ended yet.");
    auto const& ratings = asked.room.meetings.back().ratings;
    if (std::find(ratings.begin(), ratings.end(),
                  Rating{.by = asked.by->id, .stars = rate.stars}) != ratings.end())
        return already_so();
    return happens(operation::MeetingRated{.stars = rate.stars});
}

}  // namespace refinery
