// The room itself, and what it looks at together (PROTOCOL.md ROOM, SPT).

#include "protocol/domain/agenda_queue.hpp"
#include "protocol/domain/decide_parts.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace refinery {
namespace {

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
            .led = set.title || set.deck || set.auto_reveal_ms || set.anonymous ||
                   !(set.plan == command::PlanSettings{})};
}

MaybeRefusal refuse_sentence(std::string const& sentence, char const* where, char const* subject) {
    return refuse_line(sentence, sentence_code_points_max, where, subject);
}

MaybeRefusal refuse_between(std::int64_t value, std::int64_t least, std::int64_t most,
                            char const* where, char const* sentence) {
    if (value >= least && value <= most) return std::nullopt;
    auto refusal = bad_request(where, sentence);
    refusal.data = rejection_data::Limit{.limit = value < least ? least : most};
    return refusal;
}

MaybeRefusal refuse_goals(std::vector<ProductGoal> const& goals) {
    if (goals.size() > product_goals_max)
        return too_large("set.goals", "A room has at most 20 product goals.", product_goals_max);
    std::set<GoalId> seen;
    for (auto const& goal : goals) {
        if (auto refusal = refuse_sentence(goal.title, "set.goals", "A product goal"))
            return refusal;
        if (!seen.insert(goal.goal).second)
            return bad_request("set.goals", "A product goal is named twice.");
    }
    return std::nullopt;
}

MaybeRefusal refuse_ready_list(std::vector<ReadyEntry> const& ready) {
    if (ready.empty())
        return bad_request("set.ready", "A definition of ready has at least one line.");
    if (ready.size() > ready_entries_max)
        return too_large("set.ready", "A definition of ready has at most 12 lines.",
                         ready_entries_max);
    std::set<EntryId> seen;
    for (auto const& line : ready) {
        if (auto refusal = refuse_sentence(line.text, "set.ready", "A line of the list"))
            return refusal;
        if (!seen.insert(line.entry).second)
            return bad_request("set.ready", "A line of the list is named twice.");
    }
    auto const following = std::count_if(
        ready.begin(), ready.end(), [](ReadyEntry const& line) { return line.follows_blockers; });
    if (following > 1)
        return bad_request("set.ready", "At most one line follows from the blockers.");
    return std::nullopt;
}

/// ROOM-7.
MaybeRefusal refuse_plan(command::PlanSettings const& set) {
    if (set.goal && *set.goal)
        if (auto refusal = refuse_sentence(**set.goal, "set.goal", "A goal")) return refusal;
    if (set.starts_at && *set.starts_at && (*set.starts_at)->ms < 0)
        return bad_request("set.starts_at", "A meeting does not start before 1970.");
    if (set.minutes && *set.minutes)
        if (auto refusal = refuse_between(**set.minutes, meeting_minutes_min, meeting_minutes_max,
                                          "set.minutes", "A meeting has from 5 to 600 minutes."))
            return refusal;
    if (set.goals)
        if (auto refusal = refuse_goals(*set.goals)) return refusal;
    if (set.ready)
        if (auto refusal = refuse_ready_list(*set.ready)) return refusal;
    if (set.split_limit && *set.split_limit)
        if (auto refusal =
                refuse_between(**set.split_limit, 0, estimate_value_exclusive_max * 1000 - 1,
                               "set.split_limit", "This is no size above which to split."))
            return refusal;
    if (set.vote_ms && *set.vote_ms)
        return refuse_between(**set.vote_ms, vote_ms_min, vote_ms_max, "set.vote_ms",
                              "A voting has from 5 seconds to 10 minutes.");
    return std::nullopt;
}

template <class T, class Present>
bool same(std::optional<T> const& wanted, Present const& present) {
    return !wanted || *wanted == present;
}

bool plans_nothing_new(Plan const& plan, command::PlanSettings const& set) {
    return same(set.goal, plan.goal) && same(set.starts_at, plan.starts_at) &&
           same(set.minutes, plan.minutes) && same(set.goals, plan.goals) &&
           same(set.ready, plan.ready) && same(set.split_limit, plan.split_limit) &&
           same(set.require_ready, plan.require_ready) && same(set.vote_ms, plan.vote_ms) &&
           same(set.vote_reveals, plan.vote_reveals);
}

