#include "protocol/codec/ballot_values.hpp"

#include "protocol/domain/overloaded.hpp"

#include <utility>

namespace refinery {

void write(JsonWriter& json, CardChoice const& choice) {
    json.begin_object();
    json.field("card", choice.card);
    write_name(json, "confidence", choice.confidence);
    json.optional("note", choice.note);
    json.end_object();
}

void write(JsonWriter& json, Choice const& choice) {
    std::visit(overloaded{
                   [&](CardChoice const& card) { write(json, card); },
                   [&](DotChoice const& dots) {
                       json.begin_object();
                       json.key("dots");
                       json.begin_list();
                       for (auto const place : dots.on) json.value(place);
                       json.end_list();
                       json.end_object();
                   },
               },
               choice);
}

void write(JsonWriter& json, std::vector<RevealedChoice> const& choices) {
    json.begin_list();
    for (auto const& choice : choices) {
        json.begin_object();
        json.field("by", choice.by);
        json.field("card", choice.card);
        write_name(json, "confidence", choice.confidence);
        json.optional("note", choice.note);
        if (choice.left) json.field("left", true);
        json.end_object();
    }
    json.end_list();
}

void write(JsonWriter& json, std::vector<CardCount> const& counts) {
    json.begin_list();
    for (auto const& count : counts) {
        json.begin_object();
        json.field("card", count.card);
        json.field("n", count.n);
        json.end_object();
    }
    json.end_list();
}

void write(JsonWriter& json, std::vector<RevealedHand> const& hands) {
    json.begin_list();
    for (auto const& hand : hands) {
        json.begin_object();
        json.field("by", hand.by);
        write_field(json, "dots", hand.dots);
        if (hand.left) json.field("left", true);
        json.end_object();
    }
    json.end_list();
}

void write(JsonWriter& json, std::vector<DotCount> const& totals) {
    json.begin_list();
    for (auto const& total : totals) {
        json.begin_object();
        json.field("ticket", total.ticket);
        json.field("n", total.n);
        json.end_object();
    }
    json.end_list();
}

void write_outcome(JsonWriter& json, Outcome const& outcome) {
    auto const name = std::visit(overloaded{
                                     [](std::vector<RevealedChoice> const&) { return "choices"; },
                                     [](std::vector<CardCount> const&) { return "counts"; },
                                     [](std::vector<RevealedHand> const&) { return "hands"; },
                                     [](std::vector<DotCount> const&) { return "totals"; },
                                 },
                                 outcome);
    std::visit([&](auto const& shown) { write_field(json, name, shown); }, outcome);
}

void write_about(JsonWriter& json, Cards const& asks) {
    std::visit(overloaded{
                   [&](TicketId ticket) { json.field("ticket", ticket); },
                   [&](std::string const& question) { json.field("question", question); },
               },
               asks.about);
}

void write_members(JsonWriter& json, Dots const& asks) {
    write_field(json, "tickets", asks.tickets);
    json.field("per_person", asks.per_person);
    json.field("per_ticket", asks.per_ticket);
    write_name(json, "means", asks.means);
}

Choice read_choice(Fields const& from) {
    if (!from.has("dots"))
        return CardChoice{.card = from.text("card"),
                          .confidence = from.optional_alternative<Confidence>("confidence"),
                          .note = from.optional_text("note")};
    DotChoice choice;
    from.for_each_element("dots", [&](JsonView element, std::size_t index) {
        auto const place = element.integer();
        if (place && *place >= 0)
            choice.on.push_back(static_cast<std::size_t>(*place));
        else
            from.wrong_element("dots", index, "This is no place.");
    });
    return choice;
}

namespace {

std::vector<DotCount> read_counts(Fields const& from, std::string_view name) {
    std::vector<DotCount> counts;
    from.each_object(name, [&](Fields const& count) {
        counts.push_back({.ticket = count.id<TicketId>("ticket"), .n = count.natural("n")});
    });
    return counts;
}

std::vector<RevealedHand> read_hands(Fields const& from) {
    std::vector<RevealedHand> hands;
    from.each_object("hands", [&](Fields const& hand) {
        hands.push_back({.by = hand.id<ParticipantId>("by"),
                         .dots = read_counts(hand, "dots"),
                         .left = hand.optional_truth("left").value_or(false)});
    });
    return hands;
}

std::vector<CardCount> read_card_counts(Fields const& from) {
    std::vector<CardCount> counts;
    from.each_object("counts", [&](Fields const& count) {
        counts.push_back({.card = count.text("card"), .n = count.natural("n")});
    });
    return counts;
}

std::vector<RevealedChoice> read_choices(Fields const& from) {
    std::vector<RevealedChoice> choices;
    from.each_object("choices", [&](Fields const& choice) {
        choices.push_back({.by = choice.id<ParticipantId>("by"),
                           .card = choice.text("card"),
                           .confidence = choice.optional_alternative<Confidence>("confidence"),
                           .note = choice.optional_text("note"),
                           .left = choice.optional_truth("left").value_or(false)});
    });
    return choices;
}

}  // namespace

Outcome read_outcome(Fields const& from) {
    if (from.has("counts")) return read_card_counts(from);
    if (from.has("hands")) return read_hands(from);
    if (from.has("totals")) return read_counts(from, "totals");
    return read_choices(from);
}

std::variant<TicketId, std::string> read_about(Fields const& from) {
    if (!from.has("question")) return from.id<TicketId>("ticket");
    if (from.has("ticket")) from.wrong("question", "Give either a ticket or a question.");
    return from.text("question");
}

Dots read_dots(Fields const& from) {
    return {.tickets = from.ids<TicketId>("tickets"),
            .per_person = from.natural("per_person"),
            .per_ticket = from.natural("per_ticket"),
            .means = from.alternative<DotsMean>("means")};
}

}  // namespace refinery
