#pragma once

// Domain values that are read alike from the wire and from the store.

#include "protocol/codec/fields.hpp"
#include "protocol/domain/command.hpp"

#include <optional>
#include <string_view>

namespace refinery {

/// The deck's shape; what makes a deck a good one is for `check_deck`.
Deck read_deck(Fields const& deck);
std::optional<Deck> read_optional_deck(Fields const& from, std::string_view name);
/// All three rights have to be there.
Rights read_rights(Fields const& rights);
std::optional<Rights> read_optional_rights(Fields const& from, std::string_view name);
Spotlight read_spotlight(Fields const& spotlight);

}  // namespace refinery