bool looks_there(std::optional<Spotlight> const& now, Spotlight const& wanted) {
    return now && now->board == wanted.board && now->ticket == wanted.ticket &&
           now->ballot == wanted.ballot;
}

bool says_nothing_new(Room const& room, command::RoomSettings const& set) {
    // A passcode is always stored: whether it is the old one is nobody's business (ROOM-3).
    return !set.passcode && same(set.title, room.title) && same(set.deck, room.deck) &&
           same(set.auto_reveal_ms, room.auto_reveal_ms) && same(set.anonymous, room.anonymous) &&
           same(set.locked, room.locked) && same(set.rights, room.rights) &&
           plans_nothing_new(room.plan, set.plan);
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
    if (auto refusal = refuse_plan(set.plan)) return *refusal;
    if (says_nothing_new(asked.room, set)) return already_so();
    return happens(operation::RoomConfigured{.set = set});
}

Decision decide(Asked const& asked, command::SetSpotlight const& set) {
    auto const& spotlight = set.spotlight;
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (!is_board(spotlight.board)) return bad_request("board", "There is no such board.");
    auto const* ballot = spotlight.ballot ? asked.room.ballots.find(*spotlight.ballot) : nullptr;
    if (spotlight.ticket && !asked.room.tickets.contains(*spotlight.ticket))
        return not_found("ticket");
    if (spotlight.ballot && !ballot) return not_found("ballot");
    auto const of_ballot = ballot ? ballot->ticket() : std::nullopt;
    if (of_ballot && spotlight.ticket && of_ballot != spotlight.ticket)
        return bad_request("ballot", "This round is about another ticket.");
    for (auto const& named :
         std::initializer_list<std::optional<TicketId>>{spotlight.ticket, of_ballot}) {
        auto const* ticket = named ? asked.room.tickets.find(*named) : nullptr;
        if (ticket && ticket->archived) return in_the_archive(*ticket);
    }
    if (looks_there(asked.room.spotlight, spotlight)) return already_so();
    return happens(operation::SpotlightMoved{.spotlight = {.board = spotlight.board,
                                                           .ticket = spotlight.ticket,
                                                           .ballot = spotlight.ballot}});
}

Decision decide(Asked const& asked, command::EndRoom const& end) {
    if (auto refusal = refuse_without(asked, Right::own)) return *refusal;
    if (end.reason)
        if (auto refusal = refuse_sentence(*end.reason, "reason", "A reason")) return *refusal;
    if (asked.room.meeting) return not_now("A meeting runs. End it first.");
    return happens(operation::RoomEnded{.reason = end.reason});
}

Decision decide(Asked const& asked, command::ReopenRoom const&) {
    if (auto refusal = refuse_without(asked, Right::own)) return *refusal;
    if (!asked.room.ended) return already_so();
    return happens(operation::RoomReopened{});
}

Decision decide(Asked const& asked, command::RenewLink const& renew) {
    auto const& room = asked.room;
    if (auto refusal = refuse_without(asked, Right::own)) return *refusal;
    auto const is_code = renew.which == command::Link::code;
    if (renew.off) {
        if (renew.which == command::Link::facilitator)
            return bad_request("off", "The facilitator's link cannot be switched off.");
        auto const is_off = is_code ? !room.code : !room.read_key;
        if (is_off) return already_so();
        return happens(operation::LinksRenewed{.which = renew.which, .off = true});
    }
    if (is_code ? !renew.fresh_code : !renew.fresh_key)
        return Rejection{.code = RejectionCode::internal, .message = "Nothing new was made."};
    operation::LinksRenewed renewed{.which = renew.which};
    if (is_code)
        renewed.code = renew.fresh_code;
    else
        renewed.key = renew.fresh_key;
    return happens(std::move(renewed));
}

}  // namespace refinery
