#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace refinery::test {

/// Nothing was heard for longer than any test has reason to wait.
class HeardNothing : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One browser's WebSocket, over a real socket. Of one thread; it moves only inside its calls.
class WebSocketClient {
public:
    struct Target {
        std::uint16_t port = 0;
        std::string path;
        std::string subprotocol = "refinery.v1";
        std::optional<std::string> origin = {};
    };
    /// The server's answer where it did not upgrade: its HTTP status.
    struct Refused {
        unsigned status = 0;
        std::string body;
    };

    /// Connects and shakes hands. Where the server refuses, or there is none, `is_open` is false.
    explicit WebSocketClient(Target target);
    ~WebSocketClient();
    WebSocketClient(WebSocketClient const&) = delete;
    WebSocketClient& operator=(WebSocketClient const&) = delete;

    bool is_open() const;
    std::optional<Refused> const& refused() const;
    /// What the server chose, and whether it wants extensions.
    std::string subprotocol() const;
    std::string extensions() const;

    /// Sending on a connection that is gone does nothing; receiving says how it ended.
    void send(std::string_view text);
    void send_binary(std::string_view bytes);
    /// A piece of a text message; `last` ends it.
    void send_piece(std::string_view bytes, bool last);

    struct Received {
        enum class Kind { text, closed, cut };
        Kind kind = Kind::cut;
        std::string text;
        /// Of a close frame.
        std::uint16_t code = 0;
    };
    /// The next message, or how the connection ended (again and again from then on).
    /// @throws HeardNothing after 30 s
    Received receive();
    /// The same, where it is here already.
    std::optional<Received> receive_now();

    /// A browser that closes the page.
    void close();
    /// A machine that is gone: no goodbye.
    void drop();

private:
    struct Machinery;
    std::unique_ptr<Machinery> machinery_;
};

}  // namespace refinery::test
