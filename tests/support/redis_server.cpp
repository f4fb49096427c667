#include "tests/support/redis_server.hpp"

#include <arpa/inet.h>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <random>
#include <signal.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace refinery::test {

namespace {

/// One of the sixteen million addresses of this machine alone. Tests run beside each other, and a
/// port that was free a moment ago on the one that all use may be another test's by now.
std::string own_loopback_address() {
    std::random_device random;
    std::string address = "127";
    for (int i = 0; i < 3; ++i) address += '.' + std::to_string(1 + random() % 254);
    return address;
}

/// A port that was free there a moment ago.
std::uint16_t free_port(std::string const& host) {
    auto const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = ::inet_addr(host.c_str());
    socklen_t length = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    auto const good = ::bind(socket, generic, sizeof address) == 0 &&
                      ::getsockname(socket, generic, &length) == 0;
    ::close(socket);
    if (!good) throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

std::string read_some(int socket) {
    // Generous: the machine may be busy. It only bounds how long a broken test hangs.
    pollfd wait{.fd = socket, .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, 30'000) != 1) throw std::runtime_error("redis-server does not answer");
    char buffer[65536];
    auto const count = ::read(socket, buffer, sizeof buffer);
    if (count <= 0) throw std::runtime_error("redis-server closed the connection");
    return std::string(buffer, static_cast<std::size_t>(count));
}

}  // namespace

RedisServer::RedisServer(Options options) : options_(std::move(options)) {
    if (options_.listen == Listen::loopback) {
        host_ = own_loopback_address();
        port_ = free_port(host_);
    }
    if (!options_.files.empty())
        std::filesystem::copy(options_.files, folder_.path(),
                              std::filesystem::copy_options::recursive);
    start();
}

RedisServer::~RedisServer() {
    if (pid_ != 0) kill();
}

std::string RedisServer::url() const {
    if (options_.listen == Listen::unix_socket) return "unix:" + folder_.file("redis.sock");
    return "redis://" + host_ + ':' + std::to_string(port_);
}

void RedisServer::start() {
    std::vector<std::string> words{
        "redis-server", "--daemonize",      "no", "--dir", folder_.path().string(),
        "--logfile",    folder_.file("log")};
    if (options_.listen == Listen::unix_socket) {
        words.insert(words.end(), {"--port", "0", "--unixsocket", folder_.file("redis.sock")});
    } else {
        words.insert(words.end(), {"--bind", host_, "--port", std::to_string(port_)});
    }
    words.insert(words.end(), {"--save", "", "--appendonly", "yes", "--appendfsync", "always"});
    for (auto const& directive : options_.directives) {
        auto const space = directive.find(' ');
        words.push_back("--" + directive.substr(0, space));
        words.push_back(directive.substr(space + 1));
    }
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    auto const parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) {
        // A test program that is killed takes its server along.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(1);
        auto const quiet = ::open("/dev/null", O_RDWR);
        ::dup2(quiet, 0);
        ::dup2(quiet, 1);
        // Sockets of the test that are open now would stay open for as long as it runs.
        ::close_range(3, ~0U, 0);
        ::execvp("redis-server", arguments.data());
        ::_exit(127);
    }
    for (int tries = 0; tries < 3000; ++tries) {
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) == pid_) {
            pid_ = 0;
            throw std::runtime_error(WIFEXITED(status) && WEXITSTATUS(status) == 127
                                         ? "redis-server is not installed"
                                         : "redis-server does not start");
        }
        if (auto const socket = connect(); socket >= 0) {
            ::close(socket);
            // Whatever it says: one that wants a password answers too. Only a start is not over
            // yet.
            if (!command({"PING"}).starts_with("-LOADING")) return;
        }
        ::poll(nullptr, 0, 10);
    }
    throw std::runtime_error("redis-server does not listen");
}

void RedisServer::pause() { ::kill(pid_, SIGSTOP); }

void RedisServer::resume() { ::kill(pid_, SIGCONT); }

void RedisServer::be_busy() {
    command({"CONFIG", "SET", "busy-reply-threshold", "1"});
    script_ = ask({"EVAL", "while true do end", "0"});
    while (!command({"PING"}).starts_with("-BUSY")) {}
}

void RedisServer::be_idle() {
    command({"SCRIPT", "KILL"});
    ::close(script_);
}

void RedisServer::kill() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
}

int RedisServer::connect() const {
    sockaddr_storage address{};
    socklen_t length = 0;
    if (options_.listen == Listen::unix_socket) {
        auto& local = reinterpret_cast<sockaddr_un&>(address);
        local.sun_family = AF_UNIX;
        std::strncpy(local.sun_path, folder_.file("redis.sock").c_str(), sizeof local.sun_path - 1);
        length = sizeof local;
    } else {
        auto& loopback = reinterpret_cast<sockaddr_in&>(address);
        loopback.sin_family = AF_INET;
        loopback.sin_addr.s_addr = ::inet_addr(host_.c_str());
        loopback.sin_port = htons(port_);
        length = sizeof loopback;
    }
    auto const socket = ::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), length) == 0) return socket;
    ::close(socket);
    return -1;
}

/// The socket on which the answer will come.
int RedisServer::ask(std::vector<std::string> const& words) const {
    auto const socket = connect();
    if (socket < 0) throw std::runtime_error("redis-server does not listen");
    auto request = '*' + std::to_string(words.size()) + "\r\n";
    for (auto const& word : words) {
        request += '$' + std::to_string(word.size()) + "\r\n" + word + "\r\n";
    }
    for (std::size_t sent = 0; sent < request.size();) {
        auto const count = ::write(socket, request.data() + sent, request.size() - sent);
        if (count <= 0) {
            ::close(socket);
            throw std::runtime_error("redis-server closed the connection");
        }
        sent += static_cast<std::size_t>(count);
    }
    return socket;
}

std::string RedisServer::command(std::vector<std::string> const& words) const {
    auto const socket = ask(words);
    std::string reply;
    try {
        while (reply.find("\r\n") == std::string::npos) reply += read_some(socket);
        if (reply.front() == '$' && reply.at(1) != '-') {
            auto const body = reply.find("\r\n") + 2;
            auto const length = std::stoul(reply.substr(1));
            while (reply.size() < body + length + 2) reply += read_some(socket);
            reply = reply.substr(body, length);
        }
    } catch (...) {
        ::close(socket);
        throw;
    }
    ::close(socket);
    return reply;
}

}  // namespace refinery::test
