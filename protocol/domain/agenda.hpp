#pragma once

// The timed hour: agenda items, clocks, and the meetings that a room has had (PROTOCOL.md AGD,
// CLK, MTG).

#include "protocol/domain/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace refinery {

enum class AgendaKind {
    open,
    accept,
    prune,
    dots,
    prioritise,
    clarify,
    split,
    estimate,
    confirm,
    close,
    talk,
    break_,
};

enum class ItemState { planned, running, paused, done, skipped };

/// Time that an item spent on one of its tickets, pauses not counted.
struct TimeOnTicket {
    TicketId ticket;
    std::int64_t ms = 0;

    bool operator==(TimeOnTicket const&) const = default;
};

struct AgendaItem {
    ItemId id;
    AgendaKind kind = AgendaKind::talk;
    std::optional<std::string> title = {};
    std::int64_t minutes = 1;
    /// What extending added and what others borrowed away; may be negative.
    std::int64_t extra_ms = 0;
    std::vector<TicketId> tickets = {};
    std::vector<ParticipantId> needs = {};
    ItemState state = ItemState::planned;
    /// Up to `since`.
    std::int64_t used_ms = 0;
    /// While running: since when the time used is not in `used_ms` yet.
    std::optional<Timestamp> since = {};
    /// The tickets that this item goes through, fixed when it started.
    std::vector<TicketId> queue = {};
    /// Those of the queue that the spotlight has left.
    std::vector<TimeOnTicket> finished = {};
    /// While paused: by whom, if a person did it.
    std::optional<ParticipantId> paused_by = {};

    std::int64_t planned_ms() const { return minutes * 60'000 + extra_ms; }
};

/// What is measured: the step, this ticket's share of it, the voting, and anything else.
enum class ClockName { step, box, vote, free };
enum class ClockState { running, paused, over };

struct Clock {
    ClockName name = ClockName::free;
    ClockState state = ClockState::running;
    /// The whole length.
    std::int64_t ms = 0;
    /// Running: when it ends. Over: when it ended.
    std::optional<Timestamp> deadline = {};
    /// Paused: what is left.
    std::optional<std::int64_t> left_ms = {};
    /// The operation that last set it.
    Sequence revision = 0;
    std::optional<ItemId> item = {};
    std::optional<TicketId> ticket = {};
    std::optional<BallotId> round = {};

    bool operator==(Clock const&) const = default;
};

/// How the backlog stood: counts of tickets (PROTOCOL.md HLT).
struct Health {
    std::uint64_t tickets = 0;
    std::uint64_t detailed = 0;
    std::uint64_t emergent = 0;
    std::uint64_t estimated = 0;
    std::uint64_t prioritised = 0;

    bool operator==(Health const&) const = default;
};

/// The one that runs.
struct Meeting {
    std::uint64_t number = 1;
    Timestamp started;
    /// When it began; nothing in a room without tickets.
    std::optional<Health> health = {};
};

enum class EndReason { completed, abandoned, cancelled };

/// An agenda item as a meeting left it.
struct ItemRecord {
    AgendaKind kind = AgendaKind::talk;
    std::optional<std::string> title = {};
    std::int64_t minutes = 1;
    std::int64_t extra_ms = 0;
    ItemState state = ItemState::planned;
    std::int64_t used_ms = 0;

    bool operator==(ItemRecord const&) const = default;
};

struct Rating {
    ParticipantId by;
    std::int64_t stars = 0;

    bool operator==(Rating const&) const = default;
};

/// One that has ended.
struct MeetingRecord {
    std::uint64_t number = 1;
    Timestamp started;
    Timestamp ended;
    EndReason reason = EndReason::completed;
    std::optional<ParticipantId> by = {};
    std::vector<ItemRecord> items = {};
    std::optional<std::string> goal = {};
    std::optional<Health> health = {};
    std::vector<Rating> ratings = {};
};

}  // namespace refinery
