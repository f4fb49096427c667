#include "protocol/domain/evolve_ballots.hpp"

namespace refinery {
namespace {

/// Given or taken by somebody who may: no longer claimed (PAR-12).
void set_facilitates(Participant& person, bool facilitates) {
    person.facilitates = facilitates;
    person.claimed = false;
}

}  // namespace

void apply(Room& room, Happened const& happened, operation::ParticipantJoined const& joined) {
    if (room.participants.contains(joined.participant)) return;
    room.participants.add({.id = joined.participant,
                           .seat = joined.seat,
                           .name = joined.name,
                           .role = joined.role,
                           .facilitates = joined.facilitates,
                           .owns = joined.owns});
    room.seats.emplace(joined.seat, joined.participant);
    look_at_people(room, joined.participant, happened.at);
}

void apply(Room& room, Happened const& happened, operation::ParticipantLeft const& left) {
    auto* person = room.participants.find(left.participant);
    if (!person) return;
    person->left = happened.at;
    look_at_people(room, person->id, happened.at);
}

void apply(Room& room, Happened const& happened, operation::ParticipantReturned const& returned) {
    auto* person = room.participants.find(returned.participant);
    if (!person) return;
    person->left.reset();
    if (returned.name) person->name = *returned.name;
    if (returned.role) person->role = *returned.role;
    if (returned.facilitates) set_facilitates(*person, *returned.facilitates);
    if (returned.owns) person->owns = *returned.owns;
    look_at_people(room, person->id, happened.at);
}

void apply(Room& room, Happened const&, operation::ParticipantRenamed const& renamed) {
    auto* person = room.participants.find(renamed.participant);
    if (!person) return;
    person->name = renamed.name;
    if (renamed.title) person->title = *renamed.title;
}

void apply(Room& room, Happened const& happened, operation::ParticipantRoleSet const& set) {
    auto* person = room.participants.find(set.participant);
    if (!person) return;
    if (set.role) person->role = *set.role;
    if (set.facilitates) set_facilitates(*person, *set.facilitates);
    if (set.owns) person->owns = *set.owns;
    look_at_people(room, person->id, happened.at);
}

void apply(Room& room, Happened const& happened, operation::ParticipantRemoved const& removed) {
    auto* person = room.participants.find(removed.participant);
    if (!person) return;
    person->removed = true;
    if (!person->left) person->left = happened.at;
    look_at_people(room, person->id, happened.at);
}

void apply(Room& room, Happened const& happened, operation::FacilitationClaimed const& claimed) {
    if (claimed.asked) {
        room.claim = Claim{.participant = claimed.participant, .asked = happened.at};
        return;
    }
    room.claim.reset();
    auto* person = room.participants.find(claimed.participant);
    if (!person) return;
    person->facilitates = true;
    person->claimed = true;
}

void apply(Room& room, Happened const&, operation::FacilitationReturned const& returned) {
    auto* person = room.participants.find(returned.participant);
    if (person && person->claimed) set_facilitates(*person, false);
}

void apply(Room& room, Happened const&, operation::ScribeNamed const& named) {
    room.scribe = named.participant;
}

}  // namespace refinery
