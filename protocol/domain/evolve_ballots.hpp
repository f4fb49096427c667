#pragma once

// What every kind of ballot goes through (PROTOCOL.md BAL), for the files of `evolve`.

#include "protocol/domain/evolve_parts.hpp"

#include <optional>
#include <vector>

namespace refinery {

/// Nothing where there is no such ballot, or it no longer collects.
phase::Collecting* collecting_phase(Ballot* ballot);
/// It begins to collect choices.
void begin_collecting(Room& room, Ballot ballot);
/// It collects no more; so ends the clock of its voting (CLK-4).
void end_collecting(Room& room, Ballot& ballot, BallotPhase next);
/// Ends without a result; what was shown stays.
void skip(Room& room, Ballot& ballot, Timestamp at, std::optional<SkipReason> why);
/// Shows the result of a ballot that collects.
void reveal(Room& room, BallotId ballot, Timestamp at, Outcome result);
/// Settles a ballot that is revealed into something other than a card.
void settle(Room& room, BallotId ballot, Timestamp at);

/// Skips the collecting round of a ticket that is put away (TIC-9, TIC-20).
void skip_collecting_round(Room& room, TicketId ticket, Timestamp at, SkipReason why);
/// Takes tickets out of collecting dots, and deals those dots again (DOT-6).
void redeal(Room& room, std::vector<BallotId> const& ballots, std::vector<TicketId> const& tickets,
            Timestamp at);

/// After a choice, and after anything else that may make a ballot complete or incomplete (RND-5).
void look_at_after_choice(Room const& room, Ballot& ballot, Timestamp at);
void look_at(Room const& room, Ballot& ballot, Timestamp at);
/// Somebody came, went or changed: choices of those who may no longer vote go (BAL-2), and no
/// ballot that collects keeps a wrong countdown.
void look_at_people(Room& room, ParticipantId changed, Timestamp at);

/// A round is over: so is the clock of its voting (CLK-4).
void drop_vote_clock(Room& room, BallotId round);
/// A first vote begins the clock of the voting where the room wants one (CLK-4).
void begin_vote_clock(Room& room, Ballot const& round, Happened const& happened);
/// Takes one person's choice out. @return whether there was one
bool drop_choice(Ballot& ballot, ParticipantId person);

}  // namespace refinery
