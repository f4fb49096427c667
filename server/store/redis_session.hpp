#pragma once

// What stands between a connection and a store that may be used: each new connection looks at
// Redis's version and configuration, loads the functions and takes the server's lock, and only then
// carries calls.
//
//   connected ──look, load──▶ judged ──hold──▶ ready ──renew, look again──▶ …
//       ▲                       │                │  connection broken
//       └───────────────────────┴────────────────┘
//   While it opens, a refusal or a lock that somebody keeps ends it. Once it was open, only a
//   foreign lock does; everything else is waited for.

#include "server/store/redis_connection.hpp"
#include "server/store/redis_probe.hpp"
#include "server/store/redis_store.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery::store {

class RedisSession : public std::enable_shared_from_this<RedisSession> {
public:
    RedisSession(boost::asio::io_context& context, RedisAddress address, RedisOptions options);

    /// Nothing: it is open. Until then it keeps itself alive.
    using Opened = std::function<void(std::optional<OpenError>)>;
    void open(Opened opened);
    /// Gives the lock back first.
    void close(std::function<void()> closed);
    /// For good, and at once.
    void stop();

    struct NoAnswer {
        std::string reason;
    };
    using Answer = std::function<void(std::variant<RedisValue, NoAnswer>)>;
    /// Never answers inside the call. A function that Redis does not know is loaded and called
    /// again.
    void call(RedisCommand command, Answer answer);

    /// Runs `work` in a later turn.
    void later(std::function<void()> work);

    messages::Durability durability() const { return durability_; }

private:
    enum class State { opening, open, ended };
    struct Look {
        std::string info;
        std::map<std::string, std::string> config;
    };

    void connected();
    void broken(std::string const& reason);
    void look(std::function<void(Look const&)> seen);
    void judge(Look const& look);
    void load_library(std::function<void(std::optional<RedisValue>)> loaded);
    void library_loaded(RedisValue const& answer);
    void take_lock();
    void lock_answered(RedisValue const& answer);
    void lock_is_foreign(std::string const& holder);
    void renew_lock();
    void look_again();
    void become_ready();
    void fail_to_open(std::string const& why);
    void finish_opening(std::optional<OpenError> error);
    void warn(std::string const& sentence);
    /// Runs `then` later, unless this is gone by then or the timer is used again.
    void after(boost::asio::steady_timer& timer, std::chrono::milliseconds delay,
               void (RedisSession::*then)());

    boost::asio::io_context& context_;
    RedisAddress address_;
    RedisOptions options_;
    /// Whose lock it is: random, and who to ask.
    std::string owner_;
    std::shared_ptr<RedisConnection> connection_;

    State state_ = State::opening;
    bool ready_ = false;
    std::string not_ready_reason_ = "Redis is not connected yet";
    std::string last_broken_reason_;
    messages::Durability durability_ = messages::Durability::process;
    std::vector<std::string> warnings_;
    bool said_that_it_waits_ = false;

    Opened opened_;
    std::shared_ptr<RedisSession> alive_while_opening_;
    boost::asio::steady_timer open_limit_;
    boost::asio::steady_timer lock_limit_;
    boost::asio::steady_timer lock_retry_;
    boost::asio::steady_timer renew_;
    boost::asio::steady_timer look_again_;
    bool lock_wait_over_ = false;
};

}  // namespace refinery::store
