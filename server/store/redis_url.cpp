#include "server/store/redis_url.hpp"

#include <charconv>
#include <optional>

namespace refinery::store {

namespace {

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
    Number number = 0;
    auto const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return number;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        unsigned byte = 0;
        auto const* const digits = text.data() + i + 1;
        auto const read = std::from_chars(digits, digits + 2, byte, 16);
        if (read.ec != std::errc{} || read.ptr != digits + 2) return std::nullopt;
        decoded += static_cast<char>(byte);
        i += 2;
    }
    return decoded;
}

OpenError wrong(std::string const& what) {
    return {"The address of Redis is not right: " + what +
            ". It looks like redis://user:password@host:6379/0 or unix:/path/of/socket."};
}

OpenResult<RedisAddress> parse_unix(std::string_view rest) {
    RedisAddress address;
    if (rest.starts_with("//")) rest.remove_prefix(2);
    auto const query = rest.find('?');
    address.path = rest.substr(0, query);
    if (!address.path.starts_with('/')) return wrong("the socket needs its whole path");
    if (query != std::string_view::npos) {
        auto const parameter = rest.substr(query + 1);
        auto const database = parameter.starts_with("db=")
                                  ? whole_number<std::uint32_t>(parameter.substr(3))
                                  : std::nullopt;
        if (!database) return wrong("behind ? only db=number is known");
        address.database = *database;
    }
    return address;
}

/// What stands before the @; false where it cannot be read.
bool read_credentials(std::string_view text, RedisAddress& address) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return false;
    auto user = percent_decoded(text.substr(0, colon));
    auto password = percent_decoded(text.substr(colon + 1));
    if (!user || !password) return false;
    address.user = std::move(*user);
    address.password = std::move(*password);
    return true;
}

/// host, host:port, [v6] or [v6]:port; false where it cannot be read.
bool read_host(std::string_view text, RedisAddress& address) {
    std::string_view port;
    if (text.starts_with('[')) {
        auto const end = text.find(']');
        if (end == std::string_view::npos) return false;
        address.host = text.substr(1, end - 1);
        port = text.substr(end + 1);
    } else {
        auto const colon = text.find(':');
        address.host = text.substr(0, colon);
        port = colon == std::string_view::npos ? std::string_view() : text.substr(colon);
    }
    if (address.host.empty()) return false;
    if (port.empty()) return true;
    auto const number = port.starts_with(':') ? whole_number<std::uint16_t>(port.substr(1))
                                              : std::optional<std::uint16_t>();
    if (!number || *number == 0) return false;
    address.port = *number;
    return true;
}

}  // namespace

OpenResult<RedisAddress> parse_redis_url(std::string_view url) {
    if (url.starts_with("unix:")) return parse_unix(url.substr(5));
    if (url.starts_with("rediss:")) {
        return wrong("TLS is not spoken here; let a tunnel (stunnel, say) do it");
    }
    constexpr std::string_view scheme = "redis://";
    if (!url.starts_with(scheme)) return wrong("it begins with neither redis:// nor unix:");
    auto rest = url.substr(scheme.size());

    RedisAddress address;
    // The last @: a password that holds one may have been left as it is.
    if (auto const at = rest.rfind('@'); at != std::string_view::npos) {
        if (!read_credentials(rest.substr(0, at), address)) {
            return wrong("before the @ belongs user:password");
        }
        rest.remove_prefix(at + 1);
    }
    if (auto const slash = rest.find('/'); slash != std::string_view::npos) {
        auto const text = rest.substr(slash + 1);
        if (!text.empty()) {
            auto const database = whole_number<std::uint32_t>(text);
            if (!database) return wrong("the database is a number");
            address.database = *database;
        }
        rest = rest.substr(0, slash);
    }
    if (!read_host(rest, address)) return wrong("host and port cannot be read");
    return address;
}

std::string shown(RedisAddress const& address) {
    auto const database = address.database == 0 ? std::string() : std::to_string(address.database);
    if (!address.path.empty()) {
        return "unix:" + address.path + (database.empty() ? "" : "?db=" + database);
    }
    auto const v6 = address.host.find(':') != std::string::npos;
    return "redis://" + (v6 ? '[' + address.host + ']' : address.host) + ':' +
           std::to_string(address.port) + (database.empty() ? "" : '/' + database);
}

}  // namespace refinery::store
