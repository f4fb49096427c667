#pragma once

#include "server/secrets/random.hpp"

#include <cstdint>
#include <random>
#include <span>

namespace refinery::test {

/// The same bytes in every run with the same seed, on every machine: two runs that differ in one
/// hidden choice make the same ids and nonces.
class SeededRandom final : public secrets::Random {
public:
    explicit SeededRandom(std::uint64_t seed) : generator_(seed) {}

    void fill(std::span<std::uint8_t> bytes) override {
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(generator_() >> 56U);
    }

private:
    std::mt19937_64 generator_;
};

}  // namespace refinery::test
