#pragma once

// One entity of the state hash: a row of values, both lanes over the same bytes (PROTOCOL.md
// HSH-1 and HSH-4). Members of nested objects stand in alphabetical order; what is absent is one
// byte, and so is an empty list that travels only where it has entries. Nobody but the state hash
// includes this.

#include "protocol/domain/view.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <map>
#include <string_view>

namespace refinery {

struct HashLanes {
    std::uint32_t first = 0x811c9dc5;
    std::uint32_t second = 0x01000193;
};

class HashRow {
public:
    explicit HashRow(std::string_view kind) { add(kind); }

    HashRow& add(std::string_view text) {
        for (char const byte : text) take(byte);
        take(ends_value);
        return *this;
    }
    HashRow& add(char const* text) { return add(std::string_view(text)); }
    HashRow& add(bool value) { return add(value ? "1" : "0"); }
    HashRow& add(std::uint64_t number) { return add_number(number); }
    HashRow& add(std::int64_t number) { return add_number(number); }
    HashRow& add(Timestamp time) { return add(time.ms); }
    template <class Tag>
    HashRow& add(Id<Tag> const& id) {
        return add(std::string_view(to_string(id)));
    }
    template <class T>
    HashRow& add(std::optional<T> const& value) {
        return value ? add(*value) : add_absent();
    }
    template <class T>
    HashRow& add(std::vector<T> const& list) {
        add(std::uint64_t{list.size()});
        for (auto const& each : list) add(each);
        return *this;
    }
    /// true as 1, false not at all: as such members travel.
    HashRow& add_if(bool value) { return value ? add(true) : add_absent(); }
    /// A number that travels only where it is not 0.
    HashRow& add_if(std::int64_t number) { return number != 0 ? add(number) : add_absent(); }
    /// A list that travels only where it has entries.
    template <class T>
    HashRow& add_if(std::vector<T> const& list) {
        return list.empty() ? add_absent() : add(list);
    }
    HashRow& add_absent() {
        take(absent);
        take(ends_value);
        return *this;
    }

    // Words of the wire, in the order of the enumeration.
    HashRow& add(Role v) { return add_word({"estimator", "observer"}, v); }
    HashRow& add(Audience v) { return add_word({"everybody", "facilitators"}, v); }
    HashRow& add(ArchiveReason v) {
        return add_word({"duplicate", "outdated", "low_value", "undone", "split", "merged"}, v);
    }
    HashRow& add(HoldReason v) { return add_word({"stop", "restart"}, v); }
    HashRow& add(SkipReason v) {
        return add_word({"archived", "key", "parked", "meeting", "empty"}, v);
    }
    HashRow& add(Confidence v) { return add_word({"unsure", "ok", "sure"}, v); }
    HashRow& add(DotsMean v) { return add_word({"important", "work"}, v); }
    HashRow& add(Voters v) { return add_word({"estimators", "everybody"}, v); }
    HashRow& add(TicketType v) {
        return add_word({"story", "bug", "design", "customer_request", "backend_improvement",
                         "review_feedback", "task"},
                        v);
    }
    HashRow& add(Priority v) { return add_word({"urgent", "high", "medium", "low"}, v); }
    HashRow& add(StatusCategory v) { return add_word({"todo", "doing", "done"}, v); }
    HashRow& add(Horizon v) { return add_word({"now", "this_year", "later"}, v); }
    HashRow& add(AgendaKind v) {
        return add_word({"open", "accept", "prune", "dots", "prioritise", "clarify", "split",
                         "estimate", "confirm", "close", "talk", "break"},
                        v);
    }
    HashRow& add(ItemState v) {
        return add_word({"planned", "running", "paused", "done", "skipped"}, v);
    }
    HashRow& add(ClockName v) { return add_word({"step", "box", "vote", "free"}, v); }
    HashRow& add(ClockState v) { return add_word({"running", "paused", "over"}, v); }
    HashRow& add(EndReason v) { return add_word({"completed", "abandoned", "cancelled"}, v); }

