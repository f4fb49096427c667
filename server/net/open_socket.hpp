#pragma once

// Between the files of this folder that hold sockets; nobody else includes it.

#include "server/net/http_handler.hpp"
#include "server/net/transport_settings.hpp"
#include "server/rooms/ports/journal.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>

namespace refinery::net {

/// Something that holds a socket until it ends by itself or is told to.
class OpenSocket {
public:
    virtual ~OpenSocket() = default;
    /// Ends it soon: at once where nothing is under way.
    virtual void finish() = 0;
    /// Cuts it.
    virtual void abort() = 0;
};

/// Its lifetime is the socket's: the server counts it, and can reach what holds it.
class SocketPlace {
public:
    virtual ~SocketPlace() = default;
    virtual void held_by(std::weak_ptr<OpenSocket> holder) = 0;
    virtual rooms::Journal& journal() = 0;
};

/// Reads requests until the other side or a limit ends it, or one of them becomes a WebSocket.
void serve_http(boost::asio::ip::tcp::socket socket, HttpHandler& handler,
                TransportSettings const& settings, std::shared_ptr<SocketPlace> place);

/// What is left of an upgrade request that was found good.
struct UpgradeRequest {
    std::string target;
    std::string host;
    std::string key;
    /// What came right behind the request: the first frames of an eager client.
    std::string rest;
};
void serve_websocket(boost::asio::ip::tcp::socket socket, UpgradeRequest request,
                     HttpHandler::OpenSession open, TransportSettings const& settings,
                     std::shared_ptr<SocketPlace> place);

/// The one subprotocol (MSG-1).
inline constexpr char const* subprotocol = "refinery.v1";

}  // namespace refinery::net
