// The room itself, and what it looks at together (PROTOCOL.md ROOM, SPT).

#include "protocol/domain/decide_parts.hpp"

#include <utility>

namespace refinery {
namespace {

constexpr char const* estimate_board = "estimate";

MaybeRefusal refuse_title(Asked const& asked, std::string_view title, char const* where) {
    return refuse_line(title, asked.limits.title_code_points_max, where, "A title");
}

/// RGT-2: what only an owner sets, and what everybody may who leads.
struct Touched {
    bool owned;
    bool led;
};
Touched touched_by(command::RoomSettings const& set) {
    return {.owned = set.rights || set.locked || set.passcode,
            .led = set.title || set.deck || set.auto_reveal_ms || set.anonymous};
}

bool says_nothing_new(Room const& room, command::RoomSettings const& set) {
    auto const same = [](auto const& wanted, auto const& present) {
        return !wanted || *wanted == present;
    };
    // A passcode is always stored: whether it is the old one is nobody's business (ROOM-3).
    return !set.passcode && same(set.title, room.title) && same(set.deck, room.deck) &&
           same(set.auto_reveal_ms, room.auto_reveal_ms) && same(set.anonymous, room.anonymous) &&
           same(set.locked, room.locked) && same(set.rights, room.rights);
}

}  // namespace

Decision decide(Asked const& asked, command::CreateRoom const& create) {
    if (auto refusal = refuse_title(asked, create.title, "title")) return *refusal;
    if (create.deck)
        if (auto checked = check_deck(*create.deck); !checked) return checked.error();
    return happens(operation::RoomCreated{.room = create.room,
                                          .title = create.title,
                                          .code = create.code,
                                          .deck = create.deck.value_or(modified_fibonacci()),
                                          .rights = create.rights.value_or(Rights{}),
                                          .passcode = create.passcode,
                                          .facilitator_key = create.facilitator_key,
                                          .read_key = create.read_key});
}

Decision decide(Asked const& asked, command::ConfigureRoom const& configure) {
    auto const& set = configure.set;
    auto const touched = touched_by(set);
    if (touched.led || !touched.owned)
        if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (touched.owned)
        if (auto refusal = refuse_without(asked, Right::own)) return *refusal;
    if (!touched.led && !touched.owned) return bad_request("set", "Nothing is to be set.");
    if (set.title)
        if (auto refusal = refuse_title(asked, *set.title, "set.title")) return *refusal;
    if (set.deck) {
        if (auto checked = check_deck(*set.deck); !checked) {
            auto refusal = checked.error();
            refusal.where = "set." + *refusal.where;
            return refusal;
        }
    }
    if (set.auto_reveal_ms)
        if (auto refusal = refuse_auto_reveal(*set.auto_reveal_ms, "set.auto_reveal_ms"))
            return *refusal;
    if (says_nothing_new(asked.room, set)) return already_so();
    return happens(operation::RoomConfigured{.set = set});
}

Decision decide(Asked const& asked, command::SetSpotlight const& set) {
    auto const& spotlight = set.spotlight;
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (spotlight.board != estimate_board) return bad_request("board", "There is no such board.");
    auto const* ballot = spotlight.ballot ? asked.room.rounds.find(*spotlight.ballot) : nullptr;
    if (spotlight.ticket && !asked.room.tickets.contains(*spotlight.ticket))
        return not_found("ticket");
    if (spotlight.ballot && !ballot) return not_found("round");
    if (ballot && spotlight.ticket && ballot->ticket != *spotlight.ticket)
        return bad_request("ballot", "This round is about another ticket.");
    for (auto const& named :
         {spotlight.ticket, ballot ? std::optional(ballot->ticket) : std::nullopt}) {
        auto const* ticket = named ? asked.room.tickets.find(*named) : nullptr;
        if (ticket && ticket->archived) return in_the_archive(*ticket);
    }
    if (asked.room.spotlight == spotlight) return already_so();
    return happens(operation::SpotlightMoved{.spotlight = spotlight});
}

}  // namespace refinery
