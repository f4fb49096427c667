#pragma once

// What a team plans by: product goals, the definition of ready, sprints (PROTOCOL.md ROOM, CAP).

#include "protocol/domain/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace refinery {

enum class Horizon { now, this_year, later };

struct ProductGoal {
    GoalId goal;
    std::string title;
    Horizon horizon = Horizon::now;

    bool operator==(ProductGoal const&) const = default;
};

/// A line of the definition of ready: a box to tick, or one that follows from the dependencies.
struct ReadyEntry {
    EntryId entry;
    std::string text;
    bool follows_blockers = false;

    bool operator==(ReadyEntry const&) const = default;
};
/// The six lines of a room that chose none.
std::vector<ReadyEntry> const& default_ready_list();

struct Sprint {
    struct Commitment {
        Timestamp at;
        std::optional<ParticipantId> by = {};
        std::vector<TicketId> tickets = {};

        bool operator==(Commitment const&) const = default;
    };
    SprintId id;
    std::string name;
    /// Thousandths.
    std::int64_t points = 0;
    std::optional<Commitment> committed = {};

    bool operator==(Sprint const&) const = default;
};

}  // namespace refinery
