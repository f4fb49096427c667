#pragma once

// What ballots ask, choose and show: written and read alike on the wire and in the store.

#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/fields.hpp"
#include "protocol/domain/ballot.hpp"

#include <vector>

namespace refinery {

void write(JsonWriter& json, CardChoice const& choice);
/// As it is sealed: the kinds are told apart by their members.
void write(JsonWriter& json, Choice const& choice);
void write(JsonWriter& json, std::vector<RevealedChoice> const& choices);
void write(JsonWriter& json, std::vector<CardCount> const& counts);
void write(JsonWriter& json, std::vector<RevealedHand> const& hands);
void write(JsonWriter& json, std::vector<DotCount> const& totals);
/// `choices`, `counts`, `hands` or `totals`.
void write_outcome(JsonWriter& json, Outcome const& outcome);
/// `ticket` or `question`.
void write_about(JsonWriter& json, Cards const& asks);
/// Members of a voting as it is opened.
void write_members(JsonWriter& json, Dots const& asks);

/// Faults where no choice of any kind stands there.
Choice read_choice(Fields const& from);
Outcome read_outcome(Fields const& from);
std::variant<TicketId, std::string> read_about(Fields const& from);
Dots read_dots(Fields const& from);
/// `{ticket: value}`; faults where a name is no id.
template <class Value, class Read>
std::map<TicketId, Value> read_by_ticket(Fields const& from, std::string_view name, Read&& read) {
    std::map<TicketId, Value> values;
    auto const object = from.object(name);
    if (!object) return values;
    for (std::size_t i = 0; i < object->json().size(); ++i) {
        auto const key = object->json().name(i);
        auto const ticket = parse_id<TicketId>(key);
        if (ticket)
            values.emplace(*ticket, read(*object, key));
        else
            object->wrong(key, "This is not an id.");
    }
    return values;
}

}  // namespace refinery
