#include "server/secrets/secret_hasher.hpp"

#include "server/secrets/digest.hpp"
#include "tests/support/catch.hpp"

namespace refinery::secrets {
namespace {

TEST_CASE("A random secret is kept as its SHA-256", "[secrets]") {
    OpenSslSecretHasher const hasher;
    CHECK(hasher.of_random_secret("a seat").bytes == sha256("a seat"));
}

TEST_CASE("A passcode is kept stretched, and differently in each room", "[secrets]") {
    OpenSslSecretHasher const hasher;
    RoomId const here{{1}};
    RoomId const there{{2}};
    CHECK(hasher.of_passcode("plums", here) == hasher.of_passcode("plums", here));
    CHECK(hasher.of_passcode("plums", here) != hasher.of_passcode("plums", there));
    CHECK(hasher.of_passcode("plums", here) != hasher.of_passcode("pears", here));
    CHECK(hasher.of_passcode("plums", here) != hasher.of_random_secret("plums"));
}

}  // namespace
}  // namespace refinery::secrets
