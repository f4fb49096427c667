#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace refinery::net {

/// An IP address as 16 bytes; IPv4 is mapped into IPv6.
using AddressBytes = std::array<std::uint8_t, 16>;
std::optional<AddressBytes> parse_address(std::string_view text);

/// The part of an address that one subscriber gets: all of IPv4, the upper 64 bits of IPv6. Limits
/// count by it, since whoever has one IPv6 address has 2^64 of them.
std::string subscriber_of(std::string_view address);

/// A block of addresses: `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
struct AddressBlock {
    AddressBytes first{};
    /// Leading bits of `first` that have to agree, counted in IPv6.
    unsigned bits = 0;

    bool contains(AddressBytes const& address) const;
};
std::optional<AddressBlock> parse_address_block(std::string_view text);

/// What a request says about the hops before it.
struct ForwardedHeaders {
    std::optional<std::string_view> for_;
    std::optional<std::string_view> proto;
    std::optional<std::string_view> host;
};

/// Where a request really comes from.
struct Provenance {
    std::string address;
    std::string host;
    bool secure = false;
};

/// Believes `X-Forwarded-*` from the proxies it was told of and from nobody else: anybody
/// can write such a header.
class TrustedProxies {
public:
    explicit TrustedProxies(std::vector<AddressBlock> blocks);

    Provenance provenance(std::string_view peer, std::string_view host,
                          ForwardedHeaders const& forwarded) const;

private:
    bool trusts(std::string_view address) const;

    std::vector<AddressBlock> blocks_;
};

}  // namespace refinery::net
