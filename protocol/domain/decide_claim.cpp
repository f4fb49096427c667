// Facilitating for somebody who went, and giving it back (PROTOCOL.md PAR-11, PAR-12).

#include "protocol/domain/decide_parts.hpp"

#include <algorithm>

namespace refinery {
namespace {

Participant const* find_if(Room const& room, bool (*holds)(Participant const&)) {
    auto const person = std::find_if(room.participants.begin(), room.participants.end(), holds);
    return person == room.participants.end() ? nullptr : &*person;
}

bool facilitates_by_right(Participant const& person) {
    return person.facilitates && !person.claimed && !person.left;
}
bool has_claimed(Participant const& person) { return person.claimed; }

/// Nothing where the place of the one who facilitates is free to take.
MaybeRefusal refuse_occupied(Room const& room, command::ClaimFacts const& facts) {
    auto const& gone_ms = facts.facilitator_gone_ms;
    if (facts.facilitator_seen && !gone_ms) {
        auto const* here = find_if(room, facilitates_by_right);
        return forbidden((here ? here->name : std::string("Somebody")) +
                         " facilitates and is here.");
    }
    if (!gone_ms || *gone_ms >= claim_after_ms) return std::nullopt;
    auto refusal = not_now("Whoever facilitates went only a moment ago.");
    refusal.retry_ms = claim_after_ms - *gone_ms;
    return refusal;
}

bool may_claim_alone(command::ClaimFacts const& facts) {
    return facts.facilitator_seen && facts.facilitator_gone_ms && facts.claimant_was_here;
}

Decision agree(Asked const& asked, command::ClaimFacilitation const& claim) {
    auto const& room = asked.room;
    auto const whom = *claim.for_participant;
    if (whom == asked.by->id) return bad_request("for", "Somebody else has to agree to this.");
    auto const* person = room.participants.find(whom);
    if (!person || person->left) return not_found("participant");
    if (person->facilitates) return already_so();
    if (!room.claim || room.claim->participant != whom) return not_found("request to facilitate");
    if (auto refusal = refuse_occupied(room, claim.facts)) return *refusal;
    return happens(
        operation::FacilitationClaimed{.participant = whom, .asked = false, .facts = claim.facts});
}

}  // namespace

Decision decide(Asked const& asked, command::ClaimFacilitation const& claim) {
    if (!asked.by) return forbidden(Right::self);
    if (auto refusal = refuse_without(asked, Right::self)) return *refusal;
    if (claim.for_participant) return agree(asked, claim);
    auto const& room = asked.room;
    auto const me = asked.by->id;
    if (asked.by->facilitates) return already_so();
    if (auto refusal = refuse_occupied(room, claim.facts)) return *refusal;
    auto const asks_first = !may_claim_alone(claim.facts);
    if (asks_first && room.claim && room.claim->participant == me) return already_so();
    return happens(operation::FacilitationClaimed{
        .participant = me, .asked = asks_first, .facts = claim.facts});
}

Decision decide(Asked const& asked, command::ReturnFacilitation const&) {
    if (auto refusal = refuse_without(asked, Right::self)) return *refusal;
    auto const* claimant =
        asked.by && asked.by->claimed ? asked.by : find_if(asked.room, has_claimed);
    if (!claimant) return already_so();
    if (asked.by && !asked.by->facilitates)
        return forbidden("Only people who facilitate may do this.");
    return happens(operation::FacilitationReturned{.participant = claimant->id});
}

}  // namespace refinery
