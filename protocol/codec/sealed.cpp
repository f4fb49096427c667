#include "protocol/codec/sealed.hpp"

#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/base64.hpp"
#include "protocol/domain/limits.hpp"

#include <cstddef>
#include <cstdint>

namespace refinery {

namespace {

constexpr std::size_t length_bytes = 4;
/// A choice is an object, with lists of numbers.
constexpr std::size_t sealed_depth = 2;

std::string bound_to(ChoicePlace const& place) {
    return "choice/" + to_string(place.room) + "/" + to_string(place.ballot) + "/" +
           to_string(place.by);
}

std::string padded(std::string const& text) {
    std::string plain;
    for (std::size_t i = 0; i < length_bytes; ++i)
        plain += static_cast<char>((text.size() >> (8 * i)) & 0xFFU);
    plain += text;
    auto const blocks = (plain.size() + sealed_choice_bytes - 1) / sealed_choice_bytes;
    plain.resize(blocks * sealed_choice_bytes, '\0');
    return plain;
}

std::optional<std::string_view> without_padding(std::string_view plain) {
    if (plain.size() < length_bytes) return std::nullopt;
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i)
        length |= static_cast<std::size_t>(static_cast<unsigned char>(plain[i])) << (8 * i);
    if (length > plain.size() - length_bytes) return std::nullopt;
    return plain.substr(length_bytes, length);
}

std::optional<Choice> choice_in(std::string_view text) {
    auto const document = JsonDocument::parse(text, sealed_depth);
    if (!document || !document->root().is_object()) return std::nullopt;
    std::optional<FieldFault> fault;
    auto choice = read_choice(Fields(document->root(), fault));
    if (fault) return std::nullopt;
    return choice;
}

}  // namespace

void SealedCodec::write(JsonWriter& json, std::string_view name,
                        std::optional<Secret<Choice>> const& choice, ChoicePlace const& place,
                        Sealer& sealer) {
    json.key(name);
    if (!choice) return json.null();
    JsonWriter plain;
    refinery::write(plain, SecretOpener{}.open(*choice));
    json.begin_object();
    json.field("key", sealer.key_id());
    json.field("value", base64_of(sealer.seal(padded(plain.take()), bound_to(place))));
    json.end_object();
}

SealedCodec::Opened SealedCodec::read(Fields const& from, std::string_view name,
                                      ChoicePlace const& place, Sealer const& sealer) {
    if (from.is_null(name)) return {};
    auto const sealed = from.object(name);
    if (!sealed) return {};
    auto const key = sealed->text("key");
    auto const bytes = bytes_of_base64(sealed->text("value"));
    if (!bytes) {
        sealed->wrong("value", "This is no sealed value.");
        return {};
    }
    auto const plain = sealer.open(*bytes, bound_to(place));
    if (!plain && key != sealer.key_id()) return {.key_missing = true};
    auto const text = plain ? without_padding(*plain) : std::nullopt;
    auto choice = text ? choice_in(*text) : std::nullopt;
    if (!choice) {
        sealed->wrong("value", "This sealed value was damaged.");
        return {};
    }
    return {.choice = Secret<Choice>(std::move(*choice))};
}

}  // namespace refinery
