#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

/// Alice, Bob and Carol are eligible. Votes fall at noon + 1, 2 and 3 s.
Room all_have_voted() {
    auto room = given({opens(alice, r1, t1)});
    happens_in(room, estimates(alice, r1, "5"), after_noon(1000));
    happens_in(room, estimates(bob, r1, "5"), after_noon(2000));
    happens_in(room, estimates(carol, r1, "8"), after_noon(3000));
    return room;
}

Command reveals_itself(BallotId round, std::int64_t ms_after_noon) {
    return the_room(command::RevealRound{.round = round, .until = after_noon(ms_after_noon)});
}

Command restarts(BallotId round) {
    return the_room(command::HoldRound{.round = round, .why = HoldReason::restart});
}

std::vector<RevealedChoice> choices_of(Operation const& operation) {
    return std::get<std::vector<RevealedChoice>>(
        std::get<operation::RoundRevealed>(operation.body).result);
}

std::vector<CardCount> counts_of(Operation const& operation) {
    return std::get<std::vector<CardCount>>(
        std::get<operation::RoundRevealed>(operation.body).result);
}

}  // namespace

SCENARIO("RND-3 a round opens with what the room has, or what is asked for", "[RND-3]") {
    auto room = given({});
    auto const operation = happens_in(room, opens(alice, r1, t1), after_noon(1000));
    auto const& opened = std::get<operation::RoundOpened>(operation.body);
    CHECK(opened.asks.number == 1);
    CHECK(opened.asks.deck == modified_fibonacci());
    CHECK(opened.auto_reveal_ms == 3000);
    CHECK(state_of(room, r1) == "collecting");
    CHECK(the(room, r1).opened == after_noon(1000));

    Deck const sizes{.name = "Sizes", .cards = {{"S"}, {"M"}, {"L"}}};
    auto const asked = body_of<operation::RoundOpened>(answer(
        room, asks(alice, command::OpenRound{.round = r2,
                                             .about = t2,
                                             .deck = sizes,
                                             .anonymous = true,
                                             .auto_reveal_ms = std::optional<std::int64_t>()})));
    CHECK(asked.asks.deck == sizes);
    CHECK(asked.anonymous);
    CHECK_FALSE(asked.auto_reveal_ms);
}

SCENARIO("RND-3 further rounds count up and leave the earlier ones", "[RND-3][RND-1]") {
    auto room = given({opens(alice, r1, t1)});
    CHECK(refusal_code(room, opens(alice, r2, t1)) == RejectionCode::conflict);
    CHECK(refusal_code(room, opens(alice, r1, t2)) == RejectionCode::conflict);
    CHECK(refusal_code(room, opens(alice, r2, nowhere)) == RejectionCode::not_found);
    happens_in(room, reveals(alice, r1));
    happens_in(room, opens(alice, r2, t1));
    CHECK(the(room, r2).cards().number == 2);
    CHECK(state_of(room, r1) == "revealed");
    happens_in(room, opens(alice, r3, t2));
    CHECK(the(room, r3).cards().number == 1);
}

SCENARIO("RND-4 a vote is a card of the deck, given, changed, taken back", "[RND-4][SES-5]") {
    auto room = given({opens(alice, r1, t1)});
    CHECK(refusal(room, estimates(bob, r1, "7"))->where == "card");
    CHECK(refusal(room, estimates(bob, r1, "5", ""))->where == "note");
    CHECK(refusal(room, estimates(bob, r1, "5", std::string(201, 'x')))->where == "note");
    CHECK(refusal_code(room, estimates(bob, r2, "5")) == RejectionCode::not_found);
    CHECK_FALSE(answer(room, withdraws(bob, r1)));

    happens_in(room, estimates(bob, r1, "5", "like the last"));
    THEN("the same card again makes its operation all the same") {
        CHECK(answer(room, estimates(bob, r1, "5", "like the last")));
    }
    THEN("the newest counts, in the place of the first") {
        happens_in(room, estimates(carol, r1, "8"));
        happens_in(room, estimates(bob, r1, "13"));
        auto const choices = choices_of(happens_in(room, reveals(alice, r1)));
        CHECK(choices ==
              std::vector<RevealedChoice>{{.by = bob, .card = "13"}, {.by = carol, .card = "8"}});
    }
    THEN("a vote taken back is gone, and comes behind when given again") {
        happens_in(room, estimates(carol, r1, "8"));
        happens_in(room, withdraws(bob, r1));
        happens_in(room, estimates(bob, r1, "1"));
        CHECK(choices_of(happens_in(room, reveals(alice, r1))).back().by == bob);
    }
}

