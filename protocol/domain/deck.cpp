#include "protocol/domain/deck.hpp"

#include "protocol/domain/limits.hpp"
#include "protocol/domain/refusals.hpp"
#include "protocol/domain/text.hpp"

#include <algorithm>
#include <set>

namespace refinery {
namespace {

constexpr std::int64_t thousandths = 1000;
constexpr std::size_t whole_digits_max = 9;
constexpr std::size_t decimals_max = 3;
constexpr std::int64_t half = thousandths / 2;

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    for (char const digit : digits) value = value * 10 + (digit - '0');
    return value;
}

Deck make_modified_fibonacci() {
    Deck deck{.name = "Modified", .cards = {{"0", 0}, {"½", half}}};
    for (std::int64_t const size : {1, 2, 3, 5, 8, 13, 20, 40, 100})
        deck.cards.push_back({std::to_string(size), size * thousandths});
    for (char const* special : {"?", "∞", "☕"}) deck.cards.push_back({special});
    return deck;
}

}  // namespace

Card const* Deck::find(std::string_view label) const {
    auto const card = std::find_if(cards.begin(), cards.end(),
                                   [&](Card const& each) { return each.label == label; });
    return card == cards.end() ? nullptr : &*card;
}

Result<void> check_deck(Deck const& deck) {
    if (auto refusal =
            refuse_line(deck.name, Limits{}.name_code_points_max, "deck.name", "The deck's name"))
        return *refusal;
    if (deck.cards.size() < deck_cards_min || deck.cards.size() > deck_cards_max)
        return bad_request("deck.cards", "A deck has from 3 to 20 cards.");
    std::set<std::string_view> labels;
    for (std::size_t i = 0; i < deck.cards.size(); ++i) {
        auto const& card = deck.cards[i];
        auto const where = "deck.cards[" + std::to_string(i) + "].";
        if (auto refusal = refuse_line(card.label, card_label_code_points_max, where + "label",
                                       "A card's label"))
            return *refusal;
        if (!labels.insert(card.label).second)
            return bad_request(where + "label", "Two cards of a deck cannot have the same label.");
        if (card.value &&
            (*card.value < 0 || *card.value >= estimate_value_exclusive_max * thousandths))
            return bad_request(where + "value", "A card's value lies between 0 and 10^9.");
    }
    return {};
}

Deck const& modified_fibonacci() {
    static Deck const deck = make_modified_fibonacci();
    return deck;
}

std::optional<std::int64_t> parse_decimal(std::string_view text) {
    if (text == "½" || text == "1/2") return half;
    auto const point = text.find('.');
    auto const whole = text.substr(0, point);
    if (whole.empty() || whole.size() > whole_digits_max || !all_digits(whole)) return std::nullopt;
    auto const value = number(whole) * thousandths;
    if (point == std::string_view::npos) return value;
    auto const decimals = text.substr(point + 1);
    if (decimals.empty() || decimals.size() > decimals_max || !all_digits(decimals))
        return std::nullopt;
    return value + number(std::string(decimals).append(decimals_max - decimals.size(), '0'));
}

std::optional<std::optional<std::int64_t>> estimate_value(Deck const& deck, std::string_view text) {
    if (auto const* card = deck.find(text)) return card->value;
    auto const value = parse_decimal(text);
    if (!value) return std::nullopt;
    return value;
}

}  // namespace refinery
