#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>

namespace refinery::net {

/// So many at once, then one every so often.
class TokenBucket {
public:
    struct Rate {
        std::uint32_t burst = 1;
        std::chrono::milliseconds one_every{1000};
    };
    TokenBucket(Rate rate, std::chrono::milliseconds now);

    /// @return nothing when one was taken, else how long until there is one.
    std::optional<std::chrono::milliseconds> take(std::chrono::milliseconds now);
    /// Takes back a `take`.
    void give_back();
    bool is_full(std::chrono::milliseconds now) const;

private:
    std::chrono::milliseconds tokens_at(std::chrono::milliseconds now) const;

    Rate rate_;
    /// Kept as time, so that no fraction is lost: a token is worth `one_every`.
    std::chrono::milliseconds worth_;
    std::chrono::milliseconds then_;
};

/// Six characters can be guessed; this is what makes it take years. Each wrong code costs
/// a token of the address that sent it and one of the whole server; a right one costs nothing.
class CodeGuesses {
public:
    struct Limits {
        TokenBucket::Rate per_address{.burst = 10, .one_every = std::chrono::seconds(10)};
        TokenBucket::Rate per_server{.burst = 300, .one_every = std::chrono::milliseconds(200)};
        /// Addresses remembered at once; the one not seen for longest is forgotten.
        std::size_t addresses_max = 10'000;
    };
    explicit CodeGuesses(Limits limits, std::chrono::milliseconds now);

    /// Before a code is looked up. @return how long to wait, or nothing: go ahead.
    std::optional<std::chrono::milliseconds> begin(std::string const& address,
                                                   std::chrono::milliseconds now);
    /// The code was right, or nobody could say: `begin` cost nothing.
    void forgive(std::string const& address);

private:
    struct Entry {
        TokenBucket bucket;
        std::list<std::string>::iterator place;
    };
    Entry& entry_of(std::string const& address, std::chrono::milliseconds now);

    Limits limits_;
    TokenBucket server_;
    std::unordered_map<std::string, Entry> addresses_;
    /// Least recently seen first.
    std::list<std::string> seen_;
};

}  // namespace refinery::net
