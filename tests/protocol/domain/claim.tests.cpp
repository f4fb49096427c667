#include "protocol/domain/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

/// Alice facilitated and went a minute ago; who claims was here then.
command::ClaimFacts const gone{
    .facilitator_gone_ms = 60'000, .facilitator_seen = true, .claimant_was_here = true};
/// Nobody who facilitates has come.
command::ClaimFacts const none_came{};

Command claims(ParticipantId by, command::ClaimFacts facts = gone) {
    return asks(by, command::ClaimFacilitation{.for_participant = {}, .facts = facts});
}
Command agrees(ParticipantId by, ParticipantId to, command::ClaimFacts facts = none_came) {
    return asks(by, command::ClaimFacilitation{.for_participant = to, .facts = facts});
}
Command returns(ParticipantId by) { return asks(by, command::ReturnFacilitation{}); }

enum class ClaimOutcome { claimed, asked, here, too_early };

ClaimOutcome outcome_of(Room const& room, Command const& command) {
    auto const decision = decide(room, command, room.last_at);
    if (!decision) {
        REQUIRE((decision.error().code == RejectionCode::forbidden ||
                 decision.error().code == RejectionCode::phase));
        return decision.error().code == RejectionCode::forbidden ? ClaimOutcome::here
                                                                 : ClaimOutcome::too_early;
    }
    return body_of<operation::FacilitationClaimed>(*decision).asked ? ClaimOutcome::asked
                                                                    : ClaimOutcome::claimed;
}

}  // namespace

