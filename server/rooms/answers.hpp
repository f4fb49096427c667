#pragma once

// Sentences that people read, and the shapes around them, in one place.

#include "protocol/codec/encode.hpp"
#include "protocol/domain/rejection.hpp"
#include "protocol/messages/server_message.hpp"
#include "server/rooms/ports/connection.hpp"
#include "server/rooms/services.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace refinery::rooms {

inline SharedText encoded(messages::ServerMessage const& message) {
    return std::make_shared<std::string const>(encode(message));
}

inline messages::Bye bye_of(messages::ByeCode code, std::string message,
                            std::optional<std::chrono::milliseconds> retry = {}) {
    messages::Bye bye;
    bye.code = code;
    bye.message = std::move(message);
    if (retry) bye.retry_ms = retry->count();
    return bye;
}

inline Rejection rejection_of(RejectionCode code, std::string message,
                              std::optional<std::chrono::milliseconds> retry = {}) {
    Rejection rejection;
    rejection.code = code;
    rejection.message = std::move(message);
    if (retry) rejection.retry_ms = retry->count();
    return rejection;
}

Rejection store_does_not_answer(Context const& context);
Rejection store_is_read_only(Context const& context);

/// What a hello hears that was refused, or whose room could not be opened (BYE-2).
messages::Bye bye_for(Rejection const& rejection);

}  // namespace refinery::rooms
