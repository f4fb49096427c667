#include "server/app/metrics_routes.hpp"

#include "server/net/http_fault.hpp"

#include <memory>
#include <utility>

namespace refinery::app {

namespace {

net::HttpResponse nothing_else() {
    return net::http_fault(404, RejectionCode::not_found, "Here is only /metrics.");
}

}  // namespace

MetricsRoutes::MetricsRoutes(std::function<std::string()> text) : text_(std::move(text)) {}

void MetricsRoutes::answer(net::HttpRequest request, Reply reply) {
    bool const reads = request.method == "GET" || request.method == "HEAD";
    if (!reads || request.path != "/metrics") {
        reply(nothing_else());
        return;
    }
    reply({.status = 200,
           .headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"},
                       {"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"}},
           .body = std::make_shared<std::string const>(text_())});
}

std::variant<net::HttpResponse, net::HttpHandler::OpenSession> MetricsRoutes::admit(
    net::HttpRequest const&) {
    return nothing_else();
}

}  // namespace refinery::app
