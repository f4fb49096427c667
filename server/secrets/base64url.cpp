#include "server/secrets/base64url.hpp"

#include "server/secrets/bytes.hpp"

#include <algorithm>
#include <openssl/evp.h>

// OpenSSL reads and writes the older alphabet, padded to four; the difference is two characters
// and the padding.

namespace refinery::secrets {

std::string base64url(std::span<std::uint8_t const> bytes) {
    // One more than the text: OpenSSL ends it with a zero.
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    auto const length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                                        static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    text.erase(std::ranges::find(text, '='), text.end());
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    return text;
}

std::optional<std::vector<std::uint8_t>> parse_base64url(std::string_view text) {
    auto padded = std::string(text);
    std::ranges::replace(padded, '-', '+');
    std::ranges::replace(padded, '_', '/');
    padded.resize((text.size() + 3) / 4 * 4, '=');

    std::vector<std::uint8_t> bytes(padded.size() / 4 * 3);
    auto const input = as_bytes(padded);
    if (EVP_DecodeBlock(bytes.data(), input.data(), static_cast<int>(input.size())) < 0) {
        return std::nullopt;
    }
    bytes.resize(text.size() * 3 / 4);
    // OpenSSL forgives white space, padding and unused bits; a link has one spelling alone.
    if (base64url(bytes) != text) return std::nullopt;
    return bytes;
}

}  // namespace refinery::secrets
