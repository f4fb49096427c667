#pragma once

// Finding tickets by words, whoever typed them how: case and accents do not count (SRCH-1). What
// tickets say is folded once and kept until it changes.

#include "protocol/domain/room.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace refinery::rooms {

/// The same for texts that differ in case, accents or the way in which they are composed.
std::string folded(std::string_view text);

class Search {
public:
    /// Tickets, live and archived, whose title, key or description hold all words of `question`,
    /// in backlog order; none for a question without a word. Of more than `most`, those where
    /// title and key hold a word of it come first.
    std::vector<TicketId> find(Room const& room, std::string_view question, std::size_t most);
    /// Another state may have the same version of another text.
    void forget() { folded_.clear(); }

private:
    struct Folded {
        std::string title;
        std::string key;
        std::uint64_t v = 0;
        /// Title and key.
        std::string head;
        /// The description.
        std::string body;
    };
    Folded const& fold(Ticket const& ticket);

    std::unordered_map<TicketId, Folded> folded_;
};

}  // namespace refinery::rooms
