#pragma once

#include <optional>
#include <string>
#include <vector>

namespace refinery::app {

/// An IPv4 address of this machine on one of its networks.
struct NetworkAddress {
    std::string interface;
    std::string address;
};
/// Those of networks that are up, loopback left out, in the system's order.
std::vector<NetworkAddress> network_addresses();

/// The one that a phone in the same room most likely reaches: a private address on a real network
/// before any other, and those of containers, virtual machines and tunnels last.
std::optional<std::string> choose_lan_address(std::vector<NetworkAddress> const& addresses);

}  // namespace refinery::app
