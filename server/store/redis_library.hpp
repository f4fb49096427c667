#pragma once

// What Redis does for the store, in Redis: a library of functions (Redis 7), because fence, head
// and chain must be compared where the data is, in one step with the write.
//
// A room is three keys under one hash tag, so that one function reaches them on any Redis.
//
// - refinery:{<room>}:meta is a hash: layout, epoch, fence, birth, base_seq, base_chain, head,
// chain.
// - refinery:{<room>}:log is a stream: an entry a record, its id <last sequence>-<operations>.
// - refinery:{<room>}:snapshots is a hash, sequence to 16 bytes of check and the snapshot: two at
// most.
//
// Codes are refinery:code:<code>, the server's lock is refinery:server.
//
// The library's name carries its version: a newer server loads its own beside it, and an older one
// that is still running keeps the functions it was written for.

#include "protocol/domain/ids.hpp"

#include <string>
#include <string_view>

namespace refinery::store {

/// As `FUNCTION LOAD` takes it.
std::string_view redis_library();

namespace redis_function {
/// meta, log; epoch, last, operations, chain, bytes -> applied head chain | taken
inline constexpr auto create = "refinery_1_create";
/// meta, log, snapshots -> claimed fence epoch base_seq base_chain head chain snapshots log
///                         | not_found | layout number
inline constexpr auto claim = "refinery_1_claim";
/// The same without raising the fence, for a Redis that takes no writes.
inline constexpr auto look = "refinery_1_look";
/// meta, log; fence, head, chain, last, operations, chain after, bytes
///   -> applied head chain | fenced | foreign head chain | not_found
inline constexpr auto append = "refinery_1_append";
/// meta, log, snapshots; fence, sequence, check and bytes -> done | ahead | fenced
inline constexpr auto snapshot = "refinery_1_snapshot";
/// code; room -> done | taken
inline constexpr auto take_code = "refinery_1_take_code";
/// code; room -> done
inline constexpr auto drop_code = "refinery_1_drop_code";
/// lock; owner, milliseconds -> held | taken | foreign owner
inline constexpr auto hold = "refinery_1_hold";
/// lock; owner -> done
inline constexpr auto release = "refinery_1_release";
}  // namespace redis_function

namespace redis_key {
std::string meta(RoomId const& room);
std::string log(RoomId const& room);
std::string snapshots(RoomId const& room);
std::string code(std::string_view code);
inline constexpr auto server = "refinery:server";
}  // namespace redis_key

}  // namespace refinery::store
