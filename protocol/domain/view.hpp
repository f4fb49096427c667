#pragma once

// What people may know of a room and of an operation. Live messages, replay, snapshots, reports
// and the state hash are all made from these values; what hides is shown by choices.hpp alone.

#include "protocol/domain/operation.hpp"
#include "protocol/domain/room.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery {

/// Who gets the same bytes. One class at first; readers of a read-only link come beside it.
enum class VisibilityClass { participants };

// --- the room ---------------------------------------------------------------------------------

struct ParticipantView {
    ParticipantId participant;
    std::string name;
    std::optional<std::string> title = {};
    Role role = Role::estimator;
    bool facilitates = false;
    bool owns = false;
    bool left = false;
    bool removed = false;
    bool claimed = false;
};
struct TicketView {
    TicketId ticket;
    std::uint64_t number = 0;
    std::string rank;
    std::string title;
    std::optional<std::string> key = {};
    /// Absent while nobody has written one.
    std::optional<TextFacts> description = {};
    std::optional<Estimate> estimate = {};
    std::optional<Archived> archived = {};
    Timestamp created;
    Timestamp updated;
    Details details = {};
    std::vector<EntryId> checked_criteria = {};
    std::vector<EntryId> checked_ready = {};
    std::optional<ReadyAnyway> ready_anyway = {};
    std::vector<TicketId> blocked_by = {};
    std::vector<ExternalBlocker> external = {};
    std::optional<Parked> parked = {};
    std::vector<Question> questions = {};
    std::vector<ParticipantId> read_by = {};
    std::optional<Timestamp> moved = {};
    std::optional<TicketId> from = {};
};
struct RoundView {
    BallotId round;
    /// Either of both: a question is on no ticket (RND-17).
    std::optional<TicketId> ticket = {};
    std::optional<std::string> question = {};
    std::uint64_t number = 1;
    /// Always there; the codec leaves it out where it is the room's.
    Deck deck;
    bool anonymous = false;
    std::optional<std::int64_t> auto_reveal_ms = {};
    std::string phase;
    Timestamp opened;
    std::optional<Timestamp> revealed = {};
    std::optional<SkipReason> skipped = {};
    std::vector<ParticipantId> voted = {};
    std::optional<Timestamp> closing = {};
    std::optional<HoldReason> held = {};
    std::optional<std::vector<RevealedChoice>> choices = {};
    std::optional<std::vector<CardCount>> counts = {};
    std::optional<std::string> estimate = {};
    std::vector<ParticipantId> excused = {};
    std::optional<Timestamp> settled = {};
};
/// A person's dots that are not placed.
struct DotsLeft {
    ParticipantId participant;
    std::uint64_t left = 0;
};
/// A ballot of any kind but rounds and questions.
struct BallotView {
    BallotId ballot;
    Dots asks;
    Voters voters = Voters::everybody;
    bool anonymous = false;
    std::optional<std::int64_t> ms = {};
    std::string phase;
    Timestamp opened;
    std::optional<Timestamp> closing = {};
    std::vector<DotsLeft> placed = {};
    std::vector<ParticipantId> done = {};
    std::vector<ParticipantId> excused = {};
    std::optional<Timestamp> revealed = {};
    std::optional<std::vector<RevealedHand>> hands = {};
    std::optional<std::vector<DotCount>> totals = {};
    std::optional<Timestamp> settled = {};
    std::optional<Timestamp> cancelled = {};
    std::optional<SkipReason> why = {};
    std::uint64_t returned = 0;
};
struct RoomView {
    RoomId room;
    std::string title;
    std::optional<std::string> code = {};
    Deck deck;
    bool anonymous = false;
    std::optional<std::int64_t> auto_reveal_ms = {};
    Rights rights = {};
    bool locked = false;
    bool passcode = false;
    std::string status = "open";
    std::optional<Spotlight> spotlight = {};
    std::optional<Ended> ended = {};
    Plan plan = {};
    std::optional<ParticipantId> scribe = {};
    std::optional<Claim> claim = {};
    std::optional<Meeting> meeting = {};
    std::vector<ParticipantView> participants = {};
    std::vector<TicketView> tickets = {};
    std::vector<RoundView> rounds = {};
    std::vector<BallotView> ballots = {};
    std::vector<SplitDraft> splits = {};
    std::vector<AgendaItem> agenda = {};
    std::vector<Clock> clocks = {};
    std::vector<Sprint> sprints = {};
    std::vector<MeetingRecord> meetings = {};
};

RoomView view_of(Room const& room, VisibilityClass reader = VisibilityClass::participants);

// --- an operation -----------------------------------------------------------------------------

