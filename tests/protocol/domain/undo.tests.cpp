#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

std::optional<std::string> const no_text;

Command edits(ParticipantId by, std::vector<TicketId> tickets, command::TicketFields set) {
    return asks(by, command::EditTickets{.tickets = std::move(tickets), .set = std::move(set)});
}

/// The refusal must be `depends`, on this.
void check_depends(Room const& room, Command const& command, TicketId ticket,
                   std::optional<std::string> const& field, ParticipantId by, Sequence seq) {
    auto const refused = refusal(room, command);
    REQUIRE(refused);
    REQUIRE(refused->code == RejectionCode::depends);
    auto const& data = std::get<rejection_data::Depends>(refused->data);
    CHECK(data.ticket == ticket);
    CHECK(data.field == field);
    CHECK(data.by == by);
    CHECK(data.seq == seq);
}

}  // namespace

SCENARIO("UNDO-1 an undo names what it takes back, and undoing it is redoing", "[UNDO-1]") {
    auto room = given({});
    auto const edited = happens_in(room, retitles(bob, t1, "uno")).seq;
    auto const undone = happens_in(room, undoes(bob, edited));
    CHECK(undone.undoes == edited);
    CHECK(undone.by == bob);
    CHECK(the(room, t1).title == "one");
    auto const redone = happens_in(room, undoes(bob, undone.seq));
    CHECK(redone.undoes == undone.seq);
    CHECK(the(room, t1).title == "uno");
    AND_WHEN("the redo is undone, and so on") {
        happens_in(room, undoes(bob, redone.seq));
        CHECK(the(room, t1).title == "one");
        THEN("undoing the first once more changes nothing") {
            CHECK_FALSE(answer(room, undoes(bob, edited)));
        }
    }
}

SCENARIO("UNDO-2 an undone addition lies in the archive as undone", "[UNDO-2]") {
    auto room = given({});
    auto const position = command::Position{t1};
    auto const added = happens_in(
        room,
        imports(bob, {{.ticket = t4, .title = "four"}, {.ticket = ticket(5), .title = "five"}},
                position));
    auto const undone = happens_in(room, undoes(bob, added.seq));
    CHECK(std::get<operation::TicketArchived>(undone.body).reason == ArchiveReason::undone);
    CHECK(the(room, t4).archived->reason == ArchiveReason::undone);
    CHECK(backlog(room) == "one two three");
    happens_in(room, undoes(bob, undone.seq));
    CHECK(backlog(room) == "one four five two three");
    CHECK_FALSE(the(room, t4).archived);
}

SCENARIO("UNDO-3 values are put back as they were, estimates whole", "[UNDO-3]") {
    auto room = given({opens(alice, r1, t1), reveals(alice, r1), settles(alice, r1, "5")});
    auto const settled = the(room, t1).estimate;
    GIVEN("one ticket") {
        auto const edited =
            happens_in(room, edits(bob, {t1}, {.key = "K", .title = "uno", .estimate = "8"})).seq;
        auto const undone = happens_in(room, undoes(bob, edited));
        auto const& set = std::get<operation::TicketEdited>(undone.body).set;
        CHECK(set.title == "one");
        CHECK(set.key == std::make_optional(no_text));
        CHECK(*set.estimate == settled);
        CHECK(the(room, t1).estimate == settled);
    }
    GIVEN("several that had the same") {
        auto const edited = happens_in(room, edits(bob, {t2, t3}, {.key = "K"})).seq;
        auto const undone = happens_in(room, undoes(bob, edited));
        auto const& edit = std::get<operation::TicketEdited>(undone.body);
        CHECK(edit.tickets == std::vector{t2, t3});
        CHECK(edit.set.key == std::make_optional(no_text));
        CHECK(edit.each.empty());
    }
    GIVEN("several that had different ones") {
        auto const edited =
            happens_in(room, edits(bob, {t1, t2}, {.title = "same", .estimate = "8"})).seq;
        auto const undone = happens_in(room, undoes(bob, edited));
        auto const& edit = std::get<operation::TicketEdited>(undone.body);
        CHECK(edit.set == operation::FieldValues{});
        CHECK(edit.each.size() == 2);
        CHECK(the(room, t1).title == "one");
        CHECK(the(room, t1).estimate == settled);
        CHECK(the(room, t2).title == "two");
        CHECK_FALSE(the(room, t2).estimate);
        AND_WHEN("it is redone") {
            happens_in(room, undoes(bob, undone.seq));
            CHECK(the(room, t1).title == "same");
            CHECK(the(room, t2).estimate->card == "8");
        }
    }
}

