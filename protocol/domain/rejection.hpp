#pragma once

#include "protocol/domain/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery {

/// Why a command or a hello was refused. The names on the wire are those of PROTOCOL.md.
enum class RejectionCode {
    bad_request,
    forbidden,
    not_found,
    conflict,
    not_applied,
    phase,
    too_large,
    rate_limited,
    busy,
    read_only,
    cycle,
    in_ballot,
    depends,
    unsupported,
    internal,
    // Only a hello is refused with these; the connection ends.
    bad_key,
    passcode,
    locked,
    removed,
    /// Never leaves the server: a rank would grow past its limit. The room stores
    /// `tickets.reranked` and decides the command again.
    rerank_first,
};

/// What a program needs beside the sentence.
namespace rejection_data {
struct StaleText {
    std::string doc;
    std::uint64_t v = 0;
};
struct Archived {
    TicketId ticket;
    Timestamp at;
    std::optional<ParticipantId> by;
};
/// `phase`: what it is in now, and since when. `ended` is said of the room.
struct Phase {
    std::string phase;
    Timestamp at;
};
struct Limit {
    std::int64_t limit = 0;
};
/// An undo that somebody else's later change stands on.
struct Depends {
    TicketId ticket;
    std::optional<std::string> field;
    std::optional<ParticipantId> by;
    Sequence seq = 0;
};
/// A link that would close a circle: from a ticket over those that it blocks back to itself.
struct Cycle {
    std::vector<TicketId> path;
};
/// A ticket among dots that are collected.
struct InBallot {
    BallotId ballot;
    TicketId ticket;
};
/// A clock that somebody else has set since.
struct StaleClock {
    Sequence revision = 0;
};
/// An item that has too little time to lend; what it has left.
struct TooLittleTime {
    ItemId item;
    std::int64_t ms = 0;
};
/// A ticket that is not ready: `ready` of `of` lines are.
struct NotReady {
    TicketId ticket;
    std::uint64_t ready = 0;
    std::uint64_t of = 0;
};
}  // namespace rejection_data

using RejectionData =
    std::variant<std::monostate, rejection_data::StaleText, rejection_data::Archived,
                 rejection_data::Phase, rejection_data::Limit, rejection_data::Depends,
                 rejection_data::Cycle, rejection_data::InBallot, rejection_data::StaleClock,
                 rejection_data::TooLittleTime, rejection_data::NotReady>;

/// A refusal: a stable code for programs and one sentence for a person.
struct Rejection {
    RejectionCode code = RejectionCode::internal;
    std::string message;
    /// The field at fault, as it is named on the wire ("set.title"); with bad_request.
    std::optional<std::string> where = {};
    /// Trying again after so many milliseconds can help.
    std::optional<std::int64_t> retry_ms = {};
    RejectionData data = {};
};

}  // namespace refinery
