#pragma once

// Takes a fresh code for a room in the store. A store that does not answer is asked again; what is
// asked is the same each time, so that an answer that was lost does no harm.

#include "protocol/domain/ids.hpp"
#include "protocol/domain/result.hpp"
#include "server/rooms/services.hpp"
#include "server/rooms/timer.hpp"

#include <functional>
#include <memory>
#include <string>

namespace refinery::rooms {

/// Six characters of an alphabet in which none looks like another.
std::string draw_code(IdSource& ids);

class CodeTaker : public std::enable_shared_from_this<CodeTaker> {
public:
    /// @param reply  the code, or busy after `Timings::welcome`, or read_only; called once, never
    ///               before `start` returns, and not at all when this is gone
    CodeTaker(Context const& context, RoomId room, std::function<void(Result<std::string>)> reply);
    void start();

private:
    void take();
    void answered(CodeAnswer const& answer);
    void finish(Result<std::string> result);

    Context const& context_;
    RoomId room_;
    std::string code_;
    std::function<void(Result<std::string>)> reply_;
    Timer again_;
    Timer deadline_;
};

}  // namespace refinery::rooms
