#include "protocol/codec/decode_values.hpp"

namespace refinery {

Deck read_deck(Fields const& deck) {
    Deck read{.name = deck.text("name"), .cards = {}};
    deck.each_object("cards", [&](Fields const& card) {
        read.cards.push_back(
            {.label = card.text("label"), .value = card.optional_integer("value")});
    });
    return read;
}

std::optional<Deck> read_optional_deck(Fields const& from, std::string_view name) {
    auto const deck = from.optional_object(name);
    if (!deck) return std::nullopt;
    return read_deck(*deck);
}

Rights read_rights(Fields const& rights) {
    return {.write = rights.alternative<Audience>("write"),
            .order = rights.alternative<Audience>("order"),
            .lead = rights.alternative<Audience>("lead")};
}

std::optional<Rights> read_optional_rights(Fields const& from, std::string_view name) {
    auto const rights = from.optional_object(name);
    if (!rights) return std::nullopt;
    return read_rights(*rights);
}

Spotlight read_spotlight(Fields const& spotlight) {
    return {.board = spotlight.text("board"),
            .ticket = spotlight.optional_id<TicketId>("ticket"),
            .ballot = spotlight.optional_id<BallotId>("ballot")};
}

}  // namespace refinery
