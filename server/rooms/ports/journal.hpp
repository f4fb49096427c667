#pragma once

#include "protocol/domain/ids.hpp"

#include <optional>
#include <string_view>

namespace refinery::rooms {

enum class Severity { info, warning, error };

/// Where the rooms write what whoever runs the server should read. A line says what happened and
/// in which room; it never holds a secret, a name, a title, a choice or the body of a message, and
/// is the same whatever somebody chose (SEC-2). A room's id lets people in: an implementation
/// shortens it. Called on the rooms' thread.
class Journal {
public:
    virtual ~Journal() = default;
    virtual void note(Severity severity, std::optional<RoomId> room, std::string_view line) = 0;
};

}  // namespace refinery::rooms
