#pragma once

#include "protocol/domain/command.hpp"
#include "server/rooms/session.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <set>

namespace refinery::rooms {

/// What a room knows of one connection. Shared by the room, by what waits in its mailbox and
/// outbox, and by the session; `is_gone` ends all of them.
struct Member {
    Member(std::shared_ptr<Session> own_session, SessionId id, Timers& timers)
        : session(std::move(own_session)), session_id(id), heartbeat(timers) {}

    std::shared_ptr<Session> session;
    SessionId session_id;
    /// Known from the moment in which the hello is decided. Nothing then: somebody who reads along
    /// by a read-only link, and is nobody in the room (JOIN-10).
    std::optional<ParticipantId> participant = {};
    /// The hello was decided and the connection counts as one of its participant.
    bool is_in = false;
    /// `welcome` went out.
    bool is_welcomed = false;
    /// The connection ended; nothing is sent to it any more.
    bool is_gone = false;

    bool is_reader() const { return is_in && !participant; }

    /// The newest operation that this connection was told, by itself or in a snapshot.
    Sequence told = 0;
    /// The newest sequence whose state hash it was told.
    Sequence hashed = 0;
    std::set<DocId> open_texts = {};
    /// Requests that wait for their answer, and the bytes of their frames (SES-6).
    std::size_t unanswered = 0;
    std::size_t unanswered_bytes = 0;
    /// Let in while the store took no writes: its `returned` or `role_set` is stored later.
    std::optional<command::Arrive> owed = {};
    Timer heartbeat;
};

using MemberPtr = std::shared_ptr<Member>;

}  // namespace refinery::rooms
