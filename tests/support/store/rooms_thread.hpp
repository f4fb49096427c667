#pragma once

#include "server/rooms/ports/store.hpp"
#include "server/store/post.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

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
    /// Asks a store, and runs until its answer is there.
    /// @throws std::runtime_error where it never is
    template <class Answer>
    Answer ask(std::function<void(rooms::Reply<Answer>)> const& call) {
        std::optional<Answer> given;
        call([&](Answer answer) { given = std::move(answer); });
        if (!run_until([&] { return given.has_value(); }))
            throw std::runtime_error("the store never answered");
        return std::move(*given);
    }
    /// Does what is ready, and waits for nothing.
    void run_ready();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace refinery::test
