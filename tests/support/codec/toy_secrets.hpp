#pragma once

#include "protocol/codec/decode.hpp"
#include "protocol/codec/sealer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace refinery::test {

/// Hashes that a test can repeat: the same text gives the same hash, in every run.
class ToyHasher final : public SecretHasher {
public:
    SecretHash of_random_secret(std::string_view secret) const override;
    SecretHash of_passcode(std::string_view passcode, RoomId room) const override;
};

/// Keeps the promises of a sealer but for secrecy: the length depends on the plain length alone,
/// every value looks different, and what was changed or moved does not open.
class ToySealer final : public Sealer {
public:
    explicit ToySealer(std::string key = "toy-1") : key_(std::move(key)) {}

    std::string key_id() const override { return key_; }
    std::string seal(std::string_view plain, std::string_view bound_to) override;
    std::optional<std::string> open(std::string_view sealed,
                                    std::string_view bound_to) const override;

private:
    std::string key_;
    std::uint64_t sealed_ = 0;
};

}  // namespace refinery::test
