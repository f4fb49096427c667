#include "server/app/sample_room.hpp"

#include "server/app/sample_backlog.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace refinery::app {

namespace {

std::array<std::uint8_t, 16> bits_for(secrets::ServerKey const& key, std::string const& purpose) {
    auto const derived = key.derive("sample room: " + purpose);
    std::array<std::uint8_t, 16> bits{};
    std::copy_n(derived.begin(), bits.size(), bits.begin());
    return bits;
}

std::optional<std::string> unless_empty(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return std::string(text);
}

command::ImportTickets backlog(secrets::ServerKey const& key) {
    command::ImportTickets import;
    for (auto const& ticket : sample_backlog()) {
        auto const number = std::to_string(import.tickets.size() + 1);
        import.tickets.push_back({.ticket = TicketId{bits_for(key, "ticket " + number)},
                                  .title = std::string(ticket.title),
                                  .key = unless_empty(ticket.key),
                                  .description = unless_empty(ticket.description),
                                  .estimate = unless_empty(ticket.estimate)});
    }
    return import;
}

}  // namespace

std::string SampleRoom::path() const {
    return "/r/" + to_string(room.room) + "#key=" + facilitator_key;
}

SampleRoom sample_room(secrets::ServerKey const& key, SecretHasher const& hasher) {
    auto const facilitator_key = hex(bits_for(key, "facilitator key"));
    return {.room = {.room = RoomId{bits_for(key, "id")},
                     .title = "Quayside: a sample to try",
                     .facilitator_key = hasher.of_random_secret(facilitator_key),
                     .read_key = hasher.of_random_secret(hex(bits_for(key, "read key"))),
                     .fill = {backlog(key)}},
            .facilitator_key = facilitator_key};
}

}  // namespace refinery::app
