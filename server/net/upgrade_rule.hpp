#pragma once

#include "server/net/http_message.hpp"

#include <optional>
#include <string>

namespace refinery::net {

/// What is wrong with a request that wants to become a WebSocket, as a sentence; nothing where it
/// may (MSG-1): GET, version 13, a key of 16 bytes, no body, and `refinery.v1` among its
/// subprotocols.
std::optional<std::string> upgrade_fault(HttpRequest const& request);

}  // namespace refinery::net
