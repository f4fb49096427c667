#pragma once

#include "protocol/domain/ids.hpp"

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace refinery {

/// Writes one JSON text, member by member, without a document in between. Members stand in the
/// order in which they are written, so equal values give equal bytes.
class JsonWriter {
public:
    JsonWriter();
    ~JsonWriter();
    JsonWriter(JsonWriter const&) = delete;
    JsonWriter& operator=(JsonWriter const&) = delete;

    void begin_object();
    void end_object();
    void begin_list();
    void end_list();
    void key(std::string_view name);

    void value(std::string_view text);
    void value(char const* text) { value(std::string_view(text)); }
    void value(std::string const& text) { value(std::string_view(text)); }
    void value(std::same_as<bool> auto truth) { boolean(truth); }
    void value(std::signed_integral auto number) { integer(number); }
    void value(std::unsigned_integral auto number) requires(!std::same_as<decltype(number), bool>) {
        natural(number);
    }
    void value(Timestamp time) { integer(time.ms); }
    template <class Tag>
    void value(Id<Tag> const& id) {
        value(std::string_view(to_string(id)));
    }
    void null();
    /// A value that is JSON already.
    void raw(std::string_view json);

    /// `name: value`
    template <class T>
    void field(std::string_view name, T const& what) {
        key(name);
        value(what);
    }
    /// Nothing at all where it is absent.
    template <class T>
    void optional(std::string_view name, std::optional<T> const& what) {
        if (what) field(name, *what);
    }
    /// `null` where it is absent.
    template <class T>
    void nullable(std::string_view name, std::optional<T> const& what) {
        key(name);
        if (what)
            value(*what);
        else
            null();
    }
    /// Outer nothing: nothing at all. Inner nothing: `null`.
    template <class T>
    void clearable(std::string_view name, std::optional<std::optional<T>> const& what) {
        if (what) nullable(name, *what);
    }

    /// The text; the writer is empty afterwards.
    std::string take();

private:
    void boolean(bool truth);
    void integer(std::int64_t number);
    void natural(std::uint64_t number);

    struct Machinery;
    std::unique_ptr<Machinery> machinery_;
};

}  // namespace refinery
