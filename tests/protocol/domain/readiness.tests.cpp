#include "protocol/domain/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

EntryId box(std::size_t n) { return default_ready_list()[n].entry; }
std::size_t ready(Room const& room, TicketId ticket) {
    return readiness(room, the(room, ticket)).ready;
}

}  // namespace

SCENARIO("TIC-17 a ticket is ready when every line of the room's list holds", "[TIC-17]") {
    auto room = given({});
    CHECK(readiness(room, the(room, t1)).of == 6);
    CHECK(ready(room, t1) == 1);
    for (std::size_t n = 0; n < 5; ++n) happens_in(room, checks(bob, t1, Checklist::ready, box(n)));
    CHECK(readiness(room, the(room, t1)).is_ready());
    CHECK(refusal_code(room, checks(bob, t1, Checklist::ready, box(5))) ==
          RejectionCode::bad_request);
    happens_in(room, links(bob, t2, t1));
    CHECK(ready(room, t1) == 5);

    happens_in(room,
               plans({.ready = std::vector<ReadyEntry>{{.entry = box(0), .text = "Value is clear"},
                                                       {.entry = entry(9), .text = "Drawn"}}}));
    CHECK(ready(room, t1) == 1);
    CHECK(readiness(room, the(room, t1)).of == 2);
    CHECK(refusal_code(room, checks(bob, t1, Checklist::ready, box(1), false)) ==
          RejectionCode::not_found);
}

SCENARIO("TIC-18 a room that requires ready tickets wants a reason for others", "[TIC-18]") {
    auto room = given({plans({.require_ready = true})});
    auto const refused = refusal(room, opens(alice, r1, t1));
    REQUIRE(refused);
    CHECK(refused->code == RejectionCode::conflict);
    auto const& data = std::get<rejection_data::NotReady>(refused->data);
    CHECK(data.ready == 1);
    CHECK(data.of == 6);

    happens_in(room, overrides_ready(bob, t1, "The fair is on Monday"));
    CHECK(the(room, t1).ready_anyway->by == bob);
    CHECK_FALSE(answer(room, overrides_ready(carol, t1, "The fair is on Monday")));
    CHECK_FALSE(refusal(room, opens(alice, r1, t1)));
    happens_in(room, overrides_ready(carol, t1, std::nullopt));
    CHECK(refusal(room, opens(alice, r1, t1)));
    CHECK_FALSE(answer(room, overrides_ready(carol, t1, std::nullopt)));
}
