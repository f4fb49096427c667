#include "protocol/domain/rules.hpp"
#include "protocol/domain/wished_order.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <algorithm>
#include <random>
#include <set>

using namespace refinery;
using namespace refinery::test;

namespace {

/// Tickets 1 to `count`, titled "1" to "count", in this order.
Room given_backlog(std::uint32_t count) {
    auto room = given_no_tickets();
    for (std::uint32_t n = 1; n <= count; ++n)
        happens_in(room, adds(alice, ticket(n), std::to_string(n)));
    return room;
}

std::vector<TicketId> tickets(std::initializer_list<std::uint32_t> numbers) {
    std::vector<TicketId> list;
    for (auto const n : numbers) list.push_back(ticket(n));
    return list;
}

/// Open blockers that stand below what they block, as pairs.
std::set<std::pair<TicketId, TicketId>> broken(Room const& room) {
    std::set<std::pair<TicketId, TicketId>> pairs;
    for (auto const& each : room.tickets)
        for (auto const blocker : each.blocked_by)
            if (is_open(each) && is_open(the(room, blocker)) && each.rank < the(room, blocker).rank)
                pairs.emplace(blocker, each.id);
    return pairs;
}

}  // namespace

SCENARIO("ORD-1 tickets are put in order among the places that they hold", "[ORD-1][ORD-3]") {
    auto room = given_backlog(6);
    auto const operation = happens_in(room, orders(bob, tickets({6, 2, 4})), after_noon(5000));
    CHECK(backlog(room) == "1 6 3 2 5 4");
    auto const& applied = std::get<operation::OrderApplied>(operation.body);
    CHECK(applied.ranks.size() == 3);
    CHECK(the(room, ticket(4)).moved == after_noon(5000));
    CHECK_FALSE(the(room, ticket(1)).moved);
    THEN("the same order changes nothing") {
        CHECK_FALSE(answer(room, orders(bob, tickets({6, 2, 4}))));
    }
    THEN("its author takes it back") {
        happens_in(room, undoes(bob, operation.seq));
        CHECK(backlog(room) == "1 2 3 4 5 6");
    }
    THEN("not after somebody else has moved one of them") {
        happens_in(room, moves(carol, {ticket(2)}, command::OnTop{}));
        auto const refused = refusal(room, undoes(bob, operation.seq)).value();
        CHECK(refused.code == RejectionCode::depends);
        CHECK(std::get<rejection_data::Depends>(refused.data).by == carol);
    }
}

SCENARIO("ORD-1 an order that could not be is refused", "[ORD-1]") {
    auto room = given_backlog(3);
    happens_in(room, archives(alice, {ticket(2)}));
    CHECK(refusal_code(room, orders(bob, {})) == RejectionCode::bad_request);
    CHECK(refusal_code(room, orders(bob, tickets({1, 1}))) == RejectionCode::bad_request);
    CHECK(refusal_code(room, orders(bob, tickets({1, 2}))) == RejectionCode::conflict);
    CHECK(refusal_code(room, orders(bob, {nowhere})) == RejectionCode::not_found);
    CHECK(refusal_code(room, orders(bob, std::vector(201, ticket(1)))) == RejectionCode::too_large);
    CHECK(refusal_code(room, orders(bob, tickets({1}), d1)) == RejectionCode::forbidden);
    CHECK(refusal_code(room, orders(alice, tickets({1}), d1)) == RejectionCode::not_found);
}

SCENARIO("ORD-1 an order by a voting settles it", "[ORD-1]") {
    auto room = given_backlog(3);
    happens_in(room, opens_dots(alice, d1, tickets({1, 2, 3})));
    CHECK(refusal_code(room, orders(alice, tickets({3, 1, 2}), d1)) == RejectionCode::phase);
    happens_in(room, closes_dots(alice, d1));
    happens_in(room, orders(alice, tickets({3, 1, 2}), d1));
    CHECK(backlog(room) == "3 1 2");
    CHECK(view_of(room).ballots.at(0).phase == "settled");
    CHECK_FALSE(answer(room, orders(alice, tickets({3, 1, 2}), d1)));
}

