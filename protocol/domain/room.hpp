#pragma once

// The state of a room: what the operations of its log add up to. `evolve` is its only writer,
// `decide` and `view` its readers. It knows no clock, no connection, no presence and no encoding.

#include "protocol/domain/agenda.hpp"
#include "protocol/domain/ballot.hpp"
#include "protocol/domain/deck.hpp"
#include "protocol/domain/ids.hpp"
#include "protocol/domain/inverse.hpp"
#include "protocol/domain/people.hpp"
#include "protocol/domain/planning.hpp"
#include "protocol/domain/registry.hpp"
#include "protocol/domain/session.hpp"
#include "protocol/domain/split.hpp"
#include "protocol/domain/ticket.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace refinery {

struct Spotlight {
    std::string board;
    std::optional<TicketId> ticket = {};
    std::optional<BallotId> ballot = {};
    /// When it came to this ticket.
    std::optional<Timestamp> since = {};

    bool operator==(Spotlight const&) const = default;
};

/// The end of the room, not of a meeting: everybody reads, nobody writes.
struct Ended {
    Timestamp at;
    std::optional<ParticipantId> by = {};
    std::optional<std::string> reason = {};

    bool operator==(Ended const&) const = default;
};

/// What the lead sets for the meetings (ROOM-7).
struct Plan {
    /// Of the next meeting, in one sentence.
    std::optional<std::string> goal = {};
    std::optional<Timestamp> starts_at = {};
    /// Planned length of the meeting.
    std::optional<std::int64_t> minutes = {};
    std::vector<ProductGoal> goals = {};
    std::vector<ReadyEntry> ready = default_ready_list();
    /// Thousandths; estimates above it ask for a split. Nothing: none do.
    std::optional<std::int64_t> split_limit = 13'000;
    /// A round needs a ready ticket.
    bool require_ready = false;
    /// From a round's first vote. Nothing: rounds have no clock.
    std::optional<std::int64_t> vote_ms = {};
    /// The end of that clock reveals.
    bool vote_reveals = false;
};

struct Room {
    // Out of line: otherwise every file that holds a room would compile the copying of all its
    // parts.
    Room();
    Room(Room const&);
    Room(Room&&) noexcept;
    Room& operator=(Room const&);
    Room& operator=(Room&&) noexcept;
    ~Room();

    RoomId id;
    std::string title;
    /// Nothing: switched off.
    std::optional<std::string> code = {};
    Deck deck;
    bool anonymous = false;
    std::optional<std::int64_t> auto_reveal_ms = 3000;
    Rights rights = {};
    bool locked = false;
    std::optional<SecretHash> passcode = {};
    SecretHash facilitator_key;
    /// Nothing: switched off.
    std::optional<SecretHash> read_key = {};
    std::optional<Ended> ended = {};
    std::optional<Spotlight> spotlight = {};
    Timestamp created;

    /// The newest operation, and its time; no later operation has an earlier one.
    Sequence head = 0;
    Timestamp last_at;

    Registry<Participant> participants;
    std::unordered_map<SecretHash, ParticipantId> seats;
    Registry<Ticket> tickets;
    /// Every ticket, archived ones included, in backlog order.
    std::map<std::string, TicketId, std::less<>> by_rank;
    std::uint64_t next_number = 1;
    /// Bytes of all titles, keys and texts, for the room's size limit.
    std::size_t content_bytes = 0;
    Registry<Ballot> ballots;
    /// Those that collect choices. Small: looked at after every one.
    std::vector<BallotId> collecting;
    std::unordered_map<TicketId, std::uint64_t> rounds_of_ticket;

    Plan plan = {};
    std::optional<Claim> claim = {};
    std::optional<ParticipantId> scribe = {};
    std::vector<AgendaItem> agenda;
    /// At most one of each name.
    std::vector<Clock> clocks;
    std::optional<Meeting> meeting = {};
    /// Those that have ended, oldest first.
    std::vector<MeetingRecord> meetings;
    std::vector<Sprint> sprints;
    /// At most one a ticket.
    std::vector<SplitDraft> splits;

    std::unordered_map<ParticipantId, std::deque<Undoable>> undoable;
    std::map<SessionKey, SessionRecord> sessions;
    /// Sessions by their newest stored operation, to find the one to forget.
    std::map<Sequence, SessionKey> sessions_by_seq;
    /// The highest newest sequence of any session that was forgotten (RES-5).
    Sequence forgotten = 0;
};

}  // namespace refinery
