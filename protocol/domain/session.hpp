#pragma once

// What the room remembers of page loads, so that a command that is sent again is answered and not
// done twice (PROTOCOL.md SES).

#include "protocol/domain/ids.hpp"

#include <compare>
#include <cstdint>
#include <deque>

namespace refinery {

/// A session is one page load of one seat; the pair is its identity.
struct SessionKey {
    ParticipantId participant;
    SessionId session;

    auto operator<=>(SessionKey const&) const = default;
};

struct SessionRecord {
    struct Answer {
        std::uint64_t cseq = 0;
        Sequence seq = 0;
    };
    /// Oldest first, at most `session_window`.
    std::deque<Answer> answers = {};

    std::uint64_t newest_cseq() const { return answers.empty() ? 0 : answers.back().cseq; }
    Sequence newest_seq() const { return answers.empty() ? 0 : answers.back().seq; }
};

}  // namespace refinery
