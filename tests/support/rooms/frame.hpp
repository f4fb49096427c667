#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace refinery {
class JsonDocument;
class JsonView;
}  // namespace refinery

namespace refinery::test {

/// A message as a page got it. Paths lead inside: "items.0.data.round".
class Frame {
public:
    explicit Frame(std::string text);

    std::string const& text() const { return text_; }
    std::string type() const;
    bool has(std::string_view path) const;
    /// Nothing where the path leads nowhere or to something else.
    std::optional<std::string> word(std::string_view path) const;
    std::optional<std::int64_t> number(std::string_view path) const;
    std::optional<bool> truth(std::string_view path) const;
    /// Elements of a list, members of an object.
    std::size_t size(std::string_view path) const;
    /// What stands there, written in one way: two that are alike give the same text.
    std::string dump(std::string_view path) const;
    bool contains(std::string_view piece) const { return text_.find(piece) != std::string::npos; }

    friend std::ostream& operator<<(std::ostream& out, Frame const& frame) {
        return out << frame.text_;
    }

private:
    std::optional<JsonView> at(std::string_view path) const;

    std::string text_;
    std::shared_ptr<JsonDocument> json_;
};

}  // namespace refinery::test
