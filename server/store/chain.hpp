#pragma once

#include "server/rooms/ports/store.hpp"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace refinery::store {

using Hash128 = std::array<std::uint8_t, 16>;

/// The first half of SHA-256 over the parts, one after the other. It finds flipped bits and forks;
/// it is no proof against somebody who can write the store.
Hash128 hash128(std::initializer_list<std::string_view> parts);

/// The chain behind one more record: covers the record and, through `previous`, all before it.
Hash128 chain_next(Hash128 const& previous, std::string_view bytes);

/// Where a log that ended at `before` ends once `batch` is stored.
rooms::LogPosition position_after(rooms::LogPosition const& before, rooms::Batch const& batch);

inline std::string_view as_bytes(Hash128 const& hash) {
    return {reinterpret_cast<char const*>(hash.data()), hash.size()};
}

}  // namespace refinery::store
