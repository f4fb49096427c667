#pragma once

#include "tests/support/store/store_bench.hpp"

#include <memory>

namespace refinery::test {

/// All kinds, by name, for a test that runs on each.
enum class StoreKind { memory, sqlite, redis };
char const* name_of(StoreKind kind);
std::unique_ptr<StoreBench> bench_of(StoreKind kind);

std::unique_ptr<StoreBench> memory_bench();
std::unique_ptr<StoreBench> sqlite_bench();
/// Its server runs for the whole test program, from when it is first needed.
std::unique_ptr<StoreBench> redis_bench();

}  // namespace refinery::test
