#include "server/secrets/key_file.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"

#include <fstream>
#include <future>
#include <set>
#include <sys/stat.h>
#include <vector>

namespace refinery::secrets {
namespace {

using test::SeededRandom;
using test::TempDir;

unsigned mode_of(std::filesystem::path const& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777U;
}

void write_file(std::filesystem::path const& path, std::string const& content, mode_t mode) {
    std::ofstream(path, std::ios::binary) << content;
    REQUIRE(::chmod(path.c_str(), mode) == 0);
}

std::size_t files_in(std::filesystem::path const& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] auto const& entry : std::filesystem::directory_iterator(folder)) ++count;
    return count;
}

/// The sentence with which the file is refused; empty where it is not.
std::string refusal_of(std::filesystem::path const& path) {
    SeededRandom random(1);
    try {
        load_or_create_key(path, random);
    } catch (KeyFileError const& error) {
        return error.what();
    }
    return {};
}

SCENARIO("SEC-4 the first start makes the server's key, the next one finds it", "[SEC-4]") {
    GIVEN("a folder without a secret file") {
        TempDir const folder;
        auto const path = folder.path() / "secret";
        SeededRandom first_random(1);
        auto const made = load_or_create_key(path, first_random);
        THEN("the file is its owner's alone, holds 32 bytes, and nothing lies beside it") {
            CHECK(mode_of(path) == 0600);
            CHECK(std::filesystem::file_size(path) == 32);
            CHECK(files_in(folder.path()) == 1);
        }
        WHEN("the server starts again") {
            SeededRandom other_random(2);
            auto const found = load_or_create_key(path, other_random);
            THEN("the key is the same") { CHECK(found.bytes == made.bytes); }
        }
    }
}

SCENARIO("SEC-4 servers that start at once share one key", "[SEC-4]") {
    TempDir const folder;
    auto const path = folder.path() / "secret";
    std::vector<std::future<ServerKey>> starts;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        starts.push_back(std::async(std::launch::async, [&path, seed] {
            SeededRandom random(seed);
            return load_or_create_key(path, random);
        }));
    }
    std::set<std::array<std::uint8_t, 32>> keys;
    for (auto& start : starts) keys.insert(start.get().bytes);
    CHECK(keys.size() == 1);
    CHECK(files_in(folder.path()) == 1);
}

SCENARIO("SEC-4 a secret file that cannot be right is refused and left alone", "[SEC-4]") {
    TempDir const folder;
    auto const path = folder.path() / "secret";
    auto const key = std::string(32, 'k');

    WHEN("it is too short, as after a crash of something that is not atomic") {
        write_file(path, "short", 0600);
        THEN("that is said") { CHECK(refusal_of(path).find("32 bytes") != std::string::npos); }
    }
    WHEN("it is one byte too long") {
        write_file(path, key + "k", 0600);
        THEN("that is said") { CHECK(refusal_of(path).find("32 bytes") != std::string::npos); }
    }
    WHEN("others may read it") {
        write_file(path, key, 0640);
        THEN("that is said, and how to mend it") {
            CHECK(refusal_of(path).find("chmod 600") != std::string::npos);
            CHECK(mode_of(path) == 0640);
        }
    }
    WHEN("it is a folder") {
        std::filesystem::create_directory(path);
        THEN("that is said") { CHECK(refusal_of(path).find("not a file") != std::string::npos); }
    }
    WHEN("its folder does not exist") {
        auto const nowhere = folder.path() / "nowhere" / "secret";
        THEN("that is said") { CHECK(refusal_of(nowhere).find(nowhere) != std::string::npos); }
    }
    WHEN("it is right") {
        write_file(path, key, 0600);
        THEN("it is taken") { CHECK(refusal_of(path).empty()); }
    }
}

SCENARIO("SEC-4 a key has a name that does not tell it, and a key for each use", "[SEC-4]") {
    ServerKey const zeros{};
    // The first half of the first word of SHA-256 over 32 zero bytes.
    CHECK(zeros.id() == "66687aad");
    CHECK(zeros.derive("one") == zeros.derive("one"));
    CHECK(zeros.derive("one") != zeros.derive("other"));
    CHECK(zeros.derive("one") != zeros.bytes);
}

}  // namespace
}  // namespace refinery::secrets
