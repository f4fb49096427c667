#pragma once

// Bounds of what a ticket says, for the files of `decide` that set it (PROTOCOL.md TIC-5, TXT-2).

#include "protocol/domain/decide_details.hpp"

#include <string>
#include <string_view>

namespace refinery {

MaybeRefusal refuse_fields(Asked const& asked, command::TicketFields const& set);
/// The text's line breaks are plain already.
MaybeRefusal refuse_text(Asked const& asked, std::string_view text, std::string where);

}  // namespace refinery
