#include "server/store/chain.hpp"

#include <algorithm>
#include <memory>
#include <openssl/evp.h>
#include <stdexcept>

namespace refinery::store {

Hash128 hash128(std::initializer_list<std::string_view> parts) {
    // One context a thread: making one costs more than hashing a small record.
    thread_local std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context{
        EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    bool good = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
    for (auto const part : parts) {
        good = good && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    }
    good = good && EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
    // Only a broken or missing crypto library gets here; nothing may be stored unchecked then.
    if (!good) throw std::runtime_error("SHA-256 is not available");
    Hash128 hash{};
    std::copy_n(digest.begin(), hash.size(), hash.begin());
    return hash;
}

Hash128 chain_next(Hash128 const& previous, std::string_view bytes) {
    return hash128({as_bytes(previous), bytes});
}

rooms::LogPosition position_after(rooms::LogPosition const& before, rooms::Batch const& batch) {
    return {.head = batch.last, .chain = chain_next(before.chain, *batch.bytes)};
}

}  // namespace refinery::store
