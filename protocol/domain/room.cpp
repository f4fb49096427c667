#include "protocol/domain/room.hpp"

namespace refinery {

Room::Room() = default;
Room::Room(Room const&) = default;
Room::Room(Room&&) noexcept = default;
Room& Room::operator=(Room const&) = default;
Room& Room::operator=(Room&&) noexcept = default;
Room::~Room() = default;

void FieldHistory::note(Sequence seq, std::optional<ParticipantId> by) {
    if (last && last->by != by) last_by_another = last;
    last = Change{.seq = seq, .by = by};
}

std::optional<FieldHistory::Change> FieldHistory::changed_by_another(ParticipantId person,
                                                                     Sequence since) const {
    auto const& change = last && last->by == person ? last_by_another : last;
    if (!change || change->seq <= since) return std::nullopt;
    return change;
}

}  // namespace refinery
