#include "server/secrets/key_file.hpp"

#include "server/secrets/base64url.hpp"
#include "server/secrets/bytes.hpp"
#include "server/secrets/digest.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <span>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace refinery::secrets {

namespace {

[[noreturn]] void fail(std::filesystem::path const& path, std::string const& what) {
    throw KeyFileError("secret file " + path.string() + ": " + what);
}

[[noreturn]] void fail_with_errno(std::filesystem::path const& path, std::string const& what) {
    fail(path, what + ": " + std::generic_category().message(errno));
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int operator*() const { return number_; }
    bool is_open() const { return number_ >= 0; }

private:
    int number_;
};

/// A file under a passing name, taken away at the end whatever happens.
class PassingFile {
public:
    explicit PassingFile(std::filesystem::path path) : path_(std::move(path)) {}
    PassingFile(PassingFile const&) = delete;
    PassingFile& operator=(PassingFile const&) = delete;
    ~PassingFile() { ::unlink(path_.c_str()); }
    char const* name() const { return path_.c_str(); }

private:
    std::filesystem::path path_;
};

std::size_t read_up_to(int file, std::span<std::uint8_t> bytes, std::filesystem::path const& path) {
    std::size_t size = 0;
    while (size < bytes.size()) {
        auto const count = ::read(file, bytes.data() + size, bytes.size() - size);
        if (count == 0) break;
        if (count < 0) {
            if (errno == EINTR) continue;
            fail_with_errno(path, "cannot be read");
        }
        size += static_cast<std::size_t>(count);
    }
    return size;
}

/// Nothing where there is no file.
std::optional<ServerKey> load(std::filesystem::path const& path) {
    Descriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) {
        if (errno == ENOENT) return std::nullopt;
        fail_with_errno(path, "cannot be opened");
    }
    struct stat status {};
    if (::fstat(*file, &status) != 0) fail_with_errno(path, "cannot be looked at");
    if (!S_ISREG(status.st_mode)) fail(path, "is not a file");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        fail(path, "others may read or write it; make it yours alone with chmod 600");
    }
    ServerKey key;
    // One byte more than a key, so that a longer file is noticed.
    std::array<std::uint8_t, sizeof key.bytes + 1> content{};
    if (read_up_to(*file, content, path) != key.bytes.size()) {
        fail(path,
             "does not hold exactly 32 bytes; put the right file back, or move this one "
             "away and votes of open rounds are lost");
    }
    std::copy_n(content.begin(), key.bytes.size(), key.bytes.begin());
    return key;
}

void write_whole(PassingFile const& passing, ServerKey const& key,
                 std::filesystem::path const& path) {
    Descriptor const file(
        ::open(passing.name(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file.is_open()) fail_with_errno(path, "cannot be made");
    if (::write(*file, key.bytes.data(), key.bytes.size()) !=
            static_cast<ssize_t>(key.bytes.size()) ||
        ::fsync(*file) != 0) {
        fail_with_errno(path, "cannot be written");
    }
}

/// False where somebody else made the file meanwhile.
bool create(std::filesystem::path const& path, ServerKey const& key, Random& random) {
    std::array<std::uint8_t, 9> suffix{};
    random.fill(suffix);
    PassingFile const passing(path.string() + "." + base64url(suffix) + ".new");
    write_whole(passing, key, path);
    // A link fails where the name is taken; a rename would put our key in place of theirs.
    if (::link(passing.name(), path.c_str()) != 0) {
        if (errno == EEXIST) return false;
        fail_with_errno(path, "cannot be made");
    }
    auto const folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    Descriptor const directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.is_open() || ::fsync(*directory) != 0) {
        fail_with_errno(path, "its folder cannot be synced");
    }
    return true;
}

}  // namespace

std::string ServerKey::id() const {
    static constexpr std::string_view digits = "0123456789abcdef";
    auto const digest = sha256(as_text(bytes));
    std::string text;
    for (auto const byte : std::span(digest).first<4>()) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xfU];
    }
    return text;
}

std::array<std::uint8_t, 32> ServerKey::derive(std::string_view purpose) const {
    return hmac_sha256(bytes, purpose);
}

ServerKey load_or_create_key(std::filesystem::path const& path, Random& random) {
    if (auto const key = load(path)) return *key;
    ServerKey key;
    random.fill(key.bytes);
    if (create(path, key, random)) return key;
    if (auto const theirs = load(path)) return *theirs;
    fail(path, "was made and taken away while the server started");
}

}  // namespace refinery::secrets
