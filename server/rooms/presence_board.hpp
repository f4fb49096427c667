#pragma once

// Who is here. Presence is never stored and never enters a decision; it starts when the joining of
// a seat is confirmed and ends when its leaving is (LIV-6, PAR-4).

#include "protocol/domain/room.hpp"
#include "protocol/messages/client_message.hpp"
#include "protocol/messages/server_message.hpp"
#include "server/rooms/services.hpp"
#include "server/rooms/timer.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace refinery::rooms {

struct Member;

class PresenceBoard {
public:
    /// @param confirmed   the state that everybody has been told; lives as long as this
    /// @param tell        sends an update to everybody who was welcomed
    /// @param has_left    called when somebody was without a connection for `Timings::leave`
    PresenceBoard(Context const& context, Room const& confirmed,
                  std::function<void(messages::PresenceUpdate)> tell,
                  std::function<void(ParticipantId)> has_left);

    /// A connection of this person was let in.
    void connect(ParticipantId person);
    /// A connection that was let in ended.
    void disconnect(ParticipantId person, Member const* member);
    /// The newest that this connection says of itself.
    void set(ParticipantId person, Member const* member, messages::Presence const& presence);

    /// The hand of this person goes down.
    void lower_hand(ParticipantId person);
    /// What people were done with is over.
    void clear_done();
    /// So many read along. Told where it is another number than before.
    void set_readers(std::size_t readers);

    /// Their leaving or removal is confirmed: from here on nothing is told of them but, by
    /// `confirmed`, that they are gone.
    void hide(ParticipantId person);
    /// Operations were confirmed, and told: tells who appeared, who is gone, and tickets known only
    /// now.
    void confirmed(std::vector<ParticipantId> const& appeared,
                   std::vector<ParticipantId> const& left);
    /// After loading: everybody who has not left is reconnecting, with a fresh time to come back.
    void await_everybody();

    messages::PresenceUpdate full() const;
    bool has_connections(ParticipantId person) const;
    /// Without a connection for longer than `Timings::leave`, and not told that they left.
    std::vector<ParticipantId> overdue() const;
    /// Nobody is here or may come back by itself.
    bool is_quiet() const;

private:
    struct Person {
        explicit Person(Timers& timers) : leaving(timers) {}

        std::size_t connections = 0;
        /// Their joining is confirmed, their leaving is not.
        bool is_shown = false;
        /// Was shown, and nobody has been told that they are gone.
        bool is_going = false;
        Timestamp since = {};
        messages::Presence says = {};
        /// Since when `says.hand`.
        Timestamp hand_since = {};
        Member const* said_by = nullptr;
        /// The last update left out a ticket that is not in the confirmed state.
        bool hides_ticket = false;
        bool is_overdue = false;
        Timer leaving;
    };

    Person& person(ParticipantId id);
    void start_leaving(ParticipantId id, Person& person);
    messages::PresenceOf entry(ParticipantId id, Person const& person) const;
    void tell_of(ParticipantId id, Person& person);

    Context const& context_;
    Room const& confirmed_;
    std::function<void(messages::PresenceUpdate)> tell_;
    std::function<void(ParticipantId)> has_left_;
    std::map<ParticipantId, Person> people_;
    std::size_t readers_ = 0;
};

}  // namespace refinery::rooms
