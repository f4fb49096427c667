#pragma once

#include "tests/integration/member.hpp"
#include "tests/support/catch.hpp"

#include <string>

namespace refinery::test {

/// LIV-8: what the server sent while its gate was shut tells nothing of what waits behind it: a
/// ticket `held`, everything that is called a canary, and the operations of `author`; no answer of
/// any kind either. Clock probes are answered all the same.
inline void check_nothing_leaked(std::string const& trace, std::string const& held,
                                 Member const& author) {
    for (auto const& secret :
         {held, std::string("canary"), author.participant() + "\",\"op", std::string("\"ack\""),
          std::string("\"refused\""), std::string("\"yours\""), std::string("\"welcome\""),
          std::string("\"operations\""), std::string("\"snapshot\""), std::string("closing"),
          std::string("201 ")}) {
        INFO(secret);
        CHECK(trace.find(secret) == std::string::npos);
    }
    CHECK(trace.find("\"time\"") != std::string::npos);
}

}  // namespace refinery::test
