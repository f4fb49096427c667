#include "tests/support/net/server_process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace refinery::test {

namespace {

constexpr char const* ready_line = "Refinery is ready at http://localhost:";

struct Spawned {
    pid_t pid = 0;
    int output = -1;
};

Spawned spawn(std::string const& program, std::vector<std::string> arguments,
              std::vector<std::string> environment = {}) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    arguments.insert(arguments.begin(), program);
    std::vector<char*> words;
    for (auto& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    // Of two variables with one name the first counts.
    std::vector<char*> variables;
    for (auto& variable : environment) variables.push_back(variable.data());
    for (char** variable = environ; *variable != nullptr; ++variable)
        variables.push_back(*variable);
    variables.push_back(nullptr);
    Spawned spawned{.pid = 0, .output = ends[0]};
    auto const error = ::posix_spawn(&spawned.pid, program.c_str(), &actions, nullptr, words.data(),
                                     variables.data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (error != 0) throw std::runtime_error("cannot start " + program);
    return spawned;
}

std::optional<int> exit_code_of(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    if (!WIFEXITED(status)) return std::nullopt;
    return WEXITSTATUS(status);
}

std::string read_some(int pipe) {
    std::array<char, 4096> bytes{};
    for (;;) {
        auto const got = ::read(pipe, bytes.data(), bytes.size());
        if (got < 0 && errno == EINTR) continue;
        return got <= 0 ? std::string() : std::string(bytes.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace

ServerProcess::ServerProcess(std::string program, std::filesystem::path data,
                             std::vector<std::string> flags)
    : program_(std::move(program)), data_(std::move(data)), flags_(std::move(flags)) {}

ServerProcess::~ServerProcess() { kill(); }

void ServerProcess::start() {
    std::vector<std::string> arguments{"--listen", "127.0.0.1",   "--port", std::to_string(port_),
                                       "--data",   data_.string()};
    if (std::find(flags_.begin(), flags_.end(), "--metrics-listen") == flags_.end())
        arguments.insert(arguments.end(), {"--metrics-listen", "off"});
    arguments.insert(arguments.end(), flags_.begin(), flags_.end());
    auto const spawned = spawn(program_, arguments, environment_);
    pid_ = spawned.pid;
    {
        std::lock_guard const lock(mutex_);
        ended_ = false;
        output_of_this_start_ = output_.size();
    }
    reader_ = std::thread([this, pipe = spawned.output] { read_from(pipe); });
    if (!wait_for("\n" + std::string(ready_line))) {
        auto const said = output();
        wait();
        throw std::runtime_error("the server ended before it was ready:\n" + said);
    }
    // The line may still be on its way when its beginning is here.
    wait_for("Kept in");
    auto const said = output();
    auto const at = said.rfind(ready_line) + std::string(ready_line).size();
    port_ = static_cast<std::uint16_t>(std::stoul(said.substr(at)));
}

void ServerProcess::read_from(int pipe) {
    for (auto bytes = read_some(pipe); !bytes.empty(); bytes = read_some(pipe)) {
        std::lock_guard const lock(mutex_);
        output_ += bytes;
        said_more_.notify_all();
    }
    ::close(pipe);
    std::lock_guard const lock(mutex_);
    ended_ = true;
    said_more_.notify_all();
}

bool ServerProcess::wait_for(std::string const& text) {
    std::unique_lock lock(mutex_);
    auto const said = [&] {
        return output_.find(text, output_of_this_start_) != std::string::npos;
    };
    said_more_.wait(lock, [&] { return ended_ || said(); });
    return said();
}

void ServerProcess::signal(int number) {
    if (pid_ > 0) ::kill(pid_, number);
}

void ServerProcess::kill() {
    if (pid_ <= 0) return;
    signal(SIGKILL);
    wait();
}

std::optional<int> ServerProcess::wait() {
    if (pid_ <= 0) return std::nullopt;
    auto const code = exit_code_of(std::exchange(pid_, 0));
    reader_.join();
    return code;
}

std::string ServerProcess::output() const {
    std::lock_guard const lock(mutex_);
    return output_;
}

Finished run_program(std::string const& program, std::vector<std::string> const& arguments) {
    auto const spawned = spawn(program, arguments);
    Finished finished;
    for (auto bytes = read_some(spawned.output); !bytes.empty(); bytes = read_some(spawned.output))
        finished.output += bytes;
    ::close(spawned.output);
    finished.code = exit_code_of(spawned.pid);
    return finished;
}

}  // namespace refinery::test
