#include "server/net/code_guesses.hpp"

#include "server/net/trusted_proxies.hpp"

#include <iterator>
#include <utility>

namespace refinery::net {

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
        .emplace(address,
                 Entry{rooms::TokenBucket(limits_.per_address, now), std::prev(seen_.end())})
        .first->second;
}

}  // namespace refinery::net
