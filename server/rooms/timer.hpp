#pragma once

#include "server/rooms/ports/clock.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace refinery::rooms {

/// One timer that is either running or not, and is cancelled with its owner.
class Timer {
public:
    explicit Timer(Timers& timers) : timers_(&timers) {}
    ~Timer() { cancel(); }
    Timer(Timer&& other) noexcept
        : timers_(other.timers_), running_(std::exchange(other.running_, nullptr)) {}
    Timer& operator=(Timer&& other) noexcept {
        cancel();
        timers_ = other.timers_;
        running_ = std::exchange(other.running_, nullptr);
        return *this;
    }

    /// Starts anew; a running one is forgotten.
    void start(std::chrono::milliseconds delay, std::function<void()> fire) {
        cancel();
        running_ = std::make_shared<TimerId>(0);
        *running_ = timers_->after(
            delay, [running = std::weak_ptr<TimerId>(running_), fire = std::move(fire)] {
                // The owner may start this timer again, or end, while `fire` runs.
                if (auto const id = running.lock()) *id = 0;
                fire();
            });
    }
    void cancel() {
        if (running_ && *running_ != 0) timers_->cancel(*running_);
        running_.reset();
    }
    bool is_running() const { return running_ && *running_ != 0; }

private:
    Timers* timers_;
    /// 0 once it fired.
    std::shared_ptr<TimerId> running_;
};

}  // namespace refinery::rooms
