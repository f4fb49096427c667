#include "tests/support/codec/toy_secrets.hpp"

#include "protocol/domain/text.hpp"

#include <algorithm>
#include <random>

namespace refinery::test {

namespace {

constexpr std::size_t head_bytes = 16;

SecretHash spread(std::string const& text) {
    SecretHash secret;
    std::seed_seq seed(text.begin(), text.end());
    std::mt19937 generator(seed);
    for (auto& byte : secret.bytes) byte = static_cast<std::uint8_t>(generator() & 0xFFU);
    return secret;
}

/// Adding it twice takes it away again.
std::string veiled(std::string_view text, std::string const& seed_text) {
    std::seed_seq seed(seed_text.begin(), seed_text.end());
    std::mt19937 generator(seed);
    std::string veil(text);
    for (char& c : veil)
        c = static_cast<char>(static_cast<unsigned char>(c) ^ (generator() & 0xFFU));
    return veil;
}

}  // namespace

SecretHash ToyHasher::of_random_secret(std::string_view secret) const {
    return spread("secret/" + std::string(secret));
}

SecretHash ToyHasher::of_passcode(std::string_view passcode, RoomId room) const {
    return spread("passcode/" + to_string(room) + "/" + std::string(passcode));
}

std::string ToySealer::seal(std::string_view plain, std::string_view bound_to) {
    auto const nonce = fnv1a_64_hex(key_ + "/" + std::to_string(++sealed_));
    auto const tag = fnv1a_64_hex(key_ + nonce + std::string(bound_to) + std::string(plain));
    return nonce + tag + veiled(plain, key_ + nonce);
}

std::optional<std::string> ToySealer::open(std::string_view sealed,
                                           std::string_view bound_to) const {
    if (sealed.size() < 2 * head_bytes) return std::nullopt;
    std::string const nonce(sealed.substr(0, head_bytes));
    auto const plain = veiled(sealed.substr(2 * head_bytes), key_ + nonce);
    if (sealed.substr(head_bytes, head_bytes) !=
        fnv1a_64_hex(key_ + nonce + std::string(bound_to) + plain))
        return std::nullopt;
    return plain;
}

}  // namespace refinery::test
