#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace refinery::secrets {

/// The alphabet that needs no escaping in a link, without padding.
std::string base64url(std::span<std::uint8_t const> bytes);

}  // namespace refinery::secrets
