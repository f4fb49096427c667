#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace refinery::test {

/// A network between a client and a server that can fall silent: from then on no byte passes
/// either way, and nothing is closed. It also keeps all that the server sent through it.
class SilentProxy {
public:
    /// @param host  of the server: an address of this machine
    explicit SilentProxy(std::uint16_t target, std::string const& host = "127.0.0.1");
    ~SilentProxy();
    SilentProxy(SilentProxy const&) = delete;
    SilentProxy& operator=(SilentProxy const&) = delete;

    std::uint16_t port() const;

    enum class Way { both, to_server, to_client };
    /// From now on nothing passes that way. What comes meanwhile waits, as it does in the buffers
    /// of a real network.
    void cut(Way way = Way::both);
    /// What waited passes, and so does everything after it: a cut that ends in time.
    void mend();
    /// Connections that were there stay silent for ever; new ones pass. So it is behind a router
    /// that was started anew.
    void mend_for_new_connections();

    /// Bytes from the server to its clients, as they were written, since the start.
    std::string from_server() const;

private:
    struct Machinery;
    std::unique_ptr<Machinery> machinery_;
};

}  // namespace refinery::test
