#include "tests/support/store/failing_disk.hpp"

#include <atomic>
#include <cstring>
#include <sqlite3.h>

namespace refinery::test {

namespace {

std::atomic<bool> syncs_fail = false;
std::atomic<int> writes_fail_with = 0;

sqlite3_vfs* real_vfs() {
    static auto* const found = sqlite3_vfs_find(nullptr);
    return found;
}

/// SQLite allocates this, and the real file behind it.
struct File {
    sqlite3_file base;
    sqlite3_file* real() {
        return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(this) + sizeof(File));
    }
};

sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real(); }

sqlite3_io_methods const methods{
    .iVersion = 1,
    .xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); },
    .xRead = [](sqlite3_file* f, void* to, int count,
                sqlite3_int64 at) { return real(f)->pMethods->xRead(real(f), to, count, at); },
    .xWrite =
        [](sqlite3_file* f, void const* from, int count, sqlite3_int64 at) {
            if (writes_fail_with != 0) return SQLITE_IOERR_WRITE;
            return real(f)->pMethods->xWrite(real(f), from, count, at);
        },
    .xTruncate = [](sqlite3_file* f,
                    sqlite3_int64 size) { return real(f)->pMethods->xTruncate(real(f), size); },
    .xSync =
        [](sqlite3_file* f, int flags) {
            if (syncs_fail) return SQLITE_IOERR_FSYNC;
            return real(f)->pMethods->xSync(real(f), flags);
        },
    .xFileSize = [](sqlite3_file* f,
                    sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); },
    .xLock = [](sqlite3_file* f, int how) { return real(f)->pMethods->xLock(real(f), how); },
    .xUnlock = [](sqlite3_file* f, int how) { return real(f)->pMethods->xUnlock(real(f), how); },
    .xCheckReservedLock =
        [](sqlite3_file* f, int* held) {
            return real(f)->pMethods->xCheckReservedLock(real(f), held);
        },
    .xFileControl =
        [](sqlite3_file* f, int operation, void* argument) {
            if (operation == SQLITE_FCNTL_LAST_ERRNO && writes_fail_with != 0) {
                *static_cast<int*>(argument) = writes_fail_with;
                return SQLITE_OK;
            }
            return real(f)->pMethods->xFileControl(real(f), operation, argument);
        },
    .xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
    .xDeviceCharacteristics =
        [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

sqlite3_vfs& failing_vfs() {
    static auto vfs = [] {
        auto made = *real_vfs();
        made.zName = "failing";
        made.pNext = nullptr;
        made.szOsFile = static_cast<int>(sizeof(File)) + real_vfs()->szOsFile;
        made.xOpen = [](sqlite3_vfs*, char const* path, sqlite3_file* file, int flags, int* given) {
            std::memset(file, 0, sizeof(File));
            auto const code = real_vfs()->xOpen(real_vfs(), path, real(file), flags, given);
            if (code == SQLITE_OK) file->pMethods = &methods;
            return code;
        };
        return made;
    }();
    return vfs;
}

}  // namespace

FailingDisk::FailingDisk() {
    heal();
    sqlite3_vfs_register(&failing_vfs(), 0);
}

FailingDisk::~FailingDisk() {
    heal();
    sqlite3_vfs_unregister(&failing_vfs());
}

std::string FailingDisk::name() { return "failing"; }

void FailingDisk::fail_syncs() { syncs_fail = true; }
void FailingDisk::fail_writes(int system_error) { writes_fail_with = system_error; }

void FailingDisk::heal() {
    syncs_fail = false;
    writes_fail_with = 0;
}

}  // namespace refinery::test
