#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace refinery {

/// Why a text is no JSON that we accept, and at which byte it was noticed.
struct JsonFault {
    enum class Kind { malformed, too_deep, not_utf8 };
    Kind kind = Kind::malformed;
    std::size_t offset = 0;
};

/// Looks at one value of a document that outlives it. Asking a value for what it is not gives
/// nothing.
class JsonView {
public:
    bool is_null() const;
    bool is_object() const;
    bool is_list() const;
    std::optional<bool> truth() const;
    /// Without a fraction, between -(2^53-1) and 2^53-1.
    std::optional<std::int64_t> integer() const;
    std::optional<std::string_view> text() const;

    /// Elements of a list or members of an object; 0 for anything else.
    std::size_t size() const;
    /// @pre is_list() and index < size()
    JsonView element(std::size_t index) const;
    /// @pre is_object() and index < size()
    std::string_view name(std::size_t index) const;
    JsonView member(std::size_t index) const;
    std::optional<JsonView> find(std::string_view name) const;

private:
    friend class JsonDocument;
    explicit JsonView(void const* node) : node_(node) {}
    void const* node_;
};

/// A JSON text that was read under the rules MSG-4…MSG-6: not nested deeper than allowed, no name
/// twice in one object, plain numbers, UTF-8 before and after unescaping.
class JsonDocument {
public:
    /// Costs a small multiple of the text's length in time and memory, whatever it contains;
    /// depth is judged before anything recursive looks at it.
    static boost::system::result<JsonDocument, JsonFault> parse(std::string_view text,
                                                                std::size_t depth_max);
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    JsonView root() const;

private:
    struct Tree;
    explicit JsonDocument(std::unique_ptr<Tree> tree);
    std::unique_ptr<Tree> tree_;
};

/// Found by Boost when `.value()` is called on a fault.
[[noreturn]] void throw_exception_from_error(JsonFault const& fault,
                                             boost::source_location const& where);

}  // namespace refinery
