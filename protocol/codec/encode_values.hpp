#pragma once

// Domain values that are written alike on the wire and in the store.

#include "protocol/codec/json_writer.hpp"
#include "protocol/codec/names.hpp"
#include "protocol/domain/operation.hpp"

#include <map>
#include <variant>
#include <vector>

namespace refinery {

template <class T>
concept NamedAlternative = requires(T value) {
    { name_of(value) } -> std::same_as<std::string_view>;
};

void write(JsonWriter& json, Deck const& deck);
void write(JsonWriter& json, Rights const& rights);
void write(JsonWriter& json, Spotlight const& spotlight);
void write(JsonWriter& json, TextFacts const& facts);
void write(JsonWriter& json, Estimate const& estimate);
void write(JsonWriter& json, Archived const& archived);
void write(JsonWriter& json, std::map<TicketId, std::string> const& ranks);
template <class Tag>
void write(JsonWriter& json, std::vector<Id<Tag>> const& ids) {
    json.begin_list();
    for (auto const& id : ids) json.value(id);
    json.end_list();
}
/// The members of an object that `written` writes.
template <class T>
void write_field(JsonWriter& json, std::string_view name, T const& what) {
    json.key(name);
    write(json, what);
}
template <class T>
void write_optional(JsonWriter& json, std::string_view name, std::optional<T> const& what) {
    if (what) write_field(json, name, *what);
}
/// An alternative by its name.
template <NamedAlternative T>
void write_name(JsonWriter& json, std::string_view name, T what) {
    json.field(name, name_of(what));
}
template <NamedAlternative T>
void write_name(JsonWriter& json, std::string_view name, std::optional<T> const& what) {
    if (what) write_name(json, name, *what);
}

}  // namespace refinery
