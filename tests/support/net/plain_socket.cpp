#include "tests/support/net/plain_socket.hpp"

#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cerrno>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace refinery::test {

namespace {
constexpr timeval patience{.tv_sec = 30, .tv_usec = 0};
}

PlainSocket::PlainSocket(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("nobody listens on port " + std::to_string(port));
}
PlainSocket::~PlainSocket() { ::close(socket_); }

void PlainSocket::write(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // the server has hung up; what it said before is still to be read
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string PlainSocket::read_some() {
    if (!kept_.empty()) return std::exchange(kept_, {});
    std::array<char, 16384> bytes{};
    auto const got = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EAGAIN) throw std::runtime_error("the server was silent for too long");
    return got <= 0 ? std::string() : std::string(bytes.data(), static_cast<std::size_t>(got));
}

std::string PlainSocket::read_all() {
    std::string all;
    for (auto bytes = read_some(); !bytes.empty(); bytes = read_some()) all += bytes;
    return all;
}

std::string PlainSocket::read_until(std::string_view end) {
    std::string all;
    for (;;) {
        auto const at = all.find(end);
        if (at != std::string::npos) {
            kept_ = all.substr(at + end.size());
            return all.substr(0, at + end.size());
        }
        auto const bytes = read_some();
        if (bytes.empty()) return all;
        all += bytes;
    }
}

HttpAnswer parse_http_answer(std::string const& bytes) {
    HttpAnswer answer;
    auto const head_end = bytes.find("\r\n\r\n");
    if (!bytes.starts_with("HTTP/1.1 ") || head_end == std::string::npos)
        throw std::runtime_error("this is no HTTP response: " + bytes.substr(0, 200));
    answer.status = static_cast<unsigned>(std::stoul(bytes.substr(9, 3)));
    answer.body = bytes.substr(head_end + 4);
    auto from = bytes.find("\r\n") + 2;
    while (from < head_end + 2) {
        auto const end = bytes.find("\r\n", from);
        auto const line = bytes.substr(from, end - from);
        auto const colon = line.find(':');
        std::string name = line.substr(0, colon);
        for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        if (colon != std::string::npos) answer.headers[name] = line.substr(colon + 2);
        from = end + 2;
    }
    return answer;
}

HttpAnswer http(std::uint16_t port, std::string_view request) {
    PlainSocket socket(port);
    socket.write(request);
    return parse_http_answer(socket.read_all());
}

namespace {
std::string head(std::string_view method, std::uint16_t port, std::string_view path,
                 std::string_view headers) {
    return std::string(method) + " " + std::string(path) +
           " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\nConnection: close\r\n" +
           std::string(headers);
}
}  // namespace

HttpAnswer http_get(std::uint16_t port, std::string_view path, std::string_view headers) {
    return http(port, head("GET", port, path, headers) + "\r\n");
}

std::string http_post_request(std::uint16_t port, std::string_view path, std::string_view json,
                              std::string_view headers) {
    return head("POST", port, path, headers) +
           "Content-Type: application/json\r\nContent-Length: " + std::to_string(json.size()) +
           "\r\n\r\n" + std::string(json);
}

HttpAnswer http_post(std::uint16_t port, std::string_view path, std::string_view json,
                     std::string_view headers) {
    return http(port, http_post_request(port, path, json, headers));
}

}  // namespace refinery::test
