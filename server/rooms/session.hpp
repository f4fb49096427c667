#pragma once

// One connection's deciding core: what a client may say, when, and how often. It knows frames and
// limits; what a command means is the room's business (live_room.hpp).

#include "protocol/messages/client_message.hpp"
#include "protocol/messages/server_message.hpp"
#include "server/rooms/ports/connection.hpp"
#include "server/rooms/services.hpp"
#include "server/rooms/timer.hpp"
#include "server/rooms/token_bucket.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace refinery::rooms {

class Directory;
class LiveRoom;
struct Member;

/// Made by `Directory::connect`, kept by whoever owns the connection until `on_closed`. Events
/// come in on the rooms' thread; what leaves goes to the `Connection`. It calls `close` on its
/// connection at most once and sends nothing after it; events that come later are ignored.
/// JOIN-1, MSG-2…MSG-5, SES-1, SES-2, SES-6, SRCH-1, REF-5, BYE-2.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Directory& directory, std::uint64_t number, RoomId room,
            std::shared_ptr<Connection> connection);
    ~Session();
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

    // --- events of the network ----------------------------------------------------------------

    /// A whole text frame. Anything but `hello` and `time` before the welcome ends the connection.
    void on_text(std::string_view frame);
    /// `bye protocol`.
    void on_binary();
    /// A frame longer than `frame_bytes_max()`: closed 1009.
    void on_too_large();
    /// The WebSocket layer found bytes that are not UTF-8: closed 1007.
    void on_not_utf8();
    /// The peer is gone, however it went. Idempotent; also fine after the session closed itself.
    void on_closed();
    /// The network ends the connection for a reason of its own (`slow`, `silent`): says bye,
    /// closes.
    void end(messages::ByeCode code, std::string message);

    /// What a frame may be long at this moment; the network reads no more than this.
    std::size_t frame_bytes_max() const;
    bool is_closed() const { return stage_ == Stage::closed; }

    // --- what the room and the directory do to it ---------------------------------------------

    std::uint64_t number() const { return number_; }
    RoomId room() const { return room_; }
    /// Says bye with the close code that belongs to it, and is closed.
    void bye(messages::Bye const& bye);
    void send(SharedText text, Connection::Weight weight = Connection::Weight::counted);
    bool is_drained() const { return connection_->is_drained(); }
    /// When something was sent last, on the steady clock.
    std::chrono::milliseconds last_sent() const { return last_sent_; }
    /// Its room is in memory.
    void entered(LiveRoom& room) { live_room_ = &room; }
    /// The welcome went out: from now on commands may come.
    void welcomed();
    /// The server is taken away: nothing more is told or noted.
    void abandon();

private:
    enum class Stage { awaiting_hello, arriving, member, closed };

    void read(messages::ClientMessage& message, std::size_t bytes);
    void say_hello(messages::Hello hello);
    void take_commands(messages::Commands& commands, std::size_t bytes);
    void open_text(messages::TextOpen const& open, std::size_t bytes);
    void close_text(messages::TextClose const& close);
    void search(messages::Search const& search, std::size_t bytes);
    void take_presence(messages::Presence const& presence);
    void refuse(std::string re, Rejection rejection);
    /// Why this request has to wait, if it has to (SES-6). Counts it as unanswered if not.
    std::optional<Rejection> push_back(std::size_t bytes);
    /// @return false: that was too many, the connection is closed (REF-5)
    bool note_pushed_back();
    void protocol_error(std::string message, std::optional<std::string> where = {});
    void close(std::uint16_t code, SharedText last);
    /// Leaves room and directory.
    void part();
    std::chrono::milliseconds now() const;

    Directory& directory_;
    Context const& context_;
    std::uint64_t number_;
    RoomId room_;
    std::shared_ptr<Connection> connection_;
    std::shared_ptr<Member> member_;
    LiveRoom* live_room_ = nullptr;
    Stage stage_ = Stage::awaiting_hello;
    Timer deadline_;
    TokenBucket operations_;
    TokenBucket presence_;
    std::optional<std::uint64_t> last_cseq_;
    std::deque<std::chrono::milliseconds> pushed_back_;
    std::chrono::milliseconds last_sent_;
};

}  // namespace refinery::rooms
