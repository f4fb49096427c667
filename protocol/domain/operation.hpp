#pragma once

// It happened: what is stored, told and replayed. These names are the storage format; renaming
// one is a change of protocol.

#include "protocol/domain/command.hpp"
#include "protocol/domain/room.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery {

namespace operation {

struct RoomCreated {
    RoomId room;
    std::string title;
    std::string code;
    Deck deck;
    bool anonymous = false;
    std::optional<std::int64_t> auto_reveal_ms = 3000;
    Rights rights = {};
    std::optional<SecretHash> passcode = {};
    SecretHash facilitator_key;
    SecretHash read_key;
};
struct RoomConfigured {
    command::RoomSettings set;
};
struct SpotlightMoved {
    /// `since` is set where it is applied.
    Spotlight spotlight;
};
struct RoomEnded {
    std::optional<std::string> reason = {};
};
struct RoomReopened {};
struct LinksRenewed {
    command::Link which = command::Link::code;
    bool off = false;
    std::optional<std::string> code = {};
    std::optional<SecretHash> key = {};
};

struct ParticipantJoined {
    ParticipantId participant;
    SecretHash seat;
    std::string name;
    Role role = Role::estimator;
    bool facilitates = false;
    bool owns = false;
};
struct ParticipantLeft {
    ParticipantId participant;
};
struct ParticipantReturned {
    ParticipantId participant;
    std::optional<std::string> name = {};
    std::optional<Role> role = {};
    std::optional<bool> facilitates = {};
    std::optional<bool> owns = {};
};
struct ParticipantRenamed {
    ParticipantId participant;
    std::string name;
    std::optional<std::optional<std::string>> title = {};
};
struct ParticipantRoleSet {
    ParticipantId participant;
    std::optional<Role> role = {};
    std::optional<bool> facilitates = {};
    std::optional<bool> owns = {};
};

struct ParticipantRemoved {
    ParticipantId participant;
};
struct FacilitationClaimed {
    ParticipantId participant;
    /// Somebody else has to agree first.
    bool asked = false;
    /// Stored as they were, and told to nobody.
    command::ClaimFacts facts = {};
};
struct FacilitationReturned {
    ParticipantId participant;
};
struct ScribeNamed {
    std::optional<ParticipantId> participant;
};

struct TicketAdded {
    TicketId ticket;
    std::uint64_t number = 0;
    std::string title;
    std::string rank;
    Timestamp created;
};
struct TicketsImported {
    struct Row {
        TicketId ticket;
        std::uint64_t number = 0;
        std::string rank;
        std::string title;
        std::optional<std::string> key = {};
        /// Empty: none. Its version is 1 otherwise.
        std::string description = {};
        std::optional<Estimate> estimate = {};
        Details details = {};
    };
    std::vector<Row> tickets;
    Timestamp created;
};
/// Outer nothing: as it was. Inner nothing: cleared.
struct FieldValues {
    std::optional<std::optional<std::string>> key = {};
    std::optional<std::string> title = {};
    std::optional<std::optional<Estimate>> estimate = {};
    DetailChanges details = {};

    bool operator==(FieldValues const&) const = default;
};
/// What somebody else's change after `base` had said before this edit replaced it.
struct ReplacedValue {
    /// Only the replaced field is set in it; a title, a key or an estimate's card stands there as
    /// the string that it was.
    std::variant<std::optional<std::string>, Details> value;
    std::optional<ParticipantId> by;
};
struct TicketEdited {
    std::vector<TicketId> tickets;
    /// For all of `tickets`; empty where `each` is not.
    FieldValues set;
    std::map<Field, ReplacedValue> replaced = {};
    /// Only in an undo of an edit of several tickets that had different values before (UNDO-3):
    /// what each of `tickets` gets.
    std::map<TicketId, FieldValues> each = {};
};
struct TicketMoved {
    std::map<TicketId, std::string> ranks;
};
struct TicketArchived {
    std::vector<TicketId> tickets;
    std::optional<ArchiveReason> reason = {};
    std::optional<std::string> note = {};
    std::optional<TicketId> of = {};
    /// Votings that lose a ticket, and whose dots are dealt again (DOT-6).
    std::vector<BallotId> redealt = {};
};
struct TicketRestored {
    std::map<TicketId, std::string> ranks;
};
struct TicketsReranked {
    std::map<TicketId, std::string> ranks;
};
struct TextReplaced {
    DocId doc;
    Text text;
};

struct EntryChecked {
    TicketId ticket;
    Checklist list = Checklist::criteria;
    EntryId entry;
    bool on = false;
};
struct ReadyOverridden {
    TicketId ticket;
    std::optional<std::string> reason;
};
struct TicketLinked {
    TicketId ticket;
    /// The ticket that `ticket` blocks; or what outside the room blocks `ticket`.
    std::variant<TicketId, ExternalBlocker> what;
};
struct TicketUnlinked {
    TicketId ticket;
    std::variant<TicketId, EntryId> what;
};
struct TicketParked {
    TicketId ticket;
    std::optional<std::string> question = {};
    std::optional<ParticipantId> owner = {};
};
struct TicketUnparked {
    TicketId ticket;
};
struct QuestionAsked {
    TicketId ticket;
    QuestionId question;
    std::string text;
    std::optional<ParticipantId> owner = {};
};
struct QuestionAnswered {
    TicketId ticket;
    QuestionId question;
    std::string text;
};
struct TicketMarkedRead {
    TicketId ticket;
};

/// This operation begins a meeting.
struct MeetingBegins {
    std::uint64_t number = 1;
    std::optional<Health> health = {};

