#pragma once

// Please do: what people and the room itself ask for. Names on the wire are in PROTOCOL.md; a
// command that the room gives itself has no name there.

#include "protocol/domain/room.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery {

namespace command {

// --- people -----------------------------------------------------------------------------------

/// A seat says hello. The room joins it, returns it, gives it the rights of its key, or refuses.
struct Arrive {
    SecretHash seat;
    /// Becomes the participant where the seat is unknown.
    ParticipantId fresh;
    std::optional<std::string> name = {};
    std::optional<Role> role = {};
    std::optional<SecretHash> key = {};
    std::optional<SecretHash> passcode = {};
    /// The page was here before and comes back; its name and role are not asked for (PAR-5).
    bool returns = false;
};
/// The person leaves, or the room says so 60 s after the last connection closed.
struct Leave {
    ParticipantId participant;
};
struct RenameParticipant {
    std::optional<ParticipantId> participant;
    std::string name;
    /// Outer nothing: as it was. Inner nothing: cleared.
    std::optional<std::optional<std::string>> title = {};
};
struct SetRole {
    std::optional<ParticipantId> participant;
    std::optional<Role> role = {};
    std::optional<bool> facilitates = {};
};

struct RemoveParticipant {
    ParticipantId participant;
};
/// Facts about presence that only the room's shell knows; the operation stores them (PAR-11).
struct ClaimFacts {
    /// Since when nobody who facilitates by right is connected. Nothing: somebody is, or nobody
    /// was seen since the meeting began.
    std::optional<std::int64_t> facilitator_gone_ms = {};
    bool facilitator_seen = false;
    /// The claimant was connected when the facilitator went.
    bool claimant_was_here = false;

    bool operator==(ClaimFacts const&) const = default;
};
struct ClaimFacilitation {
    /// Agrees to somebody else's claim.
    std::optional<ParticipantId> for_participant = {};
    ClaimFacts facts = {};
};
struct ReturnFacilitation {};
struct NameScribe {
    std::optional<ParticipantId> participant;
};

// --- the room ---------------------------------------------------------------------------------

/// What the lead plans (ROOM-7). Absent: as it was; an inner nothing clears.
struct PlanSettings {
    std::optional<std::optional<std::string>> goal = {};
    std::optional<std::optional<Timestamp>> starts_at = {};
    std::optional<std::optional<std::int64_t>> minutes = {};
    std::optional<std::vector<ProductGoal>> goals = {};
    std::optional<std::vector<ReadyEntry>> ready = {};
    std::optional<std::optional<std::int64_t>> split_limit = {};
    std::optional<bool> require_ready = {};
    std::optional<std::optional<std::int64_t>> vote_ms = {};
    std::optional<bool> vote_reveals = {};

