#include "protocol/domain/decide.hpp"

#include "protocol/domain/decide_parts.hpp"

#include <algorithm>
#include <type_traits>
#include <unordered_set>

namespace refinery {
namespace {

Rejection out_of_place(char const* what) {
    return {.code = RejectionCode::internal, .message = what};
}

/// ROOM-9: what happens in a room that has ended.
template <class Body>
constexpr bool happens_after_the_end =
    std::is_same_v<Body, command::ReopenRoom> || std::is_same_v<Body, command::Leave> ||
    std::is_same_v<Body, command::Arrive>;

Decision room_has_ended(Asked const& asked) {
    // Nobody waits for what the room itself would have done: a countdown comes to nothing.
    if (!asked.by) return already_so();
    auto refusal = not_now("This room has ended. Its owner can reopen it.");
    refusal.data = rejection_data::Phase{.phase = "ended", .at = asked.room.ended->at};
    return refusal;
}

}  // namespace

Result<std::optional<Operation>> decide(Room const& room, Command const& command, Timestamp now,
                                        Limits const& limits) {
    auto const creates = std::holds_alternative<command::CreateRoom>(command.body);
    if (creates != (room.head == 0))
        return creates ? conflict("This room exists already.")
                       : out_of_place("This room has not been created.");
    auto const* by = command.by ? room.participants.find(*command.by) : nullptr;
    if (command.by && !by) return out_of_place("Nobody in this room has asked for this.");

    Asked const asked{.room = room, .by = by, .at = std::max(now, room.last_at), .limits = limits};
    auto decision = std::visit(
        [&]<class Body>(Body const& body) {
            if (room.ended && !happens_after_the_end<Body>) return room_has_ended(asked);
            return decide(asked, body);
        },
        command.body);
    if (!decision) return decision.error();
    if (!*decision) return std::optional<Operation>{};
    auto& decided = **decision;
    return std::optional<Operation>{Operation{.seq = room.head + 1,
                                              .at = asked.at,
                                              .by = decided.by ? decided.by : command.by,
                                              .origin = command.origin,
                                              .undoes = decided.undoes,
                                              .body = std::move(decided.body)}};
}

MaybeRefusal refuse_without(Asked const& asked, Right right) {
    if (!asked.by || holds(asked.room, *asked.by, right)) return std::nullopt;
    return forbidden(right);
}

MaybeRefusal refuse_list(Asked const& asked, std::vector<TicketId> const& tickets,
                         Archive archive) {
    if (tickets.empty()) return bad_request("tickets", "No ticket is named.");
    std::unordered_set<TicketId> seen;
    for (auto const ticket : tickets)
        if (!seen.insert(ticket).second) return bad_request("tickets", "A ticket is named twice.");
    for (auto const ticket : tickets)
        if (!asked.room.tickets.contains(ticket)) return not_found("ticket");
    if (archive == Archive::may_be_named) return std::nullopt;
    for (auto const id : tickets) {
        auto const& ticket = *asked.room.tickets.find(id);
        if (ticket.archived) return in_the_archive(ticket);
    }
    return std::nullopt;
}

MaybeRefusal refuse_position(Asked const& asked, command::Position const& after) {
    auto const* ticket = std::get_if<TicketId>(&after);
    if (!ticket || asked.room.tickets.contains(*ticket)) return std::nullopt;
    return not_found("ticket to stand behind");
}

MaybeRefusal refuse_auto_reveal(std::optional<std::int64_t> ms, std::string where) {
    if (!ms || (*ms >= 0 && *ms <= auto_reveal_ms_max)) return std::nullopt;
    auto refusal = bad_request(std::move(where), "A countdown has at most ten minutes.");
    refusal.data = rejection_data::Limit{.limit = auto_reveal_ms_max};
    return refusal;
}

MaybeRefusal refuse_full_room(Asked const& asked, std::size_t more) {
    auto const limit = asked.limits.room_bytes_max;
    auto const used = std::min(asked.room.content_bytes, limit);
    if (more <= limit - used) return std::nullopt;
    return Rejection{.code = RejectionCode::too_large,
                     .message = "This room is full.",
                     .data = rejection_data::Limit{.limit = static_cast<std::int64_t>(limit)}};
}

}  // namespace refinery
