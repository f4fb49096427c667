#pragma once

// What the room remembers so that an operation can be taken back (PROTOCOL.md UNDO).

#include "protocol/domain/ids.hpp"
#include "protocol/domain/ticket.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery {

/// How an operation is taken back. The ticket a moved one stood behind is kept, never a rank,
/// because ranks are made anew (UNDO-6).
namespace inverse {
/// Of `ticket.added` and `tickets.imported`.
struct TakeAway {
    std::vector<TicketId> tickets;
};
/// Of `ticket.edited`.
struct SetBack {
    struct Values {
        TicketId ticket;
        std::optional<std::optional<std::string>> key = {};
        std::optional<std::string> title = {};
        std::optional<std::optional<Estimate>> estimate = {};
        DetailChanges details = {};
    };
    std::vector<Values> tickets;
};
/// Of `ticket.moved` and of `ticket.archived` and `ticket.restored`, whose tickets stood behind
/// `after` (nothing: on top), in the order of the list.
struct StoodBehind {
    TicketId ticket;
    std::optional<TicketId> after;
};
struct MoveBack {
    std::vector<StoodBehind> tickets;
};
/// Of `ticket.archived`.
struct Restore {
    std::vector<StoodBehind> tickets;
};
/// Of `ticket.restored`, and of the undoing of an addition.
struct ArchiveAgain {
    struct Entry {
        TicketId ticket;
        Archived archived;
    };
    std::vector<Entry> tickets;
};
/// Of `ticket.merged`, `ticket.split` and `tickets.put_back`: tickets as they were, and links with
/// tickets that are none of them.
struct PutBack {
    std::vector<Ticket> tickets;
    std::vector<TicketLink> linked = {};
    std::vector<TicketLink> unlinked = {};
};
}  // namespace inverse

using Inverse = std::variant<inverse::TakeAway, inverse::SetBack, inverse::MoveBack,
                             inverse::Restore, inverse::ArchiveAgain, inverse::PutBack>;

struct Undoable {
    Sequence seq = 0;
    Inverse inverse;
};

}  // namespace refinery
