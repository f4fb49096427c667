#pragma once

// The state of a room: what the operations of its log add up to. `evolve` is its only writer,
// `decide` and `view` its readers. It knows no clock, no connection, no presence and no encoding.

#include "protocol/domain/deck.hpp"
#include "protocol/domain/ids.hpp"
#include "protocol/domain/registry.hpp"
#include "protocol/domain/secret.hpp"
#include "protocol/domain/text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace refinery {

// --- people -----------------------------------------------------------------------------------

/// Who votes.
enum class Role { estimator, observer };

struct Participant {
    ParticipantId id;
    SecretHash seat;
    std::string name;
    /// A word beside the name, such as "product owner".
    std::optional<std::string> title = {};
    Role role = Role::estimator;
    /// A right beside the role; gaining or losing it never changes the role.
    bool facilitates = false;
    /// This seat has shown the facilitator key.
    bool owns = false;
    /// Since when this person has been gone; nothing while here (PAR-4).
    std::optional<Timestamp> left = {};
};

enum class Audience { everybody, facilitators };

struct Rights {
    Audience write = Audience::everybody;
    Audience order = Audience::everybody;
    Audience lead = Audience::facilitators;

    bool operator==(Rights const&) const = default;
};

// --- tickets ----------------------------------------------------------------------------------

enum class ArchiveReason { duplicate, outdated, low_value, undone };

struct Archived {
    Timestamp at;
    std::optional<ParticipantId> by;
    std::optional<ArchiveReason> reason = {};
    std::optional<std::string> note = {};
    /// The ticket that this one repeats; with `duplicate`.
    std::optional<TicketId> of = {};
};

/// A size, as a card's label or as a number that somebody wrote.
struct Estimate {
    std::string card;
    /// Thousandths.
    std::optional<std::int64_t> value = {};
    /// The round that settled it; nothing when it was set without a vote.
    std::optional<RoundId> round = {};
    std::optional<ParticipantId> by = {};

    bool operator==(Estimate const&) const = default;
};

/// What can be changed on a ticket by itself. `rank`, `archived` and `description` are fields to
/// undo and to "you replaced", though no `ticket.edit` sets them.
enum class Field { key, title, estimate, description, rank, archived };
inline constexpr std::size_t field_count = 6;

/// Who changed a field last, and who did before that other than the last one: enough to say
/// whether anybody but P has changed it since S (UNDO-4, TIC-6).
struct FieldHistory {
    struct Change {
        Sequence seq = 0;
        std::optional<ParticipantId> by;
    };
    std::optional<Change> last = {};
    std::optional<Change> last_by_another = {};

    void note(Sequence seq, std::optional<ParticipantId> by);
    /// The newest change after `since` by somebody other than `person`; nothing if there is none.
    std::optional<Change> changed_by_another(ParticipantId person, Sequence since) const;
};

struct Ticket {
    TicketId id;
    /// The room's own running number, never reused.
    std::uint64_t number = 0;
    std::string rank;
    std::string title;
    /// The tracker's key.
    std::optional<std::string> key = {};
    std::optional<Estimate> estimate = {};
    std::optional<Archived> archived = {};
    /// While archived: the ticket right before it when it went there (nothing: it was on top).
    /// A restore goes behind that one (TIC-11).
    std::optional<TicketId> stood_behind = {};
    Text description = {};
    Timestamp created;
    Timestamp updated;
    std::array<FieldHistory, field_count> history = {};
    /// The newest operation by which somebody touched this ticket in any way that an undo of its
    /// addition must not take away: edits, moves, words, votes (UNDO-5).
    FieldHistory touched = {};

    FieldHistory& history_of(Field field) { return history[static_cast<std::size_t>(field)]; }
    FieldHistory const& history_of(Field field) const {
        return history[static_cast<std::size_t>(field)];
    }
};

// --- rounds -----------------------------------------------------------------------------------

enum class Confidence { unsure, ok, sure };

/// What one person chose in a round. Hidden as a whole, also when it changes.
struct Choice {
    std::string card;
    std::optional<Confidence> confidence = {};
    std::optional<std::string> note = {};

    bool operator==(Choice const&) const = default;
};

/// One person's place in a round.
struct Place {
    ParticipantId by;
    /// Nothing: it was sealed under a key that this server does not have (SEC-6).
    std::optional<Secret<Choice>> choice;
};

struct RevealedChoice {
    ParticipantId by;
    std::string card;
    std::optional<Confidence> confidence = {};
    std::optional<std::string> note = {};
    /// This person had left when the round was revealed.
    bool left = false;

    bool operator==(RevealedChoice const&) const = default;
};

