#include "server/rooms/presence_board.hpp"

#include <algorithm>
#include <utility>

namespace refinery::rooms {

PresenceBoard::PresenceBoard(Context const& context, Room const& confirmed,
                             std::function<void(messages::PresenceUpdate)> tell,
                             std::function<void(ParticipantId)> has_left)
    : context_(context),
      confirmed_(confirmed),
      tell_(std::move(tell)),
      has_left_(std::move(has_left)) {}

PresenceBoard::Person& PresenceBoard::person(ParticipantId id) {
    return people_.try_emplace(id, context_.services.timers).first->second;
}

void PresenceBoard::connect(ParticipantId id) {
    auto& person = this->person(id);
    person.leaving.cancel();
    person.is_overdue = false;
    if (++person.connections > 1) return;
    person.since = context_.services.clock.now();
    if (person.is_shown) tell_of(id, person);
}

void PresenceBoard::disconnect(ParticipantId id, Member const* member) {
    auto& person = this->person(id);
    --person.connections;
    auto const spoke = person.said_by == member;
    if (spoke) {
        person.says = {};
        person.said_by = nullptr;
    }
    if (person.connections > 0) {
        if (spoke && person.is_shown) tell_of(id, person);
        return;
    }
    person.since = context_.services.clock.now();
    start_leaving(id, person);
    if (person.is_shown) tell_of(id, person);
}

void PresenceBoard::start_leaving(ParticipantId id, Person& person) {
    person.leaving.start(context_.settings.timings.leave, [this, id] {
        auto const place = people_.find(id);
        if (place == people_.end()) return;
        if (!place->second.is_shown) {
            people_.erase(place);
            return;
        }
        place->second.is_overdue = true;
        has_left_(id);
    });
}

void PresenceBoard::set(ParticipantId id, Member const* member,
                        messages::Presence const& presence) {
    auto& person = this->person(id);
    auto const had_hand_up = person.says.hand.value_or(false);
    person.says = presence;
    person.said_by = member;
    if (presence.hand.value_or(false) && !had_hand_up) {
        person.hand_since = context_.services.clock.now();
    }
    // Only people whom everybody knows can be nudged.
    if (presence.nudge) {
        auto const* nudged = confirmed_.participants.find(*presence.nudge);
        if (nudged == nullptr || nudged->removed) person.says.nudge.reset();
    }
    if (person.is_shown) tell_of(id, person);
    // A nudge is said once; whoever comes later must not feel it.
    person.says.nudge.reset();
}

void PresenceBoard::lower_hand(ParticipantId id) {
    auto const place = people_.find(id);
    if (place == people_.end() || !place->second.says.hand.value_or(false)) return;
    place->second.says.hand.reset();
    if (place->second.is_shown) tell_of(id, place->second);
}

void PresenceBoard::clear_done() {
    messages::PresenceUpdate update;
    for (auto& [id, person] : people_) {
        if (!person.says.done.value_or(false)) continue;
        person.says.done.reset();
        if (person.is_shown) update.people.push_back(entry(id, person));
    }
    if (!update.people.empty()) tell_(std::move(update));
}

void PresenceBoard::set_readers(std::size_t readers) {
    if (std::exchange(readers_, readers) == readers) return;
    messages::PresenceUpdate update;
    update.readers = readers;
    tell_(std::move(update));
}

void PresenceBoard::hide(ParticipantId id) {
    auto const place = people_.find(id);
    if (place == people_.end()) return;
    place->second.is_going = place->second.is_going || place->second.is_shown;
    place->second.is_shown = false;
}

void PresenceBoard::confirmed(std::vector<ParticipantId> const& appeared,
                              std::vector<ParticipantId> const& left) {
    messages::PresenceUpdate update;
    for (auto const id : appeared) {
        auto& person = this->person(id);
        person.is_shown = true;
        person.is_going = false;
        // Nobody came for this seat, or they are gone again: the time to come back runs.
        if (person.connections == 0 && !person.leaving.is_running()) {
            person.since = context_.services.clock.now();
            start_leaving(id, person);
        }
        update.people.push_back(entry(id, person));
    }
    for (auto const id : left) {
        auto const place = people_.find(id);
        if (place == people_.end()) continue;
        if (std::exchange(place->second.is_going, false)) update.gone.push_back(id);
        if (place->second.connections == 0) people_.erase(place);
    }
    for (auto& [id, person] : people_) {
        if (!person.hides_ticket || !person.is_shown) continue;
        if (!confirmed_.tickets.contains(*person.says.ticket)) continue;
        person.hides_ticket = false;
        auto const is_this = [&, key = id](auto const& entry) { return entry.participant == key; };
        if (std::ranges::none_of(update.people, is_this))
            update.people.push_back(entry(id, person));
    }
    if (!update.people.empty() || !update.gone.empty()) tell_(std::move(update));
}

void PresenceBoard::await_everybody() {
    for (auto const& participant : confirmed_.participants) {
        if (participant.left) continue;
        auto& person = this->person(participant.id);
        person.is_shown = true;
        person.since = context_.services.clock.now();
        start_leaving(participant.id, person);
    }
}

messages::PresenceUpdate PresenceBoard::full() const {
    messages::PresenceUpdate update;
    update.full = true;
    update.readers = readers_;
    for (auto const& [id, person] : people_) {
        if (person.is_shown) update.people.push_back(entry(id, person));
    }
    return update;
}

bool PresenceBoard::has_connections(ParticipantId id) const {
    auto const place = people_.find(id);
    return place != people_.end() && place->second.connections > 0;
}

std::vector<ParticipantId> PresenceBoard::overdue() const {
    std::vector<ParticipantId> people;
    for (auto const& [id, person] : people_) {
        if (person.is_overdue) people.push_back(id);
    }
    return people;
}

bool PresenceBoard::is_quiet() const {
    return std::ranges::all_of(people_, [](auto const& entry) {
        return entry.second.connections == 0 && !entry.second.leaving.is_running();
    });
}

messages::PresenceOf PresenceBoard::entry(ParticipantId id, Person const& person) const {
    messages::PresenceOf entry;
    entry.participant = id;
    entry.state = person.connections > 0 ? messages::Here::here : messages::Here::reconnecting;
    entry.since = person.since;
    auto const& says = person.says;
    if (says.ticket && confirmed_.tickets.contains(*says.ticket)) entry.ticket = says.ticket;
    entry.typing = says.typing;
    entry.caret = says.caret;
    entry.hand = says.hand;
    if (says.hand.value_or(false)) entry.hand_at = person.hand_since;
    entry.done = says.done;
    entry.nudge = says.nudge;
    return entry;
}

void PresenceBoard::tell_of(ParticipantId id, Person& person) {
    person.hides_ticket = person.says.ticket && !confirmed_.tickets.contains(*person.says.ticket);
    messages::PresenceUpdate update;
    update.people.push_back(entry(id, person));
    tell_(std::move(update));
}

}  // namespace refinery::rooms
