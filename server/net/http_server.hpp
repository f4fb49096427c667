#pragma once

#include "server/net/event_loop.hpp"
#include "server/net/http_handler.hpp"
#include "server/net/transport_settings.hpp"
#include "server/rooms/ports/journal.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

namespace refinery::net {

/// Listens, reads requests, writes responses, and turns the connections that ask for it into
/// WebSockets. Knows no route.
class HttpServer {
public:
    HttpServer(EventLoop& loop, HttpHandler& handler, rooms::Journal& journal,
               TransportSettings settings);
    ~HttpServer();
    HttpServer(HttpServer const&) = delete;
    HttpServer& operator=(HttpServer const&) = delete;

    struct ListenError {
        bool in_use = false;
        std::string message;
    };
    /// @param port  0: any free one
    /// @return      the port
    std::variant<std::uint16_t, ListenError> listen(std::string const& address, std::uint16_t port);
    /// Takes no further connection; those that are open go on.
    void stop_listening();
    /// Stops listening and ends what is open: responses under way are finished, WebSockets have
    /// until `grace` for their goodbyes, then everything left is cut. `done` is called once nothing
    /// is open any more, never before this returns.
    void finish(std::chrono::milliseconds grace, std::function<void()> done);
    /// Connections of any kind that are open.
    std::size_t connections() const;

private:
    struct Machinery;
    std::shared_ptr<Machinery> machinery_;
};

}  // namespace refinery::net