    bool operator==(PlanSettings const&) const = default;
};
/// Absent: as it was.
struct RoomSettings {
    std::optional<std::string> title = {};
    std::optional<Deck> deck = {};
    std::optional<std::optional<std::int64_t>> auto_reveal_ms = {};
    std::optional<bool> anonymous = {};
    std::optional<std::optional<SecretHash>> passcode = {};
    std::optional<bool> locked = {};
    /// Whole: the codec fills what a client left out of `rights` is refused.
    std::optional<Rights> rights = {};
    PlanSettings plan = {};
};
/// The first operation of a room. Given by the server only.
struct CreateRoom {
    RoomId room;
    std::string title;
    std::string code;
    std::optional<Deck> deck = {};
    std::optional<Rights> rights = {};
    std::optional<SecretHash> passcode = {};
    SecretHash facilitator_key;
    SecretHash read_key;
};
struct ConfigureRoom {
    RoomSettings set;
};
struct SetSpotlight {
    Spotlight spotlight;
};
struct EndRoom {
    std::optional<std::string> reason = {};
};
struct ReopenRoom {};
enum class Link { code, facilitator, read };
struct RenewLink {
    Link which = Link::code;
    bool off = false;
    /// What the room's shell made and took for it; the domain keeps them as they are.
    std::optional<std::string> fresh_code = {};
    std::optional<SecretHash> fresh_key = {};
};

// --- tickets ----------------------------------------------------------------------------------

/// Where a ticket goes: at the end, on top, or behind another.
struct AtEnd {};
struct OnTop {};
using Position = std::variant<AtEnd, OnTop, TicketId>;

struct AddTicket {
    std::optional<TicketId> ticket;
    std::string title;
    Position after = AtEnd{};
};
struct ImportTickets {
    struct Row {
        std::optional<TicketId> ticket;
        std::string title;
        std::optional<std::string> key = {};
        std::optional<std::string> description = {};
        std::optional<std::string> estimate = {};
        DetailChanges details = {};
    };
    std::vector<Row> tickets;
    Position after = AtEnd{};
};
/// Outer nothing: as it was. Inner nothing: cleared.
struct TicketFields {
    std::optional<std::optional<std::string>> key = {};
    std::optional<std::string> title = {};
    std::optional<std::optional<std::string>> estimate = {};
    DetailChanges details = {};
};
struct EditTickets {
    std::vector<TicketId> tickets;
    TicketFields set;
    /// The operation that the author had seen when editing began.
    std::optional<Sequence> base = {};
};
struct MoveTickets {
    std::vector<TicketId> tickets;
    Position after = AtEnd{};
};
struct ArchiveTickets {
    std::vector<TicketId> tickets;
    std::optional<ArchiveReason> reason = {};
    std::optional<std::string> note = {};
    std::optional<TicketId> of = {};
    /// Where dots are collected on one of them: all are dealt again (DOT-6).
    bool redeal = false;
};
struct RestoreTickets {
    std::vector<TicketId> tickets;
};
struct ReplaceText {
    DocId doc;
    std::uint64_t base = 0;
    std::string text;
};

/// `ticket` stays; the others become a part of it.
struct MergeTickets {
    TicketId ticket;
    std::vector<TicketId> tickets;
    std::optional<TicketFields> set = {};
    bool redeal = false;
};
struct OpenSplit {
    std::optional<SplitId> split;
    TicketId ticket;
    /// Ids of the two children to be.
    std::vector<TicketId> children;
};
struct EditSplit {
    SplitId split;
    SplitEdit edit;
};
struct CloseSplit {
    SplitId split;
};
struct SplitTicket {
    SplitId split;
    /// The child that takes the dots of votings that are shown; nothing: the first.
    std::optional<TicketId> dots = {};
    bool redeal = false;
};

struct CheckEntry {
    TicketId ticket;
    Checklist list = Checklist::criteria;
    EntryId entry;
    bool on = false;
};
struct OverrideReady {
    TicketId ticket;
    /// Nothing: taken back.
    std::optional<std::string> reason;
};
/// A blocker outside the room, new or changed.
struct ExternalLink {
    std::optional<EntryId> entry = {};
    std::string title;
    std::optional<std::string> url = {};
    bool done = false;
};
struct LinkTicket {
    TicketId ticket;
    /// The ticket that `ticket` blocks; or what outside the room blocks `ticket`.
    std::variant<TicketId, ExternalLink> what;
};
struct UnlinkTicket {
    TicketId ticket;
    std::variant<TicketId, EntryId> what;
};
struct ParkTicket {
    TicketId ticket;
    std::optional<std::string> question = {};
    std::optional<ParticipantId> owner = {};
};
struct UnparkTicket {
    TicketId ticket;
};
struct AskQuestion {
    TicketId ticket;
    std::optional<QuestionId> question = {};
    std::string text;
    std::optional<ParticipantId> owner = {};
};
struct AnswerQuestion {
    TicketId ticket;
    QuestionId question;
    std::string text;
};
struct MarkRead {
    TicketId ticket;
};

// --- the agenda -------------------------------------------------------------------------------

/// Where an item goes: at the end, on top, or behind another.
using AgendaPosition = std::variant<AtEnd, OnTop, ItemId>;

struct AddItem {
    std::optional<ItemId> item;
    AgendaKind kind = AgendaKind::talk;
    std::optional<std::string> title = {};
    std::int64_t minutes = 1;
    std::vector<TicketId> tickets = {};
    std::vector<ParticipantId> needs = {};
    AgendaPosition after = AtEnd{};
};
/// Nothing: as it was. An inner nothing clears the title.
struct ItemChanges {
    std::optional<AgendaKind> kind = {};
    std::optional<std::optional<std::string>> title = {};
    std::optional<std::int64_t> minutes = {};
    std::optional<std::vector<TicketId>> tickets = {};
    std::optional<std::vector<ParticipantId>> needs = {};

