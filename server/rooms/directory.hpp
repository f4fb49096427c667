#pragma once

// All rooms of this server: finds, loads, makes and unloads them.

#include "protocol/codec/decode.hpp"
#include "protocol/domain/command.hpp"
#include "protocol/domain/result.hpp"
#include "server/rooms/ports/connection.hpp"
#include "server/rooms/services.hpp"
#include "server/rooms/session.hpp"

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace refinery::rooms {

class LiveRoom;
class RoomSlot;

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
    /// Given by the room itself when it is new, in this order. Ids of what they create are filled,
    /// so that a start that was cut off in the middle goes on where it was.
    std::vector<CommandBody> fill;
};

/// Everything runs on one thread, the rooms' thread; replies come on it, possibly before the call
/// returns. Outlives all sessions that it made.
class Directory {
public:
    Directory(Settings settings, Services services);
    ~Directory();
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
    /// The room behind a code in upper case (COD-1…COD-3).
    /// @errors not_found, alike for unknown, locked, ended and outlived codes; busy
    void find_code(std::string code, std::function<void(Result<RoomId>)> reply);

    /// Stops: nothing new is taken, what the store was asked is waited for (at most
    /// `Timings::drain`), members hear what was confirmed and then `bye drain`, worthwhile
    /// snapshots are stored, memory is given back. `done` is called once, possibly before return.
    void stop(std::function<void()> done);
    bool is_stopping() const { return stopping_; }

    /// The worst that any loaded room knows about the store; `ok` where none is loaded.
    messages::StoreState store_state() const;
    std::size_t connections() const { return sessions_.size(); }
    std::size_t loaded_rooms() const;

    Context const& context() const { return context_; }

    // --- for sessions and rooms ---------------------------------------------------------------

    void forget(Session& session);
    /// Hands a hello to its room, loading that first where it is not in memory.
    void route_hello(std::shared_ptr<Session> session, messages::Hello hello,
                     std::optional<std::string> made_seat);
    /// The room has nothing left to do, or lost its log to another owner.
    void drop(RoomId room);
    /// A room's store state, or the number of rooms, changed.
    void refresh_gauges();

private:
    class Creation;

    RoomSlot& slot_of(RoomId room);

    Context context_;
    std::unordered_map<RoomId, std::unique_ptr<RoomSlot>> slots_;
    std::unordered_set<Session*> sessions_;
    bool stopping_ = false;
    std::function<void()> stopped_;
    Timer drain_deadline_;
};

}  // namespace refinery::rooms