SCENARIO("RND-2 estimators who are here vote, observers do not", "[RND-2]") {
    auto room = given({opens(alice, r1, t1), leaves(bob)});
    CHECK(refusal_code(room, estimates(dora, r1, "5")) == RejectionCode::forbidden);
    CHECK(refusal_code(room, estimates(bob, r1, "5")) == RejectionCode::forbidden);
    happens_in(room, becomes(dora, Role::estimator));
    CHECK(answer(room, estimates(dora, r1, "5")));
    happens_in(room, arrives(bob, "Bob"));
    CHECK(answer(room, estimates(bob, r1, "5")));
}

SCENARIO("RND-5 the last vote begins the countdown", "[RND-5][RND-6]") {
    auto room = all_have_voted();
    CHECK(state_of(room, r1) == "collecting until 6000");
    WHEN("somebody votes again, also the same card") {
        happens_in(room, estimates(bob, r1, "5"), after_noon(5000));
        THEN("it begins anew") { CHECK(state_of(room, r1) == "collecting until 8000"); }
    }
    WHEN("somebody takes a vote back") {
        happens_in(room, withdraws(bob, r1), after_noon(5000));
        THEN("it stops") { CHECK(state_of(room, r1) == "collecting"); }
    }
    WHEN("a newcomer joins") {
        happens_in(room, arrives(person(20), "Eve"), after_noon(4000));
        THEN("it stops, for the newcomer may vote") { CHECK(state_of(room, r1) == "collecting"); }
        AND_WHEN("the newcomer only watches from then on") {
            happens_in(room, becomes(person(20), Role::observer), after_noon(5000));
            THEN("it begins where none ran") {
                CHECK(state_of(room, r1) == "collecting until 8000");
            }
        }
    }
    WHEN("an observer joins") {
        happens_in(room, arrives(person(20), "Eve", Role::observer), after_noon(4000));
        THEN("it goes on as it was") { CHECK(state_of(room, r1) == "collecting until 6000"); }
    }
    WHEN("somebody who has voted leaves, and comes back") {
        happens_in(room, leaves(bob), after_noon(4000));
        CHECK(state_of(room, r1) == "collecting until 6000");
        happens_in(room, arrives(bob, "Bob"), after_noon(5000));
        THEN("it goes on, for the choice is there again") {
            CHECK(state_of(room, r1) == "collecting until 6000");
        }
    }
}

