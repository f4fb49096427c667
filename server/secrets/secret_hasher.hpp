#pragma once

#include "protocol/codec/decode.hpp"

namespace refinery::secrets {

/// SHA-256 for secrets that are random already; for passcodes, which people choose and thieves
/// guess, PBKDF2 salted with the room. Thread-safe.
class OpenSslSecretHasher final : public SecretHasher {
public:
    /// Some milliseconds of the room's thread for each passcode that is shown: every doubling
    /// doubles a thief's work, and what a flood of wrong passcodes costs everybody.
    static constexpr int passcode_iterations = 20'000;

    SecretHash of_random_secret(std::string_view secret) const override;
    SecretHash of_passcode(std::string_view passcode, RoomId room) const override;
};

}  // namespace refinery::secrets
