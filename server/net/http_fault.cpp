#include "server/net/http_fault.hpp"

#include "protocol/codec/encode.hpp"

#include <utility>

namespace refinery::net {

unsigned http_status(RejectionCode code) {
    switch (code) {
        case RejectionCode::bad_request: return 400;
        case RejectionCode::forbidden:
        case RejectionCode::bad_key:
        case RejectionCode::passcode:
        case RejectionCode::locked:
        case RejectionCode::removed: return 403;
        case RejectionCode::not_found: return 404;
        case RejectionCode::conflict:
        case RejectionCode::not_applied:
        case RejectionCode::phase:
        case RejectionCode::cycle:
        case RejectionCode::in_ballot:
        case RejectionCode::depends: return 409;
        case RejectionCode::too_large: return 413;
        case RejectionCode::rate_limited: return 429;
        case RejectionCode::busy:
        case RejectionCode::read_only: return 503;
        case RejectionCode::unsupported: return 415;
        case RejectionCode::internal:
        case RejectionCode::rerank_first: return 500;
    }
    return 500;
}

HttpResponse json_response(unsigned status, std::string json) {
    return {.status = status,
            .headers = {{"Content-Type", "application/json"},
                        {"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"}},
            .body = std::make_shared<std::string const>(std::move(json))};
}

HttpResponse http_fault(unsigned status, Rejection const& rejection) {
    auto response = json_response(status, encode_error(rejection));
    if (rejection.retry_ms)
        response.headers.emplace_back("Retry-After",
                                      std::to_string((*rejection.retry_ms + 999) / 1000));
    return response;
}

HttpResponse http_fault(unsigned status, RejectionCode code, std::string message) {
    return http_fault(status, Rejection{.code = code, .message = std::move(message)});
}

HttpResponse http_fault(Rejection const& rejection) {
    return http_fault(http_status(rejection.code), rejection);
}

}  // namespace refinery::net
