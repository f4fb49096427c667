#include "protocol/domain/ids.hpp"

namespace refinery {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t hex_id_length = 32;
constexpr std::size_t room_id_length = 22;
/// 22 characters of 6 bits hold 132 bits, four more than an id has.
constexpr unsigned unused_bits = 4;

std::optional<unsigned> hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
    if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a') + 10;
    if (digit >= 'A' && digit <= 'F') return static_cast<unsigned>(digit - 'A') + 10;
    return std::nullopt;
}

}  // namespace

std::string hex(std::array<std::uint8_t, 16> const& bytes) {
    std::string text;
    text.reserve(hex_id_length);
    for (auto const byte : bytes) {
        text += hex_digits[byte >> 4U];
        text += hex_digits[byte & 0xFU];
    }
    return text;
}

std::optional<std::array<std::uint8_t, 16>> parse_hex_128(std::string_view text) {
    if (text.size() != hex_id_length) return std::nullopt;
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto const high = hex_value(text[2 * i]);
        auto const low = hex_value(text[2 * i + 1]);
        if (!high || !low) return std::nullopt;
        bytes[i] = static_cast<std::uint8_t>((*high << 4U) | *low);
    }
    return bytes;
}

std::string to_string(RoomId const& id) {
    std::string text;
    text.reserve(room_id_length);
    unsigned pending = 0;
    unsigned bits = 0;
    for (auto const byte : id.bytes) {
        pending = ((pending << 8U) | byte) & 0x3FFFU;
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            text += base64url_digits[(pending >> bits) & 0x3FU];
        }
    }
    text += base64url_digits[(pending << unused_bits) & 0x3FU];
    return text;
}

template <>
std::optional<RoomId> parse_id<RoomId>(std::string_view text) {
    if (text.size() != room_id_length) return std::nullopt;
    RoomId id;
    std::size_t written = 0;
    unsigned pending = 0;
    unsigned bits = 0;
    for (char const digit : text) {
        auto const value = base64url_digits.find(digit);
        if (value == std::string_view::npos) return std::nullopt;
        pending = ((pending << 6U) | static_cast<unsigned>(value)) & 0x3FFFU;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        id.bytes[written++] = static_cast<std::uint8_t>((pending >> bits) & 0xFFU);
    }
    // Two spellings of one room would be two rooms to a cache or a log.
    if ((pending & ((1U << unused_bits) - 1)) != 0) return std::nullopt;
    return id;
}

}  // namespace refinery
