#include "protocol/domain/rules.hpp"

#include "protocol/domain/overloaded.hpp"

#include <algorithm>
#include <iterator>

namespace refinery {

bool holds(Room const& room, Participant const& participant, Right right) {
    if (participant.left) return false;
    auto const granted = [&](Audience audience) {
        return audience == Audience::everybody || participant.facilitates;
    };
    switch (right) {
        case Right::write: return granted(room.rights.write);
        case Right::order: return granted(room.rights.order);
        case Right::lead: return granted(room.rights.lead);
        case Right::own: return participant.owns;
        case Right::vote: return is_eligible(participant);
        case Right::self: return true;
    }
    return false;
}

bool is_eligible(Participant const& participant) {
    return participant.role == Role::estimator && !participant.left;
}

bool may_vote(Ballot const& ballot, Participant const& participant) {
    return !participant.left &&
           (ballot.voters == Voters::everybody || participant.role == Role::estimator);
}

bool is_complete(Room const& room, Ballot const& ballot) {
    if (ballot.places.empty()) return false;
    auto const votes = [&](Participant const& person) { return may_vote(ballot, person); };
    auto const is_waited_for = [&](Participant const& person) {
        auto const& excused = ballot.excused;
        return votes(person) &&
               std::find(excused.begin(), excused.end(), person.id) == excused.end();
    };
    auto const& people = room.participants;
    auto const waited_for = std::count_if(people.begin(), people.end(), is_waited_for);
    auto const voted =
        std::count_if(ballot.places.begin(), ballot.places.end(), [&](Place const& place) {
            auto const* person = people.find(place.by);
            return person && is_waited_for(*person);
        });
    return voted == waited_for && std::any_of(people.begin(), people.end(), votes);
}

Ballot const* collecting_round(Room const& room, TicketId ticket) {
    for (auto const id : room.collecting) {
        auto const* round = room.ballots.find(id);
        if (round && round->ticket() == ticket) return round;
    }
    return nullptr;
}

char const* phase_name(Ballot const& ballot) {
    return std::visit(overloaded{
                          [](phase::Collecting const&) { return "collecting"; },
                          [](phase::Revealed const&) { return "revealed"; },
                          [](phase::Settled const&) { return "settled"; },
                          [&](phase::Skipped const&) {
                              auto const is_round = std::holds_alternative<Cards>(ballot.asks);
                              return is_round ? "skipped" : "cancelled";
                          },
                      },
                      ballot.phase);
}

Timestamp phase_since(Ballot const& round) {
    return std::visit(overloaded{
                          [&](phase::Collecting const&) { return round.opened; },
                          [](phase::Revealed const& revealed) { return revealed.shown.at; },
                          [](phase::Settled const& settled) { return settled.at; },
                          [](phase::Skipped const& skipped) { return skipped.at; },
                      },
                      round.phase);
}

phase::Shown const* shown_of(Ballot const& round) {
    using Found = phase::Shown const*;
    return std::visit(overloaded{
                          [](phase::Collecting const&) -> Found { return nullptr; },
                          [](phase::Revealed const& revealed) -> Found { return &revealed.shown; },
                          [](phase::Settled const& settled) -> Found { return &settled.shown; },
                          [](phase::Skipped const& skipped) -> Found {
                              return skipped.shown ? &*skipped.shown : nullptr;
                          },
                      },
                      round.phase);
}

phase::Shown* shown_in(Ballot& ballot) {
    // The ballot is the caller's to change.
    return const_cast<phase::Shown*>(shown_of(ballot));
}

bool is_open(Ticket const& ticket) {
    auto const& status = ticket.details.status;
    return !ticket.archived && !(status && status->category == StatusCategory::done);
}

bool has_open_blocker(Room const& room, Ticket const& ticket) {
    auto const& here = ticket.blocked_by;
    auto const& outside = ticket.external;
    return std::any_of(here.begin(), here.end(),
                       [&](TicketId id) {
                           auto const* blocker = room.tickets.find(id);
                           return blocker && is_open(*blocker);
                       }) ||
           std::any_of(outside.begin(), outside.end(),
                       [](ExternalBlocker const& each) { return !each.done; });
}

Readiness readiness(Room const& room, Ticket const& ticket) {
    auto const& lines = room.plan.ready;
    auto const& ticks = ticket.checked_ready;
    auto const holds_for = [&](ReadyEntry const& line) {
        if (line.follows_blockers) return !has_open_blocker(room, ticket);
        return std::find(ticks.begin(), ticks.end(), line.entry) != ticks.end();
    };
    auto const ready = std::count_if(lines.begin(), lines.end(), holds_for);
    return {.ready = static_cast<std::size_t>(ready),
            .of = lines.size(),
            .overridden = ticket.ready_anyway.has_value()};
}

std::optional<TicketId> stood_behind(Room const& room, Ticket const& ticket) {
    auto const place = room.by_rank.find(ticket.rank);
    if (place == room.by_rank.end() || place == room.by_rank.begin()) return std::nullopt;
    return std::prev(place)->second;
}

}  // namespace refinery
