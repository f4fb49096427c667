#pragma once

#include "server/rooms/directory.hpp"
#include "server/secrets/key_file.hpp"

#include <string>

namespace refinery::app {

/// The sample room of this server. Id and key come from the server's secret, so that its link is
/// the same at every start and nobody else can make it up.
struct SampleRoom {
    rooms::FixedRoom room;
    /// 32 hex digits; in the link's fragment it makes whoever opens it a facilitator.
    std::string facilitator_key;

    /// "/r/…#key=…"
    std::string path() const;
};
SampleRoom sample_room(secrets::ServerKey const& key, SecretHasher const& hasher);

}  // namespace refinery::app
