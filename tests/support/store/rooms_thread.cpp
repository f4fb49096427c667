#include "tests/support/store/rooms_thread.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <utility>

namespace refinery::test {

struct RoomsThread::Inside {
    boost::asio::io_context context;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stay =
        boost::asio::make_work_guard(context);
};

RoomsThread::RoomsThread() : inside_(std::make_unique<Inside>()) {}
RoomsThread::~RoomsThread() = default;

store::Post RoomsThread::post() {
    return [&context = inside_->context](std::function<void()> work) {
        boost::asio::post(context, std::move(work));
    };
}

boost::asio::io_context& RoomsThread::context() { return inside_->context; }

bool RoomsThread::run_until(std::function<bool()> const& done) {
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (!done()) {
        if (inside_->context.run_one_until(deadline) == 0) return false;
    }
    return true;
}

void RoomsThread::run_ready() { inside_->context.poll(); }

}  // namespace refinery::test
