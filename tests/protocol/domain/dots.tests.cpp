#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

std::vector<TicketId> const one_two_three{t1, t2, t3};

/// Alice has opened a voting on all three tickets.
Room given_voting(bool anonymous, std::initializer_list<Command> commands = {}) {
    auto room = given({opens_dots(alice, d1, one_two_three, anonymous)});
    std::int64_t ms = 10'000;
    for (auto const& command : commands) happens_in(room, command, after_noon(ms += 1000));
    return room;
}

BallotView voting(Room const& room) { return view_of(room).ballots.at(0); }

/// Dots left by person, in the order in which they first placed one.
std::vector<std::uint64_t> left_in(Room const& room) {
    std::vector<std::uint64_t> left;
    for (auto const& each : voting(room).placed) left.push_back(each.left);
    return left;
}

std::vector<DotCount> own_dots(Room const& room, ParticipantId who) {
    auto const own = own_choices(room, who).dots;
    return own.empty() ? std::vector<DotCount>{} : own.front().dots;
}

Command opens_for(ParticipantId by, command::OpenDots open) {
    open.ballot = d2;
    if (open.tickets.empty()) open.tickets = one_two_three;
    return asks(by, std::move(open));
}

}  // namespace

SCENARIO("DOT-1 a voting opens with what is asked for, or what is usual", "[DOT-1]") {
    auto room = given({});
    happens_in(room, opens_dots(alice, d1, {t3, t1}), after_noon(1000));
    auto const view = voting(room);
    CHECK(view.asks.tickets == std::vector{t3, t1});
    CHECK(view.asks.per_person == 5);
    CHECK(view.asks.per_ticket == 3);
    CHECK(view.voters == Voters::everybody);
    CHECK(view.anonymous);
    CHECK_FALSE(view.closing);
    CHECK(spotlight_of(room) == Spotlight{.board = "dots", .ballot = d1});

    auto const opened =
        body_of<operation::DotsOpened>(answer(room, opens_for(alice, {.per_person = 2,
                                                                      .means = DotsMean::work,
                                                                      .voters = Voters::estimators,
                                                                      .anonymous = false,
                                                                      .ms = 90'000})));
    CHECK(opened.asks.per_ticket == 2);
    CHECK(opened.asks.means == DotsMean::work);
    CHECK(opened.ms == 90'000);
}

SCENARIO("DOT-1 a voting that could not be is refused", "[DOT-1]") {
    auto const room = given({archives(alice, {t2})});
    auto const refused = [&](command::OpenDots open) {
        return refusal(room, opens_for(alice, std::move(open))).value();
    };
    CHECK(refused({.tickets = {t1}}).where == "tickets");
    CHECK(refused({.tickets = {t1, t1}}).where == "tickets");
    CHECK(refused({.tickets = {t1, t2}}).code == RejectionCode::conflict);
    CHECK(refused({.tickets = {t1, nowhere}}).code == RejectionCode::not_found);
    CHECK(refused({.tickets = {t1, t3}, .per_person = 0}).where == "per_person");
    CHECK(refused({.tickets = {t1, t3}, .per_person = 101}).where == "per_person");
    CHECK(refused({.tickets = {t1, t3}, .per_ticket = 6}).where == "per_ticket");
    CHECK(refused({.tickets = {t1, t3}, .ms = 4999}).where == "ms");
    auto const many = refused({.tickets = std::vector<TicketId>(201, t1)});
    CHECK(many.code == RejectionCode::too_large);
    CHECK(std::get<rejection_data::Limit>(many.data).limit == 200);
    CHECK(refusal_code(room, asks(bob, command::OpenDots{.ballot = d1, .tickets = {t1, t3}})) ==
          RejectionCode::forbidden);
}

SCENARIO("DOT-2 dots are placed and taken back, and only how many are left is told",
         "[DOT-2][DOT-3][SEC-3]") {
    auto room = given_voting(true, {places_dot(bob, d1, t1), places_dot(bob, d1, t3),
                                    places_dot(bob, d1, t1), places_dot(carol, d1, t2)});
    CHECK(left_in(room) == std::vector<std::uint64_t>{2, 4});
    CHECK(own_dots(room, bob) == std::vector<DotCount>{{t1, 2}, {t3, 1}});
    CHECK(own_dots(room, alice).empty());
    auto const told = view_of(*answer(room, places_dot(bob, d1, t2)));
    auto const& form = std::get<public_form::DotsChanged>(told.body);
    CHECK(form.left == 1);
    CHECK_FALSE(form.taken);

    WHEN("one is taken back") {
        happens_in(room, takes_dot(bob, d1, t1));
        CHECK(left_in(room).front() == 3);
        CHECK(own_dots(room, bob) == std::vector<DotCount>{{t1, 1}, {t3, 1}});
    }
    WHEN("all from a ticket are") {
        happens_in(room, takes_dot(bob, d1, t1, true));
        CHECK(own_dots(room, bob) == std::vector<DotCount>{{t3, 1}});
    }
    WHEN("there is none to take") { CHECK_FALSE(answer(room, takes_dot(bob, d1, t2))); }
    WHEN("a limit is reached") {
        happens_in(room, places_dot(bob, d1, t1));
        auto const too_many = refusal(room, places_dot(bob, d1, t1)).value();
        CHECK(too_many.code == RejectionCode::conflict);
        CHECK(too_many.message == "3 is the most on one ticket.");
        happens_in(room, places_dot(bob, d1, t3));
        CHECK(refusal(room, places_dot(bob, d1, t2))->message ==
              "All your dots are placed. Take one back first.");
    }
    WHEN("the ticket is not in this voting") {
        happens_in(room, adds(alice, t4, "four"));
        CHECK(refusal_code(room, places_dot(bob, d1, t4)) == RejectionCode::not_found);
    }
}

SCENARIO("BAL-2 who may vote was said when it opened", "[BAL-2]") {
    auto room = given_voting(true, {places_dot(dora, d1, t1), places_dot(bob, d1, t1)});
    CHECK(left_in(room) == std::vector<std::uint64_t>{4, 4});
    WHEN("somebody becomes an observer, and everybody votes") {
        happens_in(room, becomes(bob, Role::observer));
        CHECK(left_in(room).size() == 2);
    }
    WHEN("somebody leaves") {
        happens_in(room, leaves(bob));
        THEN("their dots stay, and they place no more") {
            CHECK(left_in(room).size() == 2);
            CHECK(refusal_code(room, places_dot(bob, d1, t2)) == RejectionCode::forbidden);
        }
        happens_in(room, arrives(bob, "Bob"));
        CHECK(own_dots(room, bob) == std::vector<DotCount>{{t1, 1}});
    }
    WHEN("somebody is removed") {
        happens_in(room, asks(alice, command::RemoveParticipant{bob}));
        CHECK(left_in(room) == std::vector<std::uint64_t>{4});
    }
    WHEN("only estimators vote") {
        happens_in(room, opens_for(alice, {.voters = Voters::estimators}));
        CHECK(refusal_code(room, places_dot(dora, d2, t1)) == RejectionCode::forbidden);
        happens_in(room, places_dot(bob, d2, t1));
        happens_in(room, becomes(bob, Role::observer));
        CHECK(view_of(room).ballots.at(1).placed.empty());
        CHECK(view_of(room).ballots.at(0).placed.size() == 2);
    }
}

SCENARIO("BAL-5 a person says that nothing more comes", "[BAL-5]") {
    auto room = given_voting(true, {says_done(bob, d1)});
    CHECK(voting(room).done == std::vector{bob});
    CHECK_FALSE(answer(room, says_done(bob, d1)));
    happens_in(room, places_dot(bob, d1, t1));
    CHECK(voting(room).done == std::vector{bob});
    happens_in(room, says_done(bob, d1, false));
    CHECK(voting(room).done.empty());
    happens_in(room, opens(alice, r1, t1));
    CHECK(refusal(room, says_done(bob, r1))->where == "ballot");
}

SCENARIO("DOT-4 closing shows the dots by name", "[DOT-4]") {
    auto room = given_voting(
        false, {places_dot(carol, d1, t3), places_dot(bob, d1, t2), places_dot(carol, d1, t1),
                places_dot(alice, d1, t1), takes_dot(alice, d1, t1), leaves(bob)});
    CHECK_FALSE(voting(room).hands);
    happens_in(room, closes_dots(alice, d1));
    CHECK(voting(room).phase == "revealed");
    CHECK(voting(room).hands ==
          std::vector<RevealedHand>{{.by = carol, .dots = {{t1, 1}, {t3, 1}}},
                                    {.by = bob, .dots = {{t2, 1}}, .left = true}});
    CHECK_FALSE(voting(room).totals);
    CHECK(own_choices(room, carol).dots.empty());
    CHECK_FALSE(answer(room, closes_dots(alice, d1)));
    auto const late = refusal(room, places_dot(carol, d1, t1)).value();
    CHECK(late.code == RejectionCode::phase);
    CHECK(std::get<rejection_data::Phase>(late.data).phase == "revealed");
}

SCENARIO("DOT-4 closing an anonymous voting shows counts", "[DOT-4][SEC-3]") {
    auto room = given_voting(true, {places_dot(carol, d1, t3), places_dot(bob, d1, t1),
                                    places_dot(carol, d1, t1), closes_dots(alice, d1)});
    CHECK(voting(room).totals == std::vector<DotCount>{{t1, 2}, {t3, 1}});
    CHECK_FALSE(voting(room).hands);
    THEN("one's own dots stay one's own") {
        CHECK(own_dots(room, carol) == std::vector<DotCount>{{t1, 1}, {t3, 1}});
    }
}

SCENARIO("DOT-5 a voting of minutes closes by itself, unless it got more", "[DOT-5][BAL-7]") {
    auto room = given({});
    happens_in(room, opens_for(alice, {.ms = 60'000}), after_noon(1000));
    auto const until = voting(room).closing;
    CHECK(until == after_noon(61'000));
    auto const room_closes = [&](std::optional<Timestamp> at) {
        return the_room(command::CloseDots{.ballot = d2, .until = at});
    };
    WHEN("the time has come") {
        happens_in(room, room_closes(until), after_noon(61'000));
        CHECK(voting(room).phase == "revealed");
        CHECK_FALSE(answer(room, room_closes(until)));
    }
    WHEN("the lead gives 30 seconds more") {
        happens_in(room, asks(alice, command::ExtendBallot{d2, 30'000}), after_noon(50'000));
        CHECK(voting(room).closing == after_noon(91'000));
        CHECK_FALSE(answer(room, room_closes(until)));
    }
    WHEN("somebody comes, goes or votes") {
        happens_in(room, places_dot(bob, d2, t1));
        happens_in(room, leaves(carol));
        CHECK(voting(room).closing == until);
    }
    WHEN("it had no end") {
        happens_in(room, opens_dots(alice, d1, one_two_three));
        happens_in(room, asks(alice, command::ExtendBallot{d1, 30'000}), after_noon(50'000));
        CHECK(view_of(room).ballots.at(1).closing == after_noon(80'000));
    }
    CHECK(refusal(room, asks(alice, command::ExtendBallot{d2, 0}))->where == "ms");
}

SCENARIO("DOT-6 what dots are collected on stays as it is, or all are dealt again", "[DOT-6]") {
    auto room = given_voting(
        true, {places_dot(bob, d1, t1), places_dot(carol, d1, t2), says_done(carol, d1)});
    auto const refused = refusal(room, archives(alice, {t2})).value();
    CHECK(refused.code == RejectionCode::in_ballot);
    CHECK(std::get<rejection_data::InBallot>(refused.data).ballot == d1);
    auto const redealing = [](ParticipantId by, TicketId ticket) {
        return asks(by, command::ArchiveTickets{.tickets = {ticket}, .redeal = true});
    };
    CHECK(refusal_code(room, redealing(bob, t2)) == RejectionCode::forbidden);
    WHEN("the lead deals again") {
        happens_in(room, redealing(alice, t2));
        THEN("every hand is full and the ticket is out of it") {
            CHECK(voting(room).placed.empty());
            CHECK(voting(room).done.empty());
            CHECK(voting(room).asks.tickets == std::vector{t1, t3});
            CHECK(own_dots(room, bob).empty());
        }
        AND_WHEN("no ticket is left") {
            happens_in(room, redealing(alice, t1));
            happens_in(room, redealing(alice, t3));
            CHECK(voting(room).phase == "cancelled");
            CHECK(voting(room).why == SkipReason::empty);
        }
    }
    WHEN("its author takes the addition of one back") {
        happens_in(room, adds(alice, t4, "four"));
        auto const added = room.head;
        happens_in(room, opens_dots(alice, d2, {t4, t3}));
        CHECK(refusal_code(room, undoes(alice, added)) == RejectionCode::in_ballot);
    }
    WHEN("it is closed") {
        happens_in(room, closes_dots(alice, d1));
        happens_in(room, archives(alice, {t2}));
        CHECK(voting(room).totals == std::vector<DotCount>{{t1, 1}, {t2, 1}});
    }
}

SCENARIO("DOT-7 dots that mean work become sizes", "[DOT-7]") {
    auto room = given({});
    happens_in(room, opens_for(alice, {.means = DotsMean::work}));
    auto const sizes = [](std::map<TicketId, std::string> cards) {
        return asks(alice, command::SizeByDots{.ballot = d2, .sizes = std::move(cards)});
    };
    CHECK(refusal_code(room, sizes({{t1, "5"}})) == RejectionCode::phase);
    happens_in(room, closes_dots(alice, d2));
    CHECK(refusal(room, sizes({}))->where == "sizes");
    CHECK(refusal(room, sizes({{t1, "4711"}}))->where == "sizes");
    CHECK(refusal_code(room, sizes({{nowhere, "5"}})) == RejectionCode::not_found);
    happens_in(room, sizes({{t1, "5"}, {t2, "½"}}));
    CHECK(voting(room).phase == "settled");
    CHECK(the(room, t1).estimate == Estimate{.card = "5", .value = 5000, .round = d2, .by = alice});
    CHECK(the(room, t2).estimate->value == 500);
    CHECK_FALSE(the(room, t3).estimate);
    happens_in(room, opens_dots(alice, d1, one_two_three));
    happens_in(room, closes_dots(alice, d1));
    CHECK(refusal(room, asks(alice, command::SizeByDots{d1, {{t1, "5"}}}))->where == "ballot");
}

SCENARIO("BAL-6 a ballot is cancelled, settled as it is, and reopened", "[BAL-6][BAL-8][BAL-9]") {
    auto room = given_voting(true, {places_dot(bob, d1, t1)});
    auto const settle = asks(alice, command::SettleBallot{d1});
    auto const reopen = asks(alice, command::ReopenBallot{d1});
    CHECK(refusal_code(room, settle) == RejectionCode::phase);
    WHEN("it is cancelled while it collects") {
        happens_in(room, cancels(alice, d1));
        CHECK(voting(room).phase == "cancelled");
        CHECK(own_dots(room, bob).empty());
        CHECK(room.collecting.empty());
        CHECK_FALSE(answer(room, cancels(alice, d1)));
    }
    WHEN("it is shown, settled and reopened") {
        happens_in(room, closes_dots(alice, d1));
        happens_in(room, settle);
        CHECK(voting(room).phase == "settled");
        CHECK_FALSE(answer(room, settle));
        CHECK(refusal_code(room, cancels(alice, d1)) == RejectionCode::phase);
        happens_in(room, reopen);
        CHECK(voting(room).phase == "revealed");
        CHECK(voting(room).totals == std::vector<DotCount>{{t1, 1}});
        happens_in(room, cancels(alice, d1));
        CHECK(voting(room).totals);
    }
    WHEN("it is a round") {
        happens_in(room, opens(alice, r1, t1));
        happens_in(room, cancels(alice, r1));
        CHECK(state_of(room, r1) == "skipped");
    }
    WHEN("the meeting ends and cancels what collects") {
        happens_in(room, puts_on_agenda(item(1), AgendaKind::dots, 5));
        happens_in(room, starts(item(1)));
        happens_in(room, asks(alice, command::EndMeeting{.cancel_ballots = true}));
        CHECK(voting(room).why == SkipReason::meeting);
    }
}

SCENARIO("BAL-4 nobody waits for somebody in any kind of ballot", "[BAL-4]") {
    auto room = given_voting(true);
    auto const operation = happens_in(room, excuses(alice, d1, carol));
    CHECK_FALSE(std::get<operation::BallotExcused>(operation.body).of_round);
    CHECK(voting(room).excused == std::vector{carol});
    CHECK_FALSE(answer(room, excuses(alice, d1, carol)));
}

SCENARIO("SEC-5 two rooms that differ in where dots went look alike to everybody else",
         "[SEC-5][DOT-2]") {
    auto here = given_voting(false, {places_dot(carol, d1, t2)});
    auto there = here;
    auto const alike = [&](Command const& a, Command const& b) {
        happens_in(here, a, after_noon(20'000));
        happens_in(there, b, after_noon(20'000));
        CHECK(state_hash(view_of(here)) == state_hash(view_of(there)));
    };
    alike(places_dot(bob, d1, t1), places_dot(bob, d1, t3));
    alike(places_dot(bob, d1, t1), places_dot(bob, d1, t2));
    alike(takes_dot(bob, d1, t1), takes_dot(bob, d1, t3));
    happens_in(here, closes_dots(alice, d1));
    happens_in(there, closes_dots(alice, d1));
    CHECK(state_hash(view_of(here)) != state_hash(view_of(there)));
}

SCENARIO("RND-17 a question is a round on no ticket", "[RND-17]") {
    auto room = given({asks_the_room(alice, r1, "Five more minutes?"), estimates(bob, r1, "Yes"),
                       estimates(carol, r1, "No"), estimates(alice, r1, "Yes")});
    auto const round = view_of(room).rounds.at(0);
    CHECK_FALSE(round.ticket);
    CHECK(round.question == "Five more minutes?");
    CHECK(round.number == 1);
    CHECK(round.closing);
    CHECK(spotlight_of(room) == Spotlight{.board = "estimate", .ballot = r1});
    happens_in(room, reveals(alice, r1));
    happens_in(room, settles(alice, r1, "Yes"));
    CHECK(view_of(room).rounds.at(0).estimate == "Yes");
    happens_in(room, reopens(alice, r1));
    CHECK(state_of(room, r1) == "revealed");
    CHECK(refusal(room, asks_the_room(alice, r2, ""))->where == "question");
    CHECK(refusal(room, asks_the_room(alice, r2, std::string(201, 'x')))->where == "question");
}