    bool operator==(ItemChanges const&) const = default;
};
struct EditItem {
    ItemId item;
    ItemChanges set;
};
struct MoveItem {
    ItemId item;
    AgendaPosition after = AtEnd{};
};
struct RemoveItem {
    ItemId item;
};
struct StartItem {
    ItemId item;
};
/// Leaves `item`, and starts what comes after it.
struct NextItem {
    ItemId item;
};
struct StopItem {
    ItemId item;
};
struct SkipItem {
    ItemId item;
};

// --- clocks -----------------------------------------------------------------------------------

struct StartTimer {
    ClockName clock = ClockName::free;
    std::int64_t ms = 0;
};
struct PauseTimer {
    ClockName clock = ClockName::free;
    std::optional<Sequence> revision = {};
};
struct ResumeTimer {
    ClockName clock = ClockName::free;
    std::optional<Sequence> revision = {};
};
struct ExtendTimer {
    ClockName clock = ClockName::free;
    std::optional<Sequence> revision = {};
    std::int64_t ms = 0;
    /// A later item that gives the time.
    std::optional<ItemId> from = {};
};
struct StopTimer {
    ClockName clock = ClockName::free;
    std::optional<Sequence> revision = {};
};
/// Given by the room when a deadline has come.
struct ExpireTimer {
    ClockName clock = ClockName::free;
    Sequence revision = 0;
};

// --- meetings and capacity --------------------------------------------------------------------

struct EndMeeting {
    EndReason reason = EndReason::completed;
    /// The agenda is planned again for the next meeting, or emptied.
    bool agenda_again = true;
    /// Rounds that still collect votes are ended, or left open.
    bool cancel_ballots = false;
};
struct RateMeeting {
    std::int64_t stars = 0;
};
struct SetCapacity {
    std::optional<SprintId> sprint;
    std::string name;
    /// Thousandths. Nothing: the sprint goes.
    std::optional<std::int64_t> points = {};
};
struct CommitSprint {
    SprintId sprint;
    /// Nothing: all above its line.
    std::optional<std::vector<TicketId>> tickets = {};
};
struct ReleaseSprint {
    SprintId sprint;
};

// --- rounds -----------------------------------------------------------------------------------

struct OpenRound {
    std::optional<BallotId> round;
    /// A ticket, or the sentence of a question.
    std::variant<TicketId, std::string> about;
    std::optional<Deck> deck = {};
    std::optional<bool> anonymous = {};
    std::optional<std::optional<std::int64_t>> auto_reveal_ms = {};
};
struct GiveEstimate {
    BallotId round;
    Secret<Choice> choice;
};
struct WithdrawEstimate {
    BallotId round;
};
struct HoldRound {
    BallotId round;
    HoldReason why = HoldReason::stop;
};
struct RevealRound {
    BallotId round;
    /// Said by the room itself: only if the countdown still ends then.
    std::optional<Timestamp> until = {};
};
struct SkipRound {
    BallotId round;
    std::optional<SkipReason> why = {};
};
struct SettleRound {
    BallotId round;
    std::string estimate;
};
struct ReopenRound {
    BallotId round;
};

// --- ballots of any kind, and dots ------------------------------------------------------------

/// Nobody waits for this person's choice in this ballot any more.
struct ExcuseFromBallot {
    BallotId ballot;
    ParticipantId participant;
};
/// Nothing more comes from the author; or something may.
struct SayDone {
    BallotId ballot;
    bool on = true;
};
struct CancelBallot {
    BallotId ballot;
    std::optional<SkipReason> why = {};
};
struct ExtendBallot {
    BallotId ballot;
    std::int64_t ms = 0;
};
struct SettleBallot {
    BallotId ballot;
};
struct ReopenBallot {
    BallotId ballot;
};

/// Absent: as DOT-1 says.
struct OpenDots {
    std::optional<BallotId> ballot;
    std::vector<TicketId> tickets;
    std::optional<std::uint64_t> per_person = {};
    std::optional<std::uint64_t> per_ticket = {};
    DotsMean means = DotsMean::important;
    Voters voters = Voters::everybody;
    bool anonymous = true;
    std::optional<std::int64_t> ms = {};
};
struct PlaceDot {
    BallotId ballot;
    TicketId ticket;
};
struct TakeDot {
    BallotId ballot;
    TicketId ticket;
    bool all = false;
};
struct CloseDots {
    BallotId ballot;
    /// Said by the room itself: only if it still closes then.
    std::optional<Timestamp> until = {};
};
struct SizeByDots {
    BallotId ballot;
    /// Labels of the room's deck.
    std::map<TicketId, std::string> sizes;
};
/// The best first, among the places that these tickets hold.
struct ApplyOrder {
    std::vector<TicketId> tickets;
    std::optional<BallotId> ballot = {};
};

struct Undo {
    Sequence seq = 0;
};
/// Given by the room before a rank would grow too long.
struct RerankTickets {};

}  // namespace command

