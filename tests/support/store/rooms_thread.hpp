#pragma once

#include "server/store/post.hpp"

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace refinery::test {

/// The thread of the rooms, which is the test's own: nothing happens on it but in `run_until`.
class RoomsThread {
public:
    RoomsThread();
    ~RoomsThread();
    RoomsThread(RoomsThread const&) = delete;
    RoomsThread& operator=(RoomsThread const&) = delete;

    store::Post post();
    boost::asio::io_context& context();

    /// Does what is posted, until `done` holds. False when it still does not after a minute, which
    /// only a broken test needs.
    bool run_until(std::function<bool()> const& done);
    /// Does what is ready, and waits for nothing.
    void run_ready();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace refinery::test
