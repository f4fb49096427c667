#pragma once

#include "server/store/open_result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace refinery::store {

struct RedisAddress {
    /// Empty where there is a path.
    std::string host = {};
    std::uint16_t port = 6379;
    /// Of a socket on this machine.
    std::string path = {};
    /// Empty: Redis's default user.
    std::string user = {};
    std::string password = {};
    std::uint32_t database = 0;

    bool operator==(RedisAddress const&) const = default;
};

/// `redis://[[user]:password@]host[:port][/database]` or `unix:/path/of/socket[?db=database]`.
/// User and password may be percent-encoded. The error never repeats the password.
OpenResult<RedisAddress> parse_redis_url(std::string_view url);

/// For people and logs: without user and password.
std::string shown(RedisAddress const& address);

}  // namespace refinery::store
