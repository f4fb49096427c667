#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <sys/types.h>
#include <thread>
#include <utility>
#include <vector>

namespace refinery::test {

/// The real program. It is started on a free port of this machine alone, and after a kill on the
/// same one again.
class ServerProcess {
public:
    /// @param flags  beside --listen, --port, --data and --metrics-listen off
    ServerProcess(std::string program, std::filesystem::path data,
                  std::vector<std::string> flags = {});
    /// Kills it where it still runs.
    ~ServerProcess();
    ServerProcess(ServerProcess const&) = delete;
    ServerProcess& operator=(ServerProcess const&) = delete;

    /// `NAME=value`, before this test's own environment, from the next start on.
    void set_environment(std::vector<std::string> variables) {
        environment_ = std::move(variables);
    }

    /// Returns once it has said that it is ready.
    /// @throws std::runtime_error with all that it said, where it ends before
    void start();
    std::uint16_t port() const { return port_; }
    bool is_running() const { return pid_ > 0; }

    /// kill -9, and waits until it is gone.
    void kill();
    void signal(int number);
    /// Waits for its end. @return the exit code; nothing where a signal ended it
    std::optional<int> wait();

    /// All that it has said so far, on both outputs.
    std::string output() const;
    /// Returns once it has said this; false where it ends before.
    bool wait_for(std::string const& text);

private:
    void read_from(int pipe);

    std::string program_;
    std::filesystem::path data_;
    std::vector<std::string> flags_;
    std::vector<std::string> environment_;
    std::uint16_t port_ = 0;
    pid_t pid_ = 0;
    std::thread reader_;
    mutable std::mutex mutex_;
    std::condition_variable said_more_;
    std::string output_;
    std::size_t output_of_this_start_ = 0;
    bool ended_ = false;
};

/// Runs the program with these arguments until it ends.
struct Finished {
    std::optional<int> code;
    std::string output;
};
Finished run_program(std::string const& program, std::vector<std::string> const& arguments);

}  // namespace refinery::test
