#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

namespace refinery::rooms {

/// So many at once, then one every so often. Time comes in.
class TokenBucket {
public:
    struct Rate {
        std::uint32_t burst = 1;
        std::chrono::milliseconds one_every{1000};
    };
    TokenBucket(Rate rate, std::chrono::milliseconds now)
        : TokenBucket(rate.burst, rate.one_every, now) {}
    static TokenBucket per_second(std::uint32_t tokens, std::uint32_t burst,
                                  std::chrono::milliseconds now) {
        return {burst, Time(std::chrono::seconds(1)) / std::max(tokens, 1U), now};
    }

    /// @return nothing when one was taken, else how long until there is one.
    std::optional<std::chrono::milliseconds> take(std::chrono::milliseconds now) {
        fill(now);
        if (worth_ < one_every_)
            return std::chrono::ceil<std::chrono::milliseconds>(one_every_ - worth_);
        worth_ -= one_every_;
        return std::nullopt;
    }
    /// Takes back a `take`.
    void give_back() { worth_ = std::min(worth_ + one_every_, full_); }

private:
    /// Fine enough that any whole rate a second loses nothing.
    using Time = std::chrono::nanoseconds;

    TokenBucket(std::uint32_t burst, Time one_every, std::chrono::milliseconds now)
        : one_every_(one_every), full_(one_every * burst), worth_(full_), filled_at_(now) {}

    void fill(std::chrono::milliseconds now) {
        // Longer than it takes to fill an empty one is as good as that, and cannot overflow.
        auto const enough = std::chrono::ceil<std::chrono::milliseconds>(full_);
        worth_ = std::min(full_, worth_ + std::clamp(now - filled_at_, {}, enough));
        filled_at_ = std::max(filled_at_, now);
    }

    Time one_every_;
    Time full_;
    /// What is in it, as the time that it took to come: a token is worth `one_every_`.
    Time worth_;
    std::chrono::milliseconds filled_at_;
};

}  // namespace refinery::rooms
