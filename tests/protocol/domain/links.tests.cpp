#include "protocol/domain/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <random>

using namespace refinery;
using namespace refinery::test;

namespace {

using Path = std::vector<TicketId>;

Path circle(std::optional<Rejection> const& refused) {
    if (!refused || refused->code != RejectionCode::cycle) return {};
    return std::get<rejection_data::Cycle>(refused->data).path;
}

Command is_done(TicketId ticket) {
    return details(
        bob, {ticket},
        {.status = std::optional(Status{.text = "Done", .category = StatusCategory::done})});
}

}  // namespace

SCENARIO("TIC-19 a ticket waits for another until that one is done or archived", "[TIC-19]") {
    auto room = given({links(bob, t1, t2)});
    CHECK(the(room, t2).blocked_by == Path{t1});
    CHECK(has_open_blocker(room, the(room, t2)));
    CHECK_FALSE(has_open_blocker(room, the(room, t1)));
    CHECK_FALSE(answer(room, links(carol, t1, t2)));
    CHECK(refusal_code(room, links(bob, t1, t1)) == RejectionCode::bad_request);
    CHECK(refusal_code(room, links(bob, t1, nowhere)) == RejectionCode::not_found);

    auto archived = room;
    happens_in(archived, archives(bob, {t1}));
    CHECK_FALSE(has_open_blocker(archived, the(archived, t2)));
    CHECK(refusal_code(archived, unlinks(bob, t1, t2)) == RejectionCode::conflict);

    auto done = room;
    happens_in(done, is_done(t1));
    CHECK_FALSE(has_open_blocker(done, the(done, t2)));

    happens_in(room, unlinks(carol, t1, t2));
    CHECK(the(room, t2).blocked_by.empty());
    CHECK_FALSE(answer(room, unlinks(carol, t1, t2)));
}

SCENARIO("TIC-19 a link that would close a circle is refused with its path", "[TIC-19]") {
    auto room = given({links(bob, t1, t2), links(carol, t2, t3)});
    auto const refused = refusal(room, links(carol, t3, t1));
    CHECK(circle(refused) == Path{t3, t1, t2, t3});
    CHECK(refused->message.find("#3 → #1 → #2 → #3") != std::string::npos);
}

SCENARIO("TIC-19 no way back from the archive closes a circle", "[TIC-19][UNDO-6]") {
    auto room = given({links(bob, t1, t2), links(bob, t2, t3)});
    auto const archived = happens_in(room, archives(alice, {t2}));
    happens_in(room, links(carol, t3, t1));
    CHECK(circle(refusal(room, restores(alice, {t2}))) == Path{t2, t3, t1, t2});
    CHECK(circle(refusal(room, undoes(alice, archived.seq))).size() == 4);
    happens_in(room, unlinks(carol, t3, t1));
    CHECK_FALSE(refusal(room, restores(alice, {t2})));
}

SCENARIO("TIC-19 what a ticket waits for outside is ticked off by hand", "[TIC-19]") {
    auto room = given({waits_outside(bob, t1, entry(1), "A permit")});
    CHECK(has_open_blocker(room, the(room, t1)));
    CHECK_FALSE(answer(room, waits_outside(carol, t1, entry(1), "A permit")));
    happens_in(room, waits_outside(carol, t1, entry(1), "A permit", true));
    CHECK(the(room, t1).external.size() == 1);
    CHECK_FALSE(has_open_blocker(room, the(room, t1)));
    auto const drop = asks(bob, command::UnlinkTicket{.ticket = t1, .what = entry(1)});
    happens_in(room, drop);
    CHECK(the(room, t1).external.empty());
    CHECK_FALSE(answer(room, drop));
}

SCENARIO("UNDO-5 an addition that somebody else has linked is not taken away", "[UNDO-5]") {
    auto room = given({});
    auto const added = happens_in(room, adds(bob, t4, "four"));
    SECTION("by its author it is") {
        happens_in(room, links(bob, t1, t4));
        CHECK_FALSE(refusal(room, undoes(bob, added.seq)));
        return;
    }
    SECTION("as blocked") { happens_in(room, links(carol, t1, t4)); }
    SECTION("as blocker") { happens_in(room, links(carol, t4, t1)); }
    SECTION("checked") {
        happens_in(room, checks(carol, t4, Checklist::ready, default_ready_list()[0].entry));
    }
    SECTION("parked") { happens_in(room, parks(carol, t4)); }
    SECTION("asked about") { happens_in(room, asks_about(carol, t4, question(1), "Why?")); }
    CHECK(refusal_code(room, undoes(bob, added.seq)) == RejectionCode::depends);
}

SCENARIO("TIC-19 whatever people press, no ticket ever waits for itself", "[TIC-19]") {
    auto const seed = GENERATE(range(1U, 5U));
    INFO("seed " << seed);
    std::mt19937 random(seed);
    auto const below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    auto room = given_no_tickets();
    for (std::uint32_t n = 1; n <= 8; ++n) happens_in(room, adds(alice, ticket(n), "t"));
    auto replayed = room;
    int refused = 0;
    int changed = 0;
    for (int i = 0; i < 600; ++i) {
        auto const who = person(1 + below(4));
        auto const one = ticket(1 + below(8));
        auto const other = ticket(1 + below(8));
        auto const press = [&]() -> Command {
            switch (below(8)) {
                case 0: return archives(who, {one});
                case 1: return restores(who, one == other ? Path{one} : Path{one, other});
                case 2:
                case 3: return undoes(who, room.head - below(6));
                case 4: return unlinks(who, one, other);
                default: return links(who, one, other);
            }
        };
        auto const decision = decide(room, press(), noon);
        if (!decision) {
            if (decision.error().code == RejectionCode::cycle) ++refused;
            continue;
        }
        if (!*decision) continue;
        evolve(room, **decision);
        evolve(replayed, **decision);
        ++changed;
        REQUIRE(broken_invariant(room) == "");
    }
    CHECK(fingerprint(replayed) == fingerprint(room));
    CHECK(refused > 10);
    CHECK(changed > 100);
}
