#include "server/net/upgrade_rule.hpp"

#include <algorithm>
#include <string_view>

namespace refinery::net {

namespace {

bool lists(std::string_view list, std::string_view wanted) {
    while (!list.empty()) {
        auto const comma = list.find(',');
        auto item = list.substr(0, comma);
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
        auto const first = item.find_first_not_of(" \t");
        if (first == std::string_view::npos) continue;
        item = item.substr(first, item.find_last_not_of(" \t") - first + 1);
        if (item == wanted) return true;
    }
    return false;
}

/// 16 bytes in base64 are 22 characters and two signs of equality.
bool is_websocket_key(std::string_view key) {
    return key.size() == 24 && key.ends_with("==") &&
           std::all_of(key.begin(), key.end() - 2, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '+' || c == '/';
           });
}

}  // namespace

std::optional<std::string> upgrade_fault(HttpRequest const& request) {
    if (request.method != "GET") return "A WebSocket begins with a GET.";
    if (request.header("content-length").value_or("0") != "0" ||
        request.header("transfer-encoding"))
        return "A WebSocket's request takes no body.";
    if (request.header("sec-websocket-version").value_or("") != "13")
        return "Sec-WebSocket-Version must be 13.";
    if (!is_websocket_key(request.header("sec-websocket-key").value_or("")))
        return "Sec-WebSocket-Key must be 16 bytes in base64.";
    if (!lists(request.header("sec-websocket-protocol").value_or(""), "refinery.v1"))
        return "The WebSocket subprotocol must be refinery.v1.";
    return std::nullopt;
}

}  // namespace refinery::net
