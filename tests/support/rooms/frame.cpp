#include "tests/support/rooms/frame.hpp"

#include "protocol/codec/strict_json.hpp"

#include <stdexcept>

namespace refinery::test {
namespace {

constexpr std::size_t depth_max = 32;

std::optional<std::size_t> index_of(std::string_view name) {
    if (name.empty() || name.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    return std::stoul(std::string(name));
}

std::string dumped(JsonView const& view) {
    if (auto const text = view.text()) return '"' + std::string(*text) + '"';
    if (auto const integer = view.integer()) return std::to_string(*integer);
    if (auto const truth = view.truth()) return *truth ? "true" : "false";
    if (view.is_null()) return "null";
    std::string all;
    for (std::size_t i = 0; i < view.size(); ++i) {
        if (i > 0) all += ',';
        all += view.is_list() ? dumped(view.element(i))
                              : std::string(view.name(i)) + ':' + dumped(view.member(i));
    }
    return view.is_list() ? '[' + all + ']' : '{' + all + '}';
}

}  // namespace

Frame::Frame(std::string text) : text_(std::move(text)) {
    auto parsed = JsonDocument::parse(text_, depth_max);
    if (!parsed) throw std::logic_error("the server sent what is no JSON: " + text_);
    json_ = std::make_shared<JsonDocument>(std::move(*parsed));
}

std::optional<JsonView> Frame::at(std::string_view path) const {
    std::optional<JsonView> here = json_->root();
    while (here && !path.empty()) {
        auto const dot = path.find('.');
        auto const name = path.substr(0, dot);
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
        auto const index = index_of(name);
        if (here->is_list() && index && *index < here->size()) {
            here = here->element(*index);
        } else if (here->is_object()) {
            here = here->find(name);
        } else {
            here.reset();
        }
    }
    return here;
}

std::string Frame::type() const { return word("type").value_or(""); }

bool Frame::has(std::string_view path) const { return at(path).has_value(); }

std::optional<std::string> Frame::word(std::string_view path) const {
    auto const there = at(path);
    if (!there || !there->text()) return std::nullopt;
    return std::string(*there->text());
}

std::optional<std::int64_t> Frame::number(std::string_view path) const {
    auto const there = at(path);
    return there ? there->integer() : std::nullopt;
}

std::optional<bool> Frame::truth(std::string_view path) const {
    auto const there = at(path);
    return there ? there->truth() : std::nullopt;
}

std::string Frame::dump(std::string_view path) const {
    auto const there = at(path);
    return there ? dumped(*there) : "";
}

std::size_t Frame::size(std::string_view path) const {
    auto const there = at(path);
    return there ? there->size() : 0;
}

}  // namespace refinery::test