    bool operator==(MeetingBegins const&) const = default;
};

struct ItemAdded {
    ItemId item;
    AgendaKind kind = AgendaKind::talk;
    std::optional<std::string> title = {};
    std::int64_t minutes = 1;
    std::vector<TicketId> tickets = {};
    std::vector<ParticipantId> needs = {};
    /// Nothing: on top.
    std::optional<ItemId> after = {};
};
struct ItemEdited {
    ItemId item;
    command::ItemChanges set;
};
struct ItemMoved {
    ItemId item;
    std::optional<ItemId> after = {};
};
struct ItemRemoved {
    ItemId item;
};
/// Finishes whatever ran, and moves the spotlight.
struct ItemStarted {
    ItemId item;
    std::vector<TicketId> queue = {};
    std::string board;
    std::optional<TicketId> ticket = {};
    /// The one that the lead left for it (`agenda.next`).
    std::optional<ItemId> left = {};
    std::optional<MeetingBegins> meeting = {};
};
struct ItemStopped {
    ItemId item;
};
struct ItemSkipped {
    ItemId item;
};

/// A clock's revision is the sequence of the operation.
struct TimerStarted {
    ClockName clock = ClockName::free;
    std::int64_t ms = 0;
    Timestamp deadline;
    std::optional<BallotId> round = {};
};
struct TimerPaused {
    ClockName clock = ClockName::free;
    std::int64_t left_ms = 0;
};
struct TimerResumed {
    ClockName clock = ClockName::free;
    Timestamp deadline;
};
struct TimerExtended {
    ClockName clock = ClockName::free;
    std::int64_t ms = 0;
    std::optional<ItemId> from = {};
    /// One of both: the clock runs, or it is paused.
    std::optional<Timestamp> deadline = {};
    std::optional<std::int64_t> left_ms = {};
};
struct TimerStopped {
    ClockName clock = ClockName::free;
};
struct TimerExpired {
    ClockName clock = ClockName::free;
    /// The operation that had set it.
    Sequence revision = 0;
};

struct MeetingEnded {
    std::uint64_t number = 1;
    EndReason reason = EndReason::completed;
    bool agenda_again = true;
    bool cancel_ballots = false;
    std::vector<ItemRecord> items = {};
    /// Parked tickets in backlog order; they head the next agenda.
    std::vector<TicketId> parked = {};
};
struct MeetingRated {
    std::int64_t stars = 0;
};
struct CapacityChanged {
    SprintId sprint;
    std::string name;
    /// Nothing: the sprint goes.
    std::optional<std::int64_t> points = {};
};
struct SprintCommitted {
    SprintId sprint;
    std::vector<TicketId> tickets = {};
};
struct SprintReleased {
    SprintId sprint;
};

struct RoundOpened {
    BallotId round;
    Cards asks;
    bool anonymous = false;
    std::optional<std::int64_t> auto_reveal_ms = {};
    /// Where no agenda is there to begin one.
    std::optional<MeetingBegins> meeting = {};
};
struct EstimateGiven {
    BallotId round;
    /// Nothing only where a record was sealed under a key that this server does not have.
    std::optional<Secret<Choice>> choice;
};
struct EstimateWithdrawn {
    BallotId round;
};
struct RoundHeld {
    BallotId round;
    HoldReason why = HoldReason::stop;
};
struct RoundRevealed {
    BallotId round;
    Outcome result;
};
struct RoundSkipped {
    BallotId round;
    std::optional<SkipReason> why = {};
};
struct RoundSettled {
    BallotId round;
    /// Nothing: it is a question.
    std::optional<TicketId> ticket;
    std::string estimate;
};
struct RoundReopened {
    BallotId round;
    /// Nothing: it is a question.
    std::optional<TicketId> ticket;
    /// Outer nothing: the ticket's stays, another came since. Inner nothing: it has none again.
    std::optional<std::optional<Estimate>> estimate = {};
};

struct BallotExcused {
    BallotId ballot;
    ParticipantId participant;
    /// It is a round or a question, and told as `round` (BAL-3).
    bool of_round = true;
};
struct BallotDoneSet {
    BallotId ballot;
    bool on = true;
};
struct BallotCancelled {
    BallotId ballot;
    std::optional<SkipReason> why = {};
};
struct BallotExtended {
    BallotId ballot;
    Timestamp until;
};
struct BallotSettled {
    BallotId ballot;
};
struct BallotReopened {
    BallotId ballot;
};

struct DotsOpened {
    BallotId ballot;
    Dots asks;
    Voters voters = Voters::everybody;
    bool anonymous = true;
    /// Nothing: the lead closes.
    std::optional<std::int64_t> ms = {};
};
/// `dot.placed` and `dot.taken`.
struct DotsChanged {
    BallotId ballot;
    /// The whole hand. Nothing as in `EstimateGiven`.
    std::optional<Secret<Choice>> hand;
    std::uint64_t left = 0;
    bool taken = false;
};
struct DotsClosed {
    BallotId ballot;
    Outcome result;
};
struct DotsSized {
    BallotId ballot;
    std::map<TicketId, Estimate> sizes;
};
/// A voting that was shown, as merging or splitting its tickets leaves it (MRG-5).
struct ShownVoting {
    BallotId ballot;
    std::vector<TicketId> tickets;
    Outcome outcome;
    std::uint64_t returned = 0;
};
struct TicketsMerged {
    TicketId ticket;
    std::vector<TicketId> tickets;
    FieldValues set = {};
    std::optional<Text> description = {};
    std::vector<TicketId> blocks = {};
    std::vector<TicketId> blocked_by = {};
    std::vector<ExternalBlocker> external = {};
    std::vector<Question> questions = {};
    std::vector<EntryId> checked = {};
    std::vector<BallotId> redealt = {};
    std::vector<ShownVoting> votings = {};
};
struct SplitOpened {
    SplitId split;
    TicketId ticket;
    std::vector<TicketId> children;
};
struct SplitEdited {
    SplitId split;
    SplitEdit edit;
};
struct SplitClosed {
    SplitId split;
};
struct TicketSplit {
    struct Child {
        TicketId ticket;
        std::uint64_t number = 0;
        std::string rank = {};
        std::string title;
        Details details = {};
        std::vector<EntryId> checked = {};
        std::vector<ExternalBlocker> external = {};
    };
    SplitId split;
    TicketId ticket;
    std::vector<Child> children = {};
    std::vector<TicketLink> links = {};
    /// The child that took the dots.
    TicketId takes_dots = {};
    std::vector<BallotId> redealt = {};
    std::vector<ShownVoting> votings = {};
};
/// Tickets as they were, whole; links that come and go with it.
struct TicketsPutBack {
    std::vector<Ticket> tickets;
    std::vector<TicketLink> linked = {};
    std::vector<TicketLink> unlinked = {};
};

struct OrderApplied {
    std::optional<BallotId> ballot = {};
    /// The best first, as it was asked for.
    std::vector<TicketId> tickets;
    /// Those that changed.
    std::map<TicketId, std::string> ranks;
};

}  // namespace operation

