#pragma once

#include "tests/support/temp_dir.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace refinery::test {

/// A redis-server of this test alone, with its files in a temporary folder; stopped with this
/// object. It answers when the constructor returns.
class RedisServer {
public:
    enum class Listen { loopback, unix_socket };
    struct Options {
        Listen listen = Listen::loopback;
        /// As in redis.conf, one directive a line. Whatever they say, the append-only file is on
        /// and synced always before they are read.
        std::vector<std::string> directives = {};
        /// A folder of files that it starts on, as another redis-server has left them.
        std::string files = {};
    };

    /// @throws std::runtime_error where no redis-server is installed, or it does not start
    RedisServer() : RedisServer(Options{}) {}
    explicit RedisServer(Options options);
    ~RedisServer();
    RedisServer(RedisServer const&) = delete;
    RedisServer& operator=(RedisServer const&) = delete;

    /// Where its files are.
    std::filesystem::path const& folder() const { return folder_.path(); }

    /// As `--redis` takes it.
    std::string url() const;
    /// Where it listens on loopback: an address of its own.
    std::string const& host() const { return host_; }
    std::uint16_t port() const { return port_; }

    /// It stops in the middle of whatever it does; its sockets stay open and silent.
    void pause();
    void resume();
    /// A script without an end runs: whatever it is asked, it answers BUSY.
    void be_busy();
    void be_idle();
    /// kill -9.
    void kill();
    /// Starts it again, on the same files and the same address.
    void start();

    /// One command on a connection of its own, and what came back as Redis writes it (a bulk string
    /// without its length line).
    std::string command(std::vector<std::string> const& words) const;

private:
    int connect() const;
    int ask(std::vector<std::string> const& words) const;

    TempDir folder_;
    Options options_;
    std::string host_;
    std::uint16_t port_ = 0;
    pid_t pid_ = 0;
    int script_ = -1;
};

}  // namespace refinery::test
