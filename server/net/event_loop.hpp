#pragma once

#include "server/rooms/ports/clock.hpp"

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace refinery::net {

/// The one thread on which rooms decide and sockets are read and written. Everything that is not
/// `post` is called on it, or before `run`.
class EventLoop final : public rooms::Timers {
public:
    EventLoop();
    ~EventLoop() override;
    EventLoop(EventLoop const&) = delete;
    EventLoop& operator=(EventLoop const&) = delete;

    rooms::TimerId after(std::chrono::milliseconds delay, std::function<void()> fire) override;
    void cancel(rooms::TimerId timer) override;

    /// From any thread: runs `task` on the loop, later and in the order of the calls.
    void post(std::function<void()> task);
    /// SIGTERM and SIGINT arrive here, as often as they are sent, instead of ending the process.
    void on_stop_signal(std::function<void()> told);

    /// Returns after `stop`, and may then be called again.
    void run();
    void stop();

    boost::asio::io_context& context();

private:
    struct Machinery;
    std::unique_ptr<Machinery> machinery_;
};

/// The machine's clocks.
class SystemClock final : public rooms::Clock {
public:
    Timestamp now() const override;
    std::chrono::milliseconds steady() const override;
};

}  // namespace refinery::net
