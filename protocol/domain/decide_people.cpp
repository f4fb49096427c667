// People come, go, and say who they are (PROTOCOL.md PAR, JOIN-3 to JOIN-5).

#include "protocol/domain/decide_parts.hpp"

#include <utility>

namespace refinery {
namespace {

MaybeRefusal refuse_name(Asked const& asked, std::string_view name, char const* where) {
    return refuse_line(name, asked.limits.name_code_points_max, where, "A name");
}

enum class Shown { nothing, facilitator_key, reader_key, wrong_key };

Shown shown_key(Room const& room, std::optional<SecretHash> const& key) {
    if (!key) return Shown::nothing;
    if (*key == room.facilitator_key) return Shown::facilitator_key;
    if (*key == room.read_key) return Shown::reader_key;
    return Shown::wrong_key;
}

Rejection refusal_of_hello(RejectionCode code, char const* message) {
    return {.code = code, .message = message};
}

/// JOIN-5: a valid key opens a locked room and replaces the passcode.
MaybeRefusal refuse_stranger(Asked const& asked, command::Arrive const& hello, bool has_key) {
    if (!hello.name) return bad_request("name", "Please say your name.");
    if (has_key) return std::nullopt;
    if (asked.room.locked)
        return refusal_of_hello(RejectionCode::locked,
                                "This room is locked. Ask the facilitator to let you in.");
    if (asked.room.passcode && hello.passcode != asked.room.passcode)
        return refusal_of_hello(RejectionCode::passcode, hello.passcode
                                                             ? "This is not the room's passcode."
                                                             : "This room asks for a passcode.");
    return std::nullopt;
}

Decision joins(command::Arrive const& hello, bool has_key) {
    return std::optional<Decided>{
        Decided{.body = operation::ParticipantJoined{.participant = hello.fresh,
                                                     .seat = hello.seat,
                                                     .name = *hello.name,
                                                     .role = hello.role.value_or(Role::estimator),
                                                     .facilitates = has_key,
                                                     .owns = has_key},
                .by = hello.fresh}};
}

Decision returns(Participant const& person, command::Arrive const& hello, bool newly_owns) {
    operation::ParticipantReturned returned{.participant = person.id};
    if (!hello.returns) {
        if (hello.name && *hello.name != person.name) returned.name = hello.name;
        if (hello.role && *hello.role != person.role) returned.role = hello.role;
    }
    if (newly_owns) {
        returned.facilitates = true;
        returned.owns = true;
    }
    return std::optional<Decided>{Decided{.body = std::move(returned), .by = person.id}};
}

/// The person whom a command is about: somebody named, or the one who asks.
struct Whom {
    Participant const* person;
    bool is_self;
};

/// Nothing also for somebody who was removed: they are spoken of no more (PAR-10).
Participant const* find_person(Room const& room, ParticipantId id) {
    auto const* person = room.participants.find(id);
    return person && !person->removed ? person : nullptr;
}

Whom whom(Asked const& asked, std::optional<ParticipantId> named) {
    auto const* person = named ? find_person(asked.room, *named) : asked.by;
    return {person, person && person == asked.by};
}

/// Changing oneself needs no right, changing somebody else that to lead.
MaybeRefusal refuse_other(Asked const& asked, std::optional<ParticipantId> named) {
    auto const about_self = asked.by && (!named || *named == asked.by->id);
    return refuse_without(asked, about_self ? Right::self : Right::lead);
}

}  // namespace

Decision decide(Asked const& asked, command::Arrive const& hello) {
    auto const seat = asked.room.seats.find(hello.seat);
    if (seat != asked.room.seats.end() && asked.room.participants.find(seat->second)->removed)
        return refusal_of_hello(RejectionCode::removed, "You were removed from this room.");
    auto const key = shown_key(asked.room, hello.key);
    if (hello.name)
        if (auto refusal = refuse_name(asked, *hello.name, "name")) return *refusal;
    if (key == Shown::wrong_key)
        return refusal_of_hello(RejectionCode::bad_key, "This key does not open this room.");
    // Who reads along takes no seat: the room's shell lets readers in by itself (JOIN-10).
    if (key == Shown::reader_key)
        return refusal_of_hello(RejectionCode::unsupported,
                                "A link to read along gives nobody a seat.");
    auto const has_key = key == Shown::facilitator_key;
    if (seat == asked.room.seats.end()) {
        if (auto refusal = refuse_stranger(asked, hello, has_key)) return *refusal;
        return joins(hello, has_key);
    }
    auto const& person = *asked.room.participants.find(seat->second);
    auto const newly_owns = has_key && !person.owns;
    if (person.left) return returns(person, hello, newly_owns);
    if (!newly_owns) return already_so();
    return std::optional<Decided>{
        Decided{.body =
                    operation::ParticipantRoleSet{
                        .participant = person.id, .facilitates = true, .owns = true},
                .by = person.id}};
}

Decision decide(Asked const& asked, command::Leave const& leave) {
    if (asked.by && asked.by->id != leave.participant) return forbidden(Right::self);
    auto const* person = asked.room.participants.find(leave.participant);
    if (!person) return not_found("participant");
    if (person->left) return already_so();
    return happens(operation::ParticipantLeft{.participant = leave.participant});
}

Decision decide(Asked const& asked, command::RenameParticipant const& rename) {
    if (auto refusal = refuse_other(asked, rename.participant)) return *refusal;
    if (auto refusal = refuse_name(asked, rename.name, "name")) return *refusal;
    if (rename.title && *rename.title)
        if (auto refusal = refuse_line(**rename.title, asked.limits.name_code_points_max, "title",
                                       "A word beside a name"))
            return *refusal;
    auto const* person = whom(asked, rename.participant).person;
    if (!person) return not_found("participant");
    auto const same_title = !rename.title || *rename.title == person->title;
    if (rename.name == person->name && same_title) return already_so();
    return happens(operation::ParticipantRenamed{
        .participant = person->id, .name = rename.name, .title = rename.title});
}

Decision decide(Asked const& asked, command::SetRole const& set) {
    auto const* by = asked.by;
    if (set.role)
        if (auto refusal = refuse_other(asked, set.participant)) return *refusal;
    // An owner who laid facilitating down may take it up again; nobody else could give it back.
    if (set.facilitates && by && (by->left || (!by->facilitates && !by->owns)))
        return forbidden("Only people who facilitate may do this.");
    auto const [person, is_self] = whom(asked, set.participant);
    if (person && set.facilitates == false && person->owns && !is_self && by)
        return forbidden("Nobody else takes facilitating from somebody who owns the room.");
    if (!set.role && !set.facilitates)
        return bad_request("role", "Neither a role nor facilitating is named.");
    if (!person) return not_found("participant");
    auto const same_role = !set.role || *set.role == person->role;
    // Who had taken facilitating over keeps it when it is given (PAR-12).
    auto const same_right = !set.facilitates || (*set.facilitates == person->facilitates &&
                                                 (is_self || !person->claimed));
    if (same_role && same_right) return already_so();
    return happens(operation::ParticipantRoleSet{
        .participant = person->id, .role = set.role, .facilitates = set.facilitates});
}

Decision decide(Asked const& asked, command::RemoveParticipant const& remove) {
    if (auto refusal = refuse_without(asked, Right::own)) return *refusal;
    if (asked.by && asked.by->id == remove.participant)
        return bad_request("participant", "Nobody removes themselves. You can leave.");
    auto const* person = asked.room.participants.find(remove.participant);
    if (!person) return not_found("participant");
    if (person->owns) return forbidden("Nobody removes somebody who owns the room.");
    if (person->removed) return already_so();
    return happens(operation::ParticipantRemoved{.participant = remove.participant});
}

Decision decide(Asked const& asked, command::NameScribe const& name) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (name.participant && !find_person(asked.room, *name.participant))
        return not_found("participant");
    if (asked.room.scribe == name.participant) return already_so();
    return happens(operation::ScribeNamed{.participant = name.participant});
}

}  // namespace refinery
