#pragma once

// Values of a ticket's details, all treated alike (PROTOCOL.md TIC-15).

#include "protocol/domain/ticket.hpp"

#include <cstddef>

namespace refinery {

/// Bytes of everything that people wrote on a ticket: what it adds to the room's size (LIM-1).
/// Looks at each entry of the ticket's own lists once.
std::size_t bytes_of(Ticket const& ticket);
std::size_t bytes_of(Details const& details);

/// The details of a ticket made with these values.
Details details_from(DetailChanges const& values);
/// The changes that set every detail to what it is here.
DetailChanges changes_to(Details const& details);
/// Those of `wanted` that a ticket which says `present` does not say yet.
DetailChanges what_differs(Details const& present, DetailChanges const& wanted);
/// Sets the values.
/// @return what the changed ones were before
DetailChanges change(Details& details, DetailChanges const& values);

}  // namespace refinery
