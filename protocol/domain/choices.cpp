#include "protocol/domain/choices.hpp"

#include "protocol/domain/overloaded.hpp"
#include "protocol/domain/refusals.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace refinery {

/// The only place in the domain where a hidden choice is looked at.
struct SecretView {
    template <class Kind>
    static Kind const& of(Secret<Choice> const& secret) {
        return std::get<Kind>(SecretOpener{}.open(secret));
    }
};

namespace {

CardChoice const& card_of(Secret<Choice> const& choice) {
    return SecretView::of<CardChoice>(choice);
}

bool has_left(Room const& room, ParticipantId person) {
    auto const* participant = room.participants.find(person);
    return participant && participant->left;
}

// --- cards ------------------------------------------------------------------------------------

std::vector<CardCount> counts_of(Ballot const& ballot, Cards const& asks) {
    std::vector<CardCount> counts;
    for (auto const& card : asks.deck.cards) {
        CardCount count{.card = card.label, .n = 0};
        for (auto const& place : ballot.places)
            if (place.choice && card_of(*place.choice).card == card.label) ++count.n;
        if (count.n > 0) counts.push_back(std::move(count));
    }
    return counts;
}

std::vector<RevealedChoice> choices_of(Room const& room, Ballot const& ballot) {
    std::vector<RevealedChoice> choices;
    choices.reserve(ballot.places.size());
    for (auto const& place : ballot.places) {
        if (!place.choice) continue;
        auto const& choice = card_of(*place.choice);
        choices.push_back({.by = place.by,
                           .card = choice.card,
                           .confidence = choice.confidence,
                           .note = choice.note,
                           .left = has_left(room, place.by)});
    }
    return choices;
}

// --- dots -------------------------------------------------------------------------------------

std::vector<std::size_t> dots_of(Place const* place) {
    if (!place || !place->choice) return {};
    return SecretView::of<DotChoice>(*place->choice).on;
}

std::vector<DotCount> counted(Dots const& asks, std::vector<std::size_t> const& dots) {
    std::vector<std::uint64_t> on(asks.tickets.size());
    for (auto const dot : dots)
        if (dot < on.size()) ++on[dot];
    std::vector<DotCount> counts;
    for (std::size_t i = 0; i < on.size(); ++i)
        if (on[i] > 0) counts.push_back({.ticket = asks.tickets[i], .n = on[i]});
    return counts;
}

std::vector<DotCount> totals_of(Ballot const& ballot, Dots const& asks) {
    std::vector<std::size_t> all;
    for (auto const& place : ballot.places) {
        auto const dots = dots_of(&place);
        all.insert(all.end(), dots.begin(), dots.end());
    }
    return counted(asks, all);
}

std::vector<RevealedHand> hands_of(Room const& room, Ballot const& ballot, Dots const& asks) {
    std::vector<RevealedHand> hands;
    for (auto const& place : ballot.places) {
        auto dots = counted(asks, dots_of(&place));
        if (dots.empty()) continue;
        hands.push_back(
            {.by = place.by, .dots = std::move(dots), .left = has_left(room, place.by)});
    }
    return hands;
}

Hand hand(Dots const& asks, std::vector<std::size_t> on) {
    std::sort(on.begin(), on.end());
    auto const left = asks.per_person - std::min<std::uint64_t>(asks.per_person, on.size());
    return {.choice = Secret<Choice>(DotChoice{.on = std::move(on)}), .left = left};
}

Rejection at_limit(std::string message, std::uint64_t limit) {
    auto refusal = conflict(std::move(message));
    refusal.data = rejection_data::Limit{.limit = static_cast<std::int64_t>(limit)};
    return refusal;
}

// --- dots of tickets that become one, or others ---------------------------------------------

struct Movement {
    std::vector<TicketId> const& from;
    TicketId into;
    Dots const& before;
    Dots after;

    bool is_moved(TicketId ticket) const {
        return std::find(from.begin(), from.end(), ticket) != from.end();
    }
};

/// In the place of the first of `from`, where `into` is not among them.
Movement movement(Dots const& dots, std::vector<TicketId> const& from, TicketId into) {
    Movement movement{.from = from, .into = into, .before = dots, .after = dots};
    auto placed = dots.place_of(into).has_value();
    std::vector<TicketId> tickets;
    for (auto const ticket : dots.tickets) {
        if (!movement.is_moved(ticket)) {
            tickets.push_back(ticket);
        } else if (!placed) {
            tickets.push_back(into);
            placed = true;
        }
    }
    movement.after.tickets = std::move(tickets);
    return movement;
}

/// @param surplus   counts what is more than a person may have on one ticket
std::vector<DotCount> moved(std::vector<DotCount> const& dots, Movement const& movement,
                            std::uint64_t& surplus) {
    std::vector<DotCount> counts;
    for (auto const ticket : movement.after.tickets) {
        DotCount count{.ticket = ticket};
        for (auto const& each : dots)
            if (each.ticket == ticket ||
                (ticket == movement.into && movement.is_moved(each.ticket)))
                count.n += each.n;
        auto const most = movement.after.per_ticket;
        surplus += count.n > most ? count.n - most : 0;
        count.n = std::min(count.n, most);
        if (count.n > 0) counts.push_back(count);
    }
    return counts;
}

std::vector<std::size_t> placed_on(Dots const& asks, std::vector<DotCount> const& dots) {
    std::vector<std::size_t> on;
    for (auto const& each : dots) on.insert(on.end(), each.n, asks.place_of(each.ticket).value());
    std::sort(on.begin(), on.end());
    return on;
}

/// SEC-3.
bool keeps_own_choices(Ballot const& ballot) {
    return std::holds_alternative<phase::Collecting>(ballot.phase) ||
           (ballot.anonymous && shown_of(ballot));
}

}  // namespace

