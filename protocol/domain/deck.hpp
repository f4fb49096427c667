#pragma once

#include "protocol/domain/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace refinery {

/// A card is named by its label everywhere. `value` is in thousandths; cards without one count
/// in no mean and no sum.
struct Card {
    std::string label;
    std::optional<std::int64_t> value = {};

    bool operator==(Card const&) const = default;
};

struct Deck {
    std::string name;
    std::vector<Card> cards;

    bool operator==(Deck const&) const = default;
    /// Nothing where no card has this label.
    Card const* find(std::string_view label) const;
};

/// DECK-1: 3 to 20 cards, labels not empty, unique and at most 10 characters.
/// @errors bad_request; `where` names the card ("deck.cards[3].label").
Result<void> check_deck(Deck const& deck);

/// The deck of a room that chose none: 0, ½, 1, 2, 3, 5, 8, 13, 20, 40, 100, ?, ∞, ☕.
Deck const& modified_fibonacci();

/// DECK-3: the value in thousandths of a decimal number as people write it ("3.5"): at most nine
/// digits, and at most three decimals; "½" and "1/2" are 0.5. Nothing for anything else.
std::optional<std::int64_t> parse_decimal(std::string_view text);

/// TIC-14: what an estimate is worth: the value of the deck's card with this label (which may
/// have none), else the number as written.
/// @return outer nothing: neither a label nor a number
std::optional<std::optional<std::int64_t>> estimate_value(Deck const& deck, std::string_view text);

}  // namespace refinery
