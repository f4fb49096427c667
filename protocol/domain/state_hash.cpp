// The state hash: PROTOCOL.md HSH. The order of entities' values is HSH-3, which the client
// implements as well; members of nested objects stand in alphabetical order.

#include "protocol/domain/view.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string_view>

namespace refinery {
namespace {

constexpr char ends_value = '\x1F';
constexpr char absent = '\x1E';
constexpr std::uint32_t prime = 0x01000193;

struct Lanes {
    std::uint32_t first = 0x811c9dc5;
    std::uint32_t second = 0x01000193;
};

/// One entity: a row of values, both lanes over the same bytes.
class Row {
public:
    explicit Row(std::string_view kind) { add(kind); }

    Row& add(std::string_view text) {
        for (char const byte : text) take(byte);
        take(ends_value);
        return *this;
    }
    Row& add(char const* text) { return add(std::string_view(text)); }
    Row& add(bool value) { return add(value ? "1" : "0"); }
    Row& add(std::uint64_t number) { return add_number(number); }
    Row& add(std::int64_t number) { return add_number(number); }
    Row& add(Timestamp time) { return add(time.ms); }
    template <class Tag>
    Row& add(Id<Tag> const& id) {
        return add(std::string_view(to_string(id)));
    }
    template <class T>
    Row& add(std::optional<T> const& value) {
        return value ? add(*value) : add_absent();
    }
    /// true as 1, false not at all: as such members travel.
    Row& add_if(bool value) { return value ? add(true) : add_absent(); }
    Row& add_absent() {
        take(absent);
        take(ends_value);
        return *this;
    }

    Row& add(Role role) { return add(role == Role::estimator ? "estimator" : "observer"); }
    Row& add(Audience who) {
        return add(who == Audience::everybody ? "everybody" : "facilitators");
    }
    Row& add(Rights const& rights) { return add(rights.lead).add(rights.order).add(rights.write); }
    Row& add(Card const& card) { return add(card.label).add(card.value); }
    Row& add(Deck const& deck) { return add(deck.cards).add(deck.name); }
    Row& add(Spotlight const& spotlight) {
        return add(spotlight.ballot).add(spotlight.board).add(spotlight.ticket);
    }
    Row& add(TextFacts const& facts) { return add(facts.digest).add(facts.length).add(facts.v); }
    Row& add(Estimate const& estimate) {
        return add(estimate.by).add(estimate.card).add(estimate.round).add(estimate.value);
    }
    Row& add(ArchiveReason reason) {
        switch (reason) {
            case ArchiveReason::duplicate: return add("duplicate");
            case ArchiveReason::outdated: return add("outdated");
            case ArchiveReason::low_value: return add("low_value");
            case ArchiveReason::undone: return add("undone");
        }
        return *this;
    }
    Row& add(Archived const& archived) {
        return add(archived.at)
            .add(archived.by)
            .add(archived.note)
            .add(archived.of)
            .add(archived.reason);
    }
    Row& add(HoldReason why) { return add(why == HoldReason::stop ? "stop" : "restart"); }
    Row& add(SkipReason why) { return add(why == SkipReason::archived ? "archived" : "key"); }
    Row& add(CardCount const& count) { return add(count.card).add(count.n); }
    Row& add(Confidence confidence) {
        switch (confidence) {
            case Confidence::unsure: return add("unsure");
            case Confidence::ok: return add("ok");
            case Confidence::sure: return add("sure");
        }
        return *this;
    }
    Row& add(RevealedChoice const& choice) {
        return add(choice.card).add(choice.confidence).add_if(choice.left).add(choice.note);
    }
    template <class T>
    Row& add(std::vector<T> const& list) {
        add(std::uint64_t{list.size()});
        for (auto const& each : list) add(each);
        return *this;
    }

    Lanes const& lanes() const { return lanes_; }

private:
    void take(char c) {
        auto const byte = static_cast<unsigned char>(c);
        lanes_.first = (lanes_.first ^ byte) * prime;
        lanes_.second = (lanes_.second ^ byte) * prime;
    }
    template <class Number>
    Row& add_number(Number number) {
        char digits[std::numeric_limits<Number>::digits10 + 2];
        auto const end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
        return add(std::string_view(digits, static_cast<std::size_t>(end - digits)));
    }

    Lanes lanes_;
};

class Sum {
public:
    void take(Row const& row) {
        sum_.first += row.lanes().first;
        sum_.second += row.lanes().second;
    }

    std::string text() const {
        auto both = (std::uint64_t{sum_.first} << 32U) | sum_.second;
        std::string hash(16, '0');
        for (auto digit = hash.rbegin(); digit != hash.rend(); ++digit) {
            *digit = "0123456789abcdef"[both & 0xFU];
            both >>= 4U;
        }
        return hash;
    }

private:
    Lanes sum_{0, 0};
};

Row row_of(RoomView const& room) {
    Row row("room");
    row.add(room.room).add(room.title).add(room.code).add(room.deck).add(room.anonymous);
    row.add(room.auto_reveal_ms).add(room.rights).add(room.locked).add_if(room.passcode);
    return row.add(room.status).add(room.spotlight);
}

Row row_of(ParticipantView const& person) {
    Row row("participant");
    row.add(person.participant).add(person.name).add(person.title).add(person.role);
    return row.add(person.facilitates).add(person.owns).add(person.left);
}

Row row_of(TicketView const& ticket) {
    Row row("ticket");
    row.add(ticket.ticket).add(ticket.number).add(ticket.rank).add(ticket.title).add(ticket.key);
    row.add(ticket.description).add(ticket.estimate).add(ticket.archived);
    return row.add(ticket.created).add(ticket.updated);
}

Row row_of(RoundView const& round) {
    Row row("round");
    row.add(round.round).add(round.ticket).add(round.number).add(round.deck);
    row.add(round.anonymous).add(round.auto_reveal_ms).add(round.phase).add(round.opened);
    row.add(round.revealed).add(round.skipped).add(round.closing).add(round.held);
    return row.add(round.counts).add(round.estimate);
}

RevealedChoice const* choice_of(RoundView const& round, ParticipantId person) {
    if (!round.choices) return nullptr;
    for (auto const& choice : *round.choices)
        if (choice.by == person) return &choice;
    return nullptr;
}

Row row_of_place(RoundView const& round, ParticipantId person, bool voted,
                 RevealedChoice const* choice) {
    Row row("place");
    row.add(round.round).add(person).add(voted);
    return choice ? row.add(*choice) : row.add_absent();
}

void take_places(Sum& sum, RoundView const& round) {
    for (auto const person : round.voted)
        sum.take(row_of_place(round, person, true, choice_of(round, person)));
    if (!round.choices) return;
    for (auto const& choice : *round.choices) {
        auto const& voted = round.voted;
        if (std::find(voted.begin(), voted.end(), choice.by) == voted.end())
            sum.take(row_of_place(round, choice.by, false, &choice));
    }
}

}  // namespace

std::string state_hash(RoomView const& view) {
    Sum sum;
    sum.take(row_of(view));
    for (auto const& person : view.participants) sum.take(row_of(person));
    for (auto const& ticket : view.tickets) sum.take(row_of(ticket));
    for (auto const& round : view.rounds) {
        sum.take(row_of(round));
        take_places(sum, round);
    }
    return sum.text();
}

}  // namespace refinery
