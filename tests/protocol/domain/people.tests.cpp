#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

ParticipantId const eve = person(20);

Command says(command::Arrive hello) { return the_room(std::move(hello)); }

}  // namespace

SCENARIO("PAR-2 the first hello of a seat joins", "[PAR-2]") {
    auto room = given({});
    auto const operation = happens_in(room, arrives(eve, "Eve"));
    auto const& joined = std::get<operation::ParticipantJoined>(operation.body);
    CHECK(operation.by == eve);
    CHECK(joined.participant == eve);
    CHECK(joined.role == Role::estimator);
    CHECK_FALSE(joined.facilitates);
    CHECK_FALSE(joined.owns);
    AND_WHEN("the hello is repeated, as after a lost welcome") {
        auto again = hello(eve, "Evelyn");
        again.fresh = person(21);
        THEN("it is the same participant, and nothing changes") {
            CHECK_FALSE(answer(room, says(again)));
        }
    }
}

SCENARIO("JOIN-3 an unknown seat says its name", "[JOIN-3]") {
    auto const room = given({});
    auto nameless = hello(eve, "");
    nameless.name.reset();
    auto const refused = refusal(room, says(nameless));
    REQUIRE(refused);
    CHECK(refused->code == RejectionCode::bad_request);
    CHECK(refused->where == "name");
    for (std::string const name : {"", " ", "a\nb"})
        CHECK(refusal(room, says(hello(eve, name)))->where == "name");
    CHECK(refusal(room, says(hello(eve, std::string(61, 'x'))))->where == "name");
    CHECK(answer(room, says(hello(eve, std::string(60, 'x')))));
}

SCENARIO("JOIN-5 keys, locks and passcodes at the door", "[JOIN-5]") {
    struct Case {
        char const* what;
        std::optional<SecretHash> key;
        std::optional<SecretHash> passcode;
        bool locked;
        bool guarded;
        std::optional<RejectionCode> refused;
    };
    auto const wrong = secret(99);
    for (auto const& [what, key, passcode, locked, guarded, expected] : std::vector<Case>{
             {"an open room", {}, {}, false, false, {}},
             {"a wrong key", wrong, {}, false, false, RejectionCode::bad_key},
             {"a wrong key with the passcode", wrong, whale, true, true, RejectionCode::bad_key},
             {"the read key", read_key, {}, false, false, RejectionCode::unsupported},
             {"a locked room", {}, {}, true, false, RejectionCode::locked},
             {"a locked room, the passcode", {}, whale, true, true, RejectionCode::locked},
             {"a locked room, the key", facilitator_key, {}, true, true, {}},
             {"no passcode", {}, {}, false, true, RejectionCode::passcode},
             {"another passcode", {}, wrong, false, true, RejectionCode::passcode},
             {"the passcode", {}, whale, false, true, {}},
             {"a passcode where none is asked", {}, wrong, false, false, {}},
         }) {
        INFO(what);
        auto room = given({});
        room.locked = locked;
        if (guarded) room.passcode = whale;
        auto stranger = hello(eve, "Eve");
        stranger.key = key;
        stranger.passcode = passcode;
        CHECK(refusal_code(room, says(stranger)) == expected);
        auto known = hello(bob, "Bob");
        known.key = key;
        known.passcode = passcode;
        // Known seats are asked for nothing; a key that is wrong is said all the same.
        if (expected == RejectionCode::bad_key || expected == RejectionCode::unsupported)
            CHECK(refusal_code(room, says(known)) == expected);
        else
            CHECK_FALSE(refusal_code(room, says(known)));
    }
}

SCENARIO("PAR-6 who shows the facilitator key facilitates and owns, once", "[PAR-6]") {
    GIVEN("a stranger with the key") {
        auto room = given({arrives_with_key(eve, "Eve")});
        CHECK(the(room, eve).facilitates);
        CHECK(the(room, eve).owns);
        CHECK(the(room, eve).role == Role::estimator);
    }
    GIVEN("a known seat that shows it for the first time") {
        auto room = given({arrives_with_key(dora, "Dora")});
        CHECK(the(room, dora).facilitates);
        CHECK(the(room, dora).owns);
        CHECK(the(room, dora).role == Role::observer);
        AND_WHEN("she lays facilitating down and shows the key again") {
            happens_in(room, asks(dora, command::SetRole{.participant = {}, .facilitates = false}));
            THEN("it stays as she set it") {
                CHECK_FALSE(answer(room, arrives_with_key(dora, "Dora")));
            }
        }
    }
    GIVEN("a seat that left, and returns with the key") {
        auto room = given({leaves(bob)});
        auto const operation = answer(room, arrives_with_key(bob, "Bob"));
        auto const& returned = body_of<operation::ParticipantReturned>(operation);
        CHECK(returned.facilitates == true);
        CHECK(returned.owns == true);
    }
}

