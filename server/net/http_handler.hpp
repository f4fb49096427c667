#pragma once

#include "server/net/http_message.hpp"
#include "server/rooms/ports/connection.hpp"
#include "server/rooms/session.hpp"

#include <functional>
#include <memory>
#include <variant>

namespace refinery::net {

/// What the HTTP server asks when a request has been read. All of it on the loop's thread.
class HttpHandler {
public:
    virtual ~HttpHandler() = default;

    using Reply = std::function<void(HttpResponse)>;
    /// @param reply  called once, now or later
    virtual void answer(HttpRequest request, Reply reply) = 0;

    /// Makes the session of a connection that was just upgraded.
    using OpenSession =
        std::function<std::shared_ptr<rooms::Session>(std::shared_ptr<rooms::Connection>)>;
    /// May this request become a WebSocket? Everything that is refused before the upgrade is
    /// refused here.
    virtual std::variant<HttpResponse, OpenSession> admit(HttpRequest const& request) = 0;
};

}  // namespace refinery::net
