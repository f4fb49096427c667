#pragma once

// What a client sends, as plain values. Secrets (seat, key, passcode) are hashed where the bytes
// are read and exist here as hashes only.

#include "protocol/domain/command.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery::messages {

/// Where a page was when its connection ended.
struct LastApplied {
    std::string epoch;
    Sequence seq = 0;
    std::optional<std::string> hash = {};
};

struct Hello {
    std::vector<std::uint64_t> protocol;
    /// Nothing: the server makes a seat and tells it in `welcome`.
    std::optional<SecretHash> seat = {};
    SessionId session;
    std::optional<std::string> name = {};
    std::optional<Role> role = {};
    std::optional<SecretHash> key = {};
    std::optional<SecretHash> passcode = {};
    std::optional<LastApplied> position = {};
    std::vector<std::string> accept = {};
};

/// An item that was read but cannot be obeyed: it is refused by itself, the others go on.
struct BadItem {
    Rejection rejection;
};
struct CommandItem {
    std::uint64_t cseq = 0;
    std::variant<CommandBody, BadItem> what;
};
struct Commands {
    /// 1 to 16.
    std::vector<CommandItem> items;
};

struct TextOpen {
    DocId doc;
};
struct TextClose {
    DocId doc;
};
/// Ephemeral: newest wins, never stored. Absent fields are cleared.
struct Presence {
    std::optional<TicketId> ticket = {};
    std::optional<bool> typing = {};
    std::optional<std::uint64_t> caret = {};
    std::optional<bool> hand = {};
    std::optional<bool> done = {};
    std::optional<ParticipantId> nudge = {};
    /// Said once, by somebody who leads: this person's hand goes down.
    std::optional<ParticipantId> lower = {};
};
/// SRCH-1.
struct Search {
    std::string q;
    /// The client's own number for the question.
    std::int64_t id = 0;
};
struct TimeProbe {
    std::int64_t t0 = 0;
};
/// A message that the connection outlives: told as `refused {re, …}`.
struct BadMessage {
    std::string re;
    Rejection rejection;
};

using ClientMessage =
    std::variant<Hello, Commands, TextOpen, TextClose, Presence, Search, TimeProbe, BadMessage>;

}  // namespace refinery::messages
