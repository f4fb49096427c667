#include "tests/support/net/websocket_client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <chrono>
#include <deque>
#include <utility>

namespace refinery::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using Kind = WebSocketClient::Received::Kind;

namespace {
constexpr auto patience = std::chrono::seconds(30);
}

struct WebSocketClient::Machinery {
    asio::io_context context;
    websocket::stream<tcp::socket> stream{context};
    websocket::response_type response;
    beast::flat_buffer buffer;
    std::deque<Received> received;
    std::optional<Received> ending;
    std::optional<Refused> refused;
    bool open = false;

    void connect(Target const& target) {
        beast::error_code error;
        tcp::endpoint const endpoint(asio::ip::address_v4::loopback(), target.port);
        stream.next_layer().connect(endpoint, error);
        if (error) return;
        stream.next_layer().set_option(tcp::no_delay(true), error);
        stream.set_option(
            websocket::stream_base::decorator([&target](websocket::request_type& request) {
                if (!target.subprotocol.empty())
                    request.set(beast::http::field::sec_websocket_protocol, target.subprotocol);
                if (target.origin) request.set(beast::http::field::origin, *target.origin);
            }));
        stream.read_message_max(0);
        auto const host = "127.0.0.1:" + std::to_string(target.port);
        bool done = false;
        stream.async_handshake(response, host, target.path, [&](beast::error_code failure) {
            error = failure;
            done = true;
        });
        until([&] { return done; });
        open = !error;
        if (error == websocket::error::upgrade_declined)
            refused =
                Refused{.status = response.result_int(), .body = std::string(response.body())};
        if (open) read_on();
    }

    void read_on() {
        stream.async_read(buffer, [this](beast::error_code error, std::size_t) {
            if (error) {
                // Told by a close frame, also where the connection then broke before it was
                // answered.
                bool const closed = error == websocket::error::closed ||
                                    stream.reason().code != websocket::close_code::none;
                ending = Received{
                    .kind = closed ? Kind::closed : Kind::cut,
                    .text = closed ? std::string(stream.reason().reason.c_str()) : error.message(),
                    .code = closed ? stream.reason().code : std::uint16_t{0}};
                return;
            }
            auto const bytes = buffer.data();
            received.push_back({.kind = Kind::text,
                                .text = {static_cast<char const*>(bytes.data()), bytes.size()}});
            buffer.clear();
            read_on();
        });
    }

    template <class Condition>
    void until(Condition const& met) {
        auto const deadline = std::chrono::steady_clock::now() + patience;
        while (!met()) {
            if (context.stopped()) context.restart();
            if (context.run_one_until(deadline) == 0 && !met() &&
                std::chrono::steady_clock::now() >= deadline)
                throw HeardNothing("the server was silent for too long");
        }
    }

    std::optional<Received> next() {
        if (received.empty()) return ending;
        auto message = std::move(received.front());
        received.pop_front();
        return message;
    }

    void write(std::string_view bytes, bool text, bool last) {
        if (!open || ending) return;
        stream.text(text);
        stream.auto_fragment(false);
        bool done = false;
        stream.async_write_some(last, asio::const_buffer(bytes.data(), bytes.size()),
                                [&](beast::error_code, std::size_t) { done = true; });
        until([&] { return done; });
    }
};

WebSocketClient::WebSocketClient(Target target) : machinery_(std::make_unique<Machinery>()) {
    machinery_->connect(target);
}
WebSocketClient::~WebSocketClient() { drop(); }

bool WebSocketClient::is_open() const { return machinery_->open; }
std::optional<WebSocketClient::Refused> const& WebSocketClient::refused() const {
    return machinery_->refused;
}
std::string WebSocketClient::subprotocol() const {
    return std::string(machinery_->response[beast::http::field::sec_websocket_protocol]);
}
std::string WebSocketClient::extensions() const {
    return std::string(machinery_->response[beast::http::field::sec_websocket_extensions]);
}

void WebSocketClient::send(std::string_view text) { machinery_->write(text, true, true); }
void WebSocketClient::send_binary(std::string_view bytes) { machinery_->write(bytes, false, true); }
void WebSocketClient::send_piece(std::string_view bytes, bool last) {
    machinery_->write(bytes, true, last);
}

WebSocketClient::Received WebSocketClient::receive() {
    auto& machinery = *machinery_;
    if (!machinery.open) return {.kind = Kind::cut, .text = "never open", .code = 0};
    machinery.until([&] { return !machinery.received.empty() || machinery.ending; });
    return machinery.next().value();
}

std::optional<WebSocketClient::Received> WebSocketClient::receive_now() {
    auto& machinery = *machinery_;
    if (machinery.context.stopped()) machinery.context.restart();
    machinery.context.poll();
    return machinery.next();
}

void WebSocketClient::close() {
    auto& machinery = *machinery_;
    if (!machinery.open || machinery.ending) return;
    bool done = false;
    machinery.stream.async_close(websocket::close_code::going_away,
                                 [&](beast::error_code) { done = true; });
    machinery.until([&] { return done; });
}

void WebSocketClient::drop() {
    beast::error_code ignored;  // it is being thrown away
    machinery_->stream.next_layer().close(ignored);
}

}  // namespace refinery::test
