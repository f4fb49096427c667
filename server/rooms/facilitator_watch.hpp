#pragma once

// Who leads by right is here, and since when nobody does: what `facilitation.claim` asks of
// presence, which the domain does not know (PAR-11). Somebody whose right is itself a claim does
// not count. Kept in memory alone: after a start nobody has been seen yet.

#include "protocol/domain/command.hpp"
#include "protocol/domain/room.hpp"
#include "server/rooms/ports/clock.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <set>

namespace refinery::rooms {

class FacilitatorWatch {
public:
    using HasConnections = std::function<bool(ParticipantId)>;

    FacilitatorWatch(Clock const& clock, HasConnections has_connections)
        : clock_(clock), has_connections_(std::move(has_connections)) {}

    /// Somebody came or went, or a right was gained or lost.
    void look(Room const& room);
    /// A meeting began or ended: who was seen before says nothing about this one.
    void begin_anew(Room const& room);

    command::ClaimFacts facts_for(ParticipantId claimant) const;

private:
    bool leads_by_right(Participant const& participant) const;

    Clock const& clock_;
    HasConnections has_connections_;
    bool is_here_ = false;
    bool was_seen_ = false;
    /// On the steady clock.
    std::optional<std::chrono::milliseconds> gone_since_;
    /// Who was connected when the last one went.
    std::set<ParticipantId> were_here_;
};

}  // namespace refinery::rooms
