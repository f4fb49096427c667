#pragma once

// Drafts of splits: what a large ticket is to become (PROTOCOL.md SPL).

#include "protocol/domain/ids.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace refinery {

struct SplitChild {
    /// Of the ticket that it will be.
    TicketId ticket;
    /// May be empty while it is a draft.
    std::string title = {};
    /// How large somebody thinks it is: a card's label.
    std::optional<std::string> guess = {};

    bool operator==(SplitChild const&) const = default;
};

/// What the children take along from their parent.
struct SplitTakes {
    bool type = true;
    bool labels = true;
    bool theme = true;
    bool requester = true;
    /// Blockers in both directions, blockers outside the room, and urls.
    bool links = true;

    bool operator==(SplitTakes const&) const = default;
};

/// A change of a draft (SPL-2). Nothing: as it was.
struct SplitEdit {
    std::optional<TicketId> add = {};
    std::optional<TicketId> remove = {};
    std::map<TicketId, std::string> titles = {};
    /// An inner nothing clears.
    std::map<TicketId, std::optional<std::string>> guesses = {};
    std::map<EntryId, TicketId> criteria = {};
    struct Takes {
        std::optional<bool> type = {};
        std::optional<bool> labels = {};
        std::optional<bool> theme = {};
        std::optional<bool> requester = {};
        std::optional<bool> links = {};
    };
    Takes take = {};
};

struct SplitDraft {
    SplitId id;
    TicketId ticket;
    std::optional<ParticipantId> by = {};
    Timestamp opened;
    /// Two at least.
    std::vector<SplitChild> children = {};
    /// Where a criterion was sent; ask `home_of`, which knows of children that went.
    std::map<EntryId, TicketId> criteria = {};
    SplitTakes take = {};

    /// First what comes, last what goes; whatever names a child that is not there does nothing.
    void change(SplitEdit const& edit);
    SplitChild const* find(TicketId child) const;
    /// SPL-3: the one child that gets this criterion.
    TicketId home_of(EntryId criterion) const;
};

}  // namespace refinery
