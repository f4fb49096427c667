#pragma once

// Ballots as the store keeps them: whole, hidden choices sealed (PROTOCOL.md SEC-4).

#include "protocol/codec/fields.hpp"
#include "protocol/codec/json_writer.hpp"
#include "protocol/codec/sealer.hpp"
#include "protocol/domain/room.hpp"

namespace refinery {

/// `rounds`, and `ballots` where there are any of another kind.
void write_ballots(JsonWriter& json, Room const& room, Sealer& sealer);

/// The reverse: puts them into the room, whose people and tickets are there already.
/// @return whether some choice was sealed under a key that this server does not have
bool read_ballots(Fields const& from, Room& room, Sealer const& sealer);

}  // namespace refinery
