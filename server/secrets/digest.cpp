#include "server/secrets/digest.hpp"

#include "server/secrets/bytes.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdexcept>

namespace refinery::secrets {

Digest sha256(std::string_view bytes) {
    Digest digest{};
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) !=
        1) {
        throw std::runtime_error("SHA-256 failed");
    }
    return digest;
}

Digest hmac_sha256(std::span<std::uint8_t const> key, std::string_view message) {
    Digest digest{};
    auto const input = as_bytes(message);
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), input.data(), input.size(),
             digest.data(), nullptr) == nullptr) {
        throw std::runtime_error("HMAC-SHA-256 failed");
    }
    return digest;
}

Digest stretched(std::string_view password, std::span<std::uint8_t const> salt, int iterations) {
    Digest digest{};
    if (PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), salt.data(),
                          static_cast<int>(salt.size()), iterations, EVP_sha256(),
                          static_cast<int>(digest.size()), digest.data()) != 1) {
        throw std::runtime_error("PBKDF2 failed");
    }
    return digest;
}

}  // namespace refinery::secrets
