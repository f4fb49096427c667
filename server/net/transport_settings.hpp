#pragma once

#include <chrono>
#include <cstddef>

namespace refinery::net {

/// Limits and time limits of sockets, with their reasons. All that a test or an operator would
/// change are flags (app/number_settings.cpp).
struct TransportSettings {
    /// A browser's headers are a kilobyte; a proxy adds some.
    std::size_t header_bytes_max = 8 * 1024;
    /// The longest body that a route of ours takes: a room's title and deck.
    std::size_t body_bytes_max = 64 * 1024;
    /// Who does not finish a request keeps a place from somebody who would.
    std::chrono::milliseconds request_header{5'000};
    std::chrono::milliseconds request_body{10'000};
    /// A response that is not taken; as for messages to a member.
    std::chrono::milliseconds response{30'000};
    /// An open connection without a request; a page's further files come well within it.
    std::chrono::milliseconds keep_alive{15'000};
    std::size_t requests_per_connection_max = 200;
    /// Open sockets, WebSockets included; further ones wait in the kernel's queue.
    std::size_t sockets_max = 8'192;

    /// Nothing heard from a member for so long: a ping, which a browser answers by itself.
    std::chrono::milliseconds ping_after{10'000};
    /// Still nothing: the line is dead, though nobody closed it.
    std::chrono::milliseconds silent_after{20'000};
    /// A member that takes nothing for so long.
    std::chrono::milliseconds progress{10'000};
    /// How long a slow member is told so before the socket is cut.
    std::chrono::milliseconds slow_goodbye{2'000};
    /// A close handshake that does not end.
    std::chrono::milliseconds close_handshake{5'000};
    std::size_t message_bytes_max = 512 * 1024;
    std::size_t queued_bytes_max = 1024 * 1024;
    /// A long message is written in such pieces, each of which is progress.
    std::size_t fragment_bytes = 64 * 1024;
};

}  // namespace refinery::net
