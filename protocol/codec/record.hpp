#pragma once

// How operations and states are written for the store: JSON with a format number in front, hidden
// values sealed. A file written by any landed version opens for ever (tests/corpus).

#include "protocol/codec/sealer.hpp"
#include "protocol/domain/operation.hpp"
#include "protocol/domain/room.hpp"

#include <boost/system/result.hpp>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace refinery {

inline constexpr std::uint64_t record_format = 1;
inline constexpr std::uint64_t snapshot_format = 1;

/// A record that this server cannot read.
struct RecordError {
    enum class Kind { damaged, unknown_format };
    Kind kind = Kind::damaged;
    std::string message;
};
/// Found by Boost when `.value()` is called on an error.
[[noreturn]] inline void throw_exception_from_error(RecordError const& error,
                                                    boost::source_location const&) {
    throw std::logic_error("value() of a record that could not be read: " + error.message);
}
template <class T>
using RecordResult = boost::system::result<T, RecordError>;

/// One operation as it stands in a record, hidden choices sealed and padded to one length.
/// A record is put together from such items, so each is written once.
std::string encode_stored_operation(Operation const& operation, RoomId const& room, Sealer& sealer);
std::string encode_record(std::vector<std::string_view> const& stored_operations);

struct DecodedRecord {
    /// At least one, each right behind the one before.
    std::vector<Operation> operations;
    /// Some choice was sealed under a key that this server does not have (SEC-6).
    bool key_missing = false;
};
RecordResult<DecodedRecord> decode_record(std::string_view bytes, RoomId const& room,
                                          Sealer const& sealer);

/// The whole state, texts, hashes, sessions and undo included.
std::string encode_room(Room const& room, Sealer& sealer);
struct DecodedRoom {
    Room room;
    bool key_missing = false;
};
RecordResult<DecodedRoom> decode_room(std::string_view bytes, Sealer const& sealer);

}  // namespace refinery
