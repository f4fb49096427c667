#pragma once

// Please do: what people and the room itself ask for. Names on the wire are in PROTOCOL.md; a
// command that the room gives itself has no name there.

#include "protocol/domain/room.hpp"

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

// --- the room ---------------------------------------------------------------------------------

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
    };
    std::vector<Row> tickets;
    Position after = AtEnd{};
};
/// Outer nothing: as it was. Inner nothing: cleared.
struct TicketFields {
    std::optional<std::optional<std::string>> key = {};
    std::optional<std::string> title = {};
    std::optional<std::optional<std::string>> estimate = {};
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
};
struct RestoreTickets {
    std::vector<TicketId> tickets;
};
struct ReplaceText {
    DocId doc;
    std::uint64_t base = 0;
    std::string text;
};

// --- rounds -----------------------------------------------------------------------------------

struct OpenRound {
    std::optional<RoundId> round;
    TicketId ticket;
    std::optional<Deck> deck = {};
    std::optional<bool> anonymous = {};
    std::optional<std::optional<std::int64_t>> auto_reveal_ms = {};
};
struct GiveEstimate {
    RoundId round;
    Secret<Choice> choice;
};
struct WithdrawEstimate {
    RoundId round;
};
struct HoldRound {
    RoundId round;
    HoldReason why = HoldReason::stop;
};
struct RevealRound {
    RoundId round;
    /// Said by the room itself: only if the countdown still ends then.
    std::optional<Timestamp> until = {};
};
struct SkipRound {
    RoundId round;
    std::optional<SkipReason> why = {};
};
struct SettleRound {
    RoundId round;
    std::string estimate;
};
struct ReopenRound {
    RoundId round;
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
    : std::variant<command::Arrive, command::Leave, command::RenameParticipant, command::SetRole,
                   command::CreateRoom, command::ConfigureRoom, command::SetSpotlight,
                   command::AddTicket, command::ImportTickets, command::EditTickets,
                   command::MoveTickets, command::ArchiveTickets, command::RestoreTickets,
                   command::ReplaceText, command::OpenRound, command::GiveEstimate,
                   command::WithdrawEstimate, command::HoldRound, command::RevealRound,
                   command::SkipRound, command::SettleRound, command::ReopenRound, command::Undo,
                   command::RerankTickets> {
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
        if (!open->round) open->round = RoundId{make()};
    }
}

}  // namespace refinery
