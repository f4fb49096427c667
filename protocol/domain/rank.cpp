#include "protocol/domain/rank.hpp"

// A rank is read as a fraction in base 62 without its "0.". Between two neighbours their midpoint
// is taken, several halve the gap again and again. At the open ends that would cost a digit every
// six tickets; there ranks count up or down instead, in a field that grows with the digits used
// up: 'V'…'z', then 'z01' and on, then 'zz101' and on. A backlog of 100,000 tickets added one by
// one has ranks of less than ten digits.

#include <algorithm>
#include <cstdint>

namespace refinery {
namespace {

constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t base = digits.size();
constexpr char lowest = '0';
constexpr char highest = 'z';

std::size_t value_of(char digit) { return digits.find(digit); }

/// Adds or takes 1 at the last digit. @return false where it went past the first digit
bool step(std::string& field, bool up) {
    auto const wraps_at = up ? highest : lowest;
    auto const becomes = up ? lowest : highest;
    for (auto digit = field.rbegin(); digit != field.rend(); ++digit) {
        if (*digit != wraps_at) {
            auto const value = value_of(*digit);
            *digit = digits[up ? value + 1 : value - 1];
            return true;
        }
        *digit = becomes;
    }
    return false;
}

std::size_t leading(std::string_view text, char digit) {
    auto const end = text.find_first_not_of(digit);
    return end == std::string_view::npos ? text.size() : end;
}

bool usable(std::string_view rank) { return !rank.empty() && rank.back() != lowest; }

/// A rank above `lower`, which only the end of the backlog has to be above of.
std::string behind(std::string_view lower) {
    auto const used_up = leading(lower, highest);
    auto const width = used_up + (used_up + 1);
    std::string rank(lower.substr(0, width));
    rank.resize(width, lowest);
    // There is a digit below 'z' behind those that are used up, so this never runs over.
    do step(rank, true);
    while (!usable(rank));
    return rank;
}

/// A rank below `upper`, which nothing comes before.
std::string before(std::string_view upper) {
    auto const used_up = leading(upper, lowest);
    auto const width = used_up + (used_up + 1);
    std::string rank(upper.substr(0, width));
    rank.resize(width, lowest);
    do step(rank, false);
    while (!usable(rank) && leading(rank, lowest) < rank.size());
    if (usable(rank)) return rank;
    return std::string(used_up + 1, lowest).append(used_up + 2, highest);
}

/// The shortest rank near the middle. @pre lower < upper, or there is no upper
std::string midpoint(std::string_view lower, std::optional<std::string_view> upper) {
    std::string rank;
    while (true) {
        auto const low = lower.empty() ? 0 : value_of(lower.front());
        auto const high = upper && !upper->empty() ? value_of(upper->front()) : base;
        if (high - low > 1) return rank += digits[(low + high) / 2];
        if (high - low == 1 && upper && upper->size() > 1) return rank += upper->front();
        // Equal digits are shared; of neighbouring ones the lower goes on without an upper bound.
        rank += digits[low];
        if (!lower.empty()) lower.remove_prefix(1);
        if (high == low)
            upper->remove_prefix(1);
        else
            upper.reset();
    }
}

/// Fills `ranks[first, last)` with the gap's midpoints.
void fill_between(std::string_view lower, std::string_view upper, std::vector<std::string>& ranks,
                  std::size_t first, std::size_t last) {
    if (first == last) return;
    auto const middle = first + (last - first) / 2;
    ranks[middle] = midpoint(lower, upper);
    fill_between(lower, ranks[middle], ranks, first, middle);
    fill_between(ranks[middle], upper, ranks, middle + 1, last);
}

}  // namespace

std::vector<std::string> ranks_between(std::optional<std::string_view> lower,
                                       std::optional<std::string_view> upper, std::size_t count) {
    std::vector<std::string> ranks(count);
    if (lower && upper) {
        fill_between(*lower, *upper, ranks, 0, count);
    } else if (upper) {
        std::string_view next = *upper;
        for (auto rank = ranks.rbegin(); rank != ranks.rend(); ++rank) next = *rank = before(next);
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0)
                ranks[i] = behind(ranks[i - 1]);
            else
                ranks[i] = lower ? behind(*lower) : midpoint({}, std::nullopt);
        }
    }
    return ranks;
}

std::vector<std::string> evenly_spread_ranks(std::size_t count) {
    // At least 62 numbers for each rank: room beside each, and for stepping over those that end
    // in '0'.
    std::size_t width = 1;
    std::uint64_t numbers = base;
    while (numbers < (count + 1) * base) {
        numbers *= base;
        ++width;
    }
    auto const spacing = numbers / (count + 1);
    std::vector<std::string> ranks;
    ranks.reserve(count);
    for (std::uint64_t i = 1; i <= count; ++i) {
        auto number = i * spacing;
        if (number % base == 0) ++number;
        std::string rank(width, lowest);
        for (auto digit = rank.rbegin(); digit != rank.rend(); ++digit) {
            *digit = digits[number % base];
            number /= base;
        }
        ranks.push_back(std::move(rank));
    }
    return ranks;
}

}  // namespace refinery
