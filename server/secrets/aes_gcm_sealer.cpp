#include "server/secrets/aes_gcm_sealer.hpp"

#include "server/secrets/bytes.hpp"

#include <memory>
#include <openssl/evp.h>
#include <span>
#include <stdexcept>

namespace refinery::secrets {

namespace {

constexpr std::uint8_t format = 1;
constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t header_bytes = 1 + nonce_bytes;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

void require(int answer) {
    if (answer != 1) throw std::runtime_error("AES-256-GCM failed");
}

Context new_context() {
    Context context(EVP_CIPHER_CTX_new());
    if (!context) throw std::bad_alloc();
    return context;
}

std::uint8_t* writable(std::string& text, std::size_t offset) {
    return reinterpret_cast<std::uint8_t*>(text.data()) + offset;
}

int size_of(std::string_view text) { return static_cast<int>(text.size()); }

}  // namespace

AesGcmSealer::AesGcmSealer(ServerKey const& key, Random& random)
    : key_id_(key.id()), key_(key.derive("refinery: sealed choices, format 1")), random_(random) {}

std::string AesGcmSealer::key_id() const { return key_id_; }

std::string AesGcmSealer::seal(std::string_view plain, std::string_view bound_to) {
    std::string sealed(header_bytes + plain.size() + tag_bytes, '\0');
    *writable(sealed, 0) = format;
    auto const nonce = std::span(writable(sealed, 1), nonce_bytes);
    random_.fill(nonce);

    auto const context = new_context();
    require(
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key_.data(), nonce.data()));
    int length = 0;
    require(EVP_EncryptUpdate(context.get(), nullptr, &length, as_bytes(bound_to).data(),
                              size_of(bound_to)));
    require(EVP_EncryptUpdate(context.get(), writable(sealed, header_bytes), &length,
                              as_bytes(plain).data(), size_of(plain)));
    require(
        EVP_EncryptFinal_ex(context.get(), writable(sealed, header_bytes + plain.size()), &length));
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(tag_bytes),
                                writable(sealed, header_bytes + plain.size())));
    return sealed;
}

std::optional<std::string> AesGcmSealer::open(std::string_view sealed,
                                              std::string_view bound_to) const {
    if (sealed.size() < header_bytes + tag_bytes || as_bytes(sealed)[0] != format) {
        return std::nullopt;
    }
    auto const nonce = as_bytes(sealed.substr(1, nonce_bytes));
    auto const hidden = sealed.substr(header_bytes, sealed.size() - header_bytes - tag_bytes);
    auto tag = std::string(sealed.substr(sealed.size() - tag_bytes));

    auto const context = new_context();
    require(
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key_.data(), nonce.data()));
    std::string plain(hidden.size(), '\0');
    int length = 0;
    require(EVP_DecryptUpdate(context.get(), nullptr, &length, as_bytes(bound_to).data(),
                              size_of(bound_to)));
    require(EVP_DecryptUpdate(context.get(), writable(plain, 0), &length, as_bytes(hidden).data(),
                              size_of(hidden)));
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(tag_bytes),
                                tag.data()));
    // The one step whose refusal is an answer: another key, another place, or changed bytes.
    if (EVP_DecryptFinal_ex(context.get(), writable(plain, plain.size()), &length) != 1) {
        return std::nullopt;
    }
    return plain;
}

}  // namespace refinery::secrets