SCENARIO("UNDO-4 somebody else's later change stands against the whole undo", "[UNDO-4]") {
    auto room = given({});
    GIVEN("a field") {
        auto const edited = happens_in(room, edits(bob, {t1}, {.key = "K", .title = "uno"})).seq;
        happens_in(room, edits(carol, {t1}, {.estimate = "3"}));
        CHECK(answer(room, undoes(bob, edited)));
        auto const changed = happens_in(room, edits(carol, {t1}, {.key = "L"})).seq;
        check_depends(room, undoes(bob, edited), t1, "key", carol, changed);
        AND_WHEN("the author changes it again after that") {
            happens_in(room, edits(bob, {t1}, {.key = "M"}));
            check_depends(room, undoes(bob, edited), t1, "key", carol, changed);
        }
    }
    GIVEN("the place in the order") {
        auto const moved = happens_in(room, moves(bob, {t1}, command::AtEnd{})).seq;
        happens_in(room, moves(carol, {t2}, command::AtEnd{}));
        CHECK(answer(room, undoes(bob, moved)));
        auto const again = happens_in(room, moves(carol, {t1}, command::AtEnd{})).seq;
        check_depends(room, undoes(bob, moved), t1, "rank", carol, again);
    }
    GIVEN("being archived") {
        auto const archived = happens_in(room, archives(bob, {t1, t2})).seq;
        auto const restored = happens_in(room, restores(carol, {t2})).seq;
        check_depends(room, undoes(bob, archived), t2, "archived", carol, restored);
        auto const again = happens_in(room, archives(alice, {t2})).seq;
        check_depends(room, undoes(carol, restored), t2, "archived", alice, again);
    }
    GIVEN("the author's own later changes") {
        auto const edited = happens_in(room, retitles(bob, t1, "uno")).seq;
        happens_in(room, retitles(bob, t1, "un"));
        happens_in(room, undoes(bob, edited));
        THEN("they are put back all the same") { CHECK(the(room, t1).title == "one"); }
    }
}

SCENARIO("UNDO-5 an addition that somebody has touched stays", "[UNDO-5]") {
    auto room = given({adds(bob, t4, "four")});
    auto const added = room.head;
    GIVEN("one's own later changes") {
        for (auto const& command :
             {retitles(bob, t4, "quattro"), moves(bob, {t4}, command::OnTop{}),
              writes(bob, t4, 0, "words"), opens(alice, r1, t4), estimates(bob, r1, "5")})
            happens_in(room, command);
        THEN("they go with it") { CHECK(answer(room, undoes(bob, added))); }
    }
    auto const touch = GENERATE(0, 1, 2, 3);
    GIVEN("somebody else's, of kind " << touch) {
        happens_in(room, opens(alice, r1, t4));
        std::vector<Command> const touches{
            retitles(carol, t4, "quattro"), moves(carol, {t4}, command::OnTop{}),
            writes(carol, t4, 0, "words"), estimates(carol, r1, "5")};
        auto const touched = happens_in(room, touches[static_cast<std::size_t>(touch)]).seq;
        check_depends(room, undoes(bob, added), t4, {}, carol, touched);
        AND_WHEN("the author changes it after that") {
            happens_in(room, retitles(bob, t4, "mine"));
            check_depends(room, undoes(bob, added), t4, {}, carol, touched);
        }
    }
    GIVEN("somebody else's archiving") {
        auto const archived = happens_in(room, archives(carol, {t4})).seq;
        check_depends(room, undoes(bob, added), t4, "archived", carol, archived);
    }
    GIVEN("a redone addition, which somebody has edited") {
        auto const undone = happens_in(room, undoes(bob, added)).seq;
        auto const redone = happens_in(room, undoes(bob, undone)).seq;
        auto const edited = happens_in(room, retitles(carol, t4, "quattro")).seq;
        check_depends(room, undoes(bob, redone), t4, {}, carol, edited);
    }
}

SCENARIO("UNDO-6 what moved goes back behind the one it stood behind", "[UNDO-6]") {
    auto room = given({adds(bob, t4, "four"), adds(bob, ticket(5), "five")});
    GIVEN("a block") {
        auto const moved = happens_in(room, moves(bob, {t4, t2}, command::OnTop{})).seq;
        CHECK(backlog(room) == "four two one three five");
        happens_in(room, undoes(bob, moved));
        CHECK(backlog(room) == "one two three four five");
    }
    GIVEN("the one before has moved since") {
        auto const moved = happens_in(room, moves(bob, {t2}, command::AtEnd{})).seq;
        happens_in(room, moves(carol, {t1}, ticket(5)));
        CHECK(backlog(room) == "three four five one two");
        auto const undone = answer(room, undoes(bob, moved));
        THEN("there it stands already") { CHECK_FALSE(undone); }
    }
    GIVEN("the one before was archived since") {
        auto const moved = happens_in(room, moves(bob, {t3}, command::AtEnd{})).seq;
        happens_in(room, archives(carol, {t2}));
        happens_in(room, undoes(bob, moved));
        CHECK(backlog(room) == "one three four five");
        happens_in(room, restores(carol, {t2}));
        CHECK(backlog(room) == "one two three four five");
    }
    GIVEN("the first") {
        auto const moved = happens_in(room, moves(bob, {t1}, command::AtEnd{})).seq;
        happens_in(room, adds(carol, ticket(6), "six", command::OnTop{}));
        happens_in(room, undoes(bob, moved));
        CHECK(backlog(room) == "one six two three four five");
    }
    GIVEN("an archiving of several") {
        auto const archived = happens_in(room, archives(bob, {t4, t2, t3})).seq;
        happens_in(room, moves(carol, {t1}, command::AtEnd{}));
        happens_in(room, undoes(bob, archived));
        CHECK(backlog(room) == "five one two three four");
    }
    GIVEN("the whole backlog turned round") {
        auto const moved =
            happens_in(room, moves(bob, {ticket(5), t4, t3, t2, t1}, command::OnTop{})).seq;
        CHECK(backlog(room) == "five four three two one");
        happens_in(room, undoes(bob, moved));
        CHECK(backlog(room) == "one two three four five");
    }
}

