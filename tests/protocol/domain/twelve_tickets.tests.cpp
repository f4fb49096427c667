// One backlog, reckoned by hand: the table, and how its numbers come about, stand in
// web-client/tests/unit/room/twelve_tickets.test.ts, which holds the page to it.

#include "protocol/domain/capacity.hpp"
#include "protocol/domain/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <algorithm>

using namespace refinery;
using namespace refinery::test;

namespace {

constexpr std::string_view letters = "ABCDEFGHIJKL";

struct Row {
    char letter;
    std::optional<std::string> estimate;
    std::size_t length;
    std::uint32_t criteria;
    int updated_days_ago;
    std::optional<int> moved_days_ago;
};

std::vector<Row> const rows{{'A', "5", 120, 1, 0, 0},
                            {'B', "3", 80, 1, 0, 0},
                            {'C', "8", 79, 2, 31, 31},
                            {'D', "2", 200, 0, 1, 1},
                            {'E', std::nullopt, 90, 1, 29, std::nullopt},
                            {'F', "13", 300, 1, 0, 0},
                            {'G', "5", 100, 1, 60, std::nullopt},
                            {'H', "?", 0, 0, 40, 29},
                            {'I', "13", 85, 1, 100, 100},
                            {'J', "8", 300, 1, 0, 0},
                            {'K', "1", 85, 1, 1, 1},
                            {'L', "21", 300, 3, 30, 30}};

TicketId id(char letter) { return ticket(static_cast<std::uint32_t>(letters.find(letter)) + 1); }
std::vector<TicketId> ids(std::string_view word) {
    std::vector<TicketId> all;
    for (char const letter : word) all.push_back(id(letter));
    return all;
}
Timestamp ago(int days) { return {noon.ms - days * std::int64_t{24 * 60 * 60 * 1000}}; }

command::ImportTickets::Row as_imported(Row const& row) {
    std::vector<Criterion> criteria;
    for (std::uint32_t n = 0; n < row.criteria; ++n) criteria.push_back({entry(n), "It is so"});
    return {.ticket = id(row.letter),
            .title = {row.letter},
            .description = std::string(row.length, 'x'),
            .estimate = row.estimate,
            .details = {.criteria = criteria}};
}

/// Back to where it stood, which is a move all the same.
void is_moved(Room& room, char letter, Timestamp at) {
    auto const place = letters.find(letter);
    auto const goes_to = [&](command::Position const& to) {
        happens_in(room, moves(alice, ids({&letter, 1}), to), at);
    };
    if (place == 0) {
        goes_to(command::AtEnd{});
        goes_to(command::OnTop{});
    } else if (place + 1 == letters.size()) {
        goes_to(command::OnTop{});
        goes_to(command::AtEnd{});
    } else {
        goes_to(command::AtEnd{});
        goes_to(id(letters[place - 1]));
    }
}

Room of_twelve_tickets() {
    Room room;
    for (auto const& command :
         {creates_room(), arrives_with_key(alice, "Alice"), arrives(bob, "Bob")})
        happens_in(room, command, ago(100));
    std::vector<command::ImportTickets::Row> imported;
    for (auto const& row : rows) imported.push_back(as_imported(row));
    happens_in(room, imports(alice, imported), ago(100));

    for (int days = 100; days >= 0; --days) {
        for (auto const& row : rows) {
            if (row.updated_days_ago == days && days < 100)
                happens_in(
                    room,
                    details(alice, {id(row.letter)},
                            {.requester = std::optional(std::optional<std::string>("Erin"))}),
                    ago(days));
            if (row.moved_days_ago == days) is_moved(room, row.letter, ago(days));
        }
        if (days == 2)
            for (auto const& command : {opens(alice, r1, id('G')), estimates(bob, r1, "5"),
                                        reveals(alice, r1), settles(alice, r1, "5")})
                happens_in(room, command, ago(days));
    }
    happens_in(room, links(alice, id('D'), id('B')));
    happens_in(room, details(alice, {id('F')},
                             {.status = std::optional(std::optional(
                                  Status{.text = "Shipped", .category = StatusCategory::done}))}));
    happens_in(room, archives(alice, {id('J')}));
    for (std::uint32_t n : {1U, 2U})
        happens_in(room, asks(alice, command::SetCapacity{
                                         .sprint = sprint(n), .name = "Sprint", .points = 20'000}));
    return room;
}

}  // namespace

SCENARIO("CAP-2 HLT-1 twelve tickets, reckoned by hand", "[CAP-2][HLT-1]") {
    auto const room = of_twelve_tickets();
    CHECK(backlog(room) == "A B C D E F G H I K L");
    CHECK(sprint_plan(room) == std::vector<std::vector<TicketId>>{ids("ABCDE"), ids("GHIK")});
    CHECK(health_of(room, noon) ==
          Health{.tickets = 10, .detailed = 7, .emergent = 7, .estimated = 9, .prioritised = 6});
}