struct CardCount {
    std::string card;
    std::uint64_t n = 0;

    bool operator==(CardCount const&) const = default;
};

enum class HoldReason { stop, restart };
enum class SkipReason { archived, key };

namespace phase {
struct Collecting {
    /// The room reveals at this time (RND-7).
    std::optional<Timestamp> closing = {};
    std::optional<HoldReason> held = {};
};
/// What a reveal showed; it stays with a settled or skipped round.
struct Shown {
    Timestamp at;
    /// Choices with names, in the order in which people first voted; or counts in deck order.
    std::variant<std::vector<RevealedChoice>, std::vector<CardCount>> result;
};
struct Revealed {
    Shown shown;
};
struct Settled {
    Shown shown;
    std::string estimate;
    /// The ticket's estimate before the settle, for `round.reopen`.
    std::optional<Estimate> before = {};
    Timestamp at = {};
};
struct Skipped {
    Timestamp at;
    /// Nothing: the lead skipped it.
    std::optional<SkipReason> why = {};
    std::optional<Shown> shown = {};
};
}  // namespace phase

using RoundPhase = std::variant<phase::Collecting, phase::Revealed, phase::Settled, phase::Skipped>;

/// The ballot of planning poker: hidden choices of estimators on one ticket.
struct Round {
    RoundId id;
    TicketId ticket;
    /// 1 for a ticket's first round.
    std::uint64_t number = 1;
    Deck deck;
    bool anonymous = false;
    /// Nothing: it is revealed by the lead alone.
    std::optional<std::int64_t> auto_reveal_ms = {};
    Timestamp opened;
    /// In the order of each person's first vote. Kept after an anonymous reveal, for `yours`.
    std::vector<Place> places = {};
    RoundPhase phase = phase::Collecting{};

    Place* place_of(ParticipantId person);
    Place const* place_of(ParticipantId person) const;
};

// --- undo and sessions ------------------------------------------------------------------------

/// How an operation is taken back. The ticket a moved one stood behind is kept, never a rank,
/// because ranks are made anew (UNDO-6).
namespace inverse {
/// Of `ticket.added` and `tickets.imported`.
struct TakeAway {
    std::vector<TicketId> tickets;
};
/// Of `ticket.edited`.
struct SetBack {
    struct Values {
        TicketId ticket;
        std::optional<std::optional<std::string>> key = {};
        std::optional<std::string> title = {};
        std::optional<std::optional<Estimate>> estimate = {};
    };
    std::vector<Values> tickets;
};
/// Of `ticket.moved` and of `ticket.archived` and `ticket.restored`, whose tickets stood behind
/// `after` (nothing: on top), in the order of the list.
struct StoodBehind {
    TicketId ticket;
    std::optional<TicketId> after;
};
struct MoveBack {
    std::vector<StoodBehind> tickets;
};
/// Of `ticket.archived`.
struct Restore {
    std::vector<StoodBehind> tickets;
};
/// Of `ticket.restored`, and of the undoing of an addition.
struct ArchiveAgain {
    struct Entry {
        TicketId ticket;
        Archived archived;
    };
    std::vector<Entry> tickets;
};
}  // namespace inverse

using Inverse = std::variant<inverse::TakeAway, inverse::SetBack, inverse::MoveBack,
                             inverse::Restore, inverse::ArchiveAgain>;

struct Undoable {
    Sequence seq = 0;
    Inverse inverse;
};

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

// --- the room ---------------------------------------------------------------------------------

struct Spotlight {
    std::string board;
    std::optional<TicketId> ticket = {};
    std::optional<RoundId> ballot = {};

    bool operator==(Spotlight const&) const = default;
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
    std::string code;
    Deck deck;
    bool anonymous = false;
    std::optional<std::int64_t> auto_reveal_ms = 3000;
    Rights rights = {};
    bool locked = false;
    std::optional<SecretHash> passcode = {};
    SecretHash facilitator_key;
    SecretHash read_key;
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
    Registry<Round> rounds;
    /// Rounds that collect votes, at most one a ticket. Small: looked at after every vote.
    std::vector<RoundId> collecting;
    std::unordered_map<TicketId, std::uint64_t> rounds_of_ticket;

    std::unordered_map<ParticipantId, std::deque<Undoable>> undoable;
    std::map<SessionKey, SessionRecord> sessions;
    /// Sessions by their newest stored operation, to find the one to forget.
    std::map<Sequence, SessionKey> sessions_by_seq;
    /// The highest newest sequence of any session that was forgotten (RES-5).
    Sequence forgotten = 0;
};

}  // namespace refinery
