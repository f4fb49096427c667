#include "protocol/messages/server_message.hpp"
#include "tests/support/catch.hpp"

#include <utility>

using namespace refinery::messages;

SCENARIO("BYE-2 every bye has its close code", "[BYE-2]") {
    std::pair<ByeCode, int> const table[] = {
        {ByeCode::not_found, 4506},   {ByeCode::bad_request, 4500}, {ByeCode::bad_key, 4500},
        {ByeCode::passcode, 4500},    {ByeCode::removed, 4501},     {ByeCode::locked, 4502},
        {ByeCode::unsupported, 4505}, {ByeCode::protocol, 4503},    {ByeCode::replaced, 4504},
        {ByeCode::left, 1000},        {ByeCode::busy, 4003},        {ByeCode::read_only, 4003},
        {ByeCode::slow, 4002},        {ByeCode::silent, 4001},      {ByeCode::drain, 4000},
        {ByeCode::moved, 4005},
    };
    for (auto const& [code, number] : table) {
        INFO("close code " << number);
        CHECK(close_code(code) == number);
    }
}

SCENARIO("BYE-3 a client may tell from the number whether to connect again", "[BYE-3]") {
    for (auto const code : {ByeCode::busy, ByeCode::read_only, ByeCode::slow, ByeCode::silent,
                            ByeCode::drain, ByeCode::moved}) {
        CHECK(close_code(code) >= 4000);
        CHECK(close_code(code) <= 4499);
    }
    for (auto const code : {ByeCode::not_found, ByeCode::bad_request, ByeCode::bad_key,
                            ByeCode::passcode, ByeCode::removed, ByeCode::locked,
                            ByeCode::unsupported, ByeCode::protocol, ByeCode::replaced}) {
        CHECK(close_code(code) >= 4500);
        CHECK(close_code(code) <= 4999);
    }
}
