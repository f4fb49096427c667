#pragma once

#include "protocol/domain/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace refinery {

/// Names a text: so far always a ticket's description. On the wire `<ticket>/description`.
struct DocId {
    TicketId ticket;

    auto operator<=>(DocId const&) const = default;
};
std::string to_string(DocId const& doc);
std::optional<DocId> parse_doc_id(std::string_view text);

/// A text as everybody may know it: its version, its length in UTF-16 units, and a digest of its
/// UTF-8 bytes (16 hex digits of FNV-1a, 64 bit).
struct TextFacts {
    std::uint64_t v = 0;
    std::uint64_t length = 0;
    std::string digest;

    bool operator==(TextFacts const&) const = default;
};

/// A text with its words. `v` is 0 while nobody has written one.
struct Text {
    std::uint64_t v = 0;
    std::string words;

    bool operator==(Text const&) const = default;
};
TextFacts facts_of(Text const& text);

/// Valid UTF-8 without surrogates, overlong forms or values above U+10FFFF.
bool is_utf8(std::string_view text);
/// @pre is_utf8(text)
std::size_t code_points(std::string_view text);
/// @pre is_utf8(text)
std::size_t utf16_units(std::string_view text);
/// `\r\n` and `\r` become `\n`.
std::string with_plain_line_breaks(std::string_view text);
/// 16 hex digits of FNV-1a 64 over the bytes.
std::string fnv1a_64_hex(std::string_view bytes);
/// Without white space at either end (Unicode's spaces too).
std::string trimmed(std::string_view text);

/// A line that a person wrote: a title, a name, a label.
enum class LineFault { empty, too_long, control_character };
/// TXT-3: not empty, no control characters or line breaks, at most `code_points_max` code points.
std::optional<LineFault> fault_of_line(std::string_view text, std::size_t code_points_max);

}  // namespace refinery
