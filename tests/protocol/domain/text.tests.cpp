#include "protocol/domain/text.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"

#include <string>

using namespace refinery;
using namespace std::string_literals;

SCENARIO("MSG-5 text is UTF-8 without surrogates, overlong forms or what no character has",
         "[MSG-5]") {
    CHECK(is_utf8(""));
    CHECK(is_utf8("plain\n\0text"s));
    CHECK(is_utf8("ü € 🗺 \u07FF \u0800 \uFFFF"));
    CHECK(is_utf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"));
    auto const broken =
        GENERATE("\x80"s, "\xC3"s, "\xC3("s, "\xC0\xAF"s, "\xC1\xBF"s, "\xE0\x9F\xBF"s,
                 "\xED\xA0\x80"s, "\xED\xBF\xBF"s, "\xF0\x8F\xBF\xBF"s, "\xF4\x90\x80\x80"s,
                 "\xF5\x80\x80\x80"s, "\xFF"s, "\xE2\x82"s, "\xF0\x9F\x97"s, "ok\xE2\x82 "s);
    CHECK_FALSE(is_utf8(broken));
}

SCENARIO("TXT-2 line breaks become plain before anything is counted", "[TXT-2]") {
    CHECK(with_plain_line_breaks("a\r\nb\rc\nd\r\r\n") == "a\nb\nc\nd\n\n");
    CHECK(with_plain_line_breaks("") == "");
    CHECK(with_plain_line_breaks("\r") == "\n");
}

SCENARIO("TXT-3 a line is not empty, has no control characters and a length", "[TXT-3]") {
    CHECK_FALSE(fault_of_line("Zürich 🗺", 9));
    CHECK(fault_of_line("Zürich 🗺", 7) == LineFault::too_long);
    CHECK(fault_of_line("", 60) == LineFault::empty);
    CHECK(fault_of_line(" \u00A0\u2003\u3000", 60) == LineFault::empty);
    auto const control =
        GENERATE("a\nb"s, "a\rb"s, "a\tb"s, "\x7F"s, "a\0b"s, "\u0085"s, "a\u2028"s, "a\u2029"s);
    CHECK(fault_of_line(control, 60) == LineFault::control_character);
    CHECK(trimmed(" \u2003 a b \u00A0") == "a b");
    CHECK(trimmed("a") == "a");
    CHECK(trimmed(" ") == "");
}

SCENARIO("TXT-4 a text is known by version, length in UTF-16 units, and digest", "[TXT-4]") {
    // FNV-1a's own test values.
    CHECK(fnv1a_64_hex("") == "cbf29ce484222325");
    CHECK(fnv1a_64_hex("a") == "af63dc4c8601ec8c");
    CHECK(fnv1a_64_hex("foobar") == "85944171f73967e8");
    CHECK(facts_of({.v = 2, .words = "ü🗺"}) ==
          TextFacts{.v = 2, .length = 3, .digest = fnv1a_64_hex("ü🗺")});
    CHECK(code_points("ü🗺") == 2);
    CHECK(utf16_units("€") == 1);
}
