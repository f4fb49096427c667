#include "tests/protocol/codec/decoding.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/codec/fixtures.hpp"

#include <string>

using namespace refinery;
using namespace refinery::test;

namespace {

std::string nested(std::size_t depth, std::string const& open, std::string const& close) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += open;
    for (std::size_t i = 0; i < depth; ++i) text += close;
    return text;
}

/// A frame that would be good but for an unknown field with this value.
std::string with_extra(std::string const& value) {
    return R"({"type":"time","t0":1,"extra":)" + value + "}";
}

constexpr auto is_read = R"({"read":true})";
constexpr auto is_malformed = R"({"error":"malformed_json"})";
constexpr auto is_too_deep = R"({"error":"too_deep"})";
constexpr auto is_not_utf8 = R"({"error":"not_utf8"})";

}  // namespace

SCENARIO("REF-1 every bad frame of the golden files gets its own answer", "[REF-1]") {
    for (auto const& fixture : refused_fixtures()) {
        INFO(fixture.rule << " " << fixture.name << ": " << fixture.frame);
        CHECK(outcome_of(fixture.frame) == fixture.expect);
    }
}

SCENARIO("MSG-4 sixteen levels are read and seventeen are not", "[MSG-4]") {
    CHECK(outcome_of(with_extra(nested(15, "[", "]"))) == is_read);
    CHECK(outcome_of(with_extra(nested(16, "[", "]"))) == is_too_deep);
    CHECK(outcome_of(with_extra(nested(15, R"({"a":)", "}") + "")) == is_malformed);
    CHECK(outcome_of(with_extra(nested(14, R"([{"a":)", "}]"))) == is_too_deep);
}

