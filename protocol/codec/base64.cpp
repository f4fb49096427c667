#include "protocol/codec/base64.hpp"

#include <cstdint>

namespace refinery {

namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string base64_of(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    int waiting = 0;
    for (char const byte : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(byte);
        for (waiting += 8; waiting >= 6;) {
            waiting -= 6;
            text += digits[(bits >> waiting) & 0x3FU];
        }
    }
    if (waiting > 0) text += digits[(bits << (6 - waiting)) & 0x3FU];
    return text;
}

std::optional<std::string> bytes_of_base64(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int waiting = 0;
    for (char const c : text) {
        auto const digit = digits.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
        waiting += 6;
        if (waiting < 8) continue;
        waiting -= 8;
        bytes += static_cast<char>((bits >> waiting) & 0xFFU);
    }
    // A digit too few to be a byte, or bits behind the last byte, are nobody's writing.
    if (waiting == 6 || (bits & ((1U << waiting) - 1)) != 0) return std::nullopt;
    return bytes;
}

}  // namespace refinery
