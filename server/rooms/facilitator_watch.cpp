#include "server/rooms/facilitator_watch.hpp"

#include <algorithm>
#include <utility>

namespace refinery::rooms {

void FacilitatorWatch::look(Room const& room) {
    auto const is_here = std::ranges::any_of(
        room.participants, [this](auto const& person) { return leads_by_right(person); });
    auto const was_here = std::exchange(is_here_, is_here);
    if (is_here) {
        was_seen_ = true;
        gone_since_.reset();
        were_here_.clear();
    } else if (was_here) {
        gone_since_ = clock_.steady();
        for (auto const& person : room.participants) {
            if (!person.left && has_connections_(person.id)) were_here_.insert(person.id);
        }
    }
}

void FacilitatorWatch::begin_anew(Room const& room) {
    is_here_ = false;
    was_seen_ = false;
    gone_since_.reset();
    were_here_.clear();
    look(room);
}

command::ClaimFacts FacilitatorWatch::facts_for(ParticipantId claimant) const {
    command::ClaimFacts facts;
    facts.facilitator_seen = was_seen_;
    if (gone_since_) facts.facilitator_gone_ms = (clock_.steady() - *gone_since_).count();
    facts.claimant_was_here = were_here_.count(claimant) != 0;
    return facts;
}

bool FacilitatorWatch::leads_by_right(Participant const& participant) const {
    return participant.facilitates && !participant.claimed && !participant.left &&
           has_connections_(participant.id);
}

}  // namespace refinery::rooms
