#include "server/secrets/digest.hpp"

#include "server/secrets/base64url.hpp"
#include "server/secrets/bytes.hpp"
#include "tests/support/catch.hpp"

#include <string>

namespace refinery::secrets {
namespace {

std::string hex(std::span<std::uint8_t const> bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (auto const byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xfU];
    }
    return text;
}

TEST_CASE("SHA-256 of the published examples", "[secrets]") {
    CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("HMAC-SHA-256 of RFC 4231, case 2", "[secrets]") {
    CHECK(hex(hmac_sha256(as_bytes("Jefe"), "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("PBKDF2 with HMAC-SHA-256 of RFC 7914, section 11", "[secrets]") {
    CHECK(hex(stretched("passwd", as_bytes("salt"), 1)) ==
          "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
}

TEST_CASE("base64url of RFC 4648, without padding", "[secrets]") {
    auto const [plain, text] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"f", "Zg"},
        {"fo", "Zm8"},
        {"foo", "Zm9v"},
        {"foobar", "Zm9vYmFy"},
        {"\xfb\xff\xfe", "-__-"},
    }));
    CHECK(base64url(as_bytes(plain)) == text);
}

}  // namespace
}  // namespace refinery::secrets
