#include "protocol/codec/encode_values.hpp"

#include "protocol/domain/overloaded.hpp"

namespace refinery {

void write(JsonWriter& json, Deck const& deck) {
    json.begin_object();
    json.field("name", deck.name);
    json.key("cards");
    json.begin_list();
    for (auto const& card : deck.cards) {
        json.begin_object();
        json.field("label", card.label);
        json.optional("value", card.value);
        json.end_object();
    }
    json.end_list();
    json.end_object();
}

void write(JsonWriter& json, Rights const& rights) {
    json.begin_object();
    write_name(json, "write", rights.write);
    write_name(json, "order", rights.order);
    write_name(json, "lead", rights.lead);
    json.end_object();
}

void write(JsonWriter& json, Spotlight const& spotlight) {
    json.begin_object();
    json.field("board", spotlight.board);
    json.optional("ticket", spotlight.ticket);
    json.optional("ballot", spotlight.ballot);
    json.optional("since", spotlight.since);
    json.end_object();
}

void write(JsonWriter& json, TextFacts const& facts) {
    json.begin_object();
    json.field("v", facts.v);
    json.field("length", facts.length);
    json.field("digest", facts.digest);
    json.end_object();
}

void write(JsonWriter& json, Estimate const& estimate) {
    json.begin_object();
    json.field("card", estimate.card);
    json.optional("value", estimate.value);
    json.optional("round", estimate.round);
    json.nullable("by", estimate.by);
    json.end_object();
}

void write(JsonWriter& json, Archived const& archived) {
    json.begin_object();
    json.field("at", archived.at);
    json.nullable("by", archived.by);
    write_name(json, "reason", archived.reason);
    json.optional("note", archived.note);
    json.optional("of", archived.of);
    json.end_object();
}

void write(JsonWriter& json, std::map<TicketId, std::string> const& ranks) {
    json.begin_object();
    for (auto const& [ticket, rank] : ranks) json.field(to_string(ticket), rank);
    json.end_object();
}

}  // namespace refinery
