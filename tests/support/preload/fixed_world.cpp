// Loaded in front of the real program (LD_PRELOAD), it takes away what makes two runs of it differ
// beside what people do: random bytes come from a seed, and the wall clock stands still. Clocks
// that only measure go on, or no timer would ever fire.
//
// REFINERY_TEST_SEED is the seed. A program that is started again on the same data needs another
// one, or it would make the ids again that it has made before.

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <random>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

constexpr time_t standing_second = 1'700'000'000;

std::mt19937_64 seeded() {
    auto const* const seed = std::getenv("REFINERY_TEST_SEED");
    return std::mt19937_64(seed == nullptr ? 0 : std::strtoull(seed, nullptr, 10));
}

}  // namespace

extern "C" {

/// OpenSSL's.
int RAND_bytes(unsigned char* bytes, int count) {
    static std::mutex mutex;
    static auto chance = seeded();
    std::lock_guard const lock(mutex);
    for (int i = 0; i < count; ++i) bytes[i] = static_cast<unsigned char>(chance() >> 56U);
    return 1;
}

// The system library's.

time_t time(time_t* where) noexcept {
    if (where != nullptr) *where = standing_second;
    return standing_second;
}

int clock_gettime(clockid_t clock, timespec* time) noexcept {
    if (clock == CLOCK_REALTIME) {
        *time = {.tv_sec = standing_second, .tv_nsec = 0};
        return 0;
    }
    return static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
}

}  // extern "C"
