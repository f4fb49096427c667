#pragma once

#include "protocol/domain/limits.hpp"
#include "protocol/domain/result.hpp"
#include "protocol/messages/client_message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace refinery {

/// Turns a secret into what is kept of it, in the moment in which it is read. Implemented over
/// OpenSSL by server/secrets; a passcode is salted with its room and stretched.
class SecretHasher {
public:
    virtual ~SecretHasher() = default;
    virtual SecretHash of_random_secret(std::string_view secret) const = 0;
    virtual SecretHash of_passcode(std::string_view passcode, RoomId room) const = 0;
};

/// Why a frame could not be read at all; the connection ends with `bye protocol` or 1007.
struct DecodeError {
    enum class Kind { malformed_json, too_deep, not_utf8, not_an_object, bad_commands };
    Kind kind = Kind::malformed_json;
    /// Byte offset or field, for a person who debugs a client.
    std::string where;
};
/// Found by Boost when `.value()` is called on an error.
[[noreturn]] inline void throw_exception_from_error(DecodeError const& error,
                                                    boost::source_location const&) {
    throw std::logic_error("value() of a frame that could not be read: " + error.where);
}

struct DecodeContext {
    RoomId room;
    SecretHasher const& hasher;
    Limits const& limits;
};

/// Reads one text frame. What is wrong inside a readable frame comes back as a `BadMessage` or as
/// a `BadItem` of its own; only what a client cannot mean is an error. Fills no open ids, and
/// leaves `Leave::participant` to whoever knows the connection. A `BadMessage` with `re` "hello"
/// is told as `bye bad_request` (JOIN-2).
/// Accepts exactly what PROTOCOL.md says: MSG-1…MSG-9. Thread-safe.
boost::system::result<messages::ClientMessage, DecodeError> decode_client_message(
    std::string_view frame, DecodeContext const& context);

/// The body of `POST /api/rooms`.
struct CreateRoomRequest {
    std::optional<std::string> title = {};
    std::optional<Deck> deck = {};
    /// Hashed later, when the room has an id to salt it with.
    std::optional<std::string> passcode = {};
    std::optional<Rights> rights = {};
};
Result<CreateRoomRequest> decode_create_room(std::string_view body, Limits const& limits);
/// The body of `POST /api/codes`: the code in upper case.
Result<std::string> decode_find_code(std::string_view body);

}  // namespace refinery
