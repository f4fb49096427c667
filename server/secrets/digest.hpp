#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace refinery::secrets {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);
Digest hmac_sha256(std::span<std::uint8_t const> key, std::string_view message);
/// PBKDF2 with HMAC-SHA256: slow on purpose, in proportion to `iterations`.
Digest stretched(std::string_view password, std::span<std::uint8_t const> salt, int iterations);

}  // namespace refinery::secrets
