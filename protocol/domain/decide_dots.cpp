// Dot voting (PROTOCOL.md DOT).

#include "protocol/domain/choices.hpp"
#include "protocol/domain/decide_ballots.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

MaybeRefusal refuse_numbers(command::OpenDots const& open, Dots const& asks) {
    if (asks.per_person < 1 || asks.per_person > dots_per_person_max)
        return bad_request("per_person", "Give everybody between 1 and 100 dots.");
    if (asks.per_ticket < 1 || asks.per_ticket > asks.per_person)
        return bad_request("per_ticket", "Let at least one and at most all of them on one ticket.");
    if (open.ms && (*open.ms < vote_ms_min || *open.ms > dots_ms_max))
        return bad_request("ms", "Give between five seconds and an hour.");
    if (asks.tickets.size() > dots_tickets_max)
        return too_large("tickets",
                         "A voting has at most " + std::to_string(dots_tickets_max) +
                             " tickets; these are " + std::to_string(asks.tickets.size()) + ".",
                         dots_tickets_max);
    if (asks.tickets.size() < 2) return bad_request("tickets", "Name two tickets or more.");
    return std::nullopt;
}

/// DOT-5: what was to end the voting at this time still does.
bool ends_voting(Ballot const& ballot, std::optional<Timestamp> at) {
    auto const* collecting = std::get_if<phase::Collecting>(&ballot.phase);
    return collecting && at && collecting->closing == at;
}

/// DOT-6: votings that collect dots on one of these tickets, and the first such ticket.
struct Held {
    std::vector<BallotId> ballots;
    std::optional<TicketId> ticket;
};
Held held_in_dots(Room const& room, std::vector<TicketId> const& tickets) {
    Held held;
    for (auto const id : room.collecting) {
        auto const* dots = std::get_if<Dots>(&room.ballots.find(id)->asks);
        if (!dots) continue;
        auto const found = std::find_if(tickets.begin(), tickets.end(),
                                        [&](TicketId each) { return dots->place_of(each); });
        if (found == tickets.end()) continue;
        held.ballots.push_back(id);
        if (!held.ticket) held.ticket = *found;
    }
    return held;
}

MaybeRefusal refuse_held(Room const& room, Held const& held) {
    if (!held.ticket) return std::nullopt;
    return in_ballot(*room.tickets.find(*held.ticket), held.ballots.front());
}

}  // namespace

MaybeRefusal refuse_in_dots(Asked const& asked, std::vector<TicketId> const& tickets) {
    return refuse_held(asked.room, held_in_dots(asked.room, tickets));
}

Result<std::vector<BallotId>> redealt(Asked const& asked, std::vector<TicketId> const& tickets,
                                      bool redeal) {
    auto held = held_in_dots(asked.room, tickets);
    if (held.ballots.empty()) return std::vector<BallotId>{};
    if (!redeal) return *refuse_held(asked.room, held);
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    return std::move(held.ballots);
}

Decision decide(Asked const& asked, command::OpenDots const& open) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const per_person = open.per_person.value_or(dots_per_person_default);
    Dots asks{.tickets = open.tickets,
              .per_person = per_person,
              .per_ticket = open.per_ticket.value_or(std::min(dots_per_ticket_default, per_person)),
              .means = open.means};
    if (auto refusal = refuse_numbers(open, asks)) return *refusal;
    if (auto refusal = refuse_list(asked, open.tickets, Archive::must_not_be_named))
        return *refusal;
    if (asked.room.ballots.contains(*open.ballot)) return id_in_use("ballot");
    return happens(operation::DotsOpened{.ballot = *open.ballot,
                                         .asks = std::move(asks),
                                         .voters = open.voters,
                                         .anonymous = open.anonymous,
                                         .ms = open.ms});
}

Decision decide(Asked const& asked, command::PlaceDot const& dot) {
    auto const found = find_dots(asked, dot.ballot);
    if (!found) return found.error();
    auto const& ballot = **found;
    if (auto refusal = refuse_voter(asked, ballot)) return *refusal;
    if (!is<phase::Collecting>(ballot)) return wrong_phase(ballot);
    auto hand = hand_with_dot(ballot, asked.by->id, dot.ticket);
    if (!hand) return hand.error();
    return happens(operation::DotsChanged{
        .ballot = dot.ballot, .hand = std::move(hand->choice), .left = hand->left});
}

Decision decide(Asked const& asked, command::TakeDot const& dot) {
    auto const found = find_dots(asked, dot.ballot);
    if (!found) return found.error();
    auto const& ballot = **found;
    if (auto refusal = refuse_voter(asked, ballot)) return *refusal;
    if (!is<phase::Collecting>(ballot)) return wrong_phase(ballot);
    auto hand = hand_without(ballot, asked.by->id, dot.ticket, dot.all);
    if (!hand) return already_so();
    return happens(operation::DotsChanged{
        .ballot = dot.ballot, .hand = std::move(hand->choice), .left = hand->left, .taken = true});
}

Decision decide(Asked const& asked, command::CloseDots const& close) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const found = find_dots(asked, close.ballot);
    if (!found) return found.error();
    auto const& ballot = **found;
    if (is<phase::Revealed>(ballot)) return already_so();
    if (!asked.by && !ends_voting(ballot, close.until)) return already_so();
    if (!is<phase::Collecting>(ballot)) return wrong_phase(ballot);
    return happens(
        operation::DotsClosed{.ballot = close.ballot, .result = outcome_of(asked.room, ballot)});
}

Decision decide(Asked const& asked, command::SizeByDots const& size) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const found = find_dots(asked, size.ballot);
    if (!found) return found.error();
    auto const& ballot = **found;
    auto const& dots = std::get<Dots>(ballot.asks);
    if (dots.means != DotsMean::work)
        return bad_request("ballot", "These dots mean importance, not work.");
    if (size.sizes.empty()) return bad_request("sizes", "No ticket gets a size.");
    operation::DotsSized sized{.ballot = size.ballot, .sizes = {}};
    for (auto const& [id, label] : size.sizes) {
        auto const* ticket = asked.room.tickets.find(id);
        if (!ticket || !dots.place_of(id)) return not_found("ticket in this voting");
        if (ticket->archived) return in_the_archive(*ticket);
        auto const* card = asked.room.deck.find(label);
        if (!card) return bad_request("sizes", "There is no such card in the room's deck.");
        sized.sizes.emplace(id,
                            Estimate{.card = label,
                                     .value = card->value,
                                     .round = size.ballot,
                                     .by = asked.by ? std::optional(asked.by->id) : std::nullopt});
    }
    if (!is<phase::Revealed>(ballot)) return wrong_phase(ballot);
    return happens(std::move(sized));
}

}  // namespace refinery
