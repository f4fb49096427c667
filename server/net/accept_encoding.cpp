#include "server/net/accept_encoding.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

namespace refinery::net {

namespace {

std::string lower_without_spaces(std::string_view text) {
    std::string result;
    for (char const c : text) {
        if (c == ' ' || c == '\t') continue;
        result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

/// How much the header likes `coding`, 0 to 1; 0 where it does not name it.
double quality(std::string_view header, std::string_view coding) {
    std::optional<double> named;
    std::optional<double> any;
    while (!header.empty()) {
        auto const comma = header.find(',');
        auto const item = header.substr(0, comma);
        header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
        auto const semicolon = item.find(';');
        double q = 1;
        if (semicolon != std::string_view::npos) {
            auto const parameter = std::string(item.substr(semicolon + 1));
            if (parameter.rfind("q=", 0) != 0) continue;
            q = std::clamp(std::strtod(parameter.c_str() + 2, nullptr), 0.0, 1.0);
        }
        auto const name = item.substr(0, semicolon);
        if (name == coding) named = q;
        if (name == "*") any = q;
    }
    return named.value_or(any.value_or(0));
}

}  // namespace

ContentEncoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_brotli) {
    auto const header = lower_without_spaces(accept_encoding);
    auto const brotli = has_brotli ? quality(header, "br") : 0;
    auto const gzip = has_gzip ? quality(header, "gzip") : 0;
    if (brotli > 0 && brotli >= gzip) return ContentEncoding::brotli;
    if (gzip > 0) return ContentEncoding::gzip;
    return ContentEncoding::identity;
}

}  // namespace refinery::net