/// One command of any kind. Copied, moved and destroyed out of line: otherwise every file that
/// holds one would compile the copying of all of them.
struct CommandBody
    : std::variant<
          command::Arrive, command::Leave, command::RenameParticipant, command::SetRole,
          command::CreateRoom, command::ConfigureRoom, command::SetSpotlight, command::AddTicket,
          command::ImportTickets, command::EditTickets, command::MoveTickets,
          command::ArchiveTickets, command::RestoreTickets, command::ReplaceText,
          command::OpenRound, command::GiveEstimate, command::WithdrawEstimate, command::HoldRound,
          command::RevealRound, command::SkipRound, command::SettleRound, command::ReopenRound,
          command::Undo, command::RerankTickets, command::RemoveParticipant,
          command::ClaimFacilitation, command::ReturnFacilitation, command::NameScribe,
          command::EndRoom, command::ReopenRoom, command::RenewLink, command::CheckEntry,
          command::OverrideReady, command::LinkTicket, command::UnlinkTicket, command::ParkTicket,
          command::UnparkTicket, command::AskQuestion, command::AnswerQuestion, command::MarkRead,
          command::AddItem, command::EditItem, command::MoveItem, command::RemoveItem,
          command::StartItem, command::NextItem, command::StopItem, command::SkipItem,
          command::StartTimer, command::PauseTimer, command::ResumeTimer, command::ExtendTimer,
          command::StopTimer, command::ExpireTimer, command::EndMeeting, command::RateMeeting,
          command::SetCapacity, command::CommitSprint, command::ReleaseSprint,
          command::ExcuseFromBallot, command::SayDone, command::CancelBallot, command::ExtendBallot,
          command::SettleBallot, command::ReopenBallot, command::OpenDots, command::PlaceDot,
          command::TakeDot, command::CloseDots, command::SizeByDots, command::ApplyOrder,
          command::MergeTickets, command::OpenSplit, command::EditSplit, command::CloseSplit,
          command::SplitTicket> {
    using variant::variant;
    CommandBody();
    CommandBody(CommandBody const&);
    CommandBody(CommandBody&&) noexcept;
    CommandBody& operator=(CommandBody const&);
    CommandBody& operator=(CommandBody&&) noexcept;
    ~CommandBody();
};

/// Which session asked, and as its how-manyeth command.
struct CommandOrigin {
    SessionId session;
    std::uint64_t cseq = 0;
};

struct Command {
    /// Nothing: the room itself.
    std::optional<ParticipantId> by = {};
    std::optional<CommandOrigin> origin = {};
    CommandBody body;
};

/// Calls `make` for every id of a created thing that the client left open. `decide` expects them
/// filled.
template <class MakeBytes>
void fill_open_ids(CommandBody& body, MakeBytes&& make) {
    if (auto* add = std::get_if<command::AddTicket>(&body)) {
        if (!add->ticket) add->ticket = TicketId{make()};
    } else if (auto* import = std::get_if<command::ImportTickets>(&body)) {
        for (auto& row : import->tickets)
            if (!row.ticket) row.ticket = TicketId{make()};
    } else if (auto* open = std::get_if<command::OpenRound>(&body)) {
        if (!open->round) open->round = BallotId{make()};
    } else if (auto* split = std::get_if<command::OpenSplit>(&body)) {
        if (!split->split) split->split = SplitId{make()};
        while (split->children.size() < 2) split->children.push_back(TicketId{make()});
    } else if (auto* dots = std::get_if<command::OpenDots>(&body)) {
        if (!dots->ballot) dots->ballot = BallotId{make()};
    } else if (auto* item = std::get_if<command::AddItem>(&body)) {
        if (!item->item) item->item = ItemId{make()};
    } else if (auto* ask = std::get_if<command::AskQuestion>(&body)) {
        if (!ask->question) ask->question = QuestionId{make()};
    } else if (auto* sprint = std::get_if<command::SetCapacity>(&body)) {
        if (!sprint->sprint) sprint->sprint = SprintId{make()};
    } else if (auto* link = std::get_if<command::LinkTicket>(&body)) {
        auto* external = std::get_if<command::ExternalLink>(&link->what);
        if (external && !external->entry) external->entry = EntryId{make()};
    }
}

}  // namespace refinery
