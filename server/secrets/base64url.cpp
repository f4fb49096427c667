#include "server/secrets/base64url.hpp"

#include <algorithm>
#include <openssl/evp.h>

// OpenSSL writes the older alphabet, padded to four; the difference is two characters
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

}  // namespace refinery::secrets
