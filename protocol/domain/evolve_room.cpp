#include "protocol/domain/evolve_parts.hpp"

namespace refinery {

void apply(Room& room, Happened const& happened, operation::RoomCreated const& created) {
    room.id = created.room;
    room.title = created.title;
    room.code = created.code;
    room.deck = created.deck;
    room.anonymous = created.anonymous;
    room.auto_reveal_ms = created.auto_reveal_ms;
    room.rights = created.rights;
    room.passcode = created.passcode;
    room.facilitator_key = created.facilitator_key;
    room.read_key = created.read_key;
    room.created = happened.at;
    room.content_bytes += created.title.size();
}

void apply(Room& room, Happened const&, operation::RoomConfigured const& configured) {
    auto const& set = configured.set;
    if (set.title) {
        room.content_bytes += set.title->size();
        room.content_bytes -= room.title.size();
        room.title = *set.title;
    }
    if (set.deck) room.deck = *set.deck;
    if (set.auto_reveal_ms) room.auto_reveal_ms = *set.auto_reveal_ms;
    if (set.anonymous) room.anonymous = *set.anonymous;
    if (set.passcode) room.passcode = *set.passcode;
    if (set.locked) room.locked = *set.locked;
    if (set.rights) room.rights = *set.rights;
}

void apply(Room& room, Happened const&, operation::SpotlightMoved const& moved) {
    room.spotlight = moved.spotlight;
}

}  // namespace refinery
