#pragma once

// Making a room: a code is taken first (code_taker.hpp), so that a room never has one that leads
// elsewhere, then its first operation is stored. A store that does not answer is asked again; what
// is asked is the same each time, so that an answer that was lost does no harm.

#include "protocol/domain/command.hpp"
#include "protocol/domain/result.hpp"
#include "server/rooms/code_taker.hpp"
#include "server/rooms/services.hpp"
#include "server/rooms/timer.hpp"

#include <functional>
#include <memory>
#include <string>

namespace refinery::rooms {

class RoomMaker : public std::enable_shared_from_this<RoomMaker> {
public:
    /// @param first  its code is taken here
    /// @param reply  the code, or busy after `Timings::welcome`, read_only, conflict (the id is in
    ///               use), or what `decide` says; called once
    RoomMaker(Context const& context, command::CreateRoom first,
              std::function<void(Result<std::string>)> reply);
    void start();
    bool is_finished() const { return !reply_; }

private:
    void create();
    void finish(Result<std::string> result);

    Context const& context_;
    command::CreateRoom first_;
    std::string epoch_;
    Batch batch_;
    std::function<void(Result<std::string>)> reply_;
    std::shared_ptr<CodeTaker> code_;
    Timer again_;
    Timer deadline_;
};

}  // namespace refinery::rooms
