#pragma once

#include "server/rooms/ports/random.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace refinery::secrets {

/// Where every secret, id and nonce comes from. Tests hand in a seeded one.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// The operating system's, through OpenSSL. Thread-safe. Throws `std::runtime_error` where there is
/// none: a server without randomness has no secrets.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

/// The port of the rooms over a `Random`, which must outlive it.
class RandomIds final : public rooms::IdSource {
public:
    explicit RandomIds(Random& random) : random_(random) {}
    std::array<std::uint8_t, 16> next_128() override;

private:
    Random& random_;
};

}  // namespace refinery::secrets
