#include "protocol/codec/stored_values.hpp"

#include "protocol/codec/ballot_values.hpp"
#include "protocol/domain/ids.hpp"
#include "protocol/domain/overloaded.hpp"

#include <algorithm>
#include <array>

namespace refinery {

namespace {

/// A hash is written as two ids are: 32 hex digits for each half.
std::optional<SecretHash> parse_secret_hash(std::string_view text) {
    if (text.size() != 64) return std::nullopt;
    auto const first = parse_hex_128(text.substr(0, 32));
    auto const second = parse_hex_128(text.substr(32));
    if (!first || !second) return std::nullopt;
    SecretHash secret;
    std::copy(second->begin(), second->end(),
              std::copy(first->begin(), first->end(), secret.bytes.begin()));
    return secret;
}

}  // namespace

std::string to_string(SecretHash const& secret) {
    std::array<std::uint8_t, 16> half{};
    std::copy_n(secret.bytes.begin(), 16, half.begin());
    auto text = hex(half);
    std::copy_n(secret.bytes.begin() + 16, 16, half.begin());
    return text + hex(half);
}

std::optional<SecretHash> read_optional_secret_hash(Fields const& from, std::string_view name) {
    auto const text = from.optional_text(name);
    if (!text) return std::nullopt;
    auto const secret = parse_secret_hash(*text);
    if (!secret) from.wrong(name, "This is not a hash.");
    return secret;
}

SecretHash read_secret_hash(Fields const& from, std::string_view name) {
    auto const secret = read_optional_secret_hash(from, name);
    if (!secret) from.wrong(name, "This field is missing.");
    return secret.value_or(SecretHash{});
}

Estimate read_estimate(Fields const& estimate) {
    return {.card = estimate.text("card"),
            .value = estimate.optional_integer("value"),
            .round = estimate.optional_id<BallotId>("round"),
            .by = estimate.nullable_id<ParticipantId>("by")};
}

std::optional<Estimate> read_optional_estimate(Fields const& from, std::string_view name) {
    auto const estimate = from.optional_object(name);
    if (!estimate) return std::nullopt;
    return read_estimate(*estimate);
}

std::optional<std::optional<Estimate>> read_clearable_estimate(Fields const& from,
                                                               std::string_view name) {
    if (from.is_null(name)) return std::optional<Estimate>{};
    auto estimate = read_optional_estimate(from, name);
    if (!estimate) return std::nullopt;
    return estimate;
}

Archived read_archived(Fields const& archived) {
    return {.at = archived.time("at"),
            .by = archived.nullable_id<ParticipantId>("by"),
            .reason = archived.optional_alternative<ArchiveReason>("reason"),
            .note = archived.optional_text("note"),
            .of = archived.optional_id<TicketId>("of")};
}

std::map<TicketId, std::string> read_ranks(Fields const& from) {
    return read_by_ticket<std::string>(
        from, "ranks",
        [](Fields const& ranks, std::string_view ticket) { return ranks.text(ticket); });
}

}  // namespace refinery
