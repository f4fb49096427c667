#pragma once

#include "protocol/messages/server_message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace refinery::app {

/// What a start has come to.
struct Ready {
    std::uint16_t port = 0;
    /// What others call this server; nothing where it listens for this machine alone.
    std::optional<std::string> shared_base = {};
    /// "/r/…#key=…"
    std::optional<std::string> sample_path = {};
    /// "the file data/refinery.db"
    std::string kept_in;
    messages::Durability durability = messages::Durability::memory;
    std::optional<std::string> metrics = {};
    std::vector<std::string> raised_limits = {};
    /// Sentences about what was asked for and is not so.
    std::vector<std::string> warnings = {};
};

/// What the person who started it reads. One line of it is exactly
/// "Refinery is ready at http://localhost:<port>".
/// @param draw_qr  a link as a picture for phones
std::string ready_text(Ready const& ready, std::string (*draw_qr)(std::string const&));

/// What an acknowledged change survives, in plain words.
std::string promise_of(messages::Durability durability);

}  // namespace refinery::app
