#include "server/secrets/random.hpp"

#include <openssl/rand.h>
#include <stdexcept>

namespace refinery::secrets {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw std::runtime_error("the operating system gives no random bytes");
    }
}

std::array<std::uint8_t, 16> RandomIds::next_128() {
    std::array<std::uint8_t, 16> bytes{};
    random_.fill(bytes);
    return bytes;
}

}  // namespace refinery::secrets
