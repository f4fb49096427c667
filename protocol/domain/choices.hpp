#pragma once

// Everything that looks into a hidden choice: what a reveal shows, what people are told of their
// own, and what `decide` has to know to judge one (PROTOCOL.md SEC-1). A refusal that follows from
// a choice is told to its author and nobody else.

#include "protocol/domain/limits.hpp"
#include "protocol/domain/operation.hpp"
#include "protocol/domain/rejection.hpp"
#include "protocol/domain/result.hpp"
#include "protocol/domain/room.hpp"

#include <optional>
#include <vector>

namespace refinery {

/// A person's own hidden choices, whole each time: those of collecting ballots, and of anonymous
/// ones after the reveal (SEC-3).
struct OwnChoices {
    struct InRound {
        BallotId round;
        CardChoice choice;
    };
    struct InDots {
        BallotId ballot;
        std::vector<DotCount> dots;
    };
    std::vector<InRound> rounds;
    std::vector<InDots> dots = {};
};
OwnChoices own_choices(Room const& room, ParticipantId person);

/// What a reveal of this ballot shows.
Outcome outcome_of(Room const& room, Ballot const& ballot);

/// RND-4: whether this is a card of the deck, with a note that is a line.
/// @pre the ballot is a round or a question    @return the refusal; nothing where all is well
std::optional<Rejection> refuse_choice(Ballot const& ballot, Secret<Choice> const& choice,
                                       Limits const& limits);

/// Where one person's dots are, after a change of it.
struct Hand {
    Secret<Choice> choice;
    /// Dots that are not placed.
    std::uint64_t left = 0;
};
/// DOT-2: one more on this ticket.    @pre the ballot asks for dots
/// @errors not_found (no such ticket in it), conflict (a limit)
Result<Hand> hand_with_dot(Ballot const& ballot, ParticipantId person, TicketId ticket);
/// DOT-2: one less, or none, on this ticket; nothing where none is.    @pre as above
std::optional<Hand> hand_without(Ballot const& ballot, ParticipantId person, TicketId ticket,
                                 bool all);

/// MRG-5: votings that are shown and have one of `from`, as they are once their dots are on `into`.
std::vector<operation::ShownVoting> votings_after(Room const& room,
                                                  std::vector<TicketId> const& from, TicketId into);
/// The hands behind such a voting, and its tickets; what it shows is told by the operation.
void move_dots(Ballot& ballot, std::vector<TicketId> const& from, TicketId into);

}  // namespace refinery
