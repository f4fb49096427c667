#pragma once

// The people and things of the golden messages.

#include "protocol/domain/room.hpp"

#include <string_view>

namespace refinery::test::sample {

template <class IdType>
IdType an_id(std::string_view text) {
    return parse_id<IdType>(text).value();
}

inline auto const room = an_id<RoomId>("k3VnQm9hcmRXYWxrTWFwMQ");
inline auto const ann = an_id<ParticipantId>("a11ce0000000000000000000000000a1");
inline auto const bob = an_id<ParticipantId>("b0b00000000000000000000000000b02");
inline auto const t12 = an_id<TicketId>("7c000000000000000000000000000012");
inline auto const t13 = an_id<TicketId>("7c000000000000000000000000000013");
inline auto const t14 = an_id<TicketId>("7c000000000000000000000000000014");
inline auto const r1 = an_id<BallotId>("50000000000000000000000000000031");
inline auto const r2 = an_id<BallotId>("50000000000000000000000000000032");
/// A question, and votings by dots.
inline auto const r3 = an_id<BallotId>("50000000000000000000000000000033");
inline auto const d1 = an_id<BallotId>("d0750000000000000000000000000041");
inline auto const d2 = an_id<BallotId>("d0750000000000000000000000000042");
/// A draft of a split, and its children.
inline auto const p1 = an_id<SplitId>("5b1100000000000000000000000000b1");
inline auto const c1 = an_id<TicketId>("7c0000000000000000000000000000c1");
inline auto const c2 = an_id<TicketId>("7c0000000000000000000000000000c2");
inline auto const c3 = an_id<TicketId>("7c0000000000000000000000000000c3");
inline auto const i1 = an_id<ItemId>("17e00000000000000000000000000071");
inline auto const i2 = an_id<ItemId>("17e00000000000000000000000000072");
inline auto const e1 = an_id<EntryId>("e7000000000000000000000000000081");
inline auto const e2 = an_id<EntryId>("e7000000000000000000000000000082");
inline auto const g1 = an_id<GoalId>("60a10000000000000000000000000061");
inline auto const q1 = an_id<QuestionId>("90e50000000000000000000000000091");
inline auto const s1 = an_id<SprintId>("59100000000000000000000000000051");
inline auto const session = an_id<SessionId>("5e5510000000000000000000000000e5");
inline constexpr std::string_view seat = "5ea70000000000000000000000000001";
inline constexpr std::string_view epoch = "e9f0b1c2d3a4958677a8b9c0d1e2f304";
inline constexpr std::string_view hash = "0123456789abcdef";
inline constexpr Timestamp at{1'795'514'400'000};
inline constexpr Timestamp later(std::int64_t ms) { return {at.ms + ms}; }
inline constexpr DocId doc_of(TicketId ticket) { return {ticket}; }

inline Deck const quick{.name = "Quick",
                        .cards = {{"½", 500}, {"1", 1000}, {"2", 2000}, {"?", std::nullopt}}};
inline Deck const yes_or_no{.name = "Yes or no", .cards = {{"Yes"}, {"No"}, {"Pass"}}};
inline Rights const open_rights{};
inline Rights const other_rights{
    .write = Audience::everybody, .order = Audience::facilitators, .lead = Audience::everybody};
inline TextFacts const facts{.v = 3, .length = 42, .digest = "cbf29ce484222325"};

}  // namespace refinery::test::sample