SCENARIO("PAR-5 a seat that has left returns", "[PAR-5]") {
    auto room = given({leaves(bob)});
    CHECK(the(room, bob).left);
    GIVEN("a page that asks for name and role") {
        happens_in(room, arrives(bob, "Robert", Role::observer));
        THEN("both are as asked") {
            CHECK_FALSE(the(room, bob).left);
            CHECK(the(room, bob).name == "Robert");
            CHECK(the(room, bob).role == Role::observer);
        }
    }
    GIVEN("a page that asks for what is so already") {
        auto const operation = answer(room, arrives(bob, "Bob"));
        THEN("the operation says nothing of it") {
            CHECK_FALSE(body_of<operation::ParticipantReturned>(operation).name);
            CHECK_FALSE(body_of<operation::ParticipantReturned>(operation).role);
        }
    }
    GIVEN("a page that comes back by itself, after the lead changed him") {
        happens_in(room, asks(alice, command::SetRole{.participant = bob, .role = Role::observer}));
        auto page = hello(bob, "Bobby");
        page.role = Role::estimator;
        page.returns = true;
        happens_in(room, says(page));
        THEN("what the lead changed stays") {
            CHECK_FALSE(the(room, bob).left);
            CHECK(the(room, bob).name == "Bob");
            CHECK(the(room, bob).role == Role::observer);
        }
    }
    GIVEN("a page of somebody who is here") {
        THEN("name and role are not asked for") {
            CHECK_FALSE(answer(room, arrives(carol, "Caroline", Role::observer)));
        }
    }
}

SCENARIO("PAR-4 leaving happens once, by oneself or by the room", "[PAR-4]") {
    auto room = given({});
    auto const leave = command::Leave{.participant = bob};
    CHECK(answer(room, asks(bob, leave))->by == bob);
    CHECK_FALSE(answer(room, the_room(leave))->by);
    CHECK(refusal_code(room, asks(alice, leave)) == RejectionCode::forbidden);
    CHECK(refusal_code(room, leaves(person(77))) == RejectionCode::not_found);
    happens_in(room, leaves(bob));
    CHECK_FALSE(answer(room, leaves(bob)));
}

SCENARIO("PAR-7 people are renamed", "[PAR-7]") {
    auto room = given({});
    auto const rename = [](ParticipantId by, std::optional<ParticipantId> whom, std::string name,
                           std::optional<std::optional<std::string>> title = {}) {
        return asks(by, command::RenameParticipant{
                            .participant = whom, .name = std::move(name), .title = title});
    };
    happens_in(room, rename(bob, {}, "Robert", "tester"));
    CHECK(the(room, bob).name == "Robert");
    CHECK(the(room, bob).title == "tester");
    happens_in(room, rename(alice, bob, "Bob"));
    CHECK(the(room, bob).title == "tester");
    CHECK_FALSE(answer(room, rename(alice, bob, "Bob", "tester")));
    happens_in(room, rename(bob, bob, "Bob", std::optional<std::string>()));
    CHECK_FALSE(the(room, bob).title);
    CHECK_FALSE(answer(room, rename(bob, {}, "Bob", std::optional<std::string>())));
    CHECK(refusal(room, rename(bob, {}, ""))->where == "name");
    CHECK(refusal(room, rename(bob, {}, "Bob", ""))->where == "title");
    CHECK(refusal_code(room, rename(alice, person(77), "X")) == RejectionCode::not_found);
}

SCENARIO("PAR-8 a role is set", "[PAR-8]") {
    auto room = given({});
    CHECK_FALSE(answer(room, becomes(bob, Role::estimator)));
    happens_in(room, becomes(bob, Role::observer));
    CHECK(the(room, bob).role == Role::observer);
    CHECK(refusal_code(room, asks(bob, command::SetRole{})) == RejectionCode::bad_request);
    WHEN("facilitating changes") {
        happens_in(room, asks(alice, command::SetRole{.participant = bob, .facilitates = true}));
        THEN("the role does not") { CHECK(the(room, bob).role == Role::observer); }
    }
}

SCENARIO("PAR-3 what is public of people carries no seat", "[PAR-3][SEC-2]") {
    auto room = given({});
    auto const told = view_of(happens_in(room, arrives(eve, "Eve")));
    CHECK(std::get<public_form::ParticipantJoined>(told.body).participant == eve);
}
