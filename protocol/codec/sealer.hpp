#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace refinery {

/// Seals hidden values for the store (SEC-4). Implemented by server/secrets with AES-256-GCM.
class Sealer {
public:
    virtual ~Sealer() = default;
    /// Names the key, beside each sealed value; it tells nothing about the key.
    virtual std::string key_id() const = 0;
    /// The sealed bytes hold nonce, ciphertext and tag; their length depends on the plain length
    /// alone. `bound_to` (room, round, person) must be the same when it is opened.
    virtual std::string seal(std::string_view plain, std::string_view bound_to) = 0;
    /// Nothing where the key is another one or the bytes were changed.
    virtual std::optional<std::string> open(std::string_view sealed,
                                            std::string_view bound_to) const = 0;
};

}  // namespace refinery
