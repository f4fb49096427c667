#include "protocol/domain/deck.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"

#include <string>
#include <vector>

using namespace refinery;

namespace {

Deck deck_of(std::vector<Card> cards) { return {.name = "Sizes", .cards = std::move(cards)}; }

Deck deck_of_size(std::size_t count) {
    Deck deck = deck_of({});
    for (std::size_t i = 0; i < count; ++i) deck.cards.push_back({std::to_string(i)});
    return deck;
}

/// Where the fault lies; "fine" where there is none.
std::string fault_of(Deck const& deck) {
    auto const checked = check_deck(deck);
    if (checked) return "fine";
    CHECK(checked.error().code == RejectionCode::bad_request);
    return checked.error().where.value_or("nowhere");
}

}  // namespace

SCENARIO("DECK-1 a deck has a name and 3 to 20 cards with labels of their own", "[DECK-1]") {
    CHECK(fault_of(deck_of({{"S"}, {"M", 3000}, {"L"}})) == "fine");
    CHECK(fault_of(deck_of_size(3)) == "fine");
    CHECK(fault_of(deck_of_size(20)) == "fine");
    CHECK(fault_of(deck_of_size(2)) == "deck.cards");
    CHECK(fault_of(deck_of_size(21)) == "deck.cards");
    CHECK(fault_of(deck_of({{"S"}, {"M"}, {"S"}})) == "deck.cards[2].label");
    CHECK(fault_of(deck_of({{"S"}, {""}, {"L"}})) == "deck.cards[1].label");
    CHECK(fault_of(deck_of({{"S"}, {"a\nb"}, {"L"}})) == "deck.cards[1].label");
    // Ten characters, however many bytes; not eleven.
    CHECK(fault_of(deck_of({{"S"}, {"½½½½½½½½½½"}, {"L"}})) == "fine");
    CHECK(fault_of(deck_of({{"S"}, {"½½½½½½½½½½½"}, {"L"}})) == "deck.cards[1].label");
    CHECK(fault_of({.name = "", .cards = deck_of_size(3).cards}) == "deck.name");
    CHECK(fault_of({.name = std::string(61, 'x'), .cards = deck_of_size(3).cards}) == "deck.name");
}

SCENARIO("DECK-2 a card's value lies from 0 to below 10^12 thousandths", "[DECK-2]") {
    CHECK(fault_of(deck_of({{"S", 0}, {"M", 999'999'999'999}, {"L"}})) == "fine");
    CHECK(fault_of(deck_of({{"S"}, {"M"}, {"L", 1'000'000'000'000}})) == "deck.cards[2].value");
    CHECK(fault_of(deck_of({{"S"}, {"M", -1}, {"L"}})) == "deck.cards[1].value");
}

SCENARIO("DECK-2 the deck of a room that chose none", "[DECK-2]") {
    auto const& deck = modified_fibonacci();
    CHECK(deck.name == "Modified");
    CHECK(fault_of(deck) == "fine");
    std::string labels;
    for (auto const& card : deck.cards) labels += card.label + " ";
    CHECK(labels == "0 ½ 1 2 3 5 8 13 20 40 100 ? ∞ ☕ ");
    CHECK(deck.find("½")->value == 500);
    CHECK(deck.find("100")->value == 100'000);
    CHECK_FALSE(deck.find("∞")->value);
    CHECK(deck.find("4") == nullptr);
}

SCENARIO("DECK-3 a decimal number as people write it", "[DECK-3]") {
    struct Case {
        char const* text;
        std::optional<std::int64_t> thousandths;
    };
    for (auto const& [text, thousandths] : std::vector<Case>{
             {"3", 3000},
             {"0", 0},
             {"007", 7000},
             {"3.5", 3500},
             {"0.5", 500},
             {"½", 500},
             {"1/2", 500},
             {"12.125", 12'125},
             {"999999999.999", 999'999'999'999},
             {"1000000000", std::nullopt},
             {"0.1234", std::nullopt},
             {"", std::nullopt},
             {".", std::nullopt},
             {".5", std::nullopt},
             {"5.", std::nullopt},
             {"1.2.3", std::nullopt},
             {"-1", std::nullopt},
             {"+1", std::nullopt},
             {"1e3", std::nullopt},
             {" 1", std::nullopt},
             {"3,5", std::nullopt},
             {"1/4", std::nullopt},
             {"٣", std::nullopt},
         }) {
        INFO('"' << text << '"');
        CHECK(parse_decimal(text) == thousandths);
    }
}

SCENARIO("TIC-14 an estimate is worth what its card is, or the number as written", "[TIC-14]") {
    auto const deck = deck_of({{"S", 1000}, {"3", 5000}, {"?"}});
    CHECK(estimate_value(deck, "S") == std::make_optional(std::optional<std::int64_t>(1000)));
    // The card stands over the number that its label looks like.
    CHECK(estimate_value(deck, "3") == std::make_optional(std::optional<std::int64_t>(5000)));
    CHECK(estimate_value(deck, "?") == std::make_optional(std::optional<std::int64_t>()));
    CHECK(estimate_value(deck, "4") == std::make_optional(std::optional<std::int64_t>(4000)));
    CHECK_FALSE(estimate_value(deck, "huge"));
}
