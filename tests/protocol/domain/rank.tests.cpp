#include "protocol/domain/rank.hpp"

#include "protocol/domain/limits.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace refinery;

namespace {

using Bound = std::optional<std::string_view>;

bool is_rank(std::string const& rank) {
    return !rank.empty() && rank.back() != '0' &&
           std::all_of(rank.begin(), rank.end(), [](unsigned char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
           });
}

/// Ascending, well formed, strictly inside.
bool fit(std::vector<std::string> const& ranks, Bound lower, Bound upper) {
    for (auto const& rank : ranks) {
        if (!is_rank(rank)) return false;
        if (lower && !(*lower < rank)) return false;
        lower = rank;
    }
    return !upper || !lower || *lower < *upper;
}

/// The order, with one more rank at `place`.
void insert_at(std::vector<std::string>& order, std::size_t place) {
    auto const lower = place == 0 ? Bound() : Bound(order[place - 1]);
    auto const upper = place == order.size() ? Bound() : Bound(order[place]);
    auto const made = ranks_between(lower, upper, 1);
    REQUIRE(fit(made, lower, upper));
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), made.front());
}

std::size_t longest(std::vector<std::string> const& ranks) {
    std::size_t length = 0;
    for (auto const& rank : ranks) length = std::max(length, rank.size());
    return length;
}

}  // namespace

SCENARIO("RANK-2 ranks lie strictly between their neighbours", "[RANK-2]") {
    struct Gap {
        Bound lower;
        Bound upper;
    };
    for (auto const& [lower, upper] : std::vector<Gap>{
             {{}, {}},        {"V", {}},    {"z", {}},       {"zz", {}},   {"zzzzzzz", {}},
             {{}, "V"},       {{}, "1"},    {{}, "01"},      {{}, "0001"}, {"A", "B"},
             {"A", "A1"},     {"A", "A01"}, {"A", "A00001"}, {"Az", "B"},  {"Azzzz", "B"},
             {"Azzzz", "B1"}, {"A", "C"},   {"9", "A"},      {"Z", "a"},
         }) {
        for (std::size_t const count : {0U, 1U, 2U, 61U, 62U, 63U, 5000U}) {
            INFO(lower.value_or("top") << " to " << upper.value_or("end") << ": " << count);
            auto const ranks = ranks_between(lower, upper, count);
            CHECK(ranks.size() == count);
            CHECK(fit(ranks, lower, upper));
        }
    }
}

SCENARIO("RANK-3 thousands of tickets at random places never meet", "[RANK-3]") {
    auto const seed = GENERATE(1U, 2U, 3U);
    std::mt19937 random(seed);
    std::vector<std::string> order;
    for (int i = 0; i < 4000; ++i) insert_at(order, random() % (order.size() + 1));
    INFO("seed " << seed);
    CHECK(std::is_sorted(order.begin(), order.end()));
    CHECK(std::adjacent_find(order.begin(), order.end()) == order.end());
    // Random places halve gaps evenly, so lengths grow with the logarithm.
    CHECK(longest(order) <= 8);
}

SCENARIO("RANK-4 growing at an end stays short", "[RANK-4]") {
    std::vector<std::string> order;
    GIVEN("30,000 tickets added at the end, one by one") {
        for (int i = 0; i < 30'000; ++i)
            order.push_back(
                ranks_between(order.empty() ? Bound() : Bound(order.back()), {}, 1).front());
        THEN("ranks are in order and have less than ten digits") {
            CHECK(fit(order, {}, {}));
            CHECK(longest(order) < 10);
        }
    }
    GIVEN("30,000 tickets added on top, one by one") {
        for (int i = 0; i < 30'000; ++i)
            order.push_back(
                ranks_between({}, order.empty() ? Bound() : Bound(order.back()), 1).front());
        std::reverse(order.begin(), order.end());
        THEN("ranks are in order and have less than ten digits") {
            CHECK(fit(order, {}, {}));
            CHECK(longest(order) < 10);
        }
    }
}

SCENARIO("RANK-4 always between the same two, a rank grows a digit in about five", "[RANK-4]") {
    std::vector<std::string> order;
    insert_at(order, 0);
    insert_at(order, 1);
    for (int i = 0; i < 300; ++i) insert_at(order, 1);
    // Whole halves of 62 are 31, 15, 7, 3 and 1: five tickets a digit, after the first two.
    CHECK(longest(order) <= 300 / 5 + 2);
    for (int i = 0; i < 200; ++i) insert_at(order, 1);
    CHECK(longest(order) > rank_bytes_max);
}

SCENARIO("RANK-4 new ranks for all are even, equally long and leave room", "[RANK-4]") {
    for (std::size_t const count : {0U, 1U, 2U, 60U, 61U, 62U, 5000U, 100'000U}) {
        auto const ranks = evenly_spread_ranks(count);
        INFO(count);
        CHECK(ranks.size() == count);
        CHECK(fit(ranks, {}, {}));
        CHECK(std::all_of(ranks.begin(), ranks.end(), [&](std::string const& rank) {
            return rank.size() == ranks.front().size();
        }));
        CHECK(longest(ranks) <= 4);
    }
}
