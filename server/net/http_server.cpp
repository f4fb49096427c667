#include "server/net/http_server.hpp"

#include "server/net/open_socket.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <string>
#include <unordered_map>
#include <utility>

namespace refinery::net {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {
constexpr auto token = asio::as_tuple(asio::use_awaitable);
/// Without file descriptors left, accepting again at once would only spin.
constexpr auto pause_without_descriptors = std::chrono::milliseconds(100);
}  // namespace

struct HttpServer::Machinery : std::enable_shared_from_this<HttpServer::Machinery> {
    Machinery(EventLoop& the_loop, HttpHandler& the_handler, rooms::Journal& the_journal,
              TransportSettings const& the_settings)
        : loop(the_loop),
          handler(the_handler),
          journal(the_journal),
          settings(the_settings),
          acceptor(loop.context()),
          room_for_one_more(loop.context()) {}

    /// Counts one socket for as long as it lives.
    class Place final : public SocketPlace {
    public:
        explicit Place(std::shared_ptr<Machinery> server)
            : server_(std::move(server)), id_(++server_->newest_place) {
            server_->places.emplace(id_, std::weak_ptr<OpenSocket>());
        }
        ~Place() override { server_->left(id_); }
        Place(Place const&) = delete;
        Place& operator=(Place const&) = delete;

        void held_by(std::weak_ptr<OpenSocket> holder) override {
            server_->places[id_] = std::move(holder);
        }
        rooms::Journal& journal() override { return server_->journal; }

    private:
        std::shared_ptr<Machinery> server_;
        std::uint64_t id_;
    };

    asio::awaitable<void> accept_all() {
        while (acceptor.is_open()) {
            if (places.size() >= settings.sockets_max) {
                room_for_one_more.expires_at(asio::steady_timer::time_point::max());
                co_await room_for_one_more.async_wait(token);
                continue;
            }
            auto [error, socket] = co_await acceptor.async_accept(token);
            if (error == asio::error::no_descriptors) {
                room_for_one_more.expires_after(pause_without_descriptors);
                co_await room_for_one_more.async_wait(token);
                continue;
            }
            // Anything else went wrong with the peer that was about to come, or with an acceptor
            // that was closed on purpose; the loop's condition tells which.
            if (error) continue;
            boost::system::error_code ignored;  // a socket that just died says so when it is read
            socket.set_option(tcp::no_delay(true), ignored);
            serve_http(std::move(socket), handler, settings,
                       std::make_shared<Place>(shared_from_this()));
        }
    }

    void left(std::uint64_t place) {
        places.erase(place);
        room_for_one_more.cancel();
        if (places.empty() && finished) asio::post(loop.context(), std::exchange(finished, {}));
    }

    template <class Do>
    void each_socket(Do&& act) {
        // `act` may end a socket, which takes it out of the table.
        auto const open = places;
        for (auto const& [id, holder] : open)
            if (auto const socket = holder.lock()) act(*socket);
    }

    EventLoop& loop;
    HttpHandler& handler;
    rooms::Journal& journal;
    TransportSettings settings;
    tcp::acceptor acceptor;
    asio::steady_timer room_for_one_more;
    std::unordered_map<std::uint64_t, std::weak_ptr<OpenSocket>> places;
    std::uint64_t newest_place = 0;
    std::function<void()> finished;
};

HttpServer::HttpServer(EventLoop& loop, HttpHandler& handler, rooms::Journal& journal,
                       TransportSettings settings)
    : machinery_(std::make_shared<Machinery>(loop, handler, journal, settings)) {}

HttpServer::~HttpServer() { stop_listening(); }

std::variant<std::uint16_t, HttpServer::ListenError> HttpServer::listen(std::string const& address,
                                                                        std::uint16_t port) {
    auto& acceptor = machinery_->acceptor;
    boost::system::error_code error;
    auto const failed = [&](std::string const& what) {
        boost::system::error_code ignored;  // it is being given up
        acceptor.close(ignored);
        return ListenError{.in_use = error == asio::error::address_in_use,
                           .message = what + ": " + error.message()};
    };
    auto const ip = asio::ip::make_address(address, error);
    if (error) return failed("'" + address + "' is not an IP address");
    tcp::endpoint const endpoint(ip, port);
    acceptor.open(endpoint.protocol(), error);
    if (error) return failed("no socket");
    // A server that was killed and started again finds its port held by what remains of its
    // old connections.
    acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error && ip.is_v6()) acceptor.set_option(asio::ip::v6_only(false), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return failed("cannot listen on " + address + " port " + std::to_string(port));
    asio::co_spawn(
        machinery_->loop.context(),
        [machinery = machinery_]() -> asio::awaitable<void> { co_await machinery->accept_all(); },
        [machinery = machinery_](std::exception_ptr const& failure) {
            if (failure)
                machinery->journal.note(rooms::Severity::error, std::nullopt,
                                        "accepting connections ended by a mistake of ours");
        });
    return acceptor.local_endpoint().port();
}

void HttpServer::stop_listening() {
    boost::system::error_code ignored;  // closing what is closed is fine
    machinery_->acceptor.close(ignored);
    machinery_->room_for_one_more.cancel();
}

void HttpServer::finish(std::chrono::milliseconds grace, std::function<void()> done) {
    stop_listening();
    if (machinery_->places.empty()) {
        machinery_->loop.post(std::move(done));
        return;
    }
    auto const deadline = machinery_->loop.after(grace, [machinery = machinery_] {
        machinery->each_socket([](OpenSocket& socket) { socket.abort(); });
    });
    machinery_->finished = [machinery = machinery_.get(), deadline, done = std::move(done)] {
        machinery->loop.cancel(deadline);
        done();
    };
    machinery_->each_socket([](OpenSocket& socket) { socket.finish(); });
}

std::size_t HttpServer::connections() const { return machinery_->places.size(); }

}  // namespace refinery::net
