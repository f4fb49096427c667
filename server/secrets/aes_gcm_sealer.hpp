#pragma once

#include "protocol/codec/sealer.hpp"
#include "server/secrets/key_file.hpp"
#include "server/secrets/random.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace refinery::secrets {

/// AES-256-GCM under a key derived from the server's. A sealed value is a format number (1), a
/// nonce of 12 random bytes, the ciphertext and a tag of 16 bytes: 29 bytes more than the plain
/// one. Random nonces are safe for about 2^32 values a key, one vote a second for 136 years.
/// Not thread-safe where its `Random` is not. `random` must outlive it. Throws
/// `std::runtime_error` where OpenSSL fails.
class AesGcmSealer final : public Sealer {
public:
    AesGcmSealer(ServerKey const& key, Random& random);

    std::string key_id() const override;
    std::string seal(std::string_view plain, std::string_view bound_to) override;
    std::optional<std::string> open(std::string_view sealed,
                                    std::string_view bound_to) const override;

private:
    std::string key_id_;
    std::array<std::uint8_t, 32> key_;
    Random& random_;
};

}  // namespace refinery::secrets
