#pragma once

#include <filesystem>
#include <string>
#include <sys/mount.h>

namespace refinery::test {

/// A disk of 4 MiB in memory, until it is told to grow. Takes root to mount.
class SmallDisk {
public:
    explicit SmallDisk(std::string path) : path_(std::move(path)) {
        std::filesystem::create_directory(path_);
        mounted_ = ::mount("none", path_.c_str(), "tmpfs", 0, "size=4m") == 0;
    }
    ~SmallDisk() {
        if (mounted_) ::umount(path_.c_str());
    }
    SmallDisk(SmallDisk const&) = delete;
    SmallDisk& operator=(SmallDisk const&) = delete;

    bool is_mounted() const { return mounted_; }
    std::string const& path() const { return path_; }
    /// To 16 MiB, as if somebody had deleted something else.
    bool grow() { return ::mount("none", path_.c_str(), "tmpfs", MS_REMOUNT, "size=16m") == 0; }

private:
    std::string path_;
    bool mounted_ = false;
};

}  // namespace refinery::test
