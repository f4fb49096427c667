#include "server/store/redis_session.hpp"

#include "server/store/redis_failure.hpp"
#include "server/store/redis_library.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <cstdio>
#include <random>
#include <unistd.h>
#include <utility>

namespace refinery::store {

namespace asio = boost::asio;

namespace {

/// Between two tries to take a lock that another server holds.
constexpr std::chrono::milliseconds lock_retry{250};

std::string new_owner() {
    std::random_device random;
    std::array<char, 64> host{};
    ::gethostname(host.data(), host.size() - 1);
    std::array<char, 24> id{};
    std::snprintf(id.data(), id.size(), "%08x%08x", random(), random());
    return std::string("process ") + std::to_string(::getpid()) + " on " + host.data() + ", " +
           id.data();
}

/// Waiting does not help against these.
bool is_for_good(std::string const& reason) {
    for (auto const* code : {"WRONGPASS", "NOAUTH", "NOPERM", "ERR"}) {
        if (reason.starts_with(code)) return true;
    }
    return false;
}

}  // namespace

RedisSession::RedisSession(asio::io_context& context, RedisAddress address, RedisOptions options)
    : context_(context),
      address_(std::move(address)),
      options_(std::move(options)),
      owner_(new_owner()),
      open_limit_(context),
      lock_limit_(context),
      lock_retry_(context),
      renew_(context),
      look_again_(context) {}

void RedisSession::open(Opened opened) {
    opened_ = std::move(opened);
    alive_while_opening_ = shared_from_this();
    std::weak_ptr<RedisSession> const weak = alive_while_opening_;
    connection_ =
        std::make_shared<RedisConnection>(context_, RedisConnection::Options{
                                                        .address = address_,
                                                        .silence_max = options_.silence_max,
                                                        .pause_first = options_.retry_first,
                                                        .pause_max = options_.retry_max,
                                                        .connected =
                                                            [weak] {
                                                                if (auto const self = weak.lock())
                                                                    self->connected();
                                                            },
                                                        .broken =
                                                            [weak](std::string const& reason) {
                                                                if (auto const self = weak.lock())
                                                                    self->broken(reason);
                                                            },
                                                    });
    connection_->start();
    open_limit_.expires_after(options_.open_max);
    open_limit_.async_wait([weak](boost::system::error_code error) {
        auto const self = weak.lock();
        if (error || !self || self->state_ != State::opening) return;
        self->fail_to_open("it cannot be reached: " + self->last_broken_reason_);
    });
}

void RedisSession::close(std::function<void()> closed) {
    auto const was_ready = std::exchange(ready_, false);
    state_ = State::ended;
    not_ready_reason_ = "the server stops";
    auto end = [self = shared_from_this(), closed = std::move(closed)] {
        self->stop();
        closed();
    };
    if (!was_ready) {
        asio::post(context_, std::move(end));
        return;
    }
    connection_->send({"FCALL", redis_function::release, "1", redis_key::server, owner_},
                      [end = std::move(end)](std::optional<RedisValue> const&) { end(); });
}

void RedisSession::stop() {
    state_ = State::ended;
    ready_ = false;
    not_ready_reason_ = "the server stops";
    for (auto* timer : {&open_limit_, &lock_limit_, &lock_retry_, &renew_, &look_again_}) {
        timer->cancel();
    }
    if (connection_) connection_->stop();
}

// --- a new connection, until it may be used ----------------------------------------------------

void RedisSession::connected() {
    look([this](Look const& seen) { judge(seen); });
}

/// Asks for all that is judged. Nothing happens where the connection breaks meanwhile.
void RedisSession::look(std::function<void(Look const&)> seen) {
    auto const look = std::make_shared<Look>();
    auto const self = weak_from_this();
    connection_->send({"INFO"}, [self, look](std::optional<RedisValue> answer) {
        if (auto const alive = self.lock(); alive && answer) {
            if (answer->is_error()) alive->connection_->drop(answer->text);
            look->info = std::move(answer->text);
        }
    });
    connection_->send({"CONFIG", "GET", "appendfsync", "no-appendfsync-on-rewrite"},
                      [self, look, seen = std::move(seen)](std::optional<RedisValue> answer) {
                          auto const alive = self.lock();
                          if (!alive || !answer) return;
                          auto const& list = answer->list;
                          for (std::size_t i = 0; i + 1 < list.size(); i += 2) {
                              look->config[list[i].text] = list[i + 1].text;
                          }
                          seen(*look);
                      });
}

void RedisSession::judge(Look const& look) {
    auto const report = judge_redis(look.info, look.config);
    if (report.refusal) {
        if (state_ == State::opening) {
            fail_to_open(*report.refusal);
        } else {
            connection_->drop(*report.refusal);
        }
        return;
    }
    if (report.loading) {
        connection_->drop("it is still reading its data");
        return;
    }
    durability_ = report.durability;
    for (auto const& sentence : report.warnings) {
        auto const known = std::find(warnings_.begin(), warnings_.end(), sentence);
        if (known == warnings_.end()) warn(sentence);
    }
    warnings_ = report.warnings;
    if (ready_) return;
    load_library([self = weak_from_this()](std::optional<RedisValue> const& answer) {
        if (auto const alive = self.lock(); alive && answer) alive->library_loaded(*answer);
    });
}

void RedisSession::load_library(std::function<void(std::optional<RedisValue>)> loaded) {
    connection_->send({"FUNCTION", "LOAD", "REPLACE", std::string(redis_library())},
                      std::move(loaded));
}

void RedisSession::library_loaded(RedisValue const& answer) {
    // A full Redis takes no library either, but has it from before; if not, each call says so.
    if (answer.is_error() && !refuses_writes(answer.text)) {
        connection_->drop(answer.text);
        return;
    }
    if (options_.exclusive) {
        take_lock();
    } else {
        become_ready();
    }
}

void RedisSession::take_lock() {
    connection_->send({"FCALL", redis_function::hold, "1", redis_key::server, owner_,
                       std::to_string(options_.lock_for.count())},
                      [self = weak_from_this()](std::optional<RedisValue> const& answer) {
                          auto const alive = self.lock();
                          if (alive && answer && alive->state_ != State::ended) {
                              alive->lock_answered(*answer);
                          }
                      });
}

void RedisSession::lock_answered(RedisValue const& answer) {
    if (answer.is_error()) {
        // While Redis takes no writes nobody else can take the lock either.
        if (state_ == State::open && refuses_writes(answer.text)) {
            become_ready();
        } else if (state_ == State::opening && refuses_writes(answer.text)) {
            fail_to_open("it takes no writes: " + answer.text);
        } else {
            connection_->drop(answer.text);
        }
        return;
    }
    auto const& words = answer.list;
    if (words.size() == 2 && words[0].text == "foreign") {
        lock_is_foreign(words[1].text);
    } else {
        become_ready();
    }
}

void RedisSession::lock_is_foreign(std::string const& holder) {
    if (state_ == State::open) {
        stop();
        not_ready_reason_ = "another server has taken over (" + holder + ')';
        if (options_.lost_lock) options_.lost_lock(holder);
        return;
    }
    if (lock_wait_over_) {
        fail_to_open("another Refinery server uses it (" + holder +
                     "); stop that one, or give this one a database of its own");
        return;
    }
    if (!std::exchange(said_that_it_waits_, true)) {
        warn("Another Refinery server uses this Redis (" + holder + "); waiting up to " +
             std::to_string(options_.lock_wait.count()) + " ms in case it has died.");
        // It can be reached; from here on the lock's own limit counts.
        open_limit_.cancel();
        lock_limit_.expires_after(options_.lock_wait);
        lock_limit_.async_wait([self = weak_from_this()](boost::system::error_code error) {
            if (auto const alive = self.lock(); alive && !error) alive->lock_wait_over_ = true;
        });
    }
    after(lock_retry_, std::min(lock_retry, options_.lock_wait / 4), &RedisSession::take_lock);
}

void RedisSession::become_ready() {
    auto const was_broken = !last_broken_reason_.empty();
    last_broken_reason_.clear();
    if (!std::exchange(ready_, true)) {
        if (options_.exclusive) after(renew_, options_.lock_renewed, &RedisSession::renew_lock);
        after(look_again_, options_.look_again, &RedisSession::look_again);
        if (state_ == State::open && was_broken) warn("Redis answers again.");
    }
    if (state_ == State::opening) finish_opening(std::nullopt);
}

// --- while it is used --------------------------------------------------------------------------

void RedisSession::renew_lock() {
    // Not ready: the next connection takes it, or finds who has.
    if (!ready_) return;
    take_lock();
    after(renew_, options_.lock_renewed, &RedisSession::renew_lock);
}

void RedisSession::look_again() {
    if (!ready_) return;
    look([this](Look const& seen) { judge(seen); });
    after(look_again_, options_.look_again, &RedisSession::look_again);
}

void RedisSession::broken(std::string const& reason) {
    last_broken_reason_ = reason;
    not_ready_reason_ = "Redis cannot be used: " + reason;
    if (std::exchange(ready_, false)) {
        warn("The connection to Redis broke (" + reason + "); it is made anew.");
    }
    if (state_ == State::opening && is_for_good(reason)) fail_to_open(reason);
}

void RedisSession::call(RedisCommand command, Answer answer) {
    if (!ready_) {
        asio::post(context_, [answer = std::move(answer), reason = not_ready_reason_] {
            answer(NoAnswer{reason});
        });
        return;
    }
    auto const kept = std::make_shared<RedisCommand const>(std::move(command));
    auto const give = [answer = std::move(answer)](std::optional<RedisValue> value) {
        if (value) {
            answer(std::move(*value));
        } else {
            answer(NoAnswer{"the connection to Redis broke"});
        }
    };
    connection_->send(
        *kept, [self = weak_from_this(), kept, give](std::optional<RedisValue> value) {
            auto const alive = self.lock();
            if (!alive || !value || !value->is_error() || !is_missing_function(value->text)) {
                give(std::move(value));
                return;
            }
            // Somebody flushed the functions, or a replica without them was promoted.
            alive->load_library([](std::optional<RedisValue> const&) {
                // Whether it worked is what the call behind it finds out.
            });
            alive->connection_->send(*kept, give);
        });
}

// --- the end of opening ------------------------------------------------------------------------

void RedisSession::fail_to_open(std::string const& why) {
    finish_opening(OpenError{"Redis at " + shown(address_) + " cannot be used: " + why + '.'});
}

void RedisSession::finish_opening(std::optional<OpenError> error) {
    auto const self = std::exchange(alive_while_opening_, nullptr);
    open_limit_.cancel();
    lock_limit_.cancel();
    state_ = State::open;
    if (error) stop();
    // Never inside a handler of the connection that it may take down.
    asio::post(context_,
               [self, opened = std::exchange(opened_, nullptr), error = std::move(error)] {
                   if (opened) opened(error);
               });
}

void RedisSession::later(std::function<void()> work) { asio::post(context_, std::move(work)); }

void RedisSession::warn(std::string const& sentence) {
    if (options_.warn) options_.warn(sentence);
}

void RedisSession::after(asio::steady_timer& timer, std::chrono::milliseconds delay,
                         void (RedisSession::*then)()) {
    timer.expires_after(delay);
    timer.async_wait([self = weak_from_this(), then](boost::system::error_code error) {
        auto const alive = self.lock();
        if (!error && alive && alive->state_ != State::ended) ((*alive).*then)();
    });
}

}  // namespace refinery::store
