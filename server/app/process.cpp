#include "server/app/process.hpp"

#include <csignal>
#include <sys/resource.h>

namespace refinery::app {

void prepare_process() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        // Refused: the limit stays as it is, and accepting pauses where it is reached.
        static_cast<void>(::setrlimit(RLIMIT_NOFILE, &files));
    }
    rlimit const none{.rlim_cur = 0, .rlim_max = 0};
    static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
    std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace refinery::app
