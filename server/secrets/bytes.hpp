#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace refinery::secrets {

/// Text seen as the bytes that OpenSSL works on.
inline std::span<std::uint8_t const> as_bytes(std::string_view text) {
    return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}

inline std::string_view as_text(std::span<std::uint8_t const> bytes) {
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

}  // namespace refinery::secrets
