#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <algorithm>

using namespace refinery;
using namespace refinery::test;
using namespace std::string_literals;

namespace {

TicketId const t5 = ticket(5);
TicketId const t6 = ticket(6);

command::ImportTickets::Row row(TicketId id, std::string title) {
    return {.ticket = id, .title = std::move(title)};
}

Command edits(ParticipantId by, std::vector<TicketId> tickets, command::TicketFields set) {
    return asks(by, command::EditTickets{.tickets = std::move(tickets), .set = std::move(set)});
}

std::optional<std::string> const no_text;

}  // namespace

SCENARIO("TIC-1 tickets are numbered by the room, each number once", "[TIC-1]") {
    auto room = given({adds(bob, t4, "four")});
    CHECK(the(room, t1).number == 1);
    CHECK(the(room, t4).number == 4);
    auto const added = happens_in(room, imports(bob, {row(t5, "five"), row(t6, "six")})).seq;
    CHECK(the(room, t6).number == 6);
    happens_in(room, undoes(bob, added));
    happens_in(room, adds(bob, ticket(7), "seven"));
    CHECK(the(room, ticket(7)).number == 7);
}

SCENARIO("TIC-3 after says where a ticket goes", "[TIC-3]") {
    auto room = given({archives(alice, {t2})});
    struct Case {
        command::Position after;
        char const* order;
    };
    for (auto const& [after, order] : std::vector<Case>{
             {command::AtEnd{}, "one three new"},
             {command::OnTop{}, "new one three"},
             {t1, "one new three"},
             {t2, "one new three"},
             {t3, "one three new"},
         }) {
        auto other = room;
        happens_in(other, adds(bob, t4, "new", after));
        CHECK(backlog(other) == order);
        auto imported = room;
        happens_in(imported, imports(bob, {row(t4, "new")}, after));
        CHECK(backlog(imported) == order);
    }
    THEN("an archived one keeps its place") {
        happens_in(room, adds(bob, t4, "new", t2));
        happens_in(room, restores(bob, {t2}));
        CHECK(backlog(room) == "one two new three");
    }
    THEN("an unknown one is not_found") {
        CHECK(refusal_code(room, adds(bob, t4, "new", nowhere)) == RejectionCode::not_found);
        CHECK(refusal_code(room, imports(bob, {row(t4, "new")}, nowhere)) ==
              RejectionCode::not_found);
        CHECK(refusal_code(room, moves(bob, {t1}, nowhere)) == RejectionCode::not_found);
    }
}

SCENARIO("TIC-2 TIC-12 an added ticket is new from its operation on", "[TIC-2][TIC-12]") {
    auto room = given_no_tickets();
    auto const operation = happens_in(room, adds(bob, t1, "one"), after_noon(5));
    auto const& added = std::get<operation::TicketAdded>(operation.body);
    CHECK(added.created == after_noon(5));
    CHECK(the(room, t1).created == after_noon(5));
    CHECK(the(room, t1).updated == after_noon(5));
    CHECK(refusal_code(room, adds(carol, t1, "again")) == RejectionCode::conflict);
}

SCENARIO("TIC-4 an import is one operation, in the order of its list", "[TIC-4]") {
    auto room = given({});
    auto rows = std::vector{row(t4, "four"), row(t5, "five")};
    rows[1].key = "GEO-5";
    rows[1].description = "Zürich\r\n🗺";
    rows[1].estimate = "½";
    auto const operation = happens_in(room, imports(bob, rows, t1), after_noon(9));
    CHECK(backlog(room) == "one four five two three");
    auto const& five = the(room, t5);
    CHECK(five.key == "GEO-5");
    CHECK(five.description == Text{.v = 1, .words = "Zürich\n🗺"});
    CHECK(five.estimate == Estimate{.card = "½", .value = 500, .by = bob});
    CHECK(five.created == after_noon(9));
    CHECK(the(room, t4).description.v == 0);
    THEN("its public form has the facts of a text and not its words") {
        auto const told = std::get<public_form::TicketsImported>(view_of(operation).body);
        CHECK_FALSE(told.tickets[0].description);
        CHECK(told.tickets[1].description == facts_of({.v = 1, .words = "Zürich\n🗺"}));
    }
}

