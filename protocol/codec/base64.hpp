#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace refinery {

/// Bytes as text for JSON: base64url (RFC 4648, section 5) without padding.
std::string base64_of(std::string_view bytes);
/// Nothing where this is not what `base64_of` writes.
std::optional<std::string> bytes_of_base64(std::string_view text);

}  // namespace refinery
