#pragma once

// The gate. Whatever follows from a room's working state stands here in one line, stamped with the
// sequence at which it was computed, until the store has confirmed that sequence; then the prefix
// leaves in that same turn. Nobody hears of what is not stored, and nobody can tell from the order
// of frames what is waiting.
//
// What leaves together is told together: each connection gets the operations (one message for all
// who are equally far), then its own hidden choices, its answers, the texts it has open (SES-8).

#include "protocol/messages/server_message.hpp"
#include "server/rooms/member.hpp"
#include "server/rooms/ports/connection.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace refinery::rooms {

/// Frames in the order in which they are sent.
struct Frame {
    SharedText text;
    Connection::Weight weight = Connection::Weight::counted;
};

class Outbox {
public:
    /// An operation, encoded once for everybody.
    void operation(Sequence seq, SharedText item);
    /// An operation that is too long to be told: the state after it, in its place.
    void snapshot_in_place(Sequence seq, SharedText snapshot);
    /// `welcome`, made when it leaves because it tells the time, and the state that belongs to it;
    /// from here on the member hears operations.
    void welcome(Sequence stamp, MemberPtr member, std::function<SharedText()> make_welcome,
                 std::vector<Frame> state);
    /// A person's own choices, whole: a newer one makes an older one needless.
    void yours(Sequence stamp, MemberPtr member, SharedText text);
    /// An ack or a refusal; `bytes` of the request's frame are answered by it, where it counted.
    void answer(Sequence stamp, MemberPtr member, SharedText text,
                std::optional<std::size_t> bytes);
    void text_state(Sequence stamp, MemberPtr member, SharedText text,
                    std::optional<std::size_t> bytes);
    /// A bye that follows from the room's state; what comes after it is not told to this member.
    void bye(Sequence stamp, MemberPtr member, messages::Bye bye);
    /// An answer to somebody who is not a member.
    void reply(Sequence stamp, std::function<void()> tell);

    /// Everything stamped up to `confirmed` leaves.
    /// @param members      all, in a fixed order
    /// @param on_welcomed  called for each whose welcome just left, before operations after it
    void release(Sequence confirmed, std::vector<MemberPtr> const& members,
                 std::function<void(MemberPtr const&)> const& on_welcomed);
    /// What waits is withdrawn.
    void clear();
    bool is_empty() const { return told_.empty() && directed_.empty(); }

private:
    struct Told {
        Sequence seq = 0;
        SharedText text;
        bool is_snapshot = false;
    };
    struct Welcome {
        std::function<SharedText()> make;
        std::vector<Frame> state;
    };
    struct Yours {
        SharedText text;
    };
    struct Answer {
        SharedText text;
        std::optional<std::size_t> bytes;
        bool is_text_state = false;
    };
    struct Reply {
        std::function<void()> tell;
    };
    struct Directed {
        Sequence stamp = 0;
        MemberPtr member;
        std::variant<Welcome, Yours, Answer, messages::Bye, Reply> what;
    };
    /// What one member gets out of one release.
    struct Parcel {
        std::optional<std::pair<Sequence, Welcome>> welcome = {};
        SharedText yours = {};
        std::vector<SharedText> answers = {};
        std::vector<SharedText> texts = {};
        std::optional<std::pair<Sequence, messages::Bye>> bye = {};
    };
    /// Operations of one release as messages, made once for each pair of ends.
    class Messages;

    std::deque<Told> told_;
    std::deque<Directed> directed_;
};

}  // namespace refinery::rooms
