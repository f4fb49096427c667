#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace refinery::rooms {

/// So many a second, and so many at once. Time comes in.
class TokenBucket {
public:
    TokenBucket(std::uint32_t per_second, std::uint32_t burst, std::chrono::milliseconds now)
        : per_second_(per_second), burst_(burst), filled_at_(now), tokens_(full()) {}

    /// @return false: none is left, nothing was taken
    bool take(std::chrono::milliseconds now) {
        fill(now);
        if (tokens_ < token) return false;
        tokens_ -= token;
        return true;
    }
    /// How long until `take` says yes.
    std::chrono::milliseconds wait(std::chrono::milliseconds now) {
        fill(now);
        if (tokens_ >= token) return std::chrono::milliseconds{0};
        auto const missing = token - tokens_;
        return std::chrono::milliseconds{(missing + per_second_ - 1) / std::max(per_second_, 1U)};
    }

private:
    /// Thousandths, so that a millisecond at any whole rate is a whole number.
    static constexpr std::uint64_t token = 1000;

    std::uint64_t full() const { return burst_ * token; }
    void fill(std::chrono::milliseconds now) {
        if (now <= filled_at_) return;
        auto const passed = static_cast<std::uint64_t>((now - filled_at_).count());
        // Longer than it takes to fill an empty one is as good as that, and cannot overflow.
        auto const enough = full() / std::max<std::uint64_t>(per_second_, 1) + 1;
        tokens_ = std::min(full(), tokens_ + std::min(passed, enough) * per_second_);
        filled_at_ = now;
    }

    std::uint32_t per_second_;
    std::uint64_t burst_;
    std::chrono::milliseconds filled_at_;
    std::uint64_t tokens_;
};

}  // namespace refinery::rooms