/// One operation of any kind. Copied, moved and destroyed out of line: otherwise every file that
/// holds one would compile the copying of all of them.
struct OperationBody
    : std::variant<operation::RoomCreated, operation::RoomConfigured, operation::SpotlightMoved,
                   operation::ParticipantJoined, operation::ParticipantLeft,
                   operation::ParticipantReturned, operation::ParticipantRenamed,
                   operation::ParticipantRoleSet, operation::TicketAdded,
                   operation::TicketsImported, operation::TicketEdited, operation::TicketMoved,
                   operation::TicketArchived, operation::TicketRestored, operation::TicketsReranked,
                   operation::TextReplaced, operation::RoundOpened, operation::EstimateGiven,
                   operation::EstimateWithdrawn, operation::RoundHeld, operation::RoundRevealed,
                   operation::RoundSkipped, operation::RoundSettled, operation::RoundReopened,
                   operation::RoomEnded, operation::RoomReopened, operation::LinksRenewed,
                   operation::ParticipantRemoved, operation::FacilitationClaimed,
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
                   operation::DotsChanged, operation::DotsClosed, operation::DotsSized,
                   operation::OrderApplied, operation::TicketsMerged, operation::SplitOpened,
                   operation::SplitEdited, operation::SplitClosed, operation::TicketSplit,
                   operation::TicketsPutBack> {
    using variant::variant;
    OperationBody();
    OperationBody(OperationBody const&);
    OperationBody(OperationBody&&) noexcept;
    OperationBody& operator=(OperationBody const&);
    OperationBody& operator=(OperationBody&&) noexcept;
    ~OperationBody();
};

struct Operation {
    Sequence seq = 0;
    Timestamp at;
    /// Nothing: the room itself.
    std::optional<ParticipantId> by = {};
    std::optional<CommandOrigin> origin = {};
    std::optional<Sequence> undoes = {};
    OperationBody body;
};

}  // namespace refinery
