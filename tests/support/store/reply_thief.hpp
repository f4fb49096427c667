#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace boost::asio {
class io_context;
}

namespace refinery::test {

/// Stands between a store and its Redis, on the store's own thread. It passes everything on until
/// it is told to steal: then commands still arrive, and their replies do not.
class ReplyThief {
public:
    /// @param redis_url  redis://address:port, the address in digits
    ReplyThief(boost::asio::io_context& context, std::string const& redis_url);
    ~ReplyThief();
    ReplyThief(ReplyThief const&) = delete;
    ReplyThief& operator=(ReplyThief const&) = delete;

    std::string url() const;
    void steal();
    /// Breaks all connections, and is honest from then on.
    void cut();

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

}  // namespace refinery::test
