#include "server/net/event_loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <unordered_map>
#include <utility>

namespace refinery::net {

namespace asio = boost::asio;

struct EventLoop::Machinery {
    // One thread runs it, so Asio may leave out the locks of its queues; posting stays safe.
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    asio::signal_set signals{context};
    std::function<void()> told;
    std::unordered_map<rooms::TimerId, asio::steady_timer> timers;
    rooms::TimerId newest_timer = 0;

    void await_signal() {
        signals.async_wait([this](boost::system::error_code error, int) {
            if (error) return;
            await_signal();
            told();
        });
    }
};

EventLoop::EventLoop() : machinery_(std::make_unique<Machinery>()) {}
EventLoop::~EventLoop() = default;

rooms::TimerId EventLoop::after(std::chrono::milliseconds delay, std::function<void()> fire) {
    auto const id = ++machinery_->newest_timer;
    auto& timer = machinery_->timers.try_emplace(id, machinery_->context, delay).first->second;
    timer.async_wait([this, id, fire = std::move(fire)](boost::system::error_code) {
        // A timer that ran out may be cancelled while its handler waits in the queue; only the
        // table says whether it still counts.
        if (machinery_->timers.erase(id) != 0) fire();
    });
    return id;
}

void EventLoop::cancel(rooms::TimerId timer) { machinery_->timers.erase(timer); }

void EventLoop::post(std::function<void()> task) {
    asio::post(machinery_->context, std::move(task));
}

void EventLoop::on_stop_signal(std::function<void()> told) {
    machinery_->told = std::move(told);
    machinery_->signals.add(SIGTERM);
    machinery_->signals.add(SIGINT);
    machinery_->await_signal();
}

void EventLoop::run() {
    machinery_->context.restart();
    machinery_->context.run();
}
void EventLoop::stop() { machinery_->context.stop(); }
asio::io_context& EventLoop::context() { return machinery_->context; }

Timestamp SystemClock::now() const {
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

std::chrono::milliseconds SystemClock::steady() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace refinery::net
