#include "server/net/http_fault.hpp"
#include "server/net/open_socket.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <ctime>
#include <exception>
#include <utility>

namespace refinery::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);

using Parser = http::request_parser<http::string_body>;

std::string lower(std::string_view text) {
    std::string result(text);
    for (auto& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string_view plain(beast::string_view text) { return {text.data(), text.size()}; }

HttpRequest plain_request(http::request<http::string_body>& from, std::string peer) {
    auto const target = plain(from.target());
    auto const question = target.find('?');
    HttpRequest request{.method = std::string(plain(from.method_string())),
                        .path = std::string(target.substr(0, question))};
    if (question != std::string_view::npos) request.query = target.substr(question + 1);
    for (auto const& field : from)
        request.headers.emplace_back(lower(plain(field.name_string())), plain(field.value()));
    request.body = std::move(from.body());
    request.peer = std::move(peer);
    return request;
}

bool asks_for_websocket(http::request<http::string_body> const& request) {
    return request.version() == 11 &&
           http::token_list{request[http::field::connection]}.exists("upgrade") &&
           http::token_list{request[http::field::upgrade]}.exists("websocket");
}

std::string http_date() {
    std::time_t const now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    auto const length =
        std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), length};
}

template <class Body>
http::response<Body> head_of(HttpResponse const& response, unsigned version, bool keep_alive) {
    http::response<Body> message;
    message.version(version);
    message.result(response.status);
    for (auto const& [name, value] : response.headers) message.insert(name, value);
    message.set(http::field::date, http_date());
    message.keep_alive(keep_alive);
    if (response.status != 204 && response.status != 304)
        message.content_length(response.body ? response.body->size() : 0);
    return message;
}

/// The response that says what was wrong with a request that could not be read.
HttpResponse answer_to(beast::error_code error) {
    if (error == http::error::header_limit)
        return http_fault(431, RejectionCode::too_large, "The request's headers are too long.");
    if (error == http::error::body_limit)
        return http_fault(413, RejectionCode::too_large, "The request's body is too long.");
    return http_fault(400, RejectionCode::bad_request, "This is not a valid HTTP request.");
}

bool is_a_fault_of_the_request(beast::error_code error) {
    return error.category() == http::make_error_code(http::error::end_of_stream).category() &&
           error != http::error::end_of_stream && error != http::error::partial_message;
}

