#pragma once

// Refusals as the domain words them: a stable code, and one sentence for a person.

#include "protocol/domain/rejection.hpp"
#include "protocol/domain/room.hpp"
#include "protocol/domain/rules.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace refinery {

Rejection bad_request(std::string where, std::string message);
/// Names the right in its sentence (RGT-1).
Rejection forbidden(Right right);
Rejection forbidden(std::string message);
/// @param what   as it stands in "There is no such …."
Rejection not_found(std::string_view what);
/// An id that is in use already (MSG-8).
Rejection id_in_use(std::string_view what);
Rejection conflict(std::string message);
/// TIC-10. @pre ticket.archived
Rejection in_the_archive(Ticket const& ticket);
/// TIC-17: the room wants its rounds to be about ready tickets.
Rejection not_ready(Ticket const& ticket, Readiness const& readiness);
/// TXT-5.
Rejection stale_text(DocId const& doc, std::uint64_t v);
/// RND-14, BAL-9.
Rejection wrong_phase(Ballot const& ballot);
/// DOT-6.
Rejection in_ballot(Ticket const& ticket, BallotId ballot);
/// The ticket's key, or its number with a hash sign.
std::string name_of(Ticket const& ticket);
Rejection too_large(std::string where, std::string message, std::size_t limit);
/// UNDO-4. `field` is nothing where the ticket as a whole was touched (UNDO-5).
Rejection depends(TicketId ticket, std::optional<Field> field, FieldHistory::Change const& change);

/// "title" and so on, as it is named on the wire.
char const* field_name(Field field);

/// TXT-3: nothing where `line` is one. @param subject begins the sentence: "A title"
std::optional<Rejection> refuse_line(std::string_view line, std::size_t code_points_max,
                                     std::string where, std::string_view subject);

}  // namespace refinery
