#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace refinery::test {

/// A folder that is gone with this object. In memory where the system has a place for that: stores
/// sync thousands of times in a test, and none of them tests the disk. TMPDIR overrules it.
class TempDir {
public:
    TempDir() {
        std::filesystem::path const memory = "/dev/shm";
        auto const in_memory =
            std::getenv("TMPDIR") == nullptr && std::filesystem::is_directory(memory);
        auto const parent = in_memory ? memory : std::filesystem::temp_directory_path();
        auto pattern = (parent / "refinery-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw std::runtime_error("no temporary folder can be made");
        }
        path_ = pattern;
    }
    ~TempDir() {
        std::error_code ignored;  // What is left behind harms nobody.
        std::filesystem::remove_all(path_, ignored);
    }
    TempDir(TempDir const&) = delete;
    TempDir& operator=(TempDir const&) = delete;

    std::filesystem::path const& path() const { return path_; }
    std::string file(std::string const& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

}  // namespace refinery::test
