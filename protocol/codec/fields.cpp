#include "protocol/codec/fields.hpp"

namespace refinery {

std::string Fields::path() const {
    if (!parent_) return {};
    auto place = parent_->path() + std::string(name_);
    if (index_) place += "[" + std::to_string(*index_) + "]";
    return place + ".";
}

void Fields::wrong(std::string_view name, std::string_view message) const {
    if (!fault_) fault_ = FieldFault{path() + std::string(name), std::string(message)};
}

void Fields::wrong_element(std::string_view name, std::size_t index,
                           std::string_view message) const {
    wrong(std::string(name) + "[" + std::to_string(index) + "]", message);
}

void Fields::must_be_there(std::string_view name) const {
    // Where it is there and wrong, that was said already.
    wrong(name, "This field is missing.");
}

bool Fields::is_null(std::string_view name) const {
    auto const value = object_.find(name);
    return value && value->is_null();
}

std::optional<std::string_view> Fields::optional_view(std::string_view name) const {
    auto const value = object_.find(name);
    if (!value) return std::nullopt;
    auto const text = value->text();
    if (!text) wrong(name, "This must be a string.");
    return text;
}

std::string Fields::text(std::string_view name) const {
    auto const found = optional_view(name);
    if (!found) must_be_there(name);
    return std::string(found.value_or(std::string_view{}));
}

std::optional<std::string> Fields::optional_text(std::string_view name) const {
    auto const found = optional_view(name);
    if (!found) return std::nullopt;
    return std::string(*found);
}

std::optional<std::optional<std::string>> Fields::clearable_text(std::string_view name) const {
    if (is_null(name)) return std::optional<std::string>{};
    auto found = optional_text(name);
    if (!found) return std::nullopt;
    return found;
}

std::optional<bool> Fields::optional_truth(std::string_view name) const {
    auto const value = object_.find(name);
    if (!value) return std::nullopt;
    auto const truth = value->truth();
    if (!truth) wrong(name, "This must be true or false.");
    return truth;
}

bool Fields::truth(std::string_view name) const {
    auto const found = optional_truth(name);
    if (!found) must_be_there(name);
    return found.value_or(false);
}

std::optional<std::int64_t> Fields::optional_integer(std::string_view name) const {
    auto const value = object_.find(name);
    if (!value) return std::nullopt;
    auto const number = value->integer();
    if (!number) wrong(name, "This must be an integer between -(2^53-1) and 2^53-1.");
    return number;
}

std::int64_t Fields::integer(std::string_view name) const {
    auto const found = optional_integer(name);
    if (!found) must_be_there(name);
    return found.value_or(0);
}

std::optional<std::int64_t> Fields::nullable_integer(std::string_view name) const {
    if (is_null(name)) return std::nullopt;
    return optional_integer(name);
}

std::optional<std::optional<std::int64_t>> Fields::clearable_integer(std::string_view name) const {
    if (is_null(name)) return std::optional<std::int64_t>{};
    auto const found = optional_integer(name);
    if (!found) return std::nullopt;
    return found;
}

std::vector<std::string> Fields::texts(std::string_view name) const {
    std::vector<std::string> found;
    for_each_element(name, [&](JsonView element, std::size_t index) {
        if (auto const text = element.text())
            found.emplace_back(*text);
        else
            wrong_element(name, index, "This must be a string.");
    });
    return found;
}

std::optional<std::uint64_t> Fields::optional_natural(std::string_view name) const {
    auto const number = optional_integer(name);
    if (!number) return std::nullopt;
    if (*number < 0) {
        wrong(name, "This must not be negative.");
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(*number);
}

std::uint64_t Fields::natural(std::string_view name) const {
    auto const found = optional_natural(name);
    if (!found) must_be_there(name);
    return found.value_or(0);
}

std::optional<Timestamp> Fields::optional_time(std::string_view name) const {
    auto const number = optional_integer(name);
    if (!number) return std::nullopt;
    return Timestamp{*number};
}

std::optional<Fields> Fields::optional_object(std::string_view name) const {
    auto const value = object_.find(name);
    if (!value) return std::nullopt;
    if (!value->is_object()) {
        wrong(name, "This must be an object.");
        return std::nullopt;
    }
    return Fields(*value, fault_, this, name, std::nullopt);
}

std::optional<Fields> Fields::object(std::string_view name) const {
    auto found = optional_object(name);
    if (!found) must_be_there(name);
    return found;
}

}  // namespace refinery