    // The room.
    HashRow& add(Rights const& v) { return add(v.lead).add(v.order).add(v.write); }
    HashRow& add(Card const& v) { return add(v.label).add(v.value); }
    HashRow& add(Deck const& v) { return add(v.cards).add(v.name); }
    HashRow& add(Spotlight const& v) {
        return add(v.ballot).add(v.board).add(v.since).add(v.ticket);
    }
    HashRow& add(Ended const& v) { return add(v.at).add(v.by).add(v.reason); }
    HashRow& add(ProductGoal const& v) { return add(v.goal).add(v.horizon).add(v.title); }
    HashRow& add(ReadyEntry const& v) {
        add(v.entry);
        return (v.follows_blockers ? add("blockers") : add_absent()).add(v.text);
    }
    HashRow& add(Claim const& v) { return add(v.asked).add(v.participant); }
    HashRow& add(Health const& v) {
        return add(v.detailed).add(v.emergent).add(v.estimated).add(v.prioritised).add(v.tickets);
    }
    HashRow& add(Meeting const& v) { return add(v.health).add(v.number).add(v.started); }

    // Tickets.
    HashRow& add(TextFacts const& v) { return add(v.digest).add(v.length).add(v.v); }
    HashRow& add(Estimate const& v) { return add(v.by).add(v.card).add(v.round).add(v.value); }
    HashRow& add(Archived const& v) {
        return add(v.at).add(v.by).add(v.note).add(v.of).add(v.reason);
    }
    HashRow& add(Status const& v) { return add(v.category).add(v.text); }
    HashRow& add(Criterion const& v) { return add(v.entry).add(v.text); }
    HashRow& add(ReadyAnyway const& v) { return add(v.at).add(v.by).add(v.reason); }
    HashRow& add(ExternalBlocker const& v) {
        return add(v.done).add(v.entry).add(v.title).add(v.url);
    }
    HashRow& add(Parked const& v) { return add(v.at).add(v.by).add(v.owner).add(v.question); }
    HashRow& add(Question::Answer const& v) { return add(v.at).add(v.by).add(v.text); }
    HashRow& add(Question const& v) {
        return add(v.answer).add(v.at).add(v.by).add(v.owner).add(v.id).add(v.text);
    }

    // Rounds, agenda, meetings.
    HashRow& add(CardCount const& v) { return add(v.card).add(v.n); }
    HashRow& add(RevealedChoice const& v) {
        return add(v.card).add(v.confidence).add_if(v.left).add(v.note);
    }
    HashRow& add(DotCount const& v) { return add(v.n).add(v.ticket); }
    HashRow& add(RevealedHand const& v) { return add(v.by).add(v.dots).add_if(v.left); }
    HashRow& add(DotsLeft const& v) { return add(v.left).add(v.participant); }
    HashRow& add(SplitChild const& v) { return add(v.guess).add(v.ticket).add(v.title); }
    HashRow& add(SplitTakes const& v) {
        return add(v.labels).add(v.links).add(v.requester).add(v.theme).add(v.type);
    }
    HashRow& add(std::map<EntryId, TicketId> const& homes) {
        if (homes.empty()) return add_absent();
        add(std::uint64_t{homes.size()});
        for (auto const& [entry, child] : homes) add(child).add(entry);
        return *this;
    }
    HashRow& add(TimeOnTicket const& v) { return add(v.ms).add(v.ticket); }
    HashRow& add(Sprint::Commitment const& v) { return add(v.at).add(v.by).add(v.tickets); }
    HashRow& add(ItemRecord const& v) {
        add(v.extra_ms).add(v.kind).add(v.minutes).add(v.state);
        return add(v.title).add(v.used_ms);
    }
    HashRow& add(Rating const& v) { return add(v.by).add(v.stars); }

    HashLanes const& lanes() const { return lanes_; }

private:
    static constexpr char ends_value = '\x1F';
    static constexpr char absent = '\x1E';

    void take(char c) {
        constexpr std::uint32_t prime = 0x01000193;
        auto const byte = static_cast<unsigned char>(c);
        lanes_.first = (lanes_.first ^ byte) * prime;
        lanes_.second = (lanes_.second ^ byte) * prime;
    }
    template <class Number>
    HashRow& add_number(Number number) {
        char digits[std::numeric_limits<Number>::digits10 + 2];
        auto const end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
        return add(std::string_view(digits, static_cast<std::size_t>(end - digits)));
    }
    template <std::size_t count, class Word>
    HashRow& add_word(char const* const (&words)[count], Word word) {
        return add(words[static_cast<std::size_t>(word)]);
    }

    HashLanes lanes_;
};

}  // namespace refinery