SCENARIO("TIC-4 what cannot be imported refuses the whole list and says where", "[TIC-4]") {
    auto const room = given({});
    auto const where = [&](command::ImportTickets::Row bad) {
        auto const refused = refusal(room, imports(bob, {row(t4, "fine"), std::move(bad)}));
        return refused ? refused->where.value_or("nowhere") : "fine";
    };
    CHECK(where(row(t5, "")) == "tickets[1].title");
    CHECK(where(row(t5, std::string(501, 'x'))) == "tickets[1].title");
    CHECK(where({.ticket = t5, .title = "x", .key = ""}) == "tickets[1].key");
    CHECK(where({.ticket = t5, .title = "x", .key = std::string(101, 'k')}) == "tickets[1].key");
    CHECK(where({.ticket = t5, .title = "x", .estimate = "huge"}) == "tickets[1].estimate");
    CHECK(where({.ticket = t5, .title = "x", .description = "a\0b"s}) == "tickets[1].description");
    CHECK(where({.ticket = t5, .title = "x", .description = std::string(65'537, 'x')}) ==
          "tickets[1].description");
    CHECK(where({.ticket = t5, .title = "x", .description = std::string(65'536, 'x')}) == "fine");
    CHECK(refusal_code(room, imports(bob, {})) == RejectionCode::bad_request);
    CHECK(refusal_code(room, imports(bob, {row(t4, "a"), row(t4, "b")})) ==
          RejectionCode::conflict);
    CHECK(refusal_code(room, imports(bob, {row(t4, "a"), row(t1, "b")})) ==
          RejectionCode::conflict);
}

SCENARIO("TIC-5 an edit sets fields, and says only what changes", "[TIC-5]") {
    auto room = given({});
    happens_in(room, edits(bob, {t1}, {.key = "GEO-1", .title = "uno", .estimate = "5"}));
    CHECK(the(room, t1).key == "GEO-1");
    CHECK(the(room, t1).title == "uno");
    CHECK(the(room, t1).estimate == Estimate{.card = "5", .value = 5000, .by = bob});
    THEN("a part that is so already is left out") {
        auto const operation =
            answer(room, edits(carol, {t1}, {.key = "GEO-1", .title = "eins", .estimate = "5"}));
        auto const& edited = body_of<operation::TicketEdited>(operation);
        CHECK(edited.set.title == "eins");
        CHECK_FALSE(edited.set.key);
        CHECK_FALSE(edited.set.estimate);
    }
    THEN("what is so already changes nothing") {
        CHECK_FALSE(
            answer(room, edits(carol, {t1}, {.key = "GEO-1", .title = "uno", .estimate = "5"})));
        CHECK_FALSE(answer(room, edits(carol, {t2}, {.key = no_text, .estimate = no_text})));
    }
    THEN("null clears key and estimate") {
        happens_in(room, edits(carol, {t1}, {.key = no_text, .estimate = no_text}));
        CHECK_FALSE(the(room, t1).key);
        CHECK_FALSE(the(room, t1).estimate);
    }
    THEN("several tickets get it, those that have it already apart") {
        auto const operation = happens_in(room, edits(carol, {t1, t2, t3}, {.key = "GEO-1"}));
        CHECK(std::get<operation::TicketEdited>(operation.body).tickets == std::vector{t2, t3});
        CHECK(the(room, t3).key == "GEO-1");
    }
    THEN("values out of bounds are named") {
        CHECK(refusal(room, edits(bob, {t1}, {}))->where == "set");
        CHECK(refusal(room, edits(bob, {t1}, {.key = ""}))->where == "set.key");
        CHECK(refusal(room, edits(bob, {t1}, {.title = "a\nb"}))->where == "set.title");
        CHECK(refusal(room, edits(bob, {t1}, {.estimate = "huge"}))->where == "set.estimate");
        auto const too_long = refusal(room, edits(bob, {t1}, {.title = std::string(501, 'x')}));
        CHECK(too_long->code == RejectionCode::bad_request);
        CHECK(std::get<rejection_data::Limit>(too_long->data).limit == 500);
    }
}

SCENARIO("TIC-6 an edit says what somebody else had said since its base", "[TIC-6]") {
    auto room = given({});
    auto const base = room.head;
    happens_in(room, edits(bob, {t1}, {.key = "GEO-1", .title = "uno"}));
    auto const replaced = [&](Command const& command) {
        return body_of<operation::TicketEdited>(answer(room, command)).replaced;
    };
    auto const line_of = [](operation::ReplacedValue const& value) {
        return std::get<std::optional<std::string>>(value.value);
    };
    auto const by_carol = replaced(
        asks(carol, command::EditTickets{
                        .tickets = {t1}, .set = {.title = "eins", .estimate = "3"}, .base = base}));
    REQUIRE(by_carol.size() == 1);
    CHECK(line_of(by_carol.at(Field::title)) == "uno");
    CHECK(by_carol.at(Field::title).by == bob);
    CHECK(replaced(retitles(bob, t1, "one again", base)).empty());
    CHECK(replaced(retitles(carol, t1, "eins", room.head)).empty());
    CHECK(replaced(retitles(carol, t1, "eins")).empty());
    WHEN("the other one had cleared the field") {
        happens_in(room, edits(bob, {t1}, {.key = no_text}));
        auto const told = replaced(
            asks(carol, command::EditTickets{.tickets = {t1}, .set = {.key = "X"}, .base = base}));
        THEN("there was no value") { CHECK_FALSE(line_of(told.at(Field::key))); }
    }
    WHEN("one has changed it oneself after the other") {
        happens_in(room, retitles(carol, t1, "eins"));
        THEN("one replaces one's own") {
            CHECK(replaced(retitles(carol, t1, "zwei", base)).empty());
        }
    }
}

SCENARIO("TIC-7 tickets move as a block, in the order of the list", "[TIC-7][RANK-2]") {
    auto const room = given({adds(bob, t4, "four"), adds(bob, t5, "five")});
    struct Case {
        std::vector<TicketId> tickets;
        command::Position after;
        char const* order;
    };
    for (auto const& [tickets, after, order] : std::vector<Case>{
             {{t3}, command::OnTop{}, "three one two four five"},
             {{t3}, command::AtEnd{}, "one two four five three"},
             {{t1}, t3, "two three one four five"},
             {{t5}, t1, "one five two three four"},
             {{t5, t1}, t2, "two five one three four"},
             {{t4, t2}, command::OnTop{}, "four two one three five"},
             {{t2, t1}, command::AtEnd{}, "three four five two one"},
             {{t5, t4, t3, t2, t1}, command::AtEnd{}, "five four three two one"},
             {{t3, t4}, t2, ""},
             {{t1}, command::OnTop{}, ""},
             {{t5}, command::AtEnd{}, ""},
             {{t1, t2, t3, t4, t5}, command::OnTop{}, ""},
         }) {
        auto other = room;
        auto const moved = answer(room, moves(bob, tickets, after));
        if (std::string(order).empty()) {
            CHECK_FALSE(moved);
            continue;
        }
        happens_in(other, moves(bob, tickets, after));
        CHECK(backlog(other) == order);
        CHECK(broken_invariant(other) == "");
    }
}

SCENARIO("TIC-7 the operation tells the ranks that changed, as few as can be", "[TIC-7]") {
    auto const room = given({adds(bob, t4, "four"), adds(bob, t5, "five")});
    auto const changed = [&](std::vector<TicketId> tickets, command::Position after) {
        return body_of<operation::TicketMoved>(answer(room, moves(bob, tickets, after)))
            .ranks.size();
    };
    CHECK(changed({t2, t3, t5}, t1) == 1);
    CHECK(changed({t5, t1, t2, t3, t4}, command::OnTop{}) == 1);
    CHECK(changed({t2, t1}, command::OnTop{}) == 1);
}

SCENARIO("TIC-13 lists of tickets are whole", "[TIC-13][TIC-7]") {
    auto const room = given({archives(alice, {t3})});
    CHECK(refusal(room, moves(bob, {}, t1))->code == RejectionCode::bad_request);
    CHECK(refusal(room, moves(bob, {t1, t1}, t2))->where == "tickets");
    CHECK(refusal(room, moves(bob, {t1, t2}, t2))->where == "after");
    CHECK(refusal_code(room, moves(bob, {t1, nowhere}, t2)) == RejectionCode::not_found);
    CHECK(refusal_code(room, moves(bob, {t1, t3}, t2)) == RejectionCode::conflict);
    CHECK(refusal_code(room, edits(bob, {t1, t3}, {.key = "K"})) == RejectionCode::conflict);
    CHECK(refusal_code(room, archives(bob, {t1, nowhere})) == RejectionCode::not_found);
    CHECK(refusal_code(room, restores(bob, {})) == RejectionCode::bad_request);
}

SCENARIO("TIC-8 TIC-12 tickets go into the archive, each once", "[TIC-8][TIC-12]") {
    auto room = given({});
    happens_in(room,
               asks(bob, command::ArchiveTickets{.tickets = {t2},
                                                 .reason = ArchiveReason::duplicate,
                                                 .note = "see there",
                                                 .of = t1}),
               after_noon(7));
    auto const& archived = the(room, t2).archived;
    REQUIRE(archived);
    CHECK(archived->at == after_noon(7));
    CHECK(archived->by == bob);
    CHECK(archived->reason == ArchiveReason::duplicate);
    CHECK(archived->note == "see there");
    CHECK(archived->of == t1);
    CHECK(the(room, t2).updated == after_noon(7));
    CHECK(backlog(room) == "one three");
    THEN("an archived one is left out, and alone it changes nothing") {
        CHECK(body_of<operation::TicketArchived>(answer(room, archives(carol, {t2, t3}))).tickets ==
              std::vector{t3});
        CHECK_FALSE(answer(room, archives(carol, {t2})));
    }
    THEN("reasons have their bounds") {
        auto const refused = [&](command::ArchiveTickets archive) {
            return refusal(room, asks(bob, std::move(archive)));
        };
        CHECK(refused({.tickets = {t1}, .reason = ArchiveReason::undone})->where == "reason");
        CHECK(refused({.tickets = {t1}, .note = ""})->where == "note");
        CHECK(refused({.tickets = {t1}, .note = std::string(201, 'x')})->where == "note");
        CHECK(refused({.tickets = {t1}, .reason = ArchiveReason::outdated, .of = t3})->where ==
              "of");
        CHECK(refused({.tickets = {t1}, .reason = ArchiveReason::duplicate, .of = t1})->where ==
              "of");
        CHECK(refused({.tickets = {t1}, .reason = ArchiveReason::duplicate, .of = nowhere})->code ==
              RejectionCode::not_found);
        CHECK(refused({.tickets = {t1}, .reason = ArchiveReason::duplicate, .of = t2})->code ==
              RejectionCode::conflict);
    }
}

SCENARIO("TIC-9 archiving skips a collecting round", "[TIC-9]") {
    auto room = given({opens(alice, r1, t1), estimates(bob, r1, "5"), opens(alice, r2, t2)});
    happens_in(room, archives(bob, {t1}));
    CHECK(state_of(room, r1) == "skipped");
    CHECK(state_of(room, r2) == "collecting");
    CHECK(view_of(room).rounds[0].skipped == SkipReason::archived);
    CHECK_FALSE(view_of(room).rounds[0].choices);
    CHECK(own_choices(room, bob).rounds.empty());
}

SCENARIO("TIC-10 an archived ticket takes its restoring and the undo of its archiving",
         "[TIC-10][REF-4]") {
    auto room = given({opens(alice, r1, t1), estimates(bob, r1, "5"), reveals(alice, r1),
                       opens(alice, r2, t1), reveals(alice, r2), settles(alice, r2, "3"),
                       retitles(bob, t1, "uno")});
    auto const edited = room.head;
    happens_in(room, moves(bob, {t1}, command::AtEnd{}));
    auto const moved = room.head;
    auto const archived = happens_in(room, archives(bob, {t1}), after_noon(60'000)).seq;
    for (auto const& command : std::vector<Command>{
             edits(carol, {t1}, {.key = "K"}),
             moves(carol, {t1}, command::OnTop{}),
             writes(carol, t1, 0, "words"),
             opens(alice, r3, t1),
             settles(alice, r1, "5"),
             reopens(alice, r2),
             skips(alice, r1),
             undoes(bob, edited),
             undoes(bob, moved),
             asks(alice, command::SetSpotlight{.spotlight = {.board = "estimate", .ticket = t1}}),
         }) {
        auto const refused = refusal(room, command);
        REQUIRE(refused);
        CHECK(refused->code == RejectionCode::conflict);
        auto const& data = std::get<rejection_data::Archived>(refused->data);
        CHECK(data.ticket == t1);
        CHECK(data.at == after_noon(60'000));
        CHECK(data.by == bob);
    }
    CHECK(answer(room, restores(carol, {t1})));
    CHECK(answer(room, undoes(bob, archived)));
}

SCENARIO("TIC-11 a restored ticket stands right behind the one it stood behind", "[TIC-11]") {
    auto room = given({adds(bob, t4, "four")});
    GIVEN("nothing has moved") {
        auto const rank = the(room, t2).rank;
        happens_in(room, archives(bob, {t2}));
        happens_in(room, restores(carol, {t2}), after_noon(99'000));
        CHECK(backlog(room) == "one two three four");
        CHECK(the(room, t2).rank == rank);
        CHECK_FALSE(the(room, t2).archived);
        CHECK(the(room, t2).updated == after_noon(99'000));
    }
    GIVEN("the one before has moved") {
        happens_in(room, archives(bob, {t2}));
        happens_in(room, moves(bob, {t1}, command::AtEnd{}));
        happens_in(room, restores(carol, {t2}));
        CHECK(backlog(room) == "three four one two");
    }
    GIVEN("something new stands behind the one before") {
        happens_in(room, archives(bob, {t2}));
        happens_in(room, adds(bob, t5, "new", t1));
        happens_in(room, restores(carol, {t2}));
        CHECK(backlog(room) == "one two new three four");
    }
    GIVEN("it was the first") {
        happens_in(room, archives(bob, {t1}));
        happens_in(room, moves(bob, {t4}, command::OnTop{}));
        happens_in(room, restores(carol, {t1}));
        CHECK(backlog(room) == "one four two three");
    }
    GIVEN("neighbours were archived together, and come back one by one") {
        happens_in(room, archives(bob, {t2, t3}));
        happens_in(room, restores(bob, {t3}));
        CHECK(backlog(room) == "one three four");
        happens_in(room, restores(bob, {t2}));
        CHECK(backlog(room) == "one two three four");
    }
    GIVEN("neighbours come back together, after the one before them moved") {
        happens_in(room, archives(bob, {t2, t3}));
        happens_in(room, moves(bob, {t1}, command::AtEnd{}));
        happens_in(room, restores(bob, {t3, t2}));
        CHECK(backlog(room) == "four one two three");
    }
    GIVEN("two that each stood behind the other") {
        happens_in(room, archives(bob, {t2}));   // behind one
        happens_in(room, moves(bob, {t1}, t2));  // one now stands behind two's place
        happens_in(room, archives(bob, {t1}));   // behind two
        happens_in(room, restores(bob, {t1, t2}));
        CHECK(backlog(room).size() == std::string("one two three four").size());
        CHECK(broken_invariant(room) == "");
    }
    THEN("live ones are left out") {
        happens_in(room, archives(bob, {t2}));
        auto const operation = answer(room, restores(bob, {t1, t2}));
        CHECK(body_of<operation::TicketRestored>(operation).ranks.count(t1) == 0);
        CHECK_FALSE(answer(room, restores(bob, {t1})));
    }
}

SCENARIO("TIC-12 moves and rounds do not update a ticket; estimates and words do", "[TIC-12]") {
    auto room = given({});
    auto const before = the(room, t1).updated;
    happens_in(room, moves(bob, {t1}, command::AtEnd{}), after_noon(60'000));
    happens_in(room, opens(alice, r1, t1), after_noon(61'000));
    happens_in(room, estimates(bob, r1, "5"), after_noon(62'000));
    happens_in(room, reveals(alice, r1), after_noon(63'000));
    CHECK(the(room, t1).updated == before);
    happens_in(room, settles(alice, r1, "5"), after_noon(64'000));
    CHECK(the(room, t1).updated == after_noon(64'000));
    happens_in(room, reopens(alice, r1), after_noon(65'000));
    CHECK(the(room, t1).updated == after_noon(65'000));
    happens_in(room, writes(bob, t1, 0, "words"), after_noon(66'000));
    CHECK(the(room, t1).updated == after_noon(66'000));
}

SCENARIO("TXT-5 a text is replaced on its version", "[TXT-5][TXT-2]") {
    auto room = given({});
    happens_in(room, writes(bob, t1, 0, "a\r\nb"));
    CHECK(the(room, t1).description == Text{.v = 1, .words = "a\nb"});
    CHECK_FALSE(answer(room, writes(carol, t1, 0, "a\nb")));
    auto const stale = refusal(room, writes(carol, t1, 0, "other"));
    REQUIRE(stale);
    CHECK(stale->code == RejectionCode::conflict);
    CHECK(std::get<rejection_data::StaleText>(stale->data).v == 1);
    CHECK(std::get<rejection_data::StaleText>(stale->data).doc == to_string(DocId{t1}));
    CHECK(refusal_code(room, writes(carol, t1, 2, "other")) == RejectionCode::conflict);
    happens_in(room, writes(carol, t1, 1, ""));
    CHECK(the(room, t1).description == Text{.v = 2, .words = ""});
    THEN("an empty text is none yet where none was written") {
        CHECK_FALSE(answer(room, writes(bob, t2, 0, "")));
    }
    THEN("bounds hold after line breaks have become plain") {
        CHECK(refusal(room, writes(bob, t2, 0, "a\0b"s))->where == "text");
        auto const too_long = refusal(room, writes(bob, t2, 0, std::string(65'537, 'x')));
        CHECK(too_long->code == RejectionCode::too_large);
        CHECK(std::get<rejection_data::Limit>(too_long->data).limit == 65'536);
        std::string lines;
        for (int i = 0; i < 65'536; ++i) lines += "\r\n";
        CHECK(answer(room, writes(bob, t2, 0, lines)));
    }
    CHECK(refusal_code(room, writes(bob, nowhere, 0, "x")) == RejectionCode::not_found);
}

SCENARIO("LIM-1 a room holds so many bytes, texts counted", "[LIM-1]") {
    auto const room = given({});
    Limits limits;
    limits.room_bytes_max = room.content_bytes + 10;
    auto const full = [&](Command const& command) {
        auto const refused = refusal(room, command, limits);
        return refused && refused->code == RejectionCode::too_large;
    };
    CHECK_FALSE(full(adds(bob, t4, "0123456789")));
    CHECK(full(adds(bob, t4, "0123456789x")));
    CHECK_FALSE(full(writes(bob, t1, 0, "0123456789")));
    CHECK(full(writes(bob, t1, 0, "0123456789x")));
    CHECK(full(imports(bob, {row(t4, "01234"), row(t5, "012345")})));
    CHECK(full(retitles(bob, t1, "one and 0123456789")));
    CHECK_FALSE(full(retitles(bob, t1, "0123456789")));
    THEN("a full room still shrinks") {
        limits.room_bytes_max = 1;
        CHECK_FALSE(full(retitles(bob, t3, "3")));
        CHECK_FALSE(full(archives(bob, {t3})));
    }
}

SCENARIO("RANK-4 before a rank grows too long, all get new ones", "[RANK-4]") {
    auto room = given({});
    bool asked_for = false;
    for (std::uint32_t n = 10; n < 500 && !asked_for; ++n) {
        auto const add = adds(bob, ticket(n), std::to_string(n), t1);
        asked_for = refusal_code(room, add) == RejectionCode::rerank_first;
        if (!asked_for) happens_in(room, add);
    }
    REQUIRE(asked_for);
    auto const order = backlog(room);
    auto const moved_before = the(room, t2).history_of(Field::rank).last;
    happens_in(room, the_room(command::RerankTickets{}));
    THEN("the order is the old one, and the command can be obeyed") {
        CHECK(backlog(room) == order);
        CHECK(answer(room, adds(bob, nowhere, "more", t1)));
        CHECK(broken_invariant(room) == "");
        CHECK(the(room, t2).rank.size() <= 4);
        CHECK_FALSE(moved_before);
        CHECK_FALSE(the(room, t2).history_of(Field::rank).last);
    }
}
