#pragma once

#include "tests/integration/json.hpp"
#include "tests/support/net/websocket_client.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace refinery::test {

/// A room as whoever made it was told.
struct MadeRoom {
    std::string room;
    std::string code;
    std::string facilitator_key;
};
/// `POST /api/rooms`.
MadeRoom make_room(std::uint16_t port, std::string const& body = "{}");

/// 32 hex digits that nobody has used in this process.
std::string fresh_id();
/// From here on they follow from the seed, for a story that is told twice.
void same_ids_again(std::uint64_t seed);

/// One person's page, over a real socket: it keeps its seat and session over connections, counts
/// its commands, sends again what is unanswered, and checks on the way that nothing is told twice
/// or out of order.
class Member {
public:
    struct Who {
        std::string name = "Ann";
        std::string key = {};
        std::string role = "estimator";
        std::string passcode = {};
        /// Of somebody who has been here before; empty: a new one.
        std::string seat = {};
    };
    Member(std::string room, Who who);

    // --- the connection -----------------------------------------------------------------------

    /// Opens a socket and says hello, with the position where there is one.
    void say_hello(std::uint16_t port);
    /// The same, up to the moment in which the room is shown; again where the server is busy.
    /// @return the welcome
    Json join(std::uint16_t port);
    /// After a `say_hello`: up to the moment in which the room is shown, or how it was refused.
    Json await_welcome();
    WebSocketClient& socket() { return *socket_; }
    void drop() { socket_->drop(); }

    /// The next message of this type; everything before it is taken in on the way.
    /// @throws std::runtime_error where the connection ends first, with its bye
    Json next(std::string const& type);
    /// The next message whatever it is, or nothing where the connection ended; then `bye` and
    /// `close_code` say how.
    std::optional<Json> next();
    /// Everything that was sent before, either way, has been worked through when this returns:
    /// `time` is answered whatever else waits.
    void settle();
    /// What has arrived by now is taken in. @return false: the connection has ended
    bool take_in_what_is_here();
    Json const& bye() const { return bye_; }
    std::uint16_t close_code() const { return close_code_; }
    /// Reads to the end.
    std::uint16_t await_close();

    // --- commands -----------------------------------------------------------------------------

    std::uint64_t command(std::string const& name, std::string const& data);
    struct Outcome {
        std::optional<std::uint64_t> seq;
        /// Of a refusal.
        std::string code = {};
        Json refusal = {};
    };
    Outcome outcome(std::uint64_t cseq);
    /// Sends, waits, and must have an ack.
    std::uint64_t done(std::string const& name, std::string const& data);
    /// Sends, waits, and must have a refusal.
    Json refused(std::string const& name, std::string const& data);
    std::map<std::uint64_t, Outcome> const& outcomes() const { return outcomes_; }
    std::size_t unanswered() const { return pending_.size(); }

    // --- what it knows ------------------------------------------------------------------------

    std::string const& participant() const { return participant_; }
    std::string const& seat() const { return seat_; }
    std::string const& session() const { return session_; }
    void forget_session() { session_ = fresh_id(); }
    std::uint64_t applied() const { return applied_; }
    std::string const& epoch() const { return epoch_; }
    /// Every operation heard since the last snapshot, by number.
    std::map<std::uint64_t, Json> const& operations() const { return operations_; }
    Json const& snapshot() const { return snapshot_; }
    Json const& yours() const { return yours_; }
    /// Reads on until it has applied `seq`.
    void catch_up(std::uint64_t seq);
    /// The first operation of this name that it has heard or hears.
    Json operation(std::string const& name);
    /// Ids of the tickets that it knows of, from the snapshot and the operations after it.
    std::multiset<std::string> tickets() const;
    /// The names of everybody who ever joined.
    std::multiset<std::string> names() const;
    bool has_voted(std::string const& round, std::string const& participant) const;
    /// What the round has shown, by participant.
    std::map<std::string, std::string> choices(std::string const& round) const;
    /// Everything that it ever received, frame by frame.
    std::vector<std::string> const& frames() const { return frames_; }

private:
    void take_in(Json const& message);
    Json enter(Json const& welcome);
    /// `next`, or nothing where the connection ended first.
    std::optional<Json> heard(std::string const& type);
    std::runtime_error ended_before(std::string const& type) const;

    std::string room_;
    Who who_;
    std::string seat_ = fresh_id();
    std::string session_ = fresh_id();
    std::unique_ptr<WebSocketClient> socket_;
    bool welcomed_once_ = false;
    std::string participant_;
    std::string epoch_;
    std::uint64_t applied_ = 0;
    std::uint64_t shown_at_ = 0;
    std::map<std::uint64_t, Json> operations_;
    Json snapshot_;
    Json yours_;
    Json bye_;
    std::uint16_t close_code_ = 0;
    std::uint64_t cseq_ = 0;
    std::uint64_t probes_ = 0;
    /// Unanswered, as they were sent.
    std::map<std::uint64_t, std::string> pending_;
    std::map<std::uint64_t, Outcome> outcomes_;
    std::vector<std::string> frames_;
};

}  // namespace refinery::test