OwnChoices own_choices(Room const& room, ParticipantId person) {
    OwnChoices own;
    for (auto const& ballot : room.ballots) {
        if (!keeps_own_choices(ballot)) continue;
        auto const* place = ballot.place_of(person);
        if (!place || !place->choice) continue;
        std::visit(
            overloaded{
                [&](Cards const&) {
                    own.rounds.push_back({.round = ballot.id, .choice = card_of(*place->choice)});
                },
                [&](Dots const& asks) {
                    auto dots = counted(asks, dots_of(place));
                    if (!dots.empty())
                        own.dots.push_back({.ballot = ballot.id, .dots = std::move(dots)});
                },
            },
            ballot.asks);
    }
    return own;
}

Outcome outcome_of(Room const& room, Ballot const& ballot) {
    return std::visit(overloaded{
                          [&](Cards const& asks) -> Outcome {
                              if (ballot.anonymous) return counts_of(ballot, asks);
                              return choices_of(room, ballot);
                          },
                          [&](Dots const& asks) -> Outcome {
                              if (ballot.anonymous) return totals_of(ballot, asks);
                              return hands_of(room, ballot, asks);
                          },
                      },
                      ballot.asks);
}

std::optional<Rejection> refuse_choice(Ballot const& ballot, Secret<Choice> const& choice,
                                       Limits const& limits) {
    auto const& chosen = card_of(choice);
    if (!ballot.cards().deck.find(chosen.card))
        return bad_request("card", "There is no such card in this round's deck.");
    if (!chosen.note) return std::nullopt;
    return refuse_line(*chosen.note, limits.note_code_points_max, "note", "A note");
}

Result<Hand> hand_with_dot(Ballot const& ballot, ParticipantId person, TicketId ticket) {
    auto const& asks = std::get<Dots>(ballot.asks);
    auto const place = asks.place_of(ticket);
    if (!place) return not_found("ticket in this voting");
    auto dots = dots_of(ballot.place_of(person));
    if (dots.size() >= asks.per_person)
        return at_limit("All your dots are placed. Take one back first.", asks.per_person);
    auto const here = static_cast<std::uint64_t>(std::count(dots.begin(), dots.end(), *place));
    if (here >= asks.per_ticket)
        return at_limit(std::to_string(asks.per_ticket) + " is the most on one ticket.",
                        asks.per_ticket);
    dots.push_back(*place);
    return hand(asks, std::move(dots));
}

std::optional<Hand> hand_without(Ballot const& ballot, ParticipantId person, TicketId ticket,
                                 bool all) {
    auto const& asks = std::get<Dots>(ballot.asks);
    auto const place = asks.place_of(ticket);
    auto dots = dots_of(ballot.place_of(person));
    auto const first = place ? std::find(dots.begin(), dots.end(), *place) : dots.end();
    if (first == dots.end()) return std::nullopt;
    // Ascending: those on one ticket stand beside each other.
    auto const last = all ? std::upper_bound(first, dots.end(), *place) : std::next(first);
    dots.erase(first, last);
    return hand(asks, std::move(dots));
}

std::vector<operation::ShownVoting> votings_after(Room const& room,
                                                  std::vector<TicketId> const& from,
                                                  TicketId into) {
    std::vector<operation::ShownVoting> votings;
    for (auto const& ballot : room.ballots) {
        auto const* dots = std::get_if<Dots>(&ballot.asks);
        auto const* shown = dots ? shown_of(ballot) : nullptr;
        if (!shown || std::none_of(from.begin(), from.end(),
                                   [&](TicketId each) { return dots->place_of(each); }))
            continue;
        auto const change = movement(*dots, from, into);
        operation::ShownVoting voting{.ballot = ballot.id,
                                      .tickets = change.after.tickets,
                                      .outcome = shown->result,
                                      .returned = ballot.returned};
        if (auto* hands = std::get_if<std::vector<RevealedHand>>(&voting.outcome)) {
            for (auto& hand : *hands) hand.dots = moved(hand.dots, change, voting.returned);
        } else {
            std::vector<std::size_t> all;
            for (auto const& place : ballot.places) {
                auto const own = moved(counted(*dots, dots_of(&place)), change, voting.returned);
                auto const on = placed_on(change.after, own);
                all.insert(all.end(), on.begin(), on.end());
            }
            voting.outcome = counted(change.after, all);
        }
        votings.push_back(std::move(voting));
    }
    return votings;
}

void move_dots(Ballot& ballot, std::vector<TicketId> const& from, TicketId into) {
    auto const change = movement(std::get<Dots>(ballot.asks), from, into);
    for (auto& place : ballot.places) {
        if (!place.choice) continue;
        std::uint64_t surplus = 0;
        auto const own = moved(counted(change.before, dots_of(&place)), change, surplus);
        place.choice = Secret<Choice>(DotChoice{.on = placed_on(change.after, own)});
    }
    auto after = change.after;
    ballot.asks = std::move(after);
}

}  // namespace refinery