SCENARIO("PAR-11 who may take facilitating over, and when", "[PAR-11]") {
    struct Case {
        char const* what;
        command::ClaimFacts facts;
        ClaimOutcome outcome;
    };
    auto const room = given({});
    for (auto const& [what, facts, outcome] : std::vector<Case>{
             {"Alice is here", {{}, true, true}, ClaimOutcome::here},
             {"Alice is here, Bob came after her", {{}, true, false}, ClaimOutcome::here},
             {"she went just now", {0, true, true}, ClaimOutcome::too_early},
             {"she went almost 20 s ago", {19'999, true, true}, ClaimOutcome::too_early},
             {"she went 20 s ago, Bob saw it", {20'000, true, true}, ClaimOutcome::claimed},
             {"she went 20 s ago, Bob came later", {20'000, true, false}, ClaimOutcome::asked},
             {"she went just now, Bob came later", {19'999, true, false}, ClaimOutcome::too_early},
             {"nobody came", {{}, false, false}, ClaimOutcome::asked},
             {"nobody came, Bob was here first", {{}, false, true}, ClaimOutcome::asked},
         }) {
        INFO(what);
        CHECK(outcome_of(room, claims(bob, facts)) == outcome);
        CHECK(outcome_of(room, claims(dora, facts)) == outcome);
    }
    THEN("the refusals say who is here, and when to try again") {
        CHECK(refusal(room, claims(bob, {{}, true, true}))->message ==
              "Alice facilitates and is here.");
        CHECK(refusal(room, claims(bob, {5'000, true, true}))->retry_ms == 15'000);
    }
    THEN("who facilitates has nothing to claim") { CHECK_FALSE(answer(room, claims(alice))); }
    THEN("somebody who left claims nothing") {
        auto other = room;
        happens_in(other, leaves(bob));
        CHECK(refusal_code(other, claims(bob)) == RejectionCode::forbidden);
    }
}

SCENARIO("PAR-11 the facts are stored with the operation", "[PAR-11]") {
    auto const operation = answer(given({}), claims(bob));
    CHECK(body_of<operation::FacilitationClaimed>(operation).facts == gone);
}

SCENARIO("PAR-11 somebody who did not see it asks, and another one agrees", "[PAR-11]") {
    auto room = given({claims(bob, none_came)});
    CHECK(room.claim == Claim{.participant = bob, .asked = after_noon(1000)});
    CHECK_FALSE(the(room, bob).facilitates);
    CHECK_FALSE(answer(room, claims(bob, none_came)));
    CHECK(refusal(room, agrees(bob, bob))->where == "for");
    CHECK(refusal_code(room, agrees(carol, dora)) == RejectionCode::not_found);
    CHECK(refusal_code(room, agrees(carol, bob, {{}, true, false})) == RejectionCode::forbidden);
    WHEN("Carol agrees") {
        auto const operation = happens_in(room, agrees(carol, bob));
        CHECK(operation.by == carol);
        CHECK(the(room, bob).facilitates);
        CHECK(the(room, bob).claimed);
        CHECK_FALSE(room.claim);
        CHECK_FALSE(answer(room, agrees(dora, bob)));
    }
    WHEN("Dora asks too") {
        happens_in(room, claims(dora, none_came));
        THEN("hers stands in place of his") {
            CHECK(room.claim->participant == dora);
            CHECK(refusal_code(room, agrees(carol, bob)) == RejectionCode::not_found);
        }
    }
    WHEN("Bob leaves") {
        happens_in(room, leaves(bob));
        CHECK(refusal_code(room, agrees(carol, bob)) == RejectionCode::not_found);
    }
}

SCENARIO("PAR-12 a claimed right leads and owns nothing", "[PAR-12][RGT-2]") {
    auto room = given({claims(bob)});
    CHECK(the(room, bob).claimed);
    CHECK(the(room, bob).role == Role::estimator);
    CHECK(answer(room, asks(bob, command::OpenRound{.round = r1, .about = t1})));
    for (auto const& body :
         std::vector<CommandBody>{command::RemoveParticipant{.participant = carol},
                                  command::EndRoom{}, command::RenewLink{.fresh_code = "ABCDEF"},
                                  command::ConfigureRoom{.set = {.passcode = std::optional(whale)}},
                                  command::ConfigureRoom{.set = {.locked = true}},
                                  command::SetRole{.participant = alice, .facilitates = false}})
        CHECK(refusal_code(room, asks(bob, body)) == RejectionCode::forbidden);
}

SCENARIO("PAR-12 a claimed right is given back, taken back, or ends with the meeting", "[PAR-12]") {
    auto room = given({claims(bob)});
    auto const ended = [](Room const& after) {
        return !the(after, bob).facilitates && !the(after, bob).claimed;
    };
    THEN("Bob gives it back") {
        happens_in(room, returns(bob));
        CHECK(ended(room));
        CHECK_FALSE(answer(room, returns(bob)));
    }
    THEN("Alice takes it back") {
        auto const operation = happens_in(room, returns(alice));
        CHECK(std::get<operation::FacilitationReturned>(operation.body).participant == bob);
        CHECK(ended(room));
    }
    THEN("nobody else does") {
        CHECK(refusal_code(room, returns(carol)) == RejectionCode::forbidden);
    }
    THEN("it ends with the meeting, as a request does") {
        happens_in(room, opens(alice, r1, t1));
        happens_in(room, claims(dora, none_came));
        happens_in(room, ends_meeting());
        CHECK(ended(room));
        CHECK_FALSE(room.claim);
        CHECK(the(room, alice).facilitates);
    }
    THEN("given by Alice it is a right like hers") {
        happens_in(room, asks(alice, command::SetRole{.participant = bob, .facilitates = true}));
        CHECK(the(room, bob).facilitates);
        CHECK_FALSE(the(room, bob).claimed);
        AND_THEN("which Bob does not give himself") {
            auto const other = given({claims(bob)});
            CHECK_FALSE(answer(
                other, asks(bob, command::SetRole{.participant = bob, .facilitates = true})));
        }
    }
}

SCENARIO("PAR-10 an owner removes somebody for good", "[PAR-10]") {
    auto const removes = [](ParticipantId by, ParticipantId who) {
        return asks(by, command::RemoveParticipant{.participant = who});
    };
    auto room = given({arrives_with_key(person(20), "Olga"), opens(alice, r1, t1),
                       opens(alice, r2, t2), estimates(bob, r1, "5"), estimates(bob, r2, "5"),
                       reveals(alice, r2), estimates(alice, r1, "3"), estimates(carol, r1, "3"),
                       becomes(person(20), Role::observer)});
    CHECK(refusal_code(room, removes(carol, bob)) == RejectionCode::forbidden);
    CHECK(refusal(room, removes(alice, alice))->where == "participant");
    CHECK(refusal_code(room, removes(alice, person(20))) == RejectionCode::forbidden);
    CHECK(refusal_code(room, removes(alice, person(77))) == RejectionCode::not_found);
    happens_in(room, removes(alice, bob), after_noon(60'000));
    CHECK(the(room, bob).removed);
    CHECK(the(room, bob).left == after_noon(60'000));
    THEN("choices go where votes are collected, and stay where they were shown") {
        CHECK_FALSE(the(room, r1).place_of(bob));
        CHECK(the(room, r2).place_of(bob));
        CHECK(broken_invariant(room) == "");
    }
    THEN("it is done once") { CHECK_FALSE(answer(room, removes(alice, bob))); }
    THEN("the seat does not come back, not with a key either") {
        CHECK(refusal_code(room, arrives(bob, "Bob")) == RejectionCode::removed);
        CHECK(refusal_code(room, arrives_with_key(bob, "Bob")) == RejectionCode::removed);
    }
    THEN("nobody speaks of them, and they have no right") {
        for (auto const& body :
             std::vector<CommandBody>{command::RenameParticipant{.participant = bob, .name = "B"},
                                      command::SetRole{.participant = bob, .role = Role::observer},
                                      command::SetRole{.participant = bob, .facilitates = true},
                                      command::NameScribe{.participant = bob}})
            CHECK(refusal_code(room, asks(alice, body)) == RejectionCode::not_found);
        CHECK(refusal_code(room, adds(bob, t4, "four")) == RejectionCode::forbidden);
        CHECK(refusal_code(room, claims(bob)) == RejectionCode::forbidden);
    }
}

SCENARIO("PAR-10 somebody who had left already is removed too", "[PAR-10]") {
    auto room = given({leaves(bob)});
    happens_in(room, asks(alice, command::RemoveParticipant{.participant = bob}),
               after_noon(60'000));
    CHECK(the(room, bob).removed);
    CHECK(the(room, bob).left == after_noon(1000));
}