/// Operations whose public form says less than what is stored.
namespace public_form {
struct RoomCreated {
    RoomId room;
    std::string title;
    std::string code;
    Deck deck;
    bool anonymous = false;
    std::optional<std::int64_t> auto_reveal_ms = {};
    Rights rights = {};
    bool passcode = false;
};
struct RoomConfigured {
    std::optional<std::string> title = {};
    std::optional<Deck> deck = {};
    std::optional<std::optional<std::int64_t>> auto_reveal_ms = {};
    std::optional<bool> anonymous = {};
    /// true: set; false: taken away. Never the passcode.
    std::optional<bool> passcode = {};
    std::optional<bool> locked = {};
    std::optional<Rights> rights = {};
    command::PlanSettings plan = {};
};
struct LinksRenewed {
    command::Link which = command::Link::code;
    bool off = false;
    std::optional<std::string> code = {};
};
struct FacilitationClaimed {
    ParticipantId participant;
    bool asked = false;
};
struct ParticipantJoined {
    ParticipantId participant;
    std::string name;
    Role role = Role::estimator;
    bool facilitates = false;
    bool owns = false;
};
struct TicketsImported {
    struct Row {
        TicketId ticket;
        std::uint64_t number = 0;
        std::string rank;
        std::string title;
        std::optional<std::string> key = {};
        std::optional<TextFacts> description = {};
        std::optional<Estimate> estimate = {};
        Details details = {};
    };
    std::vector<Row> tickets;
    Timestamp created;
};
struct TextReplaced {
    DocId doc;
    TextFacts facts;
};
struct EstimateGiven {
    BallotId round;
};
struct TicketsMerged {
    /// Without the words of its description.
    operation::TicketsMerged merged;
    std::optional<TextFacts> description = {};
};
struct TicketsPutBack {
    std::vector<TicketView> tickets;
    std::vector<TicketLink> linked = {};
    std::vector<TicketLink> unlinked = {};
};
struct DotsChanged {
    BallotId ballot;
    std::uint64_t left = 0;
    bool taken = false;
};
}  // namespace public_form

/// One operation of any kind, as people may know it. Copied, moved and destroyed out of line:
/// otherwise every file that holds one would compile the copying of all of them.
struct PublicBody
    : std::variant<public_form::RoomCreated, public_form::RoomConfigured, operation::SpotlightMoved,
                   public_form::ParticipantJoined, operation::ParticipantLeft,
                   operation::ParticipantReturned, operation::ParticipantRenamed,
                   operation::ParticipantRoleSet, operation::TicketAdded,
                   public_form::TicketsImported, operation::TicketEdited, operation::TicketMoved,
                   operation::TicketArchived, operation::TicketRestored, operation::TicketsReranked,
                   public_form::TextReplaced, operation::RoundOpened, public_form::EstimateGiven,
                   operation::EstimateWithdrawn, operation::RoundHeld, operation::RoundRevealed,
                   operation::RoundSkipped, operation::RoundSettled, operation::RoundReopened,
                   operation::RoomEnded, operation::RoomReopened, public_form::LinksRenewed,
                   operation::ParticipantRemoved, public_form::FacilitationClaimed,
                   operation::FacilitationReturned, operation::ScribeNamed, operation::EntryChecked,
                   operation::ReadyOverridden, operation::TicketLinked, operation::TicketUnlinked,
                   operation::TicketParked, operation::TicketUnparked, operation::QuestionAsked,
                   operation::QuestionAnswered, operation::TicketMarkedRead, operation::ItemAdded,
                   operation::ItemEdited, operation::ItemMoved, operation::ItemRemoved,
                   operation::ItemStarted, operation::ItemStopped, operation::ItemSkipped,
                   operation::TimerStarted, operation::TimerPaused, operation::TimerResumed,
                   operation::TimerExtended, operation::TimerStopped, operation::TimerExpired,
                   operation::MeetingEnded, operation::MeetingRated, operation::CapacityChanged,
                   operation::SprintCommitted, operation::SprintReleased, operation::BallotExcused,
                   operation::BallotDoneSet, operation::BallotCancelled, operation::BallotExtended,
                   operation::BallotSettled, operation::BallotReopened, operation::DotsOpened,
                   public_form::DotsChanged, operation::DotsClosed, operation::DotsSized,
                   operation::OrderApplied, public_form::TicketsMerged, operation::SplitOpened,
                   operation::SplitEdited, operation::SplitClosed, operation::TicketSplit,
                   public_form::TicketsPutBack> {
    using variant::variant;
    PublicBody();
    PublicBody(PublicBody const&);
    PublicBody(PublicBody&&) noexcept;
    PublicBody& operator=(PublicBody const&);
    PublicBody& operator=(PublicBody&&) noexcept;
    ~PublicBody();
};

struct PublicOperation {
    Sequence seq = 0;
    Timestamp at;
    std::optional<ParticipantId> by = {};
    std::optional<Sequence> undoes = {};
    PublicBody body;
};

PublicOperation view_of(Operation const& operation,
                        VisibilityClass reader = VisibilityClass::participants);

/// Two 32-bit FNV-1a lanes over the view, 16 hex digits (PROTOCOL.md HSH-1…HSH-5).
std::string state_hash(RoomView const& view);

}  // namespace refinery
