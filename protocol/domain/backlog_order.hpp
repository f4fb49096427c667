#pragma once

// Where tickets go in the backlog, and the ranks that put them there (PROTOCOL.md RANK, UNDO-6).

#include "protocol/domain/command.hpp"
#include "protocol/domain/result.hpp"
#include "protocol/domain/room.hpp"

#include <map>
#include <string>
#include <vector>

namespace refinery {

using Ranks = std::map<TicketId, std::string>;

/// Ranks for `count` new tickets at a position, in order.
/// @pre a ticket named by `after` exists    @errors rerank_first
Result<std::vector<std::string>> ranks_for_new(Room const& room, command::Position const& after,
                                               std::size_t count);

/// The ranks that change where `tickets` move behind `after` as a block, in the order of the list.
/// As many as can keep their rank.
/// @pre the tickets and `after` exist, `after` is none of them    @errors rerank_first
Result<Ranks> ranks_of_block(Room const& room, std::vector<TicketId> const& tickets,
                             command::Position const& after);

/// A rank for each of `tickets`, right behind the one it stood behind; one that stands there
/// keeps its own. The rest of the backlog stays as it is.
/// @pre all tickets exist    @errors rerank_first
Result<Ranks> ranks_behind(Room const& room, std::vector<inverse::StoodBehind> const& tickets);

/// Without those that are the tickets' ranks already.
Ranks changed_ranks(Room const& room, Ranks ranks);

/// What tickets stand behind at this moment, in backlog order.
std::vector<inverse::StoodBehind> standing_behind(Room const& room, std::vector<TicketId> tickets);

}  // namespace refinery
