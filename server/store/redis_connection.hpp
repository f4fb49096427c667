#pragma once

// One connection to Redis, kept up. Asio moves the bytes on the caller's context; commands are
// pipelined and answered in order.
//
// It lives in turns: connect, authenticate, read until it breaks; then everything unanswered is
// told that it is lost, and after a pause it tries again. It breaks by itself when a command has
// waited too long: a stopped Redis keeps its sockets open, and a new connection is the only way to
// learn that it is back. What the old connection still carried may then be done late or twice; the
// functions of redis_library.cpp are written for that.

#include "server/store/redis_protocol.hpp"
#include "server/store/redis_url.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace refinery::store {

class RedisConnection : public std::enable_shared_from_this<RedisConnection> {
public:
    struct Options {
        RedisAddress address;
        /// How long a connection may take, and a command may wait.
        std::chrono::milliseconds silence_max;
        /// The pause before the next try, doubled up to the second one.
        std::chrono::milliseconds pause_first;
        std::chrono::milliseconds pause_max;
        /// Commands may be sent now; those sent inside the call come before all others.
        std::function<void()> connected;
        /// Not connected any more, or not at all. Called after the unanswered were told.
        std::function<void(std::string const& reason)> broken;
    };
    /// Nothing: the connection broke, and nobody knows whether it was done.
    using Answer = std::function<void(std::optional<RedisValue>)>;

    RedisConnection(boost::asio::io_context& context, Options options);

    void start();
    /// For good. Unanswered commands are told so later.
    void stop();
    /// Never answers inside the call.
    void send(RedisCommand const& command, Answer answer);
    /// Breaks the connection, so that it is made anew.
    void drop(std::string reason);

private:
    using Clock = std::chrono::steady_clock;
    struct Waiting {
        Answer answer;
        Clock::time_point since;
    };

    boost::asio::awaitable<void> run();
    boost::asio::awaitable<void> watch();
    boost::asio::awaitable<std::string> connect();
    boost::asio::awaitable<std::string> read_until_broken();
    void authenticate();
    void answer_waiting();
    void lose_waiting();
    void flush();

    boost::asio::io_context& context_;
    Options options_;
    boost::asio::generic::stream_protocol::socket socket_;
    boost::asio::steady_timer pause_;
    boost::asio::steady_timer watch_;
    bool stopped_ = false;
    bool connected_ = false;
    Clock::time_point connecting_since_;
    /// Why we broke it ourselves; empty when the other side did.
    std::string drop_reason_;

    RedisParser parser_;
    std::deque<Waiting> waiting_;
    std::string outgoing_;
    std::string being_written_;
    bool flush_posted_ = false;
};

}  // namespace refinery::store
