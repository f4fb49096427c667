#include "tests/support/store/reply_thief.hpp"

#include "server/store/redis_url.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <vector>

namespace refinery::test {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

struct Pair {
    explicit Pair(asio::io_context& context) : client(context), redis(context) {}
    tcp::socket client;
    tcp::socket redis;
    std::array<char, 65536> commands{};
    std::array<char, 65536> replies{};
};

}  // namespace

struct ReplyThief::Inside : std::enable_shared_from_this<Inside> {
    Inside(asio::io_context& io, store::RedisAddress const& address)
        : context(io),
          listener(io, {asio::ip::address_v4::loopback(), 0}),
          redis(asio::ip::make_address(address.host), address.port) {}

    void accept() {
        auto const pair = std::make_shared<Pair>(context);
        listener.async_accept(pair->client, [self = shared_from_this(), pair](auto error) {
            if (error) return;
            pair->redis.connect(self->redis, error);
            if (!error) {
                self->pairs.push_back(pair);
                self->pass_commands(pair);
                self->pass_replies(pair);
            }
            self->accept();
        });
    }

    void pass_commands(std::shared_ptr<Pair> const& pair) {
        pair->client.async_read_some(
            asio::buffer(pair->commands),
            [self = shared_from_this(), pair](auto error, std::size_t count) {
                if (!error) asio::write(pair->redis, asio::buffer(pair->commands, count), error);
                if (error) return close(*pair);
                self->pass_commands(pair);
            });
    }

    void pass_replies(std::shared_ptr<Pair> const& pair) {
        pair->redis.async_read_some(
            asio::buffer(pair->replies),
            [self = shared_from_this(), pair](auto error, std::size_t count) {
                if (!error && !self->stealing) {
                    asio::write(pair->client, asio::buffer(pair->replies, count), error);
                }
                if (error) return close(*pair);
                self->pass_replies(pair);
            });
    }

    static void close(Pair& pair) {
        boost::system::error_code ignored;  // Closed twice is closed.
        pair.client.close(ignored);
        pair.redis.close(ignored);
    }

    asio::io_context& context;
    tcp::acceptor listener;
    tcp::endpoint redis;
    bool stealing = false;
    std::vector<std::shared_ptr<Pair>> pairs;
};

ReplyThief::ReplyThief(asio::io_context& context, std::string const& redis_url)
    : inside_(std::make_shared<Inside>(context, store::parse_redis_url(redis_url).value())) {
    inside_->accept();
}

ReplyThief::~ReplyThief() {
    cut();
    boost::system::error_code ignored;  // Nobody connects any more either way.
    inside_->listener.close(ignored);
}

std::string ReplyThief::url() const {
    return "redis://127.0.0.1:" + std::to_string(inside_->listener.local_endpoint().port());
}

void ReplyThief::steal() { inside_->stealing = true; }

void ReplyThief::cut() {
    inside_->stealing = false;
    for (auto const& pair : inside_->pairs) Inside::close(*pair);
    inside_->pairs.clear();
}

}  // namespace refinery::test