SCENARIO("ORD-2 a blocker stays above what it blocks", "[ORD-2]") {
    auto room = given_backlog(5);
    happens_in(room, links(alice, ticket(1), ticket(4)));
    WHEN("both are put in order") {
        happens_in(room, orders(bob, tickets({4, 2, 1, 3})));
        CHECK(backlog(room) == "2 1 4 3 5");
    }
    WHEN("the blocker is not among them") {
        happens_in(room, links(alice, ticket(3), ticket(5)));
        happens_in(room, orders(bob, tickets({5, 2, 1})));
        THEN("what it blocks does not come above it") { CHECK(backlog(room) == "2 1 3 4 5"); }
    }
    WHEN("what it blocks is not among them") {
        happens_in(room, orders(bob, tickets({5, 3, 1})));
        THEN("it does not come below that") { CHECK(backlog(room) == "5 2 1 4 3"); }
    }
    WHEN("the blocker is done") {
        happens_in(room, details(alice, {ticket(1)},
                                 {.status = std::optional(Status{"Done", StatusCategory::done})}));
        happens_in(room, orders(bob, tickets({4, 2, 1, 3})));
        CHECK(backlog(room) == "4 2 1 3 5");
    }
    WHEN("it is broken now") {
        happens_in(room, moves(alice, {ticket(4)}, command::OnTop{}));
        happens_in(room, orders(bob, tickets({4, 1})));
        THEN("it is mended") { CHECK(backlog(room) == "1 4 2 3 5"); }
    }
}

SCENARIO(
    "ORD-2 no order breaks a dependency that held, and the wish is followed where nothing "
    "stands in its way",
    "[ORD-2]") {
    auto const seed = GENERATE(range(1U, 41U));
    INFO("seed " << seed);
    std::mt19937 random(seed);
    auto const below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    auto room = given_backlog(14);
    for (int i = 0; i < 12; ++i) {
        auto const link = links(alice, ticket(1 + below(14)), ticket(1 + below(14)));
        if (!refusal(room, link) && answer(room, link)) happens_in(room, link);
    }
    for (int i = 0; i < 5; ++i) {
        auto const move = moves(alice, {ticket(1 + below(14))}, command::OnTop{});
        if (answer(room, move)) happens_in(room, move);
    }
    std::vector<TicketId> wished;
    for (std::uint32_t n = 1; n <= 14; ++n)
        if (below(3) > 0) wished.push_back(ticket(n));
    std::shuffle(wished.begin(), wished.end(), random);

    auto const order = possible_order(room, wished);
    CHECK(std::is_permutation(order.begin(), order.end(), wished.begin(), wished.end()));
    auto const before = broken(room);
    auto const others = [&] {
        std::vector<std::string> ranks;
        for (auto const& each : room.tickets)
            if (std::find(wished.begin(), wished.end(), each.id) == wished.end())
                ranks.push_back(each.rank);
        return ranks;
    }();
    auto after = room;
    if (auto const applied = answer(room, orders(alice, wished))) evolve(after, *applied);
    auto const now = broken(after);
    CHECK(std::includes(before.begin(), before.end(), now.begin(), now.end()));
    CHECK(broken_invariant(after).empty());
    std::vector<std::string> stayed;
    for (auto const& each : after.tickets)
        if (std::find(wished.begin(), wished.end(), each.id) == wished.end())
            stayed.push_back(each.rank);
    CHECK(stayed == others);
    THEN("the same wish again changes nothing") {
        CHECK_FALSE(answer(after, orders(alice, wished)));
    }
    THEN("without dependencies the wish is the order") {
        auto free = given_backlog(14);
        CHECK(possible_order(free, wished) == wished);
    }
}
