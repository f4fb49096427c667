#include "tests/support/catch.hpp"
#include "tests/support/codec/fixtures.hpp"

#include <algorithm>
#include <set>
#include <string>

using namespace refinery::test;

SCENARIO("MSG-7 the examples of PROTOCOL.md are the golden messages", "[MSG-7]") {
    auto const examples = examples_of_protocol_page();
    std::set<std::string> golden;
    for (auto const& fixture : message_fixtures()) golden.insert(fixture.json);
    for (auto const& example : examples) {
        INFO(example);
        CHECK(golden.count(example) == 1);
    }
    for (auto const& fixture : message_fixtures()) {
        INFO(fixture.name << " is not shown in PROTOCOL.md");
        CHECK(std::find(examples.begin(), examples.end(), fixture.json) != examples.end());
    }
}
