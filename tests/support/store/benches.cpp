#include "tests/support/store/benches.hpp"

namespace refinery::test {

char const* name_of(StoreKind kind) {
    switch (kind) {
        case StoreKind::memory: return "memory";
        case StoreKind::sqlite: return "SQLite";
        case StoreKind::redis: return "Redis";
    }
    return "";
}

std::unique_ptr<StoreBench> bench_of(StoreKind kind) {
    switch (kind) {
        case StoreKind::memory: return memory_bench();
        case StoreKind::sqlite: return sqlite_bench();
        case StoreKind::redis: return redis_bench();
    }
    return nullptr;
}

}  // namespace refinery::test
