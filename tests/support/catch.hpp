#pragma once

// The only way in which tests include Catch2: Debian 12 has version 2, Ubuntu 24.04 version 3, and
// their headers differ.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string_view>

namespace refinery::test {

/// Marks the running test case as skipped, and says why. Use `SKIP_TEST`, which also leaves it.
void mark_skipped(std::string_view why);

}  // namespace refinery::test

/// Leaves a test case whose input is not on this machine. It is counted as skipped, never as
/// passed.
#define SKIP_TEST(why)                       \
    do {                                     \
        ::refinery::test::mark_skipped(why); \
        SUCCEED(why);                        \
        return;                              \
    } while (false)
