#pragma once

// What a Redis promises, read from what it says about itself.

#include "protocol/messages/server_message.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace refinery::store {

struct RedisReport {
    /// Why no room may be kept there; a sentence without its full stop.
    std::optional<std::string> refusal = {};
    /// Not usable now, but by itself in a while: it is still reading its data.
    bool loading = false;
    messages::Durability durability = messages::Durability::process;
    /// Sentences for the operator.
    std::vector<std::string> warnings = {};
};

/// @param info    the reply to `INFO`
/// @param config  what `CONFIG GET appendfsync no-appendfsync-on-rewrite` told; empty where that is
///                not allowed, and then nothing better than `process` is promised
RedisReport judge_redis(std::string_view info, std::map<std::string, std::string> const& config);

}  // namespace refinery::store
