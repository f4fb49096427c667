#include "server/secrets/secret_hasher.hpp"

#include "server/secrets/digest.hpp"

namespace refinery::secrets {

SecretHash OpenSslSecretHasher::of_random_secret(std::string_view secret) const {
    return SecretHash{sha256(secret)};
}

SecretHash OpenSslSecretHasher::of_passcode(std::string_view passcode, RoomId room) const {
    return SecretHash{stretched(passcode, room.bytes, passcode_iterations)};
}

}  // namespace refinery::secrets