SCENARIO("UNDO-6 a long list goes back in one step, with short ranks", "[UNDO-6][RANK-4]") {
    auto room = given_no_tickets();
    std::vector<command::ImportTickets::Row> rows;
    std::vector<TicketId> middle;
    for (std::uint32_t n = 1; n <= 600; ++n) {
        rows.push_back({.ticket = ticket(n), .title = std::to_string(n)});
        if (n > 100 && n <= 500) middle.push_back(ticket(n));
    }
    happens_in(room, imports(bob, rows));
    auto const order = backlog(room);
    std::reverse(middle.begin(), middle.end());
    auto const moved = happens_in(room, moves(bob, middle, command::OnTop{})).seq;
    CHECK(backlog(room) != order);
    auto const decision = decide(room, undoes(bob, moved), noon);
    REQUIRE(decision);
    evolve(room, **decision);
    CHECK(backlog(room) == order);
    CHECK(broken_invariant(room) == "");
}

SCENARIO("UNDO-7 the last 20 of each participant can be undone", "[UNDO-7]") {
    auto room = given({});
    auto const first = happens_in(room, retitles(bob, t1, "title 0")).seq;
    for (int i = 1; i < 20; ++i) happens_in(room, retitles(bob, t1, "title " + std::to_string(i)));
    for (int i = 0; i < 30; ++i)
        happens_in(room, retitles(carol, t2, "title " + std::to_string(i)));
    CHECK(answer(room, undoes(bob, first)));
    happens_in(room, retitles(bob, t1, "one more"));
    CHECK(refusal_code(room, undoes(bob, first)) == RejectionCode::not_found);
    CHECK(answer(room, undoes(bob, first + 1)));
    THEN("an undoing is one of the 20") {
        happens_in(room, undoes(bob, first + 19));
        CHECK(refusal_code(room, undoes(bob, first + 1)) == RejectionCode::not_found);
    }
}

SCENARIO("UNDO-7 nothing else is undone", "[UNDO-7]") {
    auto room = given({retitles(bob, t1, "uno"), opens(alice, r1, t1), estimates(bob, r1, "5"),
                       reveals(alice, r1), settles(alice, r1, "5"), writes(bob, t1, 0, "words"),
                       asks(alice, command::ConfigureRoom{.set = {.title = "Paths"}})});
    for (Sequence seq = 0; seq <= room.head + 1; ++seq) {
        INFO(seq);
        auto const mine = room.head - 6 == seq;
        auto const code = refusal_code(room, undoes(bob, seq));
        CHECK((code != RejectionCode::not_found) == mine);
    }
    CHECK(refusal_code(room, undoes(carol, room.head - 6)) == RejectionCode::not_found);
}

SCENARIO("UNDO-8 what was restored goes back with its reason", "[UNDO-8]") {
    auto room = given({archives(alice, {t1}, ArchiveReason::outdated),
                       archives(alice, {t2}, ArchiveReason::outdated),
                       archives(alice, {t3}, ArchiveReason::low_value)});
    GIVEN("the same reason") {
        auto const restored = happens_in(room, restores(bob, {t1, t2})).seq;
        happens_in(room, undoes(bob, restored));
        CHECK(the(room, t1).archived->reason == ArchiveReason::outdated);
        CHECK(the(room, t1).archived->by == bob);
    }
    GIVEN("different ones") {
        auto const restored = happens_in(room, restores(bob, {t1, t3})).seq;
        happens_in(room, undoes(bob, restored));
        CHECK_FALSE(the(room, t1).archived->reason);
    }
}

SCENARIO("UNDO-9 undoing an archiving does not bring back a skipped round", "[UNDO-9][TIC-9]") {
    auto room = given({opens(alice, r1, t1)});
    auto const archived = happens_in(room, archives(bob, {t1})).seq;
    happens_in(room, undoes(bob, archived));
    CHECK(state_of(room, r1) == "skipped");
    CHECK(answer(room, opens(alice, r2, t1)));
}
