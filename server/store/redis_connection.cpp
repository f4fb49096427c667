#include "server/store/redis_connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <exception>
#include <utility>

namespace refinery::store {

namespace asio = boost::asio;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

/// What a coroutine throws is a mistake of ours; it must not be lost.
void rethrow(std::exception_ptr mistake) {
    if (mistake) std::rethrow_exception(mistake);
}

}  // namespace

RedisConnection::RedisConnection(asio::io_context& context, Options options)
    : context_(context),
      options_(std::move(options)),
      socket_(context),
      pause_(context),
      watch_(context) {}

void RedisConnection::start() {
    auto const self = shared_from_this();
    asio::co_spawn(
        context_, [self]() -> asio::awaitable<void> { return self->run(); }, rethrow);
    asio::co_spawn(
        context_, [self]() -> asio::awaitable<void> { return self->watch(); }, rethrow);
}

void RedisConnection::stop() {
    if (std::exchange(stopped_, true)) return;
    connected_ = false;
    boost::system::error_code ignored;  // It is closed either way.
    socket_.close(ignored);
    pause_.cancel();
    watch_.cancel();
    asio::post(context_, [self = shared_from_this()] { self->lose_waiting(); });
}

void RedisConnection::drop(std::string reason) {
    if (drop_reason_.empty()) drop_reason_ = std::move(reason);
    connected_ = false;
    boost::system::error_code ignored;  // It is closed either way.
    socket_.close(ignored);
}

asio::awaitable<void> RedisConnection::run() {
    auto pause = options_.pause_first;
    while (!stopped_) {
        drop_reason_.clear();
        auto reason = co_await connect();
        if (reason.empty()) {
            pause = options_.pause_first;
            reason = co_await read_until_broken();
        }
        connected_ = false;
        boost::system::error_code ignored;  // It is closed either way.
        socket_.close(ignored);
        lose_waiting();
        if (stopped_) break;
        options_.broken(drop_reason_.empty() ? reason : drop_reason_);
        if (stopped_) break;
        pause_.expires_after(pause);
        pause = std::min(pause * 2, options_.pause_max);
        co_await pause_.async_wait(as_result);
    }
}

/// Empty when it is connected, else why not.
asio::awaitable<std::string> RedisConnection::connect() {
    connecting_since_ = Clock::now();
    using Endpoint = asio::generic::stream_protocol::endpoint;
    std::vector<Endpoint> endpoints;
    boost::system::error_code error;
    auto const& address = options_.address;
    if (address.path.empty()) {
        asio::ip::tcp::resolver resolver(context_);
        auto [failed, found] =
            co_await resolver.async_resolve(address.host, std::to_string(address.port), as_result);
        error = failed;
        for (auto const& entry : found) endpoints.emplace_back(entry.endpoint());
    } else {
        endpoints.emplace_back(asio::local::stream_protocol::endpoint(address.path));
    }
    for (auto const& endpoint : endpoints) {
        if (stopped_) break;
        boost::system::error_code ignored;  // Nothing was open, or the last try failed.
        socket_.close(ignored);
        auto [failed] = co_await socket_.async_connect(endpoint, as_result);
        error = failed;
        if (error) continue;
        if (address.path.empty()) {
            // Without it a small command waits for the answer to the one before.
            socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
        }
        co_return std::string();
    }
    co_return error ? error.message() : "it has no address";
}

asio::awaitable<std::string> RedisConnection::read_until_broken() {
    if (stopped_) co_return std::string();
    connected_ = true;
    parser_ = RedisParser();
    outgoing_.clear();
    authenticate();
    options_.connected();
    std::array<char, 64 * 1024> buffer{};
    while (connected_) {
        auto [error, count] = co_await socket_.async_read_some(asio::buffer(buffer), as_result);
        if (error) co_return error.message();
        parser_.feed({buffer.data(), count});
        answer_waiting();
        if (parser_.failed()) co_return std::string("it does not speak Redis's protocol");
    }
    co_return std::string();
}

void RedisConnection::authenticate() {
    auto const must_succeed = [this](std::optional<RedisValue> answer) {
        if (answer && answer->is_error()) drop(answer->text);
    };
    auto const& address = options_.address;
    if (!address.password.empty()) {
        RedisCommand command{"AUTH"};
        if (!address.user.empty()) command.push_back(address.user);
        command.push_back(address.password);
        send(command, must_succeed);
    }
    if (address.database != 0) {
        send({"SELECT", std::to_string(address.database)}, must_succeed);
    }
}

void RedisConnection::answer_waiting() {
    while (connected_) {
        auto value = parser_.next();
        if (!value) return;
        if (waiting_.empty()) {
            drop("it answers what nobody asked");
            return;
        }
        auto const answer = std::move(waiting_.front().answer);
        waiting_.pop_front();
        answer(std::move(*value));
    }
}

void RedisConnection::lose_waiting() {
    // An answer may send again; that is not lost with these.
    for (auto const& lost : std::exchange(waiting_, {})) lost.answer(std::nullopt);
}

void RedisConnection::send(RedisCommand const& command, Answer answer) {
    if (!connected_) {
        asio::post(context_, [answer = std::move(answer)] { answer(std::nullopt); });
        return;
    }
    waiting_.push_back({.answer = std::move(answer), .since = Clock::now()});
    outgoing_ += format_command(command);
    // At the end of the turn: what many rooms send in one turn is one write.
    if (std::exchange(flush_posted_, true)) return;
    asio::post(context_, [self = shared_from_this()] {
        self->flush_posted_ = false;
        self->flush();
    });
}

void RedisConnection::flush() {
    if (!connected_ || !being_written_.empty() || outgoing_.empty()) return;
    being_written_ = std::exchange(outgoing_, {});
    asio::async_write(socket_, asio::buffer(being_written_),
                      [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                          self->being_written_.clear();
                          // A failed write is seen by the reader too, which ends the connection.
                          if (!error) self->flush();
                      });
}

asio::awaitable<void> RedisConnection::watch() {
    while (!stopped_) {
        watch_.expires_after(options_.silence_max / 4);
        co_await watch_.async_wait(as_result);
        if (stopped_) break;
        auto const now = Clock::now();
        auto const late = [&](Clock::time_point since) {
            return now - since > options_.silence_max;
        };
        if (connected_ ? !waiting_.empty() && late(waiting_.front().since)
                       : socket_.is_open() && late(connecting_since_)) {
            drop("it does not answer");
        }
    }
}

}  // namespace refinery::store