SCENARIO("MSG-4 a hundred thousand levels cost no stack", "[MSG-4]") {
    for (auto const& open : {"[", R"({"a":)", R"([{"a":)"}) {
        std::string text;
        for (int i = 0; i < 100'000; ++i) text += open;
        CHECK(outcome_of(text) == is_too_deep);
        CHECK(outcome_of(with_extra(text)) == is_too_deep);
    }
    CHECK(outcome_of(nested(100'000, "[", "]")) == is_too_deep);
    CHECK(outcome_of(std::string(100'000, ']')) == is_malformed);
}

SCENARIO("MSG-4 brackets inside a string are no levels", "[MSG-4]") {
    CHECK(outcome_of(with_extra('"' + std::string(1000, '[') + R"(\"[[)" + '"')) == is_read);
}

SCENARIO("MSG-5 what is no UTF-8 ends the connection", "[MSG-5]") {
    for (auto const* const bytes : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xed\xbf\xbf",
                                    "\xf4\x90\x80\x80", "\xe2\x82", "\x80"})
        CHECK(outcome_of(with_extra('"' + std::string(bytes) + '"')) == is_not_utf8);
    CHECK(outcome_of(with_extra("\"x\"") + "\xc3") == is_not_utf8);
    CHECK(outcome_of(with_extra("\"\xf0\x9f\xa6\x8a \xe2\x98\x95\"")) == is_read);
}

SCENARIO("MSG-5 an escape makes no surrogate on its own", "[MSG-5]") {
    for (auto const* const escaped : {R"("\ud800")", R"("\udc00")", R"("\udfff x")",
                                      R"("\ud800\ud800")", R"("\udc00\ud800")", R"("\ud83d x")"}) {
        INFO(escaped);
        CHECK(outcome_of(with_extra(escaped)) == is_malformed);
        CHECK(outcome_of(with_extra(std::string("{") + escaped + ":1}")) == is_malformed);
    }
    CHECK(outcome_of(with_extra(R"("\ud83e\udd8a \u00e9 \u0000")")) == is_read);
}

SCENARIO("MSG-5 marks and zeros around the message are not skipped", "[MSG-5]") {
    CHECK(outcome_of("\xEF\xBB\xBF" + with_extra("1")) == is_malformed);
    CHECK(outcome_of(with_extra("1") + std::string(1, '\0')) == is_malformed);
    CHECK(outcome_of(with_extra("1") + std::string("\0{}", 3)) == is_malformed);
    CHECK(outcome_of(std::string(1, '\0') + with_extra("1")) == is_malformed);
    CHECK(outcome_of(with_extra("\"a\nb\"")) == is_malformed);
    CHECK(outcome_of(" \t\r\n" + with_extra("1") + "\n") == is_read);
}

SCENARIO("MSG-6 numbers are plain", "[MSG-6]") {
    for (auto const* const number : {"0", "-0", "1", "-1", "1.5", "-0.001", "9007199254740993",
                                     "12345678901234567890123456789012"})
        CHECK(outcome_of(with_extra(number)) == is_read);
    for (auto const* const number :
         {"1e5", "1E5", "1e-5", "1e99999999999", "01", "-", "+1", ".5", "1.", "--1", "1-1", "0x10",
          "NaN", "Infinity", "-Infinity", "123456789012345678901234567890123"}) {
        INFO(number);
        CHECK(outcome_of(with_extra(number)) == is_malformed);
    }
    CHECK(outcome_of(with_extra(std::string(400'000, '9'))) == is_malformed);
}

SCENARIO("MSG-6 an integer lies below 2^53", "[MSG-6]") {
    auto const probe = [](std::string const& t0) {
        return outcome_of(R"({"type":"time","t0":)" + t0 + "}");
    };
    auto const is_refused = R"({"re":"time","code":"bad_request","where":"t0"})";
    CHECK(probe("9007199254740991") == is_read);
    CHECK(probe("-9007199254740991") == is_read);
    CHECK(probe("9007199254740992") == is_refused);
    CHECK(probe("-9007199254740992") == is_refused);
    CHECK(probe("18446744073709551615") == is_refused);
    CHECK(probe("99999999999999999999") == is_refused);
    CHECK(probe("1.0") == is_refused);
    CHECK(probe("1.5") == is_refused);
}

SCENARIO("SES-1 a message carries one to sixteen commands", "[SES-1]") {
    auto const with_items = [](std::size_t count) {
        std::string items;
        for (std::size_t i = 1; i <= count; ++i)
            items += (i > 1 ? "," : "") + (R"({"cseq":)" + std::to_string(i)) +
                     R"(,"do":"participant.leave"})";
        return R"({"type":"commands","items":[)" + items + "]}";
    };
    auto const is_bad = R"({"error":"bad_commands","where":"items"})";
    CHECK(outcome_of(with_items(0)) == is_bad);
    CHECK(outcome_of(with_items(1)) == R"({"items":[null]})");
    CHECK(read_as<messages::Commands>(with_items(16)).items.size() == 16);
    CHECK(outcome_of(with_items(17)) == is_bad);
}

SCENARIO("REF-2 the type that is told back is cut", "[REF-2]") {
    // The 64th byte lies inside of a character, which is left out whole.
    std::string const type = "x" + std::string(62, 'y') + "\xC3\xA9" + std::string(400'000, 'z');
    auto const bad = read_as<messages::BadMessage>(R"({"type":")" + type + "\"}");
    CHECK(bad.re == "x" + std::string(62, 'y'));
}

SCENARIO("MSG-3 a message as long as allowed is read, whatever it is made of", "[MSG-3]") {
    auto const bytes = Limits{}.message_bytes_max;
    std::string zeros = "0";
    while (zeros.size() < bytes - 100) zeros += ",0";
    CHECK(outcome_of(with_extra("[" + zeros + "]")) == is_read);
    std::string names = R"("n":0)";
    for (int i = 0; names.size() < bytes - 100; ++i) names += ",\"" + std::to_string(i) + "\":0";
    CHECK(outcome_of(with_extra("{" + names + "}")) == is_read);
    CHECK(outcome_of(with_extra("{" + names + R"(,"n":0})")) == is_malformed);
    std::string escapes;
    while (escapes.size() < bytes - 100) escapes += R"(\u00e9)";
    CHECK(outcome_of(with_extra('"' + escapes + '"')) == is_read);
}
