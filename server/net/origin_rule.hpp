#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace refinery::net {

/// scheme, host and port of a URL, as browsers compare origins: lower case, port always there.
struct Origin {
    std::string scheme;
    /// Without the brackets of an IPv6 literal.
    std::string host;
    std::uint16_t port = 0;

    bool operator==(Origin const&) const = default;
};
/// Nothing unless `text` is `http://` or `https://` with a host and nothing behind the port (a
/// single closing slash is forgiven: people write it).
std::optional<Origin> parse_origin(std::string_view text);
std::string to_string(Origin const& origin);

/// Host and port of a `Host` header; the port is 0 where the header names none.
struct HostAndPort {
    std::string host;
    std::uint16_t port = 0;
};
std::optional<HostAndPort> parse_host(std::string_view header);

/// Which pages may talk to this server. A page elsewhere that a member has open must not
/// be able to write into rooms, nor a foreign name that was pointed at this machine.
class OriginRule {
public:
    /// @param configured  the origins of `--public-url` and `--allow-origin`; where there are any,
    ///                    nothing else is allowed
    /// @param own_names   this machine's names, without localhost, which is always known
    OriginRule(std::vector<Origin> configured, std::vector<std::string> own_names);

    /// @param origin  the `Origin` header; absent is allowed, since only browsers send it and the
    ///                keys decide about everybody else
    /// @param host    the `Host` header, or what a trusted proxy says it was
    /// @param secure  whether the browser spoke https (to a trusted proxy)
    bool allows(std::optional<std::string_view> origin, std::string_view host, bool secure) const;

private:
    bool is_own_name(std::string const& host) const;

    std::vector<Origin> configured_;
    std::vector<std::string> own_names_;
};

/// The names under which a LAN knows this machine: its host name, that without a domain, and the
/// `.local` name of multicast DNS.
std::vector<std::string> names_of_this_machine();

}  // namespace refinery::net
