#pragma once

#include "server/secrets/random.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace refinery::secrets {

/// The server's own secret: sealed choices and the keys of the sample room come from it. It is in
/// no store, log or backup.
struct ServerKey {
    std::array<std::uint8_t, 32> bytes{};

    /// Eight hex digits that name the key and tell nothing about it.
    std::string id() const;
    /// A key of its own for each use, so that what one use shows helps nobody with another.
    std::array<std::uint8_t, 32> derive(std::string_view purpose) const;
};

/// Says in one sentence what is wrong with the file, and what to do.
class KeyFileError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reads the 32 bytes at `path`. Where there is no file, makes one with mode 0600; of several
/// servers that start at once, one makes it and the others read it. A file is whole or not there,
/// also after a crash. A file of another length, or one that others may read, is refused and left
/// as it is.
/// @errors  throws KeyFileError
ServerKey load_or_create_key(std::filesystem::path const& path, Random& random);

}  // namespace refinery::secrets