SCENARIO("RND-5 who leaves or stops voting may complete a round", "[RND-5][RND-6][RND-13]") {
    auto room = given({opens(alice, r1, t1)});
    happens_in(room, estimates(alice, r1, "5"));
    happens_in(room, estimates(bob, r1, "5"));
    CHECK(state_of(room, r1) == "collecting");
    WHEN("the one who is missing leaves") {
        happens_in(room, leaves(carol), after_noon(9000));
        CHECK(state_of(room, r1) == "collecting until 12000");
        AND_WHEN("she returns without a vote") {
            happens_in(room, arrives(carol, "Carol"), after_noon(10'000));
            THEN("it stops") { CHECK(state_of(room, r1) == "collecting"); }
        }
    }
    WHEN("the one who is missing becomes an observer") {
        happens_in(room, becomes(carol, Role::observer), after_noon(9000));
        CHECK(state_of(room, r1) == "collecting until 12000");
    }
    WHEN("somebody who has voted becomes an observer") {
        happens_in(room, becomes(bob, Role::observer), after_noon(9000));
        THEN("the choice is dropped, and coming back does not bring it") {
            happens_in(room, becomes(bob, Role::estimator), after_noon(9500));
            CHECK(choices_of(happens_in(room, reveals(alice, r1))).size() == 1);
        }
    }
    WHEN("somebody who has voted leaves, and returns as an observer") {
        happens_in(room, leaves(bob), after_noon(9000));
        happens_in(room, arrives(bob, "Bob", Role::observer), after_noon(9500));
        THEN("the choice is dropped too") {
            CHECK(choices_of(happens_in(room, reveals(alice, r1))).size() == 1);
        }
    }
    WHEN("everybody eligible leaves") {
        for (auto const who : {alice, bob, carol}) happens_in(room, leaves(who), after_noon(9000));
        THEN("nothing is revealed to an empty room") { CHECK(state_of(room, r1) == "collecting"); }
    }
    WHEN("nobody has chosen, and nobody eligible is missing") {
        auto empty = given({opens(alice, r1, t1), becomes(alice, Role::observer),
                            becomes(bob, Role::observer), becomes(carol, Role::observer)});
        THEN("nothing closes") { CHECK(state_of(empty, r1) == "collecting"); }
    }
}

SCENARIO("RND-5 a round without a countdown is revealed by the lead alone", "[RND-5]") {
    auto room = given(
        {asks(alice,
              command::ConfigureRoom{.set = {.auto_reveal_ms = std::optional<std::int64_t>()}}),
         opens(alice, r1, t1), estimates(alice, r1, "5"), estimates(bob, r1, "5"),
         estimates(carol, r1, "5")});
    CHECK(state_of(room, r1) == "collecting");
}

SCENARIO("RND-7 the room reveals at the time that the round still has", "[RND-7]") {
    auto room = all_have_voted();
    CHECK_FALSE(answer(room, reveals_itself(r1, 5999)));
    auto const revealed = answer(room, reveals_itself(r1, 6000));
    REQUIRE(revealed);
    CHECK_FALSE(revealed->by);
    WHEN("a vote has begun the countdown anew") {
        happens_in(room, estimates(bob, r1, "8"), after_noon(5000));
        THEN("the old time is nothing") { CHECK_FALSE(answer(room, reveals_itself(r1, 6000))); }
    }
    WHEN("the round is held, or revealed already, or skipped") {
        auto held = room;
        happens_in(held, holds_round(alice, r1));
        CHECK_FALSE(answer(held, reveals_itself(r1, 6000)));
        auto skipped = room;
        happens_in(skipped, skips(alice, r1));
        CHECK_FALSE(answer(skipped, reveals_itself(r1, 6000)));
        happens_in(room, reveals(alice, r1));
        CHECK_FALSE(answer(room, reveals_itself(r1, 6000)));
    }
}

SCENARIO("RND-8 a hold stops the countdown until a vote", "[RND-8]") {
    auto room = all_have_voted();
    happens_in(room, holds_round(alice, r1), after_noon(4000));
    CHECK(state_of(room, r1) == "collecting held");
    CHECK_FALSE(answer(room, holds_round(alice, r1)));
    CHECK_FALSE(answer(room, restarts(r1)));
    WHEN("somebody leaves, joins or takes a vote back") {
        happens_in(room, leaves(bob), after_noon(5000));
        happens_in(room, arrives(bob, "Bob"), after_noon(5000));
        happens_in(room, withdraws(bob, r1), after_noon(5000));
        THEN("it stays held") { CHECK(state_of(room, r1) == "collecting held"); }
    }
    WHEN("somebody votes") {
        happens_in(room, estimates(bob, r1, "5"), after_noon(5000));
        THEN("the countdown begins") { CHECK(state_of(room, r1) == "collecting until 8000"); }
    }
    THEN("the lead reveals all the same") { CHECK(answer(room, reveals(alice, r1))); }
}

SCENARIO("RND-8 after a restart nothing is revealed by itself", "[RND-8]") {
    GIVEN("an open round, and one of three comes back") {
        auto room = all_have_voted();
        auto const held = happens_in(room, restarts(r1), after_noon(60'000));
        CHECK(std::get<operation::RoundHeld>(held.body).why == HoldReason::restart);
        for (auto const who : {bob, carol}) happens_in(room, leaves(who), after_noon(120'000));
        CHECK(state_of(room, r1) == "collecting held");
        WHEN("she votes again") {
            happens_in(room, estimates(alice, r1, "5"), after_noon(130'000));
            THEN("the countdown starts") { CHECK(state_of(room, r1) == "collecting until 133000"); }
        }
        WHEN("she reveals") {
            auto const choices = choices_of(happens_in(room, reveals(alice, r1)));
            THEN("votes of those who left count and are marked") {
                REQUIRE(choices.size() == 3);
                CHECK_FALSE(choices[0].left);
                CHECK(choices[1].left);
                CHECK(choices[2].left);
            }
        }
    }
    GIVEN("a hold that a person asks for") {
        auto room = given({opens(alice, r1, t1)});
        auto const held =
            answer(room, asks(alice, command::HoldRound{.round = r1, .why = HoldReason::restart}));
        THEN("it is a stop") { CHECK(body_of<operation::RoundHeld>(held).why == HoldReason::stop); }
    }
}

SCENARIO("RND-9 a reveal shows choices by name, or as counts in the deck's order", "[RND-9]") {
    GIVEN("a named round") {
        auto room = given(
            {opens(alice, r1, t1), estimates(carol, r1, "8", "risky"), estimates(bob, r1, "5")});
        auto const choices = choices_of(happens_in(room, reveals(alice, r1), after_noon(9000)));
        CHECK(choices == std::vector<RevealedChoice>{{.by = carol, .card = "8", .note = "risky"},
                                                     {.by = bob, .card = "5"}});
        auto const view = view_of(room).rounds[0];
        CHECK(view.choices == choices);
        CHECK(view.revealed == after_noon(9000));
        CHECK(own_choices(room, bob).rounds.empty());
    }
    GIVEN("an anonymous round") {
        auto room = given({opens_anonymous(alice, r1, t1), estimates(carol, r1, "8"),
                           estimates(bob, r1, "½"), estimates(alice, r1, "8")});
        auto const counts = counts_of(happens_in(room, reveals(alice, r1)));
        CHECK(counts == std::vector<CardCount>{{.card = "½", .n = 1}, {.card = "8", .n = 2}});
        CHECK_FALSE(view_of(room).rounds[0].choices);
        CHECK(view_of(room).rounds[0].counts == counts);
        CHECK(own_choices(room, bob).rounds.size() == 1);
    }
    GIVEN("nobody has voted") {
        auto room = given({opens(alice, r1, t1)});
        CHECK(choices_of(happens_in(room, reveals(alice, r1))).empty());
    }
}

SCENARIO("RND-14 a command on a round in the wrong phase says which it is in", "[RND-14]") {
    struct Case {
        char const* phase;
        std::vector<Command> before;
        /// give, withdraw, hold, reveal, skip, settle 5, reopen: y makes an operation, n changes
        /// nothing, x is refused.
        char const* answers;
    };
    std::vector<Command> const collecting{opens(alice, r1, t1), estimates(bob, r1, "5")};
    auto const then = [](std::vector<Command> commands, std::vector<Command> const& more) {
        commands.insert(commands.end(), more.begin(), more.end());
        return commands;
    };
    auto const revealed = then(collecting, {reveals(alice, r1)});
    for (auto const& [phase, before, answers] : std::vector<Case>{
             {"collecting", collecting, "yyyyyxx"},
             {"revealed", revealed, "xxxnyyn"},
             {"settled", then(revealed, {settles(alice, r1, "5")}), "xxxxxny"},
             {"settled", then(revealed, {settles(alice, r1, "8")}), "xxxxxxy"},
             {"skipped", then(collecting, {skips(alice, r1)}), "xxxxnxx"},
             {"skipped", then(revealed, {skips(alice, r1)}), "xxxxnxx"},
         }) {
        auto room = given({});
        for (auto const& command : before) happens_in(room, command, after_noon(5000));
        std::string found;
        for (auto const& command :
             {estimates(bob, r1, "5"), withdraws(bob, r1), holds_round(alice, r1),
              reveals(alice, r1), skips(alice, r1), settles(alice, r1, "5"), reopens(alice, r1)}) {
            auto const decision = decide(room, command, noon);
            if (decision) {
                found += *decision ? 'y' : 'n';
                continue;
            }
            found += 'x';
            REQUIRE(decision.error().code == RejectionCode::phase);
            auto const data = std::get<rejection_data::Phase>(decision.error().data);
            CHECK(data.phase == phase);
            CHECK(data.at == after_noon(5000));
        }
        INFO(phase);
        CHECK(found == answers);
    }
}

SCENARIO("RND-10 a skipped round keeps what was shown", "[RND-10]") {
    auto room = given({opens(alice, r1, t1), estimates(bob, r1, "5"), opens(alice, r2, t2),
                       estimates(bob, r2, "8"), reveals(alice, r2)});
    happens_in(room, skips(alice, r1));
    happens_in(room, skips(alice, r2));
    auto const view = view_of(room);
    CHECK_FALSE(view.rounds[0].choices);
    CHECK(view.rounds[0].voted == std::vector{bob});
    CHECK_FALSE(view.rounds[0].skipped);
    CHECK(view.rounds[1].choices->size() == 1);
    CHECK(view.rounds[1].revealed);
    THEN("the ticket can have a new round") { CHECK(answer(room, opens(alice, r3, t1))); }
}

SCENARIO("RND-11 a settle sets the ticket's estimate to a card of the round's deck", "[RND-11]") {
    Deck const sizes{.name = "Sizes", .cards = {{"S", 1000}, {"M", 3000}, {"?"}}};
    auto room = given({asks(alice, command::OpenRound{.round = r1, .about = t1, .deck = sizes}),
                       estimates(bob, r1, "S"), reveals(alice, r1)});
    CHECK(refusal(room, settles(alice, r1, "5"))->where == "estimate");
    happens_in(room, settles(alice, r1, "M"));
    CHECK(the(room, t1).estimate == Estimate{.card = "M", .value = 3000, .round = r1, .by = alice});
    CHECK(view_of(room).rounds[0].estimate == "M");
    CHECK_FALSE(answer(room, settles(alice, r1, "M")));
    CHECK(refusal_code(room, settles(alice, r1, "S")) == RejectionCode::phase);
    happens_in(room, reopens(alice, r1));
    happens_in(room, settles(alice, r1, "?"));
    CHECK(the(room, t1).estimate == Estimate{.card = "?", .round = r1, .by = alice});
}

SCENARIO("RND-12 a reopened round gives back the estimate from before", "[RND-12]") {
    auto room = given({sets_estimate(bob, t1, "3.5"), opens(alice, r1, t1), reveals(alice, r1),
                       settles(alice, r1, "5")});
    GIVEN("nothing came since") {
        auto const operation = happens_in(room, reopens(alice, r1));
        auto const& reopened = std::get<operation::RoundReopened>(operation.body);
        REQUIRE(reopened.estimate);
        CHECK(*reopened.estimate == Estimate{.card = "3.5", .value = 3500, .by = bob});
        CHECK(the(room, t1).estimate == *reopened.estimate);
        CHECK(state_of(room, r1) == "revealed");
    }
    GIVEN("the ticket had none") {
        happens_in(room, opens(alice, r2, t2));
        happens_in(room, reveals(alice, r2));
        happens_in(room, settles(alice, r2, "5"));
        auto const operation = happens_in(room, reopens(alice, r2));
        auto const& reopened = std::get<operation::RoundReopened>(operation.body);
        REQUIRE(reopened.estimate);
        CHECK_FALSE(*reopened.estimate);
        CHECK_FALSE(the(room, t2).estimate);
    }
    GIVEN("somebody set another since") {
        happens_in(room, sets_estimate(bob, t1, "8"));
        auto const operation = happens_in(room, reopens(alice, r1));
        CHECK_FALSE(std::get<operation::RoundReopened>(operation.body).estimate);
        CHECK(the(room, t1).estimate->card == "8");
    }
    GIVEN("a later round settled another since") {
        happens_in(room, opens(alice, r2, t1));
        happens_in(room, reveals(alice, r2));
        happens_in(room, settles(alice, r2, "8"));
        happens_in(room, reopens(alice, r1));
        CHECK(the(room, t1).estimate->round == r2);
    }
}

SCENARIO("SEC-6 a round with a vote that cannot be opened is skipped by the room", "[SEC-6]") {
    auto room = given({opens(alice, r1, t1)});
    evolve(room, {.seq = room.head + 1,
                  .at = room.last_at,
                  .by = bob,
                  .body = operation::EstimateGiven{.round = r1, .choice = {}}});
    CHECK(view_of(room).rounds[0].voted == std::vector{bob});
    CHECK(own_choices(room, bob).rounds.empty());
    happens_in(room, the_room(command::SkipRound{.round = r1, .why = SkipReason::key}));
    CHECK(view_of(room).rounds[0].skipped == SkipReason::key);
    THEN("a person's skip has no such reason") {
        happens_in(room, opens(alice, r2, t1));
        auto const operation =
            answer(room, asks(alice, command::SkipRound{.round = r2, .why = SkipReason::key}));
        CHECK_FALSE(body_of<operation::RoundSkipped>(operation).why);
    }
}

SCENARIO("RND-16 nobody waits for somebody who is excused", "[RND-16]") {
    auto room = given({opens(alice, r1, t1), estimates(alice, r1, "5"), estimates(bob, r1, "5")});
    CHECK(state_of(room, r1) == "collecting");
    CHECK(refusal_code(room, excuses(bob, r1, carol)) == RejectionCode::forbidden);
    CHECK(refusal_code(room, excuses(alice, r1, person(9))) == RejectionCode::not_found);
    happens_in(room, excuses(alice, r1, carol), after_noon(10'000));
    CHECK(state_of(room, r1) == "collecting until 13000");
    CHECK_FALSE(answer(room, excuses(alice, r1, carol)));
    CHECK(view_of(room).rounds[0].excused == std::vector{carol});

    happens_in(room, estimates(carol, r1, "8"), after_noon(11'000));
    happens_in(room, reveals(alice, r1), after_noon(12'000));
    CHECK(view_of(room).rounds[0].choices->size() == 3);
    CHECK(refusal_code(room, excuses(alice, r1, bob)) == RejectionCode::phase);
}
