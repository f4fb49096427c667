#pragma once

#include "protocol/codec/names.hpp"
#include "protocol/codec/strict_json.hpp"
#include "protocol/domain/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace refinery {

/// The first field that was not what its rule says, named from the outermost object that was read
/// ("tickets[3].key"), and one sentence for a person.
struct FieldFault {
    std::string where;
    std::string message;
};

/// Reads the members of one object. A member that is missing or of a wrong shape is remembered as
/// the fault, and something harmless is returned in its place: who reads a whole object asks once,
/// at the end, whether there was a fault, and then throws away what was read.
/// A nested reader must not outlive the one it came from.
class Fields {
public:
    Fields(JsonView object, std::optional<FieldFault>& fault) : object_(object), fault_(fault) {}

    bool has(std::string_view name) const { return object_.find(name).has_value(); }
    bool is_null(std::string_view name) const;
    JsonView json() const { return object_; }
    /// Remembers a fault of this member, unless there is one already.
    void wrong(std::string_view name, std::string_view message) const;

    std::string text(std::string_view name) const;
    std::optional<std::string> optional_text(std::string_view name) const;
    /// Outer nothing: absent. Inner nothing: `null`.
    std::optional<std::optional<std::string>> clearable_text(std::string_view name) const;
    bool truth(std::string_view name) const;
    std::optional<bool> optional_truth(std::string_view name) const;
    std::int64_t integer(std::string_view name) const;
    std::optional<std::int64_t> optional_integer(std::string_view name) const;
    std::uint64_t natural(std::string_view name) const;
    std::optional<std::uint64_t> optional_natural(std::string_view name) const;
    Timestamp time(std::string_view name) const { return {integer(name)}; }
    std::optional<Timestamp> optional_time(std::string_view name) const;
    /// `null` or absent: nothing.
    std::optional<std::int64_t> nullable_integer(std::string_view name) const;
    /// Outer nothing: absent. Inner nothing: `null`.
    std::optional<std::optional<std::int64_t>> clearable_integer(std::string_view name) const;
    std::vector<std::string> texts(std::string_view name) const;

    template <class IdType>
    IdType id(std::string_view name) const {
        auto const found = optional_id<IdType>(name);
        if (!found) must_be_there(name);
        return found.value_or(IdType{});
    }
    template <class IdType>
    std::optional<IdType> optional_id(std::string_view name) const {
        auto const text = optional_view(name);
        if (!text) return std::nullopt;
        auto const id = parse_id<IdType>(*text);
        if (!id) wrong(name, "This is not an id.");
        return id;
    }
    /// `null` or absent: nothing.
    template <class IdType>
    std::optional<IdType> nullable_id(std::string_view name) const {
        if (is_null(name)) return std::nullopt;
        return optional_id<IdType>(name);
    }
    template <class IdType>
    std::vector<IdType> ids(std::string_view name) const {
        std::vector<IdType> found;
        for_each_element(name, [&](JsonView element, std::size_t index) {
            auto const text = element.text();
            auto const id = text ? parse_id<IdType>(*text) : std::nullopt;
            if (id)
                found.push_back(*id);
            else
                wrong_element(name, index, "This is not an id.");
        });
        return found;
    }
    /// An empty list where it is absent.
    template <class IdType>
    std::vector<IdType> optional_ids(std::string_view name) const {
        return has(name) ? ids<IdType>(name) : std::vector<IdType>{};
    }
    template <class Alternative>
    Alternative alternative(std::string_view name) const {
        auto const found = optional_alternative<Alternative>(name);
        if (!found) must_be_there(name);
        return found.value_or(Alternative{});
    }
    template <class Alternative>
    std::optional<Alternative> optional_alternative(std::string_view name) const {
        auto const text = optional_view(name);
        if (!text) return std::nullopt;
        auto const found = alternative_named<Alternative>(*text);
        if (!found) wrong(name, "This is none of the values that may stand here.");
        return found;
    }

    /// Nothing, and a fault, where it is missing or no object.
    std::optional<Fields> object(std::string_view name) const;
    /// Nothing where it is absent; a fault where it is no object.
    std::optional<Fields> optional_object(std::string_view name) const;
    /// Calls `read(Fields)` for each element of a list of objects.
    template <class Read>
    void each_object(std::string_view name, Read&& read) const {
        for_each_element(name, [&](JsonView element, std::size_t index) {
            if (element.is_object())
                read(Fields(element, fault_, this, name, index));
            else
                wrong_element(name, index, "This must be an object.");
        });
    }
    /// Calls `read(JsonView, index)` for each element; a fault where the list is missing.
    template <class Read>
    void for_each_element(std::string_view name, Read&& read) const {
        auto const list = object_.find(name);
        if (!list) return must_be_there(name);
        if (!list->is_list()) return wrong(name, "This must be a list.");
        for (std::size_t i = 0; i < list->size() && !fault_; ++i) read(list->element(i), i);
    }
    void wrong_element(std::string_view name, std::size_t index, std::string_view message) const;

private:
    Fields(JsonView object, std::optional<FieldFault>& fault, Fields const* parent,
           std::string_view name, std::optional<std::size_t> index)
        : object_(object), fault_(fault), parent_(parent), name_(name), index_(index) {}

    void must_be_there(std::string_view name) const;
    std::optional<std::string_view> optional_view(std::string_view name) const;
    /// "set.", "tickets[3]."; empty for the outermost object.
    std::string path() const;

    JsonView object_;
    std::optional<FieldFault>& fault_;
    Fields const* parent_ = nullptr;
    std::string_view name_ = {};
    std::optional<std::size_t> index_ = {};
};

}  // namespace refinery