class HttpConnection final : public OpenSocket,
                             public std::enable_shared_from_this<HttpConnection> {
public:
    HttpConnection(tcp::socket socket, HttpHandler& handler, TransportSettings const& settings,
                   std::shared_ptr<SocketPlace> place)
        : socket_(std::move(socket)),
          deadline_(socket_.get_executor()),
          handler_(handler),
          settings_(settings),
          place_(std::move(place)) {}

    void start() {
        place_->held_by(weak_from_this());
        asio::co_spawn(
            socket_.get_executor(),
            [self = shared_from_this()]() -> asio::awaitable<void> { co_await self->run(); },
            [self = shared_from_this()](std::exception_ptr const& failure) {
                self->deadline_.cancel();
                if (failure)
                    self->place_->journal().note(rooms::Severity::error, std::nullopt,
                                                 "a request ended by a mistake of ours");
            });
    }

    void finish() override {
        finishing_ = true;
        if (idle_) abort();
    }
    void abort() override {
        beast::error_code ignored;  // closing what is closed is fine
        socket_.close(ignored);
    }

private:
    /// Cuts the socket unless another limit, or none, is set in time.
    void limit(std::chrono::milliseconds time) {
        deadline_.expires_after(time);
        deadline_.async_wait([self = weak_from_this()](beast::error_code error) {
            if (error) return;
            if (auto const alive = self.lock()) alive->abort();
        });
    }

    asio::awaitable<void> run() {
        beast::error_code error;
        auto const endpoint = socket_.remote_endpoint(error);
        if (error) co_return;  // gone already
        auto peer_address = endpoint.address();
        if (peer_address.is_v6() && peer_address.to_v6().is_v4_mapped())
            peer_address = asio::ip::make_address_v4(asio::ip::v4_mapped, peer_address.to_v6());
        auto const peer = peer_address.to_string();

        for (std::size_t served = 0; socket_.is_open(); ++served) {
            limit(served == 0 ? settings_.request_header : settings_.keep_alive);
            idle_ = true;
            Parser parser;
            parser.header_limit(static_cast<std::uint32_t>(settings_.header_bytes_max));
            parser.body_limit(settings_.body_bytes_max);
            error = std::get<0>(co_await http::async_read_header(socket_, buffer_, parser, token));
            idle_ = false;
            if (error) {
                if (is_a_fault_of_the_request(error)) co_await respond(answer_to(error), 11, false);
                break;
            }
            if (asks_for_websocket(parser.get())) {
                co_await upgrade(parser, peer);
                co_return;
            }
            // What a proxy and this server could understand differently never shares a connection
            // with a request of somebody else: after a body the connection ends.
            bool const has_body = parser.chunked() || parser.content_length().value_or(0) > 0;
            bool keep_alive = parser.get().keep_alive() && !has_body && !finishing_ &&
                              served + 1 < settings_.requests_per_connection_max;
            if (has_body) {
                auto const fault = co_await read_body(parser);
                if (fault) {
                    co_await respond(*fault, parser.get().version(), false);
                    break;
                }
            }
            bool const head = parser.get().method() == http::verb::head;
            auto const version = parser.get().version();
            limit(settings_.response);
            auto const response = co_await answer(plain_request(parser.get(), peer));
            keep_alive = keep_alive && !finishing_;
            auto const written = co_await respond(response, version, keep_alive, head);
            if (!written || !keep_alive) break;
        }
        co_await hang_up();
    }

    asio::awaitable<std::optional<HttpResponse>> read_body(Parser& parser) {
        limit(settings_.request_body);
        auto const method = parser.get().method();
        if (method == http::verb::get || method == http::verb::head)
            co_return http_fault(400, RejectionCode::bad_request, "This request takes no body.");
        if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(socket_, asio::buffer(go_on), token);
        }
        auto const [error, size] = co_await http::async_read(socket_, buffer_, parser, token);
        if (error) co_return answer_to(error);
        co_return std::nullopt;
    }

    asio::awaitable<HttpResponse> answer(HttpRequest request) {
        co_return co_await asio::async_initiate<asio::use_awaitable_t<> const, void(HttpResponse)>(
            [this, &request](auto completion) {
                using Completion = decltype(completion);
                auto shared = std::make_shared<Completion>(std::move(completion));
                handler_.answer(std::move(request), [this, shared](HttpResponse response) {
                    // Never inside the call: the coroutine is still on its way to sleep.
                    asio::post(socket_.get_executor(),
                               [shared, response = std::move(response)]() mutable {
                                   (*shared)(std::move(response));
                               });
                });
            },
            asio::use_awaitable);
    }

    asio::awaitable<bool> respond(HttpResponse const& response, unsigned version, bool keep_alive,
                                  bool head = false) {
        limit(settings_.response);
        beast::error_code error;
        if (head || !response.body || response.body->empty()) {
            auto message = head_of<http::empty_body>(response, version, keep_alive);
            http::response_serializer<http::empty_body> serializer(message);
            error = std::get<0>(co_await http::async_write(socket_, serializer, token));
        } else {
            auto message = head_of<http::span_body<char const>>(response, version, keep_alive);
            message.body() = {response.body->data(), response.body->size()};
            http::response_serializer<http::span_body<char const>> serializer(message);
            error = std::get<0>(co_await http::async_write(socket_, serializer, token));
        }
        co_return !error;
    }

    asio::awaitable<void> upgrade(Parser& parser, std::string const& peer) {
        auto request = plain_request(parser.get(), peer);
        auto verdict = handler_.admit(request);
        if (auto const* refusal = std::get_if<HttpResponse>(&verdict)) {
            co_await respond(*refusal, parser.get().version(), false);
            co_await hang_up();
            co_return;
        }
        auto const rest = buffer_.data();
        UpgradeRequest accepted{
            .target = request.path,
            .host = std::string(request.header("host").value_or("")),
            .key = std::string(request.header("sec-websocket-key").value_or("")),
            .rest = {static_cast<char const*>(rest.data()), rest.size()}};
        deadline_.cancel();
        serve_websocket(std::move(socket_), std::move(accepted),
                        std::get<HttpHandler::OpenSession>(std::move(verdict)), settings_, place_);
    }

    /// Says that nothing more comes, and reads away what still does: closing a socket with unread
    /// bytes resets it, and the peer would lose the response that was just written.
    asio::awaitable<void> hang_up() {
        beast::error_code ignored;  // whatever it is, the socket is closed next
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        limit(settings_.close_handshake);
        std::array<char, 4096> nowhere;
        std::size_t read_away = 0;
        while (socket_.is_open() && read_away < settings_.body_bytes_max * 4) {
            auto const [error, size] =
                co_await socket_.async_read_some(asio::buffer(nowhere), token);
            if (error) break;
            read_away += size;
        }
        socket_.close(ignored);
    }

    tcp::socket socket_;
    asio::steady_timer deadline_;
    HttpHandler& handler_;
    TransportSettings settings_;
    std::shared_ptr<SocketPlace> place_;
    beast::flat_buffer buffer_;
    bool idle_ = true;
    bool finishing_ = false;
};

}  // namespace

void serve_http(tcp::socket socket, HttpHandler& handler, TransportSettings const& settings,
                std::shared_ptr<SocketPlace> place) {
    std::make_shared<HttpConnection>(std::move(socket), handler, settings, std::move(place))
        ->start();
}

}  // namespace refinery::net
