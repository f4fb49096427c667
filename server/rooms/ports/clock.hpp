#pragma once

#include "protocol/domain/ids.hpp"

#include <chrono>
#include <cstdint>
#include <functional>

namespace refinery::rooms {

/// The server's wall clock, and a clock that never jumps for time limits.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
    virtual std::chrono::milliseconds steady() const = 0;
};

/// Names a timer; 0 is none.
using TimerId = std::uint64_t;

/// Timers of the rooms' thread. A cancelled timer never fires.
class Timers {
public:
    virtual ~Timers() = default;
    virtual TimerId after(std::chrono::milliseconds delay, std::function<void()> fire) = 0;
    virtual void cancel(TimerId timer) = 0;
};

}  // namespace refinery::rooms
