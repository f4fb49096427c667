// The state hash: PROTOCOL.md HSH. The order of entities' values is HSH-3, which the client
// implements as well.

#include "protocol/domain/hash_row.hpp"

#include <algorithm>
#include <cstddef>

namespace refinery {
namespace {

using Row = HashRow;

class Sum {
public:
    void take(Row const& row) {
        sum_.first += row.lanes().first;
        sum_.second += row.lanes().second;
    }

    std::string text() const {
        auto both = (std::uint64_t{sum_.first} << 32U) | sum_.second;
        std::string hash(16, '0');
        for (auto digit = hash.rbegin(); digit != hash.rend(); ++digit) {
            *digit = "0123456789abcdef"[both & 0xFU];
            both >>= 4U;
        }
        return hash;
    }

private:
    HashLanes sum_{0, 0};
};

Row row_of(RoomView const& room) {
    Row row("room");
    row.add(room.room).add(room.title).add(room.code).add(room.deck).add(room.anonymous);
    row.add(room.auto_reveal_ms).add(room.rights).add(room.locked).add_if(room.passcode);
    row.add(room.status).add(room.spotlight).add(room.ended);
    auto const& plan = room.plan;
    row.add(plan.goal).add(plan.starts_at).add(plan.minutes).add_if(plan.goals).add(plan.ready);
    row.add(plan.split_limit).add(plan.require_ready).add(plan.vote_ms).add(plan.vote_reveals);
    return row.add(room.scribe).add(room.claim).add(room.meeting);
}

Row row_of(ParticipantView const& person) {
    Row row("participant");
    row.add(person.participant).add(person.name).add(person.title).add(person.role);
    row.add(person.facilitates).add(person.owns).add(person.left);
    return row.add_if(person.removed).add_if(person.claimed);
}

template <class T>
void add_detail(Row& row, std::optional<T> const& value) {
    row.add(value);
}
template <class T>
void add_detail(Row& row, std::vector<T> const& list) {
    row.add_if(list);
}

void add_ticks(Row& row, TicketView const& ticket) {
    if (ticket.checked_criteria.empty() && ticket.checked_ready.empty())
        row.add_absent();
    else
        row.add_if(ticket.checked_criteria).add_if(ticket.checked_ready);
}

Row row_of(TicketView const& ticket) {
    Row row("ticket");
    row.add(ticket.ticket).add(ticket.number).add(ticket.rank).add(ticket.title).add(ticket.key);
    row.add(ticket.description).add(ticket.estimate).add(ticket.archived);
    row.add(ticket.created).add(ticket.updated);
    for_each_detail([&](Field, auto detail, auto) { add_detail(row, ticket.details.*detail); });
    add_ticks(row, ticket);
    row.add(ticket.ready_anyway).add_if(ticket.blocked_by).add_if(ticket.external);
    row.add(ticket.parked).add_if(ticket.questions).add_if(ticket.read_by);
    return row.add(ticket.moved).add(ticket.from);
}

Row row_of(RoundView const& round) {
    Row row("round");
    row.add(round.round).add(round.ticket).add(round.number).add(round.deck);
    row.add(round.anonymous).add(round.auto_reveal_ms).add(round.phase).add(round.opened);
    row.add(round.revealed).add(round.skipped).add(round.closing).add(round.held);
    row.add(round.counts).add(round.estimate);
    return row.add_if(round.excused).add(round.settled).add(round.question);
}

Row row_of(BallotView const& ballot) {
    Row row("ballot");
    row.add(ballot.ballot).add("dots").add(ballot.asks.tickets).add(ballot.asks.per_person);
    row.add(ballot.asks.per_ticket).add(ballot.asks.means).add(ballot.voters);
    row.add(ballot.anonymous).add(ballot.ms).add(ballot.phase).add(ballot.opened);
    row.add(ballot.closing).add_if(ballot.placed).add_if(ballot.done).add_if(ballot.excused);
    row.add(ballot.revealed).add(ballot.hands).add(ballot.totals);
    row.add(ballot.settled).add(ballot.cancelled).add(ballot.why);
    return row.add_if(static_cast<std::int64_t>(ballot.returned));
}

Row row_of(SplitDraft const& draft) {
    Row row("split");
    row.add(draft.id).add(draft.ticket).add(draft.by).add(draft.opened);
    return row.add(draft.children).add(draft.criteria).add(draft.take);
}

/// @param place   in the agenda, from 0: the order of entities leaves no other mark
Row row_of(AgendaItem const& item, std::uint64_t place) {
    Row row("item");
    row.add(item.id).add(item.kind).add(item.title).add(item.minutes).add_if(item.extra_ms);
    row.add(item.tickets).add(item.needs).add(item.state).add_if(item.used_ms);
    return row.add_if(item.queue)
        .add_if(item.finished)
        .add(item.since)
        .add(place)
        .add(item.paused_by);
}

Row row_of(Clock const& clock) {
    Row row("clock");
    row.add(clock.name).add(clock.state).add(clock.ms).add(clock.deadline).add(clock.left_ms);
    return row.add(clock.revision).add(clock.item).add(clock.ticket).add(clock.round);
}

Row row_of(Sprint const& sprint, std::uint64_t place) {
    Row row("sprint");
    return row.add(sprint.id).add(sprint.name).add(sprint.points).add(sprint.committed).add(place);
}

Row row_of(MeetingRecord const& meeting) {
    Row row("meeting");
    row.add(meeting.number).add(meeting.started).add(meeting.ended).add(meeting.reason);
    row.add(meeting.by).add(meeting.items).add(meeting.goal).add(meeting.health);
    return row.add(meeting.ratings);
}

RevealedChoice const* choice_of(RoundView const& round, ParticipantId person) {
    if (!round.choices) return nullptr;
    for (auto const& choice : *round.choices)
        if (choice.by == person) return &choice;
    return nullptr;
}

Row row_of_place(RoundView const& round, ParticipantId person, bool voted,
                 RevealedChoice const* choice) {
    Row row("place");
    row.add(round.round).add(person).add(voted);
    return choice ? row.add(*choice) : row.add_absent();
}

void take_places(Sum& sum, RoundView const& round) {
    for (auto const person : round.voted)
        sum.take(row_of_place(round, person, true, choice_of(round, person)));
    if (!round.choices) return;
    for (auto const& choice : *round.choices) {
        auto const& voted = round.voted;
        if (std::find(voted.begin(), voted.end(), choice.by) == voted.end())
            sum.take(row_of_place(round, choice.by, false, &choice));
    }
}

}  // namespace

std::string state_hash(RoomView const& view) {
    Sum sum;
    sum.take(row_of(view));
    for (auto const& person : view.participants) sum.take(row_of(person));
    for (auto const& ticket : view.tickets) sum.take(row_of(ticket));
    for (auto const& round : view.rounds) {
        sum.take(row_of(round));
        take_places(sum, round);
    }
    for (auto const& ballot : view.ballots) sum.take(row_of(ballot));
    for (auto const& draft : view.splits) sum.take(row_of(draft));
    for (std::size_t i = 0; i < view.agenda.size(); ++i) sum.take(row_of(view.agenda[i], i));
    for (auto const& clock : view.clocks) sum.take(row_of(clock));
    for (std::size_t i = 0; i < view.sprints.size(); ++i) sum.take(row_of(view.sprints[i], i));
    for (auto const& meeting : view.meetings) sum.take(row_of(meeting));
    return sum.text();
}

}  // namespace refinery
