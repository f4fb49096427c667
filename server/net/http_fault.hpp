#pragma once

#include "protocol/domain/rejection.hpp"
#include "server/net/http_message.hpp"

#include <string>

namespace refinery::net {

/// The HTTP status that goes with a refusal (HTTP-3).
unsigned http_status(RejectionCode code);

/// `{code, message, where?}` as a response; `retry_ms` becomes Retry-After as well.
HttpResponse http_fault(unsigned status, Rejection const& rejection);
HttpResponse http_fault(unsigned status, RejectionCode code, std::string message);
HttpResponse http_fault(Rejection const& rejection);

/// A JSON body that nobody may keep.
HttpResponse json_response(unsigned status, std::string json);

}  // namespace refinery::net
