#include "protocol/domain/evolve_parts.hpp"

namespace refinery {
namespace {

template <class T>
void change(T& present, std::optional<T> const& wanted) {
    if (wanted) present = *wanted;
}

void plan(Plan& plan, command::PlanSettings const& set) {
    change(plan.goal, set.goal);
    change(plan.starts_at, set.starts_at);
    change(plan.minutes, set.minutes);
    change(plan.goals, set.goals);
    change(plan.ready, set.ready);
    change(plan.split_limit, set.split_limit);
    change(plan.require_ready, set.require_ready);
    change(plan.vote_ms, set.vote_ms);
    change(plan.vote_reveals, set.vote_reveals);
}

}  // namespace

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
    plan(room.plan, set.plan);
}

void apply(Room& room, Happened const& happened, operation::SpotlightMoved const& moved) {
    move_spotlight(room, moved.spotlight, happened);
}

void apply(Room& room, Happened const& happened, operation::RoomEnded const& ended) {
    room.ended = Ended{.at = happened.at, .by = happened.by, .reason = ended.reason};
    room.clocks.clear();
}

void apply(Room& room, Happened const&, operation::RoomReopened const&) { room.ended.reset(); }

void apply(Room& room, Happened const&, operation::LinksRenewed const& renewed) {
    switch (renewed.which) {
        case command::Link::code: room.code = renewed.code; return;
        case command::Link::read: room.read_key = renewed.key; return;
        case command::Link::facilitator:
            if (renewed.key) room.facilitator_key = *renewed.key;
            return;
    }
}

}  // namespace refinery
