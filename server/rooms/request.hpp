#pragma once

#include "protocol/domain/command.hpp"
#include "protocol/domain/rejection.hpp"
#include "protocol/messages/client_message.hpp"
#include "server/rooms/member.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>

namespace refinery::rooms {

/// What stands in a room's mailbox, in the order in which it came.
namespace request {

/// A hello that was read.
struct Arrive {
    MemberPtr member;
    messages::Hello hello;
    /// The participant that an unknown seat becomes.
    ParticipantId fresh;
    /// In hex, where the server made the seat.
    std::optional<std::string> made_seat = {};
};
struct Obey {
    MemberPtr member;
    std::uint64_t cseq = 0;
    std::variant<CommandBody, messages::BadItem> what;
    /// The session's flow does not allow it; told in its turn, so that answers keep their order.
    std::optional<Rejection> pushed_back = {};
    /// Of the frame, as far as it counts towards the limit of what waits; nothing: not at all.
    std::optional<std::size_t> bytes = {};
};
/// A message without cseq that cannot be obeyed.
struct Refuse {
    MemberPtr member;
    std::string re;
    Rejection rejection;
};
struct OpenText {
    MemberPtr member;
    DocId doc;
    std::optional<std::size_t> bytes = {};
};
struct CloseText {
    MemberPtr member;
    DocId doc;
};
/// SRCH-1.
struct Find {
    MemberPtr member;
    messages::Search search;
    std::optional<std::size_t> bytes = {};
};
/// The room's own doing.
struct Do {
    CommandBody body;
};
/// Somebody outside asks about the room's state.
struct Ask {
    std::function<void(Room const&)> read;
    std::function<void()> tell;
};

}  // namespace request

using Request = std::variant<request::Arrive, request::Obey, request::Refuse, request::OpenText,
                             request::CloseText, request::Find, request::Do, request::Ask>;

}  // namespace refinery::rooms
