#include "protocol/domain/text.hpp"

#include <algorithm>
#include <array>

namespace refinery {
namespace {

constexpr std::string_view description_suffix = "/description";

/// How many bytes the well-formed character at `at` has; 0 where there is none.
std::size_t character_bytes(std::string_view text, std::size_t at) {
    auto const byte = [&](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    auto const continues = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return byte(i) >= low && byte(i) <= high;
    };
    auto const first = byte(at);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(at + 1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        // The narrower second byte leaves out overlong forms (E0) and surrogates (ED).
        auto const low = first == 0xE0 ? 0xA0U : 0x80U;
        auto const high = first == 0xED ? 0x9FU : 0xBFU;
        return continues(at + 1, low, high) && continues(at + 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        // Leaves out overlong forms (F0) and what lies above U+10FFFF (F4).
        auto const low = first == 0xF0 ? 0x90U : 0x80U;
        auto const high = first == 0xF4 ? 0x8FU : 0xBFU;
        return continues(at + 1, low, high) && continues(at + 2) && continues(at + 3) ? 4 : 0;
    }
    return 0;
}

bool is_first_byte(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }
bool starts_a_pair(char c) { return static_cast<unsigned char>(c) >= 0xF0U; }

/// Reads the character at `at` and moves behind it. @pre the text is UTF-8
char32_t take_character(std::string_view text, std::size_t& at) {
    auto const first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    auto const more = first >= 0xF0 ? 3U : first >= 0xE0 ? 2U : 1U;
    char32_t value = first & (0x3FU >> more);
    for (unsigned i = 0; i < more && at < text.size(); ++i)
        value = (value << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    return value;
}

bool is_control_or_line_break(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

bool is_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

}  // namespace

std::string to_string(DocId const& doc) { return to_string(doc.ticket).append(description_suffix); }

std::optional<DocId> parse_doc_id(std::string_view text) {
    auto const slash = text.find('/');
    if (slash == std::string_view::npos || text.substr(slash) != description_suffix)
        return std::nullopt;
    auto const ticket = parse_id<TicketId>(text.substr(0, slash));
    if (!ticket) return std::nullopt;
    return DocId{.ticket = *ticket};
}

TextFacts facts_of(Text const& text) {
    return {.v = text.v, .length = utf16_units(text.words), .digest = fnv1a_64_hex(text.words)};
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        auto const bytes = character_bytes(text, at);
        if (bytes == 0) return false;
        at += bytes;
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_first_byte));
}

std::size_t utf16_units(std::string_view text) {
    return code_points(text) +
           static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_a_pair));
}

std::string with_plain_line_breaks(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            plain += text[i];
            continue;
        }
        plain += '\n';
        if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    }
    return plain;
}

std::string fnv1a_64_hex(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (char const byte : bytes) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 0x100000001b3U;
    }
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit) {
        *digit = "0123456789abcdef"[hash & 0xFU];
        hash >>= 4U;
    }
    return text;
}

std::string trimmed(std::string_view text) {
    std::size_t begin = text.size();
    std::size_t end = text.size();
    for (std::size_t at = 0; at < text.size();) {
        auto const start = at;
        if (is_space(take_character(text, at))) continue;
        begin = std::min(begin, start);
        end = at;
    }
    return std::string(text.substr(begin, end - begin));
}

std::optional<LineFault> fault_of_line(std::string_view text, std::size_t code_points_max) {
    if (code_points(text) > code_points_max) return LineFault::too_long;
    for (std::size_t at = 0; at < text.size();)
        if (is_control_or_line_break(take_character(text, at))) return LineFault::control_character;
    if (trimmed(text).empty()) return LineFault::empty;
    return std::nullopt;
}

}  // namespace refinery
