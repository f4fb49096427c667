#include "server/net/origin_rule.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <unistd.h>
#include <utility>

namespace refinery::net {

namespace {

constexpr std::uint16_t http_port = 80;
constexpr std::uint16_t https_port = 443;

std::string lower(std::string_view text) {
    std::string result(text);
    for (auto& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

bool is_ipv6(std::string const& host) {
    in6_addr address{};
    return ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

bool is_ip_literal(std::string const& host) {
    in_addr address{};
    return ::inet_pton(AF_INET, host.c_str(), &address) == 1 || is_ipv6(host);
}

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, port);
    if (error != std::errc{} || stop != end || port == 0) return std::nullopt;
    return port;
}

}  // namespace

std::optional<HostAndPort> parse_host(std::string_view header) {
    auto text = lower(header);
    HostAndPort result;
    std::string_view rest;
    if (!text.empty() && text.front() == '[') {
        auto const close = text.find(']');
        if (close == std::string::npos) return std::nullopt;
        result.host = text.substr(1, close - 1);
        if (!is_ipv6(result.host)) return std::nullopt;
        rest = std::string_view(text).substr(close + 1);
    } else {
        auto const colon = text.find(':');
        result.host = text.substr(0, colon);
        if (colon != std::string::npos) rest = std::string_view(text).substr(colon);
        if (result.host.empty()) return std::nullopt;
        if (!std::all_of(result.host.begin(), result.host.end(), is_host_character))
            return std::nullopt;
    }
    if (rest.empty()) return result;
    if (rest.front() != ':') return std::nullopt;
    auto const port = parse_port(rest.substr(1));
    if (!port) return std::nullopt;
    result.port = *port;
    return result;
}

std::optional<Origin> parse_origin(std::string_view text) {
    auto const colon = text.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    Origin origin{.scheme = lower(text.substr(0, colon)), .host = {}, .port = 0};
    if (origin.scheme != "http" && origin.scheme != "https") return std::nullopt;
    auto authority = text.substr(colon + 3);
    if (!authority.empty() && authority.back() == '/') authority.remove_suffix(1);
    auto host = parse_host(authority);
    if (!host) return std::nullopt;
    origin.host = std::move(host->host);
    origin.port = host->port;
    if (origin.port == 0) origin.port = origin.scheme == "https" ? https_port : http_port;
    return origin;
}

std::string to_string(Origin const& origin) {
    auto const bare = is_ipv6(origin.host) ? "[" + origin.host + "]" : origin.host;
    auto const usual = origin.scheme == "https" ? https_port : http_port;
    auto const port = origin.port == usual ? std::string() : ":" + std::to_string(origin.port);
    return origin.scheme + "://" + bare + port;
}

OriginRule::OriginRule(std::vector<Origin> configured, std::vector<std::string> own_names)
    : configured_(std::move(configured)), own_names_(std::move(own_names)) {
    for (auto& name : own_names_) name = lower(name);
}

bool OriginRule::allows(std::optional<std::string_view> origin, std::string_view host,
                        bool secure) const {
    if (!origin) return true;
    auto const from = parse_origin(*origin);
    if (!from) return false;
    if (!configured_.empty())
        return std::find(configured_.begin(), configured_.end(), *from) != configured_.end();
    auto const to = parse_host(host);
    if (!to || !is_own_name(to->host)) return false;
    auto const port = to->port != 0 ? to->port : (secure ? https_port : http_port);
    return from->host == to->host && from->port == port &&
           from->scheme == (secure ? "https" : "http");
}

bool OriginRule::is_own_name(std::string const& host) const {
    return host == "localhost" || is_ip_literal(host) ||
           std::find(own_names_.begin(), own_names_.end(), host) != own_names_.end();
}

std::vector<std::string> names_of_this_machine() {
    std::array<char, 256> buffer{};
    if (::gethostname(buffer.data(), buffer.size() - 1) != 0) return {};
    auto const full = lower(buffer.data());
    if (full.empty()) return {};
    auto const label = full.substr(0, full.find('.'));
    std::vector<std::string> names{full};
    if (label != full) names.push_back(label);
    if (label + ".local" != full) names.push_back(label + ".local");
    return names;
}

}  // namespace refinery::net
