#include "server/app/lan_address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>
#include <string_view>
#include <sys/socket.h>

namespace refinery::app {

namespace {

bool is_virtual(std::string_view interface) {
    static constexpr std::array<std::string_view, 11> prefixes{
        "docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "wg", "zt", "cni"};
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](auto prefix) { return interface.starts_with(prefix); });
}

bool is_private(std::string const& address) {
    in_addr bytes{};
    if (::inet_pton(AF_INET, address.c_str(), &bytes) != 1) return false;
    auto const ip = ntohl(bytes.s_addr);
    return (ip >> 24) == 10 || (ip >> 20) == (172U << 4 | 1) || (ip >> 16) == (192U << 8 | 168);
}

/// An address that a machine gives itself where nobody else did.
bool is_link_local(std::string const& address) { return address.starts_with("169.254."); }

int rank(NetworkAddress const& entry) {
    if (is_link_local(entry.address)) return 3;
    if (is_virtual(entry.interface)) return 2;
    return is_private(entry.address) ? 0 : 1;
}

}  // namespace

std::vector<NetworkAddress> network_addresses() {
    ifaddrs* raw = nullptr;
    if (::getifaddrs(&raw) != 0) return {};
    std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> const list(raw, ::freeifaddrs);
    std::vector<NetworkAddress> addresses;
    for (auto const* entry = list.get(); entry != nullptr; entry = entry->ifa_next) {
        if (entry->ifa_addr == nullptr || entry->ifa_addr->sa_family != AF_INET) continue;
        if ((entry->ifa_flags & IFF_UP) == 0 || (entry->ifa_flags & IFF_LOOPBACK) != 0) continue;
        std::array<char, INET_ADDRSTRLEN> text{};
        auto const* const address = reinterpret_cast<sockaddr_in const*>(entry->ifa_addr);
        if (::inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size()) != nullptr)
            addresses.push_back({.interface = entry->ifa_name, .address = text.data()});
    }
    return addresses;
}

std::optional<std::string> choose_lan_address(std::vector<NetworkAddress> const& addresses) {
    auto const best =
        std::min_element(addresses.begin(), addresses.end(),
                         [](auto const& a, auto const& b) { return rank(a) < rank(b); });
    if (best == addresses.end()) return std::nullopt;
    return best->address;
}

}  // namespace refinery::app
