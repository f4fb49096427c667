#include "server/net/trusted_proxies.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <utility>

namespace refinery::net {

namespace {

constexpr unsigned ipv4_offset_bits = 96;
constexpr std::size_t ipv4_offset_bytes = 12;

bool is_mapped_ipv4(AddressBytes const& address) {
    return std::all_of(address.begin(), address.begin() + 10, [](auto b) { return b == 0; }) &&
           address[10] == 0xff && address[11] == 0xff;
}

std::string_view without_spaces(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// The last item of a comma-separated list, taken off it: the nearest hop wrote it.
std::string_view take_last(std::string_view& list) {
    auto const comma = list.rfind(',');
    auto const last = comma == std::string_view::npos ? list : list.substr(comma + 1);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
    return without_spaces(last);
}

}  // namespace

std::optional<AddressBytes> parse_address(std::string_view text) {
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']')
        text = text.substr(1, text.size() - 2);
    std::string const terminated(text);
    AddressBytes bytes{};
    if (::inet_pton(AF_INET, terminated.c_str(), bytes.data() + ipv4_offset_bytes) == 1) {
        bytes[10] = bytes[11] = 0xff;
        return bytes;
    }
    if (::inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) return bytes;
    return std::nullopt;
}

std::string subscriber_of(std::string_view address) {
    auto const bytes = parse_address(address);
    if (!bytes || is_mapped_ipv4(*bytes)) return std::string(address);
    return {bytes->begin(), bytes->begin() + 8};
}

bool AddressBlock::contains(AddressBytes const& address) const {
    for (unsigned bit = 0; bit < bits; bit += 8) {
        auto const remaining = std::min(bits - bit, 8U);
        auto const mask = static_cast<std::uint8_t>(0xff00U >> remaining);
        if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) return false;
    }
    return true;
}

std::optional<AddressBlock> parse_address_block(std::string_view text) {
    auto const slash = text.find('/');
    auto const first = parse_address(text.substr(0, slash));
    if (!first) return std::nullopt;
    auto const offset = is_mapped_ipv4(*first) ? ipv4_offset_bits : 0U;
    AddressBlock block{.first = *first, .bits = 128};
    if (slash == std::string_view::npos) return block;
    auto const digits = text.substr(slash + 1);
    unsigned bits = 0;
    auto const* const end = digits.data() + digits.size();
    auto const [stop, error] = std::from_chars(digits.data(), end, bits);
    if (error != std::errc{} || stop != end || bits + offset > 128) return std::nullopt;
    block.bits = bits + offset;
    return block;
}

TrustedProxies::TrustedProxies(std::vector<AddressBlock> blocks) : blocks_(std::move(blocks)) {}

Provenance TrustedProxies::provenance(std::string_view peer, std::string_view host,
                                      ForwardedHeaders const& forwarded) const {
    Provenance result{.address = std::string(peer), .host = std::string(host), .secure = false};
    if (!trusts(peer)) return result;
    // Read from the right: each hop appends whom it heard from, so the first address that is no
    // proxy of ours is the last one that somebody we trust has seen.
    auto hops = forwarded.for_.value_or(std::string_view());
    while (!hops.empty()) {
        auto const hop = take_last(hops);
        if (!parse_address(hop)) break;
        result.address = hop;
        if (!trusts(hop)) break;
    }
    if (forwarded.host) {
        auto list = *forwarded.host;
        result.host = take_last(list);
    }
    if (forwarded.proto) {
        auto list = *forwarded.proto;
        result.secure = take_last(list) == "https";
    }
    return result;
}

bool TrustedProxies::trusts(std::string_view address) const {
    auto const bytes = parse_address(address);
    return bytes && std::any_of(blocks_.begin(), blocks_.end(),
                                [&](auto const& block) { return block.contains(*bytes); });
}

}  // namespace refinery::net
