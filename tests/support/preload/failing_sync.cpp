// Loaded in front of the real program (LD_PRELOAD): a disk that does not take what was written,
// from the moment on in which the file exists that REFINERY_TEST_SYNC_FAILS names.

#include <cerrno>
#include <cstdlib>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

int sync_with(long number, int file) {
    auto const* const mark = std::getenv("REFINERY_TEST_SYNC_FAILS");
    if (mark != nullptr && ::access(mark, F_OK) == 0) {
        errno = EIO;
        return -1;
    }
    return static_cast<int>(::syscall(number, file));
}

}  // namespace

// The system library's.
extern "C" {

int fsync(int file) { return sync_with(SYS_fsync, file); }
int fdatasync(int file) { return sync_with(SYS_fdatasync, file); }

}  // extern "C"
