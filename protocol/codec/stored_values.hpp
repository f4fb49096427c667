#pragma once

// Domain values that only the store holds, and the reading of those that the wire only tells.

#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/fields.hpp"
#include "protocol/domain/operation.hpp"

#include <map>
#include <string>
#include <string_view>

namespace refinery {

/// 64 hex digits.
std::string to_string(SecretHash const& secret);

SecretHash read_secret_hash(Fields const& from, std::string_view name);
std::optional<SecretHash> read_optional_secret_hash(Fields const& from, std::string_view name);
Estimate read_estimate(Fields const& estimate);
std::optional<Estimate> read_optional_estimate(Fields const& from, std::string_view name);
/// Outer nothing: absent. Inner nothing: `null`.
std::optional<std::optional<Estimate>> read_clearable_estimate(Fields const& from,
                                                               std::string_view name);
Archived read_archived(Fields const& archived);
/// `ranks`.
std::map<TicketId, std::string> read_ranks(Fields const& from);

}  // namespace refinery
