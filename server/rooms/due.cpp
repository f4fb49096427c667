#include "server/rooms/due.hpp"

#include <algorithm>

namespace refinery::rooms {
namespace {

phase::Collecting const* collecting_phase(Room const& room, BallotId id) {
    auto const* round = room.ballots.find(id);
    return round == nullptr ? nullptr : std::get_if<phase::Collecting>(&round->phase);
}

/// A round that nobody has voted in has nothing to show. One that is held was stopped by the lead,
/// or by a restart after which nobody knows who is looking: what was seen cannot be unseen.
bool may_reveal_by_clock(Room const& room, BallotId id) {
    auto const* collecting = collecting_phase(room, id);
    return collecting != nullptr && !collecting->held && !room.ballots.find(id)->places.empty();
}

}  // namespace

std::optional<Timestamp> DueList::next(Room const& room) const {
    auto const due = not_asked(room);
    if (due.empty()) return std::nullopt;
    return std::ranges::min_element(due)->at;
}

std::vector<CommandBody> DueList::take(Room const& room, Timestamp now) {
    auto const all = everything(room);
    std::erase_if(asked_, [&](Due const& asked) {
        // A reveal that came to nothing leaves its clock running, which then expires.
        return std::ranges::none_of(all, [&](Due const& due) {
            return due.at == asked.at && due.revision == asked.revision && due.clock == asked.clock;
        });
    });
    auto due = not_asked(room);
    std::erase_if(due, [&](Due const& one) { return now < one.at; });
    std::ranges::sort(due);
    std::vector<CommandBody> commands;
    for (auto const& one : due) {
        asked_.insert(one);
        commands.push_back(command_for(one));
    }
    return commands;
}

std::vector<DueList::Due> DueList::not_asked(Room const& room) const {
    auto due = everything(room);
    for (auto& one : due) {
        if (one.doing == Doing::reveal_by_clock && asked_.count(one) != 0) {
            one.doing = Doing::expire;
            one.ballot = {};
        }
    }
    std::erase_if(due, [this](Due const& one) { return asked_.count(one) != 0; });
    return due;
}

std::vector<DueList::Due> DueList::everything(Room const& room) {
    std::vector<Due> due;
    for (auto const& id : room.collecting) {
        auto const* collecting = collecting_phase(room, id);
        if (collecting == nullptr || !collecting->closing) continue;
        auto const is_round = std::holds_alternative<Cards>(room.ballots.find(id)->asks);
        due.push_back({.at = *collecting->closing,
                       .doing = is_round ? Doing::end_countdown : Doing::close_dots,
                       .ballot = id});
    }
    for (auto const& clock : room.clocks) {
        if (clock.state != ClockState::running || !clock.deadline) continue;
        Due one{.at = *clock.deadline, .clock = clock.name, .revision = clock.revision};
        if (clock.name == ClockName::vote && room.plan.vote_reveals && clock.round &&
            may_reveal_by_clock(room, *clock.round)) {
            one.doing = Doing::reveal_by_clock;
            one.ballot = *clock.round;
        }
        due.push_back(one);
    }
    return due;
}

CommandBody DueList::command_for(Due const& due) {
    switch (due.doing) {
        case Doing::end_countdown:
        case Doing::reveal_by_clock: return command::RevealRound{due.ballot, due.at};
        case Doing::close_dots: return command::CloseDots{due.ballot, due.at};
        case Doing::expire: return command::ExpireTimer{due.clock, due.revision};
    }
    return command::ExpireTimer{due.clock, due.revision};
}

}  // namespace refinery::rooms
