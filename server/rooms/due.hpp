#pragma once

// What a room does by itself at a time: countdowns of rounds that end (RND-7), votings by dots
// whose minutes are over (DOT-5), clocks whose time is up (CLK-8). Each is asked for once; what was
// asked for and came to nothing is not asked again until it has another time.

#include "protocol/domain/command.hpp"
#include "protocol/domain/room.hpp"

#include <optional>
#include <set>
#include <tuple>
#include <vector>

namespace refinery::rooms {

class DueList {
public:
    /// When the next thing is due that was not asked for; may have passed already.
    std::optional<Timestamp> next(Room const& room) const;
    /// What is due at `now`, in the order of its time; it counts as asked for from here on.
    std::vector<CommandBody> take(Room const& room, Timestamp now);
    /// What was asked for has been withdrawn with everything else that was not stored.
    void forget() { asked_.clear(); }

private:
    enum class Doing { end_countdown, close_dots, reveal_by_clock, expire };
    struct Due {
        Timestamp at;
        Doing doing = Doing::expire;
        /// What ends, or the round that a clock reveals.
        BallotId ballot = {};
        ClockName clock = ClockName::free;
        Sequence revision = 0;

        auto operator<=>(Due const&) const = default;
    };

    std::vector<Due> not_asked(Room const& room) const;
    static std::vector<Due> everything(Room const& room);
    static CommandBody command_for(Due const& due);

    std::set<Due> asked_;
};

}  // namespace refinery::rooms
