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
    Spotlight spotlight;
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
    };
    std::vector<Row> tickets;
    Timestamp created;
};
/// Outer nothing: as it was. Inner nothing: cleared.
struct FieldValues {
    std::optional<std::optional<std::string>> key = {};
    std::optional<std::string> title = {};
    std::optional<std::optional<Estimate>> estimate = {};

    bool operator==(FieldValues const&) const = default;
};
/// What somebody else's change after `base` had said before this edit replaced it.
struct ReplacedValue {
    /// Nothing: the field was empty.
    std::optional<std::string> value;
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

struct RoundOpened {
    RoundId round;
    TicketId ticket;
    std::uint64_t number = 1;
    Deck deck;
    bool anonymous = false;
    std::optional<std::int64_t> auto_reveal_ms = {};
};
struct EstimateGiven {
    RoundId round;
    /// Nothing only where a record was sealed under a key that this server does not have.
    std::optional<Secret<Choice>> choice;
};
struct EstimateWithdrawn {
    RoundId round;
};
struct RoundHeld {
    RoundId round;
    HoldReason why = HoldReason::stop;
};
struct RoundRevealed {
    RoundId round;
    std::variant<std::vector<RevealedChoice>, std::vector<CardCount>> result;
};
struct RoundSkipped {
    RoundId round;
    std::optional<SkipReason> why = {};
};
struct RoundSettled {
    RoundId round;
    TicketId ticket;
    std::string estimate;
};
struct RoundReopened {
    RoundId round;
    TicketId ticket;
    /// Outer nothing: the ticket's stays, another came since. Inner nothing: it has none again.
    std::optional<std::optional<Estimate>> estimate = {};
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
                   operation::RoundSkipped, operation::RoundSettled, operation::RoundReopened> {
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
