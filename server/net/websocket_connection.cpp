// One member's WebSocket. Theory of operation:
//
// - One coroutine reads, piece by piece, so that a long message that trickles in counts as a sign
//   of life, and hands whole frames to the session. It is also what notices the end: whoever wants
//   the connection gone closes the socket, and the loop falls out of its read.
// - Writing is the queue plus at most one fragment in flight. `send` starts it, its completion goes
//   on with it. A goodbye is the queue running dry with a close frame behind it.
// - Three clocks: how long the member has been silent, how long it has taken nothing, and how long
//   a goodbye may last. Beast closes by itself too (a broken frame, a close from the member) and
//   may then wait for the other side without a limit; the first clock ends that.

#include "server/net/open_socket.hpp"
#include "server/net/send_queue.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <exception>
#include <utility>

namespace refinery::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_bytes = 16 * 1024;

/// A socket that first gives what was read from it before: the frames right behind an upgrade
/// request, which Beast's own accept would drop with the HTTP buffer or refuse above 1.5 KiB.
class SocketWithRest {
public:
    using next_layer_type = tcp::socket;
    using executor_type = tcp::socket::executor_type;

    SocketWithRest(tcp::socket socket, std::string rest)
        : socket_(std::move(socket)), rest_(std::move(rest)) {}

    next_layer_type& next_layer() { return socket_; }
    next_layer_type const& next_layer() const { return socket_; }
    executor_type get_executor() { return socket_.get_executor(); }

    template <class Buffers, class Token>
    auto async_read_some(Buffers const& buffers, Token&& completion) {
        return asio::async_compose<Token, void(beast::error_code, std::size_t)>(
            [this, buffers, begun = false](auto& self, beast::error_code error = {},
                                           std::size_t size = 0) mutable {
                if (begun) {
                    self.complete(error, size);
                    return;
                }
                begun = true;
                if (rest_.empty()) {
                    socket_.async_read_some(buffers, std::move(self));
                    return;
                }
                auto const taken = asio::buffer_copy(buffers, asio::buffer(rest_));
                rest_.erase(0, taken);
                asio::post(socket_.get_executor(), [self = std::move(self), taken]() mutable {
                    self(beast::error_code(), taken);
                });
            },
            completion, socket_);
    }
    template <class Buffers, class Token>
    auto async_write_some(Buffers const& buffers, Token&& completion) {
        return socket_.async_write_some(buffers, std::forward<Token>(completion));
    }
    // Beast's stream names these in functions that nobody here calls.
    template <class Buffers>
    std::size_t read_some(Buffers const& buffers, beast::error_code& error) {
        return socket_.read_some(buffers, error);
    }
    template <class Buffers>
    std::size_t write_some(Buffers const& buffers, beast::error_code& error) {
        return socket_.write_some(buffers, error);
    }

    friend void teardown(beast::role_type role, SocketWithRest& stream, beast::error_code& error) {
        websocket::teardown(role, stream.socket_, error);
    }
    template <class Handler>
    friend void async_teardown(beast::role_type role, SocketWithRest& stream, Handler&& handler) {
        websocket::async_teardown(role, stream.socket_, std::forward<Handler>(handler));
    }

private:
    tcp::socket socket_;
    std::string rest_;
};

