#pragma once

#include "server/net/code_guesses.hpp"
#include "server/net/http_handler.hpp"
#include "server/net/origin_rule.hpp"
#include "server/net/static_files.hpp"
#include "server/net/trusted_proxies.hpp"
#include "server/rooms/directory.hpp"

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>

namespace refinery::net {

/// What the routes need to know of how the server was started.
struct RouteSettings {
    static constexpr auto unlimited = std::numeric_limits<std::size_t>::max();

    /// Links begin with it; without one, with what the request called this server.
    std::optional<Origin> public_url = {};
    std::vector<Origin> allowed_origins = {};
    std::vector<std::string> own_names = {};
    std::vector<AddressBlock> trusted_proxies = {};
    /// Members and joiners at once; the next one is told 503 before the upgrade.
    std::size_t websockets_max = unlimited;
    /// Rooms in memory at once; further ones are not made.
    std::size_t rooms_max = unlimited;
    CodeGuesses::Limits code_guesses = {};
};

/// Every HTTP path of the server but /metrics: the page and its files, the two calls of the API,
/// health, and the way into a WebSocket. PROTOCOL.md HTTP-1….
class RoomRoutes final : public HttpHandler {
public:
    /// @param files  the client; without it the page says how to build it
    RoomRoutes(RouteSettings settings, rooms::Directory& directory,
               std::optional<StaticFiles> files);

    void answer(HttpRequest request, Reply reply) override;
    std::variant<HttpResponse, OpenSession> admit(HttpRequest const& request) override;

private:
    Provenance provenance_of(HttpRequest const& request) const;
    std::string link_base(Provenance const& from) const;
    std::optional<HttpResponse> write_fault(HttpRequest const& request,
                                            Provenance const& from) const;
    HttpResponse read(HttpRequest const& request);
    HttpResponse page();
    HttpResponse readiness() const;
    void create_room(HttpRequest const& request, Provenance const& from, Reply reply);
    void find_code(HttpRequest const& request, Provenance const& from, Reply reply);

    RouteSettings settings_;
    OriginRule origins_;
    TrustedProxies proxies_;
    rooms::Directory& directory_;
    std::optional<StaticFiles> files_;
    CodeGuesses guesses_;
};

}  // namespace refinery::net
