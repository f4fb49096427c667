#pragma once

// All rooms of this server: finds, loads, makes and unloads them.

#include "protocol/codec/decode.hpp"
#include "protocol/domain/command.hpp"
#include "protocol/domain/result.hpp"
#include "server/rooms/live_room.hpp"
#include "server/rooms/ports/connection.hpp"
#include "server/rooms/services.hpp"
#include "server/rooms/session.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace refinery::rooms {

class RoomMaker;

/// A room that was made, with the secrets that are told once and kept nowhere.
struct CreatedRoom {
    RoomId room;
    std::string code;
    /// 32 hex digits each.
    std::string facilitator_key;
    std::string read_key;
};

/// A room with a given id that is there on every start, such as the sample room.
struct FixedRoom {
    RoomId room;
    std::string title;
    SecretHash facilitator_key;
    SecretHash read_key;
    /// Done by the room itself when it is new, in this order, one operation each. Ids of what they
    /// make are given, so that a start that was cut off in the middle goes on where it was.
    std::vector<CommandBody> fill;
};

/// Everything runs on one thread, the rooms' thread; replies come on it, possibly before the call
/// returns. Outlives all sessions that it made.
class Directory final : private RoomEvents {
public:
    Directory(Settings settings, Services services);
    ~Directory() override;
    Directory(Directory const&) = delete;
    Directory& operator=(Directory const&) = delete;

    /// A WebSocket was accepted for this room; whether the room exists is told inside.
    std::shared_ptr<Session> connect(RoomId room, std::shared_ptr<Connection> connection);

    /// Makes a room (HTTP-1). The answer comes when it is stored.
    /// @errors busy (the store does not answer; 503), read_only, bad_request
    void create_room(CreateRoomRequest request, std::function<void(Result<CreatedRoom>)> reply);
    /// Makes and fills the room unless it is there already.
    /// @errors busy, read_only
    void create_room_as(FixedRoom room, std::function<void(Result<RoomId>)> reply);
    /// The room behind a code in upper case (HTTP-2, ROOM-1).
    /// @errors not_found, alike for unknown, locked, ended and outlived codes; busy
    void find_code(std::string code, std::function<void(Result<RoomId>)> reply);

    /// Stops: nothing new is taken, what the store was asked is waited for (at most
    /// `Timings::drain`), members hear what was confirmed and then `bye drain`, worthwhile
    /// snapshots are stored, memory is given back. `done` is called once, possibly before return.
    void stop(std::function<void()> done);
    /// Another server has taken the store over: everybody is told `moved`, and nothing new is
    /// taken. What was not confirmed is settled by whoever owns the rooms now.
    void give_way();
    bool is_stopping() const { return stopping_; }

    /// The worst that any loaded room knows about the store; `ok` where none is loaded. A room
    /// that a newer server has written does not count: the store is fine.
    messages::StoreState store_state() const;
    std::size_t connections() const { return sessions_.size(); }
    std::size_t loaded_rooms() const;

    Context const& context() const { return context_; }

    // --- for sessions -------------------------------------------------------------------------

    void forget(Session const& session);
    /// Hands a hello to its room, loading that first where it is not in memory.
    void route_hello(MemberPtr member, messages::Hello hello, std::optional<std::string> made_seat);

private:
    /// Who waits for a room to be loaded.
    struct Waiting {
        std::function<bool()> wants_it;
        std::function<void(Result<LiveRoom*>)> go_on;
    };
    struct Slot {
        explicit Slot(Timers& timers) : again(timers) {}

        std::unique_ptr<LiveRoom> live;
        std::vector<Waiting> waiting;
        bool is_claiming = false;
        std::chrono::milliseconds since{0};
        Timer again;
    };
    /// One reply, at the latest after `Timings::welcome`.
    template <class T>
    std::function<void(Result<T>)> in_time(std::function<void(Result<T>)> reply);

    void with_room(RoomId room, std::function<bool()> wants_it,
                   std::function<void(Result<LiveRoom*>)> go_on);
    void claim(RoomId room);
    void claimed(RoomId room, ClaimAnswer answer);
    void load(RoomId room, store_answer::Claimed claimed);
    void fail(RoomId room, Rejection const& rejection);
    void fill(FixedRoom const& room, LiveRoom& live, std::function<void(Result<RoomId>)> reply);
    void make(command::CreateRoom first, std::function<void(Result<std::string>)> reply);
    void count_rooms(messages::StoreState state, int change);
    void stopped_one();
    void finish_stopping();
    Rejection busy() const;
    messages::Bye drain_bye() const;

    void room_is_idle(RoomId room) override;
    void room_is_lost(RoomId room) override;
    void room_changed_store_state(RoomId room, messages::StoreState before) override;

    Context context_;
    std::map<RoomId, Slot> slots_;
    /// Rooms whose memory is given back once nobody is inside a call of theirs.
    std::vector<std::unique_ptr<LiveRoom>> dropped_;
    Timer sweep_;
    std::vector<std::shared_ptr<RoomMaker>> makers_;
    /// Loaded rooms by what they know about the store.
    std::map<messages::StoreState, std::int64_t> rooms_by_state_;
    std::map<std::uint64_t, Session*> sessions_;
    std::uint64_t next_session_ = 1;
    bool stopping_ = false;
    std::size_t draining_ = 0;
    std::function<void()> stopped_;
    Timer drain_deadline_;
    /// Replies of a store may come when this is gone.
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace refinery::rooms