class WebSocketConnection final : public rooms::Connection,
                                  public OpenSocket,
                                  public std::enable_shared_from_this<WebSocketConnection> {
public:
    WebSocketConnection(tcp::socket socket, std::string rest, TransportSettings const& settings,
                        std::shared_ptr<SocketPlace> place)
        : ws_(SocketWithRest(std::move(socket), std::move(rest))),
          settings_(settings),
          place_(std::move(place)),
          queue_({.queued_bytes_max = settings.queued_bytes_max,
                  .fragment_bytes = settings.fragment_bytes}),
          liveness_(ws_.get_executor()),
          progress_(ws_.get_executor()),
          goodbye_(ws_.get_executor()) {}

    void start(UpgradeRequest request, HttpHandler::OpenSession open) {
        place_->held_by(weak_from_this());
        request_ = std::move(request);
        open_ = std::move(open);
        // The coroutine captures nothing but its owner: g++ 12 loses larger captures on the way
        // into the coroutine's frame.
        asio::co_spawn(
            ws_.get_executor(),
            [self = shared_from_this()]() -> asio::awaitable<void> { co_await self->run(); },
            [self = shared_from_this()](std::exception_ptr const& failure) {
                if (failure)
                    self->place_->journal().note(rooms::Severity::error, std::nullopt,
                                                 "a connection ended by a mistake of ours");
                self->ended();
            });
    }

    // --- rooms::Connection --------------------------------------------------------------------

    void send(rooms::SharedText text, Weight weight) override {
        if (state_ != State::open) return;
        queue_.push(std::move(text), weight);
        if (queue_.is_over_limit()) {
            give_up_on_slow_reader();
            return;
        }
        write_on();
    }

    void close(std::uint16_t code, rooms::SharedText last) override {
        if (state_ == State::leaving || state_ == State::ended) return;
        bool const slow = state_ == State::slow;
        state_ = State::leaving;
        close_code_ = code;
        if (last) queue_.push(std::move(last), Weight::counted);
        limit_goodbye(slow ? settings_.slow_goodbye : settings_.close_handshake);
        write_on();
    }

    bool is_drained() const override { return queue_.empty(); }

    // --- OpenSocket ---------------------------------------------------------------------------

    void finish() override {
        // The rooms say goodbye to their members; this is for one that is still shaking hands.
        if (state_ == State::accepting) abort();
    }
    void abort() override {
        beast::error_code ignored;  // closing what is closed is fine
        beast::get_lowest_layer(ws_).close(ignored);
    }

private:
    enum class State { accepting, open, slow, leaving, ended };

    asio::awaitable<void> run() {
        limit_goodbye(settings_.close_handshake);
        auto const accepted = co_await shake_hands();
        if (!accepted) co_return;
        goodbye_.cancel();
        state_ = State::open;
        heard();
        watch_liveness();
        session_ = std::exchange(open_, nullptr)(shared_from_this());
        co_await read_all();
    }

    asio::awaitable<bool> shake_hands() {
        ws_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
            response.set(beast::http::field::sec_websocket_protocol, subprotocol);
            response.erase(beast::http::field::server);
        }));
        // The reader counts bytes itself: the limit changes with the welcome, and Beast's own way
        // of refusing waits for the other side without a limit.
        ws_.read_message_max(0);
        ws_.auto_fragment(false);
        ws_.text(true);
        ws_.control_callback([this](websocket::frame_type, beast::string_view) { heard(); });

        // Beast reads again what was found good before, so both must agree on the bytes.
        beast::http::request<beast::http::empty_body> request(beast::http::verb::get,
                                                              request_.target, 11);
        request.set(beast::http::field::host, request_.host);
        request.set(beast::http::field::connection, "Upgrade");
        request.set(beast::http::field::upgrade, "websocket");
        request.set(beast::http::field::sec_websocket_version, "13");
        request.set(beast::http::field::sec_websocket_key, request_.key);
        auto const [error] = co_await ws_.async_accept(request, token);
        co_return !error;
    }

    asio::awaitable<void> read_all() {
        beast::flat_buffer buffer;
        for (;;) {
            auto const [error, size] = co_await ws_.async_read_some(buffer, read_bytes, token);
            if (error) {
                if (error == websocket::error::bad_frame_payload) session_->on_not_utf8();
                co_return;
            }
            heard();
            if (session_->is_closed()) {
                // Read on: the answer to our close frame comes behind whatever was under way.
                buffer.clear();
            } else if (buffer.size() > session_->frame_bytes_max()) {
                buffer.clear();
                session_->on_too_large();
            } else if (ws_.is_message_done()) {
                if (ws_.got_binary()) {
                    session_->on_binary();
                } else {
                    auto const text = buffer.data();
                    session_->on_text({static_cast<char const*>(text.data()), text.size()});
                }
                buffer.clear();
                // One long message must not keep its room for the rest of an hour.
                if (buffer.capacity() > 4 * read_bytes) buffer.shrink_to_fit();
            }
        }
    }

    void ended() {
        state_ = State::ended;
        liveness_.cancel();
        progress_.cancel();
        goodbye_.cancel();
        abort();
        // The session holds this connection too; letting go of it here ends the circle.
        if (auto const session = std::exchange(session_, nullptr)) session->on_closed();
    }

    // --- writing ------------------------------------------------------------------------------

    void write_on() {
        if (writing_ || state_ == State::ended) return;
        auto const fragment = queue_.front();
        if (!fragment) {
            if (state_ == State::leaving) send_close_frame();
            return;
        }
        writing_ = true;
        watch_progress();
        ws_.async_write_some(fragment->last,
                             asio::const_buffer(fragment->bytes.data(), fragment->bytes.size()),
                             [self = shared_from_this()](beast::error_code error, std::size_t) {
                                 self->fragment_written(error);
                             });
    }

    void fragment_written(beast::error_code error) {
        writing_ = false;
        progress_.cancel();
        if (error) {
            // The stream takes nothing more; the reader may not have noticed yet.
            abort();
            return;
        }
        queue_.written();
        write_on();
    }

    void send_close_frame() {
        if (std::exchange(close_sent_, true)) return;
        ws_.async_close(websocket::close_reason(close_code_),
                        [self = shared_from_this()](beast::error_code) { self->abort(); });
    }

    /// The member takes less than it is sent. What waits is dropped, it is told so, and comes back.
    void give_up_on_slow_reader() {
        if (state_ != State::open) return;
        state_ = State::slow;
        queue_.drop_unbegun(writing_);
        // Later: this may be the middle of a room telling all its members something.
        asio::post(ws_.get_executor(), [self = shared_from_this()] {
            if (self->session_)
                self->session_->end(messages::ByeCode::slow,
                                    "Your connection takes less than the room sends.");
        });
    }

    // --- clocks -------------------------------------------------------------------------------

    template <class Then>
    void after(asio::steady_timer& timer, milliseconds time, Then then) {
        timer.expires_after(time);
        timer.async_wait([self = weak_from_this(), then](beast::error_code error) {
            if (error) return;
            if (auto const alive = self.lock()) then(*alive);
        });
    }

    void heard() { heard_at_ = Clock::now(); }

    void watch_liveness() {
        auto const silent_for = std::chrono::duration_cast<milliseconds>(Clock::now() - heard_at_);
        if (silent_for >= settings_.silent_after) {
            if (session_) session_->end(messages::ByeCode::silent, "Nothing was heard from you.");
            // Where the session had closed before, Beast may be waiting for the other side.
            if (state_ != State::leaving) abort();
            return;
        }
        bool const due = silent_for >= settings_.ping_after;
        if (due && !pinging_ && state_ == State::open) {
            pinging_ = true;
            ws_.async_ping(
                {}, [self = shared_from_this()](beast::error_code) { self->pinging_ = false; });
        }
        auto const next = due ? settings_.silent_after : settings_.ping_after;
        after(liveness_, next - silent_for, [](auto& self) { self.watch_liveness(); });
    }

    void watch_progress() {
        after(progress_, settings_.progress, [](auto& self) { self.give_up_on_slow_reader(); });
    }

    void limit_goodbye(milliseconds time) {
        after(goodbye_, time, [](auto& self) { self.abort(); });
    }

    websocket::stream<SocketWithRest> ws_;
    TransportSettings settings_;
    std::shared_ptr<SocketPlace> place_;
    UpgradeRequest request_;
    HttpHandler::OpenSession open_;
    std::shared_ptr<rooms::Session> session_;
    SendQueue queue_;
    State state_ = State::accepting;
    bool writing_ = false;
    bool pinging_ = false;
    bool close_sent_ = false;
    std::uint16_t close_code_ = 0;
    Clock::time_point heard_at_{};
    asio::steady_timer liveness_;
    asio::steady_timer progress_;
    asio::steady_timer goodbye_;
};

}  // namespace

void serve_websocket(tcp::socket socket, UpgradeRequest request, HttpHandler::OpenSession open,
                     TransportSettings const& settings, std::shared_ptr<SocketPlace> place) {
    auto rest = std::exchange(request.rest, {});
    std::make_shared<WebSocketConnection>(std::move(socket), std::move(rest), settings,
                                          std::move(place))
        ->start(std::move(request), std::move(open));
}

}  // namespace refinery::net
