#pragma once

// What commands on ballots of every kind check alike (PROTOCOL.md BAL), for the files of `decide`.

#include "protocol/domain/decide_parts.hpp"

namespace refinery {

/// A ballot that a command names, or why it cannot be spoken of.
using FoundBallot = Result<Ballot const*>;

template <class Phase>
bool is(Ballot const& ballot) {
    return std::holds_alternative<Phase>(ballot.phase);
}

/// A round or a question; its ticket is not in the archive.
FoundBallot find_round(Asked const& asked, BallotId id);
/// One of any kind that is neither.
FoundBallot find_ballot(Asked const& asked, BallotId id);
/// A voting by dots.
FoundBallot find_dots(Asked const& asked, BallotId id);

/// BAL-2: whoever asks may vote in this ballot.
MaybeRefusal refuse_voter(Asked const& asked, Ballot const& ballot);

}  // namespace refinery
