#pragma once

#include "protocol/codec/decode.hpp"
#include "protocol/codec/strict_json.hpp"

#include <string_view>

namespace refinery {

/// Reads what one item asks for. @errors unsupported: no command of this name; bad_request with
/// `where`: a field of `data` has the wrong shape.
Result<CommandBody> decode_command(std::string_view name, JsonView data,
                                   DecodeContext const& context);

}  // namespace refinery
