#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace refinery::secrets {

/// The alphabet that needs no escaping in a link, without padding.
std::string base64url(std::span<std::uint8_t const> bytes);
/// Nothing unless `text` is exactly what `base64url` writes: no padding, unused bits zero.
std::optional<std::vector<std::uint8_t>> parse_base64url(std::string_view text);

}  // namespace refinery::secrets
