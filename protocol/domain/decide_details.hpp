#pragma once

// Bounds of what people write on a ticket beside its title (PROTOCOL.md TIC-15). For `decide`.

#include "protocol/domain/decide_parts.hpp"

#include <string>
#include <string_view>

namespace refinery {

/// @param where   what stands before a field's name: "set."
MaybeRefusal refuse_details(DetailChanges const& values, std::string const& where);
/// A goal that the room does not have.
MaybeRefusal refuse_goal(Asked const& asked, DetailChanges const& values);
/// http:// or https://, no white space, at most 2000 bytes.
MaybeRefusal refuse_url(std::string_view url, std::string where);
/// Somebody who is named as the one to care for something: nothing where nobody is.
MaybeRefusal refuse_owner(Asked const& asked, std::optional<ParticipantId> owner);

}  // namespace refinery
