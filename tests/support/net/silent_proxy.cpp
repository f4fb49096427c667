#include "tests/support/net/silent_proxy.hpp"

#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace refinery::test {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// One way of one connection: reads a piece, and writes it where bytes may pass.
struct Pipe {
    tcp::socket& from;
    tcp::socket& to;
    bool records = false;
    bool is_silent = false;
    std::array<char, 16384> bytes{};
    std::size_t waiting = 0;
    bool ended = false;
    bool writing = false;
};

}  // namespace

struct SilentProxy::Machinery {
    struct Link {
        explicit Link(asio::io_context& context) : client(context), server(context) {}
        tcp::socket client;
        tcp::socket server;
        Pipe up{client, server};
        Pipe down{server, client, true};
        bool is_dead = false;
        bool is_silent() const { return up.is_silent || down.is_silent; }
    };

    asio::io_context context;
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    tcp::acceptor acceptor{context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
    tcp::endpoint target;
    std::vector<std::shared_ptr<Link>> links;
    bool up_is_silent = false;
    bool down_is_silent = false;
    mutable std::mutex mutex;
    std::string recorded;
    std::thread thread;

    void accept_on() {
        auto link = std::make_shared<Link>(context);
        acceptor.async_accept(link->client, [this, link](boost::system::error_code error) {
            if (error) return;
            boost::system::error_code refused;
            link->server.connect(target, refused);
            link->up.is_silent = up_is_silent;
            link->down.is_silent = down_is_silent;
            links.push_back(link);
            if (refused) {
                close(*link);
            } else {
                boost::system::error_code ignored;  // slower, not wrong
                link->client.set_option(tcp::no_delay(true), ignored);
                link->server.set_option(tcp::no_delay(true), ignored);
                read_on(link, link->up);
                read_on(link, link->down);
            }
            accept_on();
        });
    }

    void read_on(std::shared_ptr<Link> const& link, Pipe& pipe) {
        pipe.from.async_read_some(
            asio::buffer(pipe.bytes),
            [this, link, &pipe](boost::system::error_code error, std::size_t size) {
                pipe.waiting = size;
                pipe.ended = bool(error);
                pass_on(link, pipe);
            });
    }

    void pass_on(std::shared_ptr<Link> const& link, Pipe& pipe) {
        if (pipe.is_silent || pipe.writing) return;
        if (pipe.ended) {
            close(*link);
            return;
        }
        if (pipe.waiting == 0) return;
        if (pipe.records) {
            std::lock_guard const lock(mutex);
            recorded.append(pipe.bytes.data(), pipe.waiting);
        }
        pipe.writing = true;
        asio::async_write(pipe.to, asio::buffer(pipe.bytes, pipe.waiting),
                          [this, link, &pipe](boost::system::error_code error, std::size_t) {
                              pipe.writing = false;
                              pipe.waiting = 0;
                              if (error)
                                  close(*link);
                              else
                                  read_on(link, pipe);
                          });
    }

    static void close(Link& link) {
        boost::system::error_code ignored;  // closing what is closed is fine
        link.client.close(ignored);
        link.server.close(ignored);
    }

    template <class Do>
    void on_thread(Do act) {
        std::promise<void> done;
        asio::post(context, [&] {
            act();
            done.set_value();
        });
        done.get_future().wait();
    }
};

SilentProxy::SilentProxy(std::uint16_t target, std::string const& host)
    : machinery_(std::make_unique<Machinery>()) {
    machinery_->target = {asio::ip::make_address(host), target};
    machinery_->accept_on();
    machinery_->thread = std::thread([machinery = machinery_.get()] { machinery->context.run(); });
}

SilentProxy::~SilentProxy() {
    machinery_->context.stop();
    machinery_->thread.join();
}

std::uint16_t SilentProxy::port() const { return machinery_->acceptor.local_endpoint().port(); }

void SilentProxy::cut(Way way) {
    machinery_->on_thread([&] {
        if (way != Way::to_client) machinery_->up_is_silent = true;
        if (way != Way::to_server) machinery_->down_is_silent = true;
        for (auto const& link : machinery_->links) {
            if (way != Way::to_client) link->up.is_silent = true;
            if (way != Way::to_server) link->down.is_silent = true;
        }
    });
}

void SilentProxy::mend() {
    machinery_->on_thread([&] {
        machinery_->up_is_silent = machinery_->down_is_silent = false;
        for (auto const& link : machinery_->links) {
            if (!link->is_silent() || link->is_dead) continue;
            link->up.is_silent = link->down.is_silent = false;
            machinery_->pass_on(link, link->up);
            machinery_->pass_on(link, link->down);
        }
    });
}

void SilentProxy::mend_for_new_connections() {
    machinery_->on_thread([&] {
        machinery_->up_is_silent = machinery_->down_is_silent = false;
        for (auto const& link : machinery_->links) link->is_dead = link->is_silent();
    });
}

std::string SilentProxy::from_server() const {
    std::lock_guard const lock(machinery_->mutex);
    return machinery_->recorded;
}

}  // namespace refinery::test
