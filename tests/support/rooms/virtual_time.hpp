#pragma once

#include "server/rooms/ports/clock.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <utility>

namespace refinery::test {

/// Clock and timers that a test moves. Timers fire in the order in which they are due.
class VirtualTime final : public rooms::Clock, public rooms::Timers {
public:
    explicit VirtualTime(Timestamp start) : start_(start) {}

    Timestamp now() const override { return {start_.ms + passed_.count()}; }
    std::chrono::milliseconds steady() const override { return passed_; }

    rooms::TimerId after(std::chrono::milliseconds delay, std::function<void()> fire) override {
        auto const id = next_++;
        timers_.emplace(std::pair{passed_ + delay, id}, std::move(fire));
        due_[id] = passed_ + delay;
        return id;
    }
    void cancel(rooms::TimerId id) override {
        auto const due = due_.find(id);
        if (due == due_.end()) return;
        timers_.erase({due->second, id});
        due_.erase(due);
    }

    /// Calls `settle` before time moves and after each timer.
    void advance(std::chrono::milliseconds by, std::function<void()> const& settle) {
        auto const until = passed_ + by;
        settle();
        while (!timers_.empty() && timers_.begin()->first.first <= until) {
            auto const timer = timers_.begin();
            passed_ = std::max(passed_, timer->first.first);
            auto const fire = std::move(timer->second);
            due_.erase(timer->first.second);
            timers_.erase(timer);
            fire();
            settle();
        }
        passed_ = until;
    }
    std::size_t waiting() const { return timers_.size(); }

private:
    Timestamp start_;
    std::chrono::milliseconds passed_{0};
    rooms::TimerId next_ = 1;
    std::map<std::pair<std::chrono::milliseconds, rooms::TimerId>, std::function<void()>> timers_;
    std::map<rooms::TimerId, std::chrono::milliseconds> due_;
};

}  // namespace refinery::test
