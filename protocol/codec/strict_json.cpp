#include "protocol/codec/strict_json.hpp"

#include "protocol/domain/text.hpp"

#include <algorithm>
#include <rapidjson/document.h>
#include <stdexcept>
#include <vector>

// How a text is read: `scan` goes over the bytes once, without recursion, and refuses what the
// library must not see (depth, exponents, bytes outside of strings that JSON does not have); then
// the library checks the grammar and builds its tree; then `check_tree` refuses names that stand
// twice and strings that stopped being UTF-8 by their escapes. RapidJSON 1.1 recurses with the
// depth of its input, mistakes an exponent for a smaller one, skips a byte order mark, takes
// U+0000 for the end and lets a lone `\udc00` through; none of these reaches it or leaves it.

namespace refinery {

namespace {

constexpr std::size_t number_bytes_max = 32;
constexpr std::int64_t integer_max = (std::int64_t{1} << 53) - 1;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// -?(0|[1-9][0-9]*)(\.[0-9]+)?
bool is_plain_number(std::string_view text) {
    if (text.size() > number_bytes_max) return false;
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    auto const whole = std::min(text.find('.'), text.size());
    if (whole == 0 || (text.front() == '0' && whole > 1)) return false;
    if (!std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(whole), is_digit))
        return false;
    if (whole == text.size()) return true;
    auto const fraction = text.substr(whole + 1);
    return !fraction.empty() && std::all_of(fraction.begin(), fraction.end(), is_digit);
}

bool is_number_part(char c) {
    return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

bool may_stand_outside_of_strings(char c) {
    return (c >= 'a' && c <= 'z') || c == ':' || c == ',' || c == ' ' || c == '\t' || c == '\n' ||
           c == '\r';
}

/// The byte behind the string that starts at `quote`; nothing where it is not ended or holds a
/// control character.
std::optional<std::size_t> end_of_string(std::string_view text, std::size_t quote) {
    for (auto i = quote + 1; i < text.size(); ++i) {
        if (text[i] == '"') return i + 1;
        if (static_cast<unsigned char>(text[i]) < 0x20) return std::nullopt;
        if (text[i] == '\\') ++i;
    }
    return std::nullopt;
}

std::optional<JsonFault> scan(std::string_view text, std::size_t depth_max) {
    std::size_t depth = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        char const c = text[at];
        if (c == '"') {
            auto const end = end_of_string(text, at);
            if (!end) return JsonFault{JsonFault::Kind::malformed, at};
            at = *end;
        } else if (c == '{' || c == '[') {
            if (++depth > depth_max) return JsonFault{JsonFault::Kind::too_deep, at};
            ++at;
        } else if (c == '}' || c == ']') {
            if (depth-- == 0) return JsonFault{JsonFault::Kind::malformed, at};
            ++at;
        } else if (c == '-' || is_digit(c)) {
            auto end = at + 1;
            while (end < text.size() && is_number_part(text[end])) ++end;
            if (!is_plain_number(text.substr(at, end - at)))
                return JsonFault{JsonFault::Kind::malformed, at};
            at = end;
        } else if (may_stand_outside_of_strings(c)) {
            ++at;
        } else {
            return JsonFault{JsonFault::Kind::malformed, at};
        }
    }
    return std::nullopt;
}

using Node = rapidjson::Value;

std::string_view text_of(Node const& node) { return {node.GetString(), node.GetStringLength()}; }

bool has_a_name_twice(Node const& object) {
    std::vector<std::string_view> names;
    names.reserve(object.MemberCount());
    for (auto const& member : object.GetObject()) names.push_back(text_of(member.name));
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
}

/// Recursion is bounded: `scan` has judged the depth.
bool is_acceptable(Node const& node, bool look_into_strings) {
    if (node.IsString()) return !look_into_strings || is_utf8(text_of(node));
    if (node.IsArray()) {
        for (auto const& element : node.GetArray())
            if (!is_acceptable(element, look_into_strings)) return false;
    } else if (node.IsObject()) {
        if (has_a_name_twice(node)) return false;
        for (auto const& member : node.GetObject())
            if (!is_acceptable(member.name, look_into_strings) ||
                !is_acceptable(member.value, look_into_strings))
                return false;
    }
    return true;
}

Node const& node_of(void const* node) { return *static_cast<Node const*>(node); }

}  // namespace

struct JsonDocument::Tree {
    rapidjson::Document document;
};

boost::system::result<JsonDocument, JsonFault> JsonDocument::parse(std::string_view text,
                                                                   std::size_t depth_max) {
    if (!is_utf8(text)) return JsonFault{JsonFault::Kind::not_utf8, 0};
    if (auto const fault = scan(text, depth_max)) return *fault;
    if (text.empty()) return JsonFault{JsonFault::Kind::malformed, 0};
    auto tree = std::make_unique<Tree>();
    tree->document.Parse(text.data(), text.size());
    if (tree->document.HasParseError())
        return JsonFault{JsonFault::Kind::malformed, tree->document.GetErrorOffset()};
    // Only an escape can make a string that is no UTF-8 out of a text that is.
    bool const has_escapes = text.find("\\u") != std::string_view::npos;
    if (!is_acceptable(tree->document, has_escapes))
        return JsonFault{JsonFault::Kind::malformed, 0};
    return JsonDocument(std::move(tree));
}

JsonDocument::JsonDocument(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonView JsonDocument::root() const { return JsonView(static_cast<Node const*>(&tree_->document)); }

bool JsonView::is_null() const { return node_of(node_).IsNull(); }
bool JsonView::is_object() const { return node_of(node_).IsObject(); }
bool JsonView::is_list() const { return node_of(node_).IsArray(); }

std::optional<bool> JsonView::truth() const {
    auto const& node = node_of(node_);
    if (!node.IsBool()) return std::nullopt;
    return node.GetBool();
}

std::optional<std::int64_t> JsonView::integer() const {
    auto const& node = node_of(node_);
    if (!node.IsInt64()) return std::nullopt;
    auto const number = node.GetInt64();
    if (number > integer_max || number < -integer_max) return std::nullopt;
    return number;
}

std::optional<std::string_view> JsonView::text() const {
    auto const& node = node_of(node_);
    if (!node.IsString()) return std::nullopt;
    return text_of(node);
}

std::size_t JsonView::size() const {
    auto const& node = node_of(node_);
    if (node.IsArray()) return node.Size();
    if (node.IsObject()) return node.MemberCount();
    return 0;
}

JsonView JsonView::element(std::size_t index) const {
    return JsonView(&node_of(node_)[static_cast<rapidjson::SizeType>(index)]);
}

std::string_view JsonView::name(std::size_t index) const {
    return text_of((node_of(node_).MemberBegin() + static_cast<std::ptrdiff_t>(index))->name);
}

JsonView JsonView::member(std::size_t index) const {
    return JsonView(&(node_of(node_).MemberBegin() + static_cast<std::ptrdiff_t>(index))->value);
}

std::optional<JsonView> JsonView::find(std::string_view name) const {
    auto const& node = node_of(node_);
    if (!node.IsObject()) return std::nullopt;
    for (auto const& member : node.GetObject())
        if (text_of(member.name) == name) return JsonView(&member.value);
    return std::nullopt;
}

void throw_exception_from_error(JsonFault const& fault, boost::source_location const&) {
    throw std::logic_error("value() of a text that is no JSON, at byte " +
                           std::to_string(fault.offset));
}

}  // namespace refinery
