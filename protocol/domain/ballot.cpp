#include "protocol/domain/ballot.hpp"

#include <algorithm>
#include <iterator>

namespace refinery {

std::optional<TicketId> Cards::ticket() const {
    auto const* ticket = std::get_if<TicketId>(&about);
    return ticket ? std::optional(*ticket) : std::nullopt;
}

std::optional<std::size_t> Dots::place_of(TicketId ticket) const {
    auto const found = std::find(tickets.begin(), tickets.end(), ticket);
    if (found == tickets.end()) return std::nullopt;
    return static_cast<std::size_t>(std::distance(tickets.begin(), found));
}

Place* Ballot::place_of(ParticipantId person) {
    auto const place = std::find_if(places.begin(), places.end(),
                                    [&](Place const& each) { return each.by == person; });
    return place == places.end() ? nullptr : &*place;
}

Place const* Ballot::place_of(ParticipantId person) const {
    auto const place = std::find_if(places.begin(), places.end(),
                                    [&](Place const& each) { return each.by == person; });
    return place == places.end() ? nullptr : &*place;
}

std::optional<TicketId> Ballot::ticket() const {
    auto const* cards = std::get_if<Cards>(&asks);
    return cards ? cards->ticket() : std::nullopt;
}

}  // namespace refinery
