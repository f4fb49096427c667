#pragma once

#include <string>

namespace refinery::test {

/// A file system for SQLite that is the real one until a test breaks it. One at a time.
class FailingDisk {
public:
    FailingDisk();
    ~FailingDisk();
    FailingDisk(FailingDisk const&) = delete;
    FailingDisk& operator=(FailingDisk const&) = delete;

    /// As `SqliteOptions::vfs` takes it.
    static std::string name();

    /// From now on the disk does not sync what was written.
    void fail_syncs();
    /// From now on a write fails, with this errno as the cause.
    void fail_writes(int system_error);
    void heal();
};

}  // namespace refinery::test
