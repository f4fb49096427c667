#pragma once

#include "protocol/codec/fields.hpp"
#include "protocol/codec/sealer.hpp"
#include "protocol/domain/operation.hpp"

#include <optional>

namespace refinery {

/// What reading operations of one room needs, and what it found out.
struct StoredOperationReader {
    RoomId room;
    Sealer const& sealer;
    /// Some choice was sealed under a key that this server does not have (SEC-6).
    bool key_missing = false;

    /// Nothing where this version knows no operation of this name. A fault goes to `stored`.
    std::optional<Operation> read(Fields const& stored);
};

}  // namespace refinery
