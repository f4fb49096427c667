#pragma once

#include "protocol/messages/server_message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace refinery {

/// One JSON text. Everything that is told goes through here, and takes views only: there is no
/// overload for anything that holds a `Secret` (SEC-1).
std::string encode(messages::ServerMessage const& message);

/// One item of `operations`, encoded once a visibility class; the room keeps it for replay.
std::string encode_operation(PublicOperation const& operation);
/// `{"type":"operations","from":…,"to":…,"items":[…]}` around items that are encoded already.
std::string encode_operations(Sequence from, Sequence to,
                              std::vector<std::string_view> const& items);

/// Answers of the HTTP interface.
struct RoomCreatedAnswer {
    RoomId room;
    std::string code;
    std::string url;
    std::string facilitator_key;
    std::string facilitator_url;
    std::string read_key;
    std::string report_url;
};
std::string encode(RoomCreatedAnswer const& answer);
std::string encode_found_room(RoomId const& room);
/// `{code, message, where?}`.
std::string encode_error(Rejection const& rejection);
std::string_view name_of(RejectionCode code);
std::string_view name_of(messages::ByeCode code);

}  // namespace refinery
