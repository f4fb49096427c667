#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace refinery::test {

/// Bytes over TCP, as they are. Waits at most 30 s for anything.
class PlainSocket {
public:
    explicit PlainSocket(std::uint16_t port);
    ~PlainSocket();
    PlainSocket(PlainSocket const&) = delete;
    PlainSocket& operator=(PlainSocket const&) = delete;

    void write(std::string_view bytes);
    /// What comes next; empty where the other side has closed.
    std::string read_some();
    /// Everything until the other side closes.
    std::string read_all();
    /// Everything up to and with `end`; less where the other side closes before.
    std::string read_until(std::string_view end);

private:
    int socket_ = -1;
    std::string kept_;
};

struct HttpAnswer {
    unsigned status = 0;
    /// Names in lower case.
    std::map<std::string, std::string> headers;
    std::string body;
};
HttpAnswer parse_http_answer(std::string const& bytes);

/// Writes the bytes, and reads the one response until the server closes.
HttpAnswer http(std::uint16_t port, std::string_view request);
HttpAnswer http_get(std::uint16_t port, std::string_view path, std::string_view headers = {});
/// A JSON body with the headers that it needs, for a socket that waits for its answer elsewhere.
std::string http_post_request(std::uint16_t port, std::string_view path, std::string_view json,
                              std::string_view headers = {});
HttpAnswer http_post(std::uint16_t port, std::string_view path, std::string_view json,
                     std::string_view headers = {});

}  // namespace refinery::test
