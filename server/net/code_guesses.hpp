#pragma once

#include "server/rooms/token_bucket.hpp"

#include <chrono>
#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>

namespace refinery::net {

/// Six characters can be guessed; this is what makes it take years. Each wrong code costs
/// a token of the address that sent it and one of the whole server; a right one costs nothing.
class CodeGuesses {
public:
    struct Limits {
        rooms::TokenBucket::Rate per_address{.burst = 10, .one_every = std::chrono::seconds(10)};
        rooms::TokenBucket::Rate per_server{.burst = 300,
                                            .one_every = std::chrono::milliseconds(200)};
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
        rooms::TokenBucket bucket;
        std::list<std::string>::iterator place;
    };
    Entry& entry_of(std::string const& address, std::chrono::milliseconds now);

    Limits limits_;
    rooms::TokenBucket server_;
    std::unordered_map<std::string, Entry> addresses_;
    /// Least recently seen first.
    std::list<std::string> seen_;
};

}  // namespace refinery::net
