#pragma once

// What the server sends, as plain values without anything hidden: operations and states are views.

#include "protocol/domain/choices.hpp"
#include "protocol/domain/limits.hpp"
#include "protocol/domain/rejection.hpp"
#include "protocol/domain/view.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery::messages {

/// How the connection's first state arrives.
enum class WelcomeMode { live, replay, snapshot };
/// What an acknowledged change survives (design: stores): the process's life, a crash of the
/// process, the last second before a crash of the machine, a crash of the machine.
enum class Durability { memory, process, second, disk };

struct Welcome {
    std::string server_version;
    /// Nothing: a reader, told as `role` "reader"; `role`, `facilitates` and `owns` mean nothing.
    std::optional<ParticipantId> participant = {};
    Role role = Role::estimator;
    bool facilitates = false;
    bool owns = false;
    /// Made by the server because the hello named none: 32 hex digits.
    std::optional<std::string> seat = {};
    bool session_known = false;
    Sequence forgotten = 0;
    std::string epoch;
    Sequence seq = 0;
    WelcomeMode mode = WelcomeMode::snapshot;
    Timestamp server_time;
    Durability durability = Durability::memory;
    Limits limits = {};
};

struct Ack {
    std::uint64_t cseq = 0;
    Sequence seq = 0;
    /// The key of a renewed link: 32 hex digits, told once and to whoever renewed it.
    std::optional<std::string> secret = {};
};
struct Refused {
    std::optional<std::uint64_t> cseq = {};
    /// The type of a message that has no cseq.
    std::optional<std::string> re = {};
    Rejection rejection;
};
struct Snapshot {
    std::string epoch;
    Sequence seq = 0;
    RoomView state;
};
struct Yours {
    OwnChoices own;
};
struct TextState {
    DocId doc;
    std::uint64_t v = 0;
    std::string text;
};
/// SRCH-1; in backlog order.
struct Found {
    std::int64_t id = 0;
    std::vector<TicketId> tickets = {};
};

enum class Here { here, reconnecting };
struct PresenceOf {
    ParticipantId participant;
    Here state = Here::here;
    Timestamp since;
    std::optional<TicketId> ticket = {};
    std::optional<bool> typing = {};
    std::optional<std::uint64_t> caret = {};
    std::optional<bool> hand = {};
    /// Since when the hand is up; with `hand`.
    std::optional<Timestamp> hand_at = {};
    std::optional<bool> done = {};
    std::optional<ParticipantId> nudge = {};
};
struct PresenceUpdate {
    bool full = false;
    std::vector<PresenceOf> people = {};
    std::vector<ParticipantId> gone = {};
    /// How many read along; nothing: as many as before.
    std::optional<std::uint64_t> readers = {};
};

struct TimeAnswer {
    std::int64_t t0 = 0;
    Timestamp server_time;
};
struct Heartbeat {
    std::string epoch;
    Sequence seq = 0;
    Timestamp server_time;
    std::optional<std::string> hash = {};
};
enum class StoreState { ok, waiting, read_only };
struct Status {
    StoreState store = StoreState::ok;
    std::optional<std::string> reason = {};
};

/// Why a connection ends; the code's close number and what a client does stand in PROTOCOL.md.
enum class ByeCode {
    not_found,
    bad_request,
    bad_key,
    passcode,
    removed,
    locked,
    unsupported,
    protocol,
    replaced,
    left,
    busy,
    read_only,
    slow,
    silent,
    drain,
    moved,
};
struct Bye {
    ByeCode code = ByeCode::protocol;
    std::string message;
    std::optional<std::int64_t> retry_ms = {};
    std::optional<std::string> where = {};
};
/// The WebSocket close code that follows a bye: 4000-4499 mean reconnect, 4500-4999 mean stop.
std::uint16_t close_code(ByeCode code);

/// `operations` is not among them: it is put together from operations that are encoded once.
using ServerMessage = std::variant<Welcome, Ack, Refused, Snapshot, Yours, TextState, Found,
                                   PresenceUpdate, TimeAnswer, Heartbeat, Status, Bye>;

}  // namespace refinery::messages
