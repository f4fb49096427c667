// Whatever the lead presses, and whenever: the hour adds up.

#include "protocol/domain/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <map>
#include <random>
#include <set>
#include <utility>

using namespace refinery;
using namespace refinery::test;

namespace {

class Lead {
public:
    explicit Lead(unsigned seed) : random_(seed) {}

    std::uint32_t below(std::uint32_t n) {
        return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random_);
    }

    Command presses(Room const& room) {
        switch (below(16)) {
            case 0:
                return puts_on_agenda(item(++items_), some_kind(), 1 + below(20),
                                      {ticket(1 + below(6))}, somewhere());
            case 1: return asks(alice, command::RemoveItem{.item = some_item()});
            case 2: return asks(alice, command::SkipItem{.item = some_item()});
            case 3:
                return asks(alice, command::MoveItem{.item = some_item(), .after = somewhere()});
            case 4:
                return asks(alice, command::EditItem{.item = some_item(),
                                                     .set = {.minutes = 1 + below(20)}});
            case 5: return starts(some_item());
            case 6: return goes_on_from(current(room));
            case 7: return below(3) == 0 ? stops(current(room)) : shows("talk");
            case 8: return pauses(some_clock());
            case 9:
            case 10: return resumes(some_clock());
            case 11:
                return extends(some_clock(), 1000 + below(100'000),
                               below(2) == 0 ? std::optional(some_item()) : std::nullopt);
            case 12: return starts_timer(ClockName::free, 10'000 + below(100'000));
            case 13: return shows("clarify", ticket(1 + below(6)));
            case 14: return asks(alice, command::StopTimer{.clock = some_clock()});
            default: return below(12) == 0 ? ends_meeting() : goes_on_from(current(room));
        }
    }

private:
    AgendaKind some_kind() {
        static constexpr AgendaKind kinds[] = {AgendaKind::talk, AgendaKind::clarify,
                                               AgendaKind::split, AgendaKind::estimate,
                                               AgendaKind::confirm};
        return kinds[below(5)];
    }
    ClockName some_clock() {
        static constexpr ClockName names[] = {ClockName::step, ClockName::step, ClockName::box,
                                              ClockName::free};
        return names[below(4)];
    }
    ItemId some_item() { return item(1 + below(items_ + 1)); }
    ItemId current(Room const& room) {
        auto const* running = running_item(room);
        return running && below(4) != 0 ? running->id : some_item();
    }
    command::AgendaPosition somewhere() {
        switch (below(3)) {
            case 0: return command::AtEnd{};
            case 1: return command::OnTop{};
            default: return some_item();
        }
    }

    std::mt19937 random_;
    std::uint32_t items_ = 0;
};

/// Time used up to now.
std::int64_t used(AgendaItem const& item, Timestamp now) {
    auto const runs = item.state == ItemState::running;
    return item.used_ms + (runs ? now.ms - item.since->ms : 0);
}

/// Watches an agenda from outside: how long something ran, of what no item tells any more.
class Watch {
public:
    void time_passes(Room const& before, std::int64_t ms) {
        auto const* item = running_item(before);
        if (item && item->state == ItemState::running) ran_ += ms;
    }
    void happened(Room const& before, Operation const& operation) {
        if (auto const* removed = std::get_if<operation::ItemRemoved>(&operation.body))
            gone_ += the(before, removed->item).used_ms;
        if (auto const* ended = std::get_if<operation::MeetingEnded>(&operation.body))
            for (auto const& record : ended->items) gone_ += record.used_ms;
        if (auto const* expired = std::get_if<operation::TimerExpired>(&operation.body)) {
            CHECK(expired_.insert({expired->clock, expired->revision}).second);
            CHECK(operation.at >= *find_clock(before, expired->clock)->deadline);
        }
    }
    void check(Room const& room, Timestamp now) const {
        std::int64_t told = gone_;
        for (auto const& item : room.agenda) told += used(item, now);
        REQUIRE(told == ran_);
    }
    std::size_t expired() const { return expired_.size(); }
    std::int64_t ran() const { return ran_; }

private:
    std::int64_t ran_ = 0;
    std::int64_t gone_ = 0;
    std::set<std::pair<ClockName, Sequence>> expired_;
};

/// What no clock or hash could hide: where the agenda stands, word by word.
bool same_hour(Room const& one, Room const& other) {
    if (agenda_of(one) != agenda_of(other) || one.clocks != other.clocks ||
        one.spotlight != other.spotlight || one.meetings.size() != other.meetings.size())
        return false;
    for (std::size_t n = 0; n < one.agenda.size(); ++n) {
        auto const& mine = one.agenda[n];
        auto const& theirs = other.agenda[n];
        if (mine.id != theirs.id || mine.used_ms != theirs.used_ms ||
            mine.extra_ms != theirs.extra_ms || mine.since != theirs.since ||
            mine.queue != theirs.queue || mine.finished != theirs.finished)
            return false;
    }
    return true;
}

Room room_with_tickets() {
    auto room = given_no_tickets();
    for (std::uint32_t n = 1; n <= 6; ++n) happens_in(room, adds(alice, ticket(n), "a ticket"));
    return room;
}

}  // namespace

SCENARIO("AGD-3 AGD-8 CLK-8 whatever the lead presses, the hour adds up",
         "[AGD-3][AGD-8][CLK-8][RES-1]") {
    auto const seed = GENERATE(range(1U, 9U));
    INFO("seed " << seed);
    Lead lead(seed);
    Watch watch;
    auto room = room_with_tickets();
    auto replayed = room;
    auto now = noon;
    std::map<std::size_t, int> made;
    for (int press = 0; press < 600; ++press) {
        auto const passed = lead.below(30) == 0 ? std::int64_t{lead.below(900'000)}
                                                : std::int64_t{lead.below(20'000)};
        watch.time_passes(room, passed);
        now.ms += passed;
        // The room ends its clocks first, then hears what is pressed.
        std::vector<Command> commands;
        for (auto const name : {ClockName::step, ClockName::box, ClockName::free})
            commands.push_back(clock_ends(room, name));
        commands.push_back(lead.presses(room));
        for (auto const& command : commands) {
            auto const decision = decide(room, command, now);
            if (!decision) {
                REQUIRE(decision.error().code != RejectionCode::internal);
                continue;
            }
            if (!*decision) continue;
            auto const before = room;
            evolve(room, **decision);
            evolve(replayed, **decision);
            ++made[(*decision)->body.index()];
            watch.happened(before, **decision);
            REQUIRE(broken_invariant(room) == "");
        }
        watch.check(room, now);
        for (auto const& clock : room.clocks)
            REQUIRE((clock.state != ClockState::running || now < *clock.deadline));
    }
    CHECK(same_hour(room, replayed));
    CHECK(fingerprint(room) == fingerprint(replayed));
    // The run was not in vain.
    CHECK(watch.expired() > 10);
    CHECK(watch.ran() > 60'000);
    CHECK(made.size() >= 14);
}
