#include "tests/support/scenarios.hpp"

#include "protocol/domain/overloaded.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <set>

using namespace refinery;
using namespace refinery::test;

SCENARIO("HSH-5 the scripted histories together make every operation", "[HSH-5]") {
    std::set<std::size_t> made;
    for (auto const& scenario : scenarios()) {
        Room room;
        Room replayed;
        for (auto const& step : scenario.steps) {
            INFO(scenario.name << " after operation " << room.head);
            auto const operation = happens_in(room, step.command, step.at);
            made.insert(operation.body.index());
            CHECK(operation.seq == room.head);
            evolve(replayed, operation);
            CHECK(fingerprint(replayed) == fingerprint(room));
            CHECK(broken_invariant(room) == "");
        }
        CHECK(room.head == scenario.steps.size());
    }
    CHECK(made.size() == std::variant_size_v<OperationBody::variant>);
}
