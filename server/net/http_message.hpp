#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refinery::net {

/// A request as the routes see it: no socket, and none of the parser that read it.
struct HttpRequest {
    std::string method;
    /// As it came, percent-encoding included; the query is cut off.
    std::string path;
    std::string query = {};
    /// Names in lower case, in the order in which they came.
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    /// Of the other end of the socket.
    std::string peer = {};

    /// The first header of this name (lower case).
    std::optional<std::string_view> header(std::string_view name) const;
};

using SharedBytes = std::shared_ptr<std::string const>;

struct HttpResponse {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers = {};
    /// Nothing: an empty body.
    SharedBytes body = {};
};

}  // namespace refinery::net
