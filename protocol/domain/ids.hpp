#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace refinery {

/// 128 bits that name one thing. Each thing has its own type, so that a ticket is never taken for
/// a round. Written on the wire as 32 lower-case hex digits (rooms: 22 characters of base64url).
template <class Tag>
struct Id {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(Id const&) const = default;
};

using ParticipantId = Id<struct ParticipantTag>;
using SessionId = Id<struct SessionTag>;
using TicketId = Id<struct TicketTag>;
using BallotId = Id<struct BallotTag>;
using RoomId = Id<struct RoomTag>;
using ItemId = Id<struct ItemTag>;
using SprintId = Id<struct SprintTag>;
using GoalId = Id<struct GoalTag>;
using QuestionId = Id<struct QuestionTag>;
using SplitId = Id<struct SplitTag>;
/// An entry of a list: a criterion, a line of the definition of ready, a blocker outside the room.
using EntryId = Id<struct EntryTag>;

/// 32 lower-case hex digits.
std::string hex(std::array<std::uint8_t, 16> const& bytes);
/// Nothing unless `text` is exactly 32 hex digits, upper or lower case.
std::optional<std::array<std::uint8_t, 16>> parse_hex_128(std::string_view text);

template <class Tag>
std::string to_string(Id<Tag> const& id) {
    return hex(id.bytes);
}
/// 22 characters of base64url, without padding (wire.md 1).
std::string to_string(RoomId const& id);

template <class IdType>
std::optional<IdType> parse_id(std::string_view text) {
    auto const bytes = parse_hex_128(text);
    if (!bytes) return std::nullopt;
    return IdType{*bytes};
}
/// Nothing unless `text` is 22 characters of base64url whose unused bits are zero.
template <>
std::optional<RoomId> parse_id<RoomId>(std::string_view text);

/// What is kept of a secret that only its bearer knows: a seat, a key, a passcode. Domain values
/// hold the hash alone; the rim computes it before anything comes in.
struct SecretHash {
    std::array<std::uint8_t, 32> bytes{};

    auto operator<=>(SecretHash const&) const = default;
};

/// Milliseconds since the Unix epoch, on the server's wall clock.
struct Timestamp {
    std::int64_t ms = 0;

    auto operator<=>(Timestamp const&) const = default;
};

/// An operation's position in its room's log; the first is 1, and 0 is before everything.
using Sequence = std::uint64_t;

}  // namespace refinery

template <class Tag>
struct std::hash<refinery::Id<Tag>> {
    std::size_t operator()(refinery::Id<Tag> const& id) const noexcept {
        // The bits are random already: eight of the bytes are as good a hash as any.
        std::size_t value = 0;
        std::memcpy(&value, id.bytes.data(), sizeof value);
        return value;
    }
};

template <>
struct std::hash<refinery::SecretHash> {
    std::size_t operator()(refinery::SecretHash const& secret) const noexcept {
        std::size_t value = 0;
        std::memcpy(&value, secret.bytes.data(), sizeof value);
        return value;
    }
};
