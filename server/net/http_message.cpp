#include "server/net/http_message.hpp"

namespace refinery::net {

std::optional<std::string_view> HttpRequest::header(std::string_view name) const {
    for (auto const& [key, value] : headers)
        if (key == name) return value;
    return std::nullopt;
}

}  // namespace refinery::net
