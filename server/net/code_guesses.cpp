#include "server/net/code_guesses.hpp"

#include "server/net/trusted_proxies.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace refinery::net {

TokenBucket::TokenBucket(Rate rate, std::chrono::milliseconds now)
    : rate_(rate), worth_(rate.one_every * rate.burst), then_(now) {}

std::chrono::milliseconds TokenBucket::tokens_at(std::chrono::milliseconds now) const {
    return std::min(worth_ + (now - then_), rate_.one_every * rate_.burst);
}

std::optional<std::chrono::milliseconds> TokenBucket::take(std::chrono::milliseconds now) {
    worth_ = tokens_at(now);
    then_ = now;
    if (worth_ < rate_.one_every) return rate_.one_every - worth_;
    worth_ -= rate_.one_every;
    return std::nullopt;
}

void TokenBucket::give_back() {
    worth_ = std::min(worth_ + rate_.one_every, rate_.one_every * rate_.burst);
}

bool TokenBucket::is_full(std::chrono::milliseconds now) const {
    return tokens_at(now) == rate_.one_every * rate_.burst;
}

CodeGuesses::CodeGuesses(Limits limits, std::chrono::milliseconds now)
    : limits_(limits), server_(limits.per_server, now) {}

std::optional<std::chrono::milliseconds> CodeGuesses::begin(std::string const& address,
                                                            std::chrono::milliseconds now) {
    auto& own = entry_of(subscriber_of(address), now);
    if (auto const wait = own.bucket.take(now)) return wait;
    if (auto const wait = server_.take(now)) {
        own.bucket.give_back();
        return wait;
    }
    return std::nullopt;
}

void CodeGuesses::forgive(std::string const& address) {
    server_.give_back();
    auto const entry = addresses_.find(subscriber_of(address));
    if (entry != addresses_.end()) entry->second.bucket.give_back();
}

CodeGuesses::Entry& CodeGuesses::entry_of(std::string const& address,
                                          std::chrono::milliseconds now) {
    auto const known = addresses_.find(address);
    if (known != addresses_.end()) {
        seen_.splice(seen_.end(), seen_, known->second.place);
        return known->second;
    }
    if (addresses_.size() >= limits_.addresses_max) {
        addresses_.erase(seen_.front());
        seen_.pop_front();
    }
    seen_.push_back(address);
    return addresses_
        .emplace(address, Entry{TokenBucket(limits_.per_address, now), std::prev(seen_.end())})
        .first->second;
}

}  // namespace refinery::net
