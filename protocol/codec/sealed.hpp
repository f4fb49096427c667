#pragma once

#include "protocol/codec/fields.hpp"
#include "protocol/codec/json_writer.hpp"
#include "protocol/codec/sealer.hpp"
#include "protocol/domain/room.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace refinery {

/// Whose choice it is: sealed with it, so that no sealed value can be put in another's place.
struct ChoicePlace {
    RoomId room;
    BallotId ballot;
    ParticipantId by;
};

/// The store's way to a hidden choice (SEC-4), and the only one beside the view. In plain, a choice
/// is its length in four bytes, its JSON, and zeros up to a multiple of `sealed_choice_bytes`; no
/// choice within the default limits needs more than one. A later format of sealed values comes with
/// a later format of the records that hold them, so a server that does not know it reads no such
/// value: it opens the room read-only before.
struct SealedCodec {
    /// `{key, value}`; `null` where the choice is not known (SEC-6).
    static void write(JsonWriter& json, std::string_view name,
                      std::optional<Secret<Choice>> const& choice, ChoicePlace const& place,
                      Sealer& sealer);

    struct Opened {
        std::optional<Secret<Choice>> choice = {};
        bool key_missing = false;
    };
    /// A value of this server's key that does not open is a fault: it was damaged or moved.
    static Opened read(Fields const& from, std::string_view name, ChoicePlace const& place,
                       Sealer const& sealer);
};

}  // namespace refinery
