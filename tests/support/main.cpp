// The one main of all test programs. Beside what Catch2 prints, each run adds its counts to the
// file named by REFINERY_TEST_COUNTS, so that scripts/test can add up what many programs did.

#define CATCH_CONFIG_RUNNER
#include "tests/support/catch.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

namespace {

bool running_is_skipped = false;

#if defined(CATCH_VERSION_MAJOR) && CATCH_VERSION_MAJOR >= 3
using ListenerBase = Catch::EventListenerBase;
#else
using ListenerBase = Catch::TestEventListenerBase;
#endif

class Counts : public ListenerBase {
public:
    using ListenerBase::ListenerBase;

    void testCaseStarting(Catch::TestCaseInfo const&) override { running_is_skipped = false; }

    void testCaseEnded(Catch::TestCaseStats const& ended) override {
        if (!ended.totals.assertions.allOk()) {
            ++failed_;
        } else if (running_is_skipped) {
            ++skipped_;
        } else {
            ++passed_;
        }
    }

    void testRunEnded(Catch::TestRunStats const&) override {
        auto const* path = std::getenv("REFINERY_TEST_COUNTS");
        if (path == nullptr) return;
        // One short line, appended in one write: programs that run beside each other share the
        // file.
        auto const line = std::to_string(passed_) + ' ' + std::to_string(failed_) + ' ' +
                          std::to_string(skipped_) + '\n';
        std::ofstream(path, std::ios::app) << line;
    }

private:
    int passed_ = 0;
    int failed_ = 0;
    int skipped_ = 0;
};

CATCH_REGISTER_LISTENER(Counts)

}  // namespace

void refinery::test::mark_skipped(std::string_view why) {
    running_is_skipped = true;
    std::cerr << "skipped: " << why << '\n';
}

int main(int argc, char* argv[]) { return Catch::Session().run(argc, argv); }
