#pragma once

#include "protocol/codec/decode.hpp"
#include "protocol/codec/sealer.hpp"
#include "server/rooms/ports/clock.hpp"
#include "server/rooms/ports/journal.hpp"
#include "server/rooms/ports/meter.hpp"
#include "server/rooms/ports/random.hpp"
#include "server/rooms/ports/store.hpp"
#include "server/rooms/settings.hpp"

namespace refinery::rooms {

/// What the rooms reach of the world. All of it outlives the Directory, and all of it is used on
/// one thread, the rooms' thread.
struct Services {
    Store& store;
    Clock const& clock;
    Timers& timers;
    IdSource& ids;
    Sealer& sealer;
    SecretHasher const& hasher;
    Meter& meter;
    Journal& journal;
};

/// What every part of a room is given.
struct Context {
    Services services;
    Settings settings;
};

}  // namespace refinery::rooms
