#pragma once

#include "server/net/http_handler.hpp"

#include <functional>
#include <string>

namespace refinery::app {

/// `GET /metrics`, on a listener of its own, so that who may read metrics is a matter of addresses.
class MetricsRoutes final : public net::HttpHandler {
public:
    explicit MetricsRoutes(std::function<std::string()> text);

    void answer(net::HttpRequest request, Reply reply) override;
    std::variant<net::HttpResponse, OpenSession> admit(net::HttpRequest const& request) override;

private:
    std::function<std::string()> text_;
};

}  // namespace refinery::app
