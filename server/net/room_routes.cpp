#include "server/net/room_routes.hpp"

#include "protocol/codec/decode.hpp"
#include "protocol/codec/encode.hpp"
#include "server/net/http_fault.hpp"
#include "server/net/page.hpp"
#include "server/net/upgrade_rule.hpp"

#include <utility>

namespace refinery::net {

namespace {

constexpr std::string_view websocket_prefix = "/ws/";
constexpr std::int64_t retry_full_ms = 5'000;

std::vector<Origin> configured_origins(RouteSettings const& settings) {
    auto origins = settings.allowed_origins;
    if (settings.public_url) origins.push_back(*settings.public_url);
    return origins;
}

HttpResponse too_busy(std::string message) {
    return http_fault(
        {.code = RejectionCode::busy, .message = std::move(message), .retry_ms = retry_full_ms});
}

HttpResponse text_response(unsigned status, std::string text) {
    return {.status = status,
            .headers = {{"Content-Type", "text/plain; charset=utf-8"},
                        {"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"}},
            .body = std::make_shared<std::string const>(std::move(text))};
}

HttpResponse wrong_method(std::string allowed) {
    auto response =
        http_fault(405, RejectionCode::unsupported, "This path takes " + allowed + " only.");
    response.headers.emplace_back("Allow", std::move(allowed));
    return response;
}

HttpResponse no_such_path() {
    return http_fault(404, RejectionCode::not_found, "There is nothing at this path.");
}

HttpResponse foreign_origin() {
    return http_fault(403, RejectionCode::forbidden,
                      "This page may not talk to this server. Open Refinery by its own address, or "
                      "start the server with --public-url or --allow-origin.");
}

bool is_json(std::string_view content_type) {
    constexpr std::string_view json = "application/json";
    auto const type = content_type.substr(0, content_type.find(';'));
    auto const last = type.find_last_not_of(" \t");
    if (last == std::string_view::npos || last + 1 != json.size()) return false;
    for (std::size_t i = 0; i < json.size(); ++i)
        if ((type[i] | 0x20) != (json[i] | 0x20)) return false;
    return true;
}

bool is_page(std::string_view path) {
    return path == "/" || (path.starts_with("/r/") && path.size() > 3);
}

}  // namespace

RoomRoutes::RoomRoutes(RouteSettings settings, rooms::Directory& directory,
                       std::optional<StaticFiles> files)
    : settings_(std::move(settings)),
      origins_(configured_origins(settings_), settings_.own_names),
      proxies_(settings_.trusted_proxies),
      directory_(directory),
      files_(std::move(files)),
      guesses_(settings_.code_guesses, directory.context().services.clock.steady()) {}

void RoomRoutes::answer(HttpRequest request, Reply reply) {
    bool const reads = request.method == "GET" || request.method == "HEAD";
    bool const creates = request.path == "/api/rooms";
    bool const finds = request.path == "/api/codes";
    if (!creates && !finds) {
        reply(reads ? read(request) : wrong_method("GET, HEAD"));
        return;
    }
    if (request.method != "POST") {
        reply(wrong_method("POST"));
        return;
    }
    auto const from = provenance_of(request);
    if (auto fault = write_fault(request, from)) {
        reply(*std::move(fault));
        return;
    }
    if (creates)
        create_room(request, from, std::move(reply));
    else
        find_code(request, from, std::move(reply));
}

std::variant<HttpResponse, HttpHandler::OpenSession> RoomRoutes::admit(HttpRequest const& request) {
    if (!request.path.starts_with(websocket_prefix)) return no_such_path();
    auto const from = provenance_of(request);
    if (!origins_.allows(request.header("origin"), from.host, from.secure)) return foreign_origin();
    if (auto fault = upgrade_fault(request))
        return http_fault(400, RejectionCode::bad_request, *std::move(fault));
    if (directory_.is_stopping()) return too_busy("This server is stopping.");
    if (directory_.connections() >= settings_.websockets_max)
        return too_busy("This server is full.");
    // What is no room's id leads to no room either; that is told inside, as for any other.
    auto const room =
        parse_id<RoomId>(std::string_view(request.path).substr(websocket_prefix.size()))
            .value_or(RoomId{});
    return [this, room](std::shared_ptr<rooms::Connection> connection) {
        return directory_.connect(room, std::move(connection));
    };
}

Provenance RoomRoutes::provenance_of(HttpRequest const& request) const {
    return proxies_.provenance(request.peer, request.header("host").value_or(""),
                               {.for_ = request.header("x-forwarded-for"),
                                .proto = request.header("x-forwarded-proto"),
                                .host = request.header("x-forwarded-host")});
}

std::string RoomRoutes::link_base(Provenance const& from) const {
    if (settings_.public_url) return to_string(*settings_.public_url);
    return (from.secure ? "https://" : "http://") + from.host;
}

std::optional<HttpResponse> RoomRoutes::write_fault(HttpRequest const& request,
                                                    Provenance const& from) const {
    if (!origins_.allows(request.header("origin"), from.host, from.secure)) return foreign_origin();
    // A form or an image on a foreign page can send neither without being asked first.
    if (!is_json(request.header("content-type").value_or("")) &&
        !request.header("authorization").value_or("").starts_with("Bearer "))
        return http_fault(415, RejectionCode::unsupported, "Send Content-Type: application/json.");
    if (!parse_host(from.host))
        return http_fault(400, RejectionCode::bad_request, "The Host header is missing or wrong.");
    return std::nullopt;
}

HttpResponse RoomRoutes::read(HttpRequest const& request) {
    if (is_page(request.path)) return page();
    if (request.path == "/livez") return text_response(200, "ok\n");
    if (request.path == "/readyz") return readiness();
    if (request.path.starts_with(websocket_prefix))
        return http_fault(400, RejectionCode::bad_request, "This path takes WebSockets only.");
    if (files_)
        if (auto const* file = files_->find(request.path)) return file_response(*file, request);
    return no_such_path();
}

HttpResponse RoomRoutes::page() {
    if (!files_)
        return text_response(503,
                             "The web client is not built, or not where the server looks for it "
                             "(--web-root). Run scripts/build.\n");
    auto const nonce = hex(directory_.context().services.ids.next_128());
    return page_response(files_->index_html(), nonce);
}

HttpResponse RoomRoutes::readiness() const {
    if (directory_.is_stopping()) return text_response(503, "stopping\n");
    switch (directory_.store_state()) {
        case messages::StoreState::ok: return text_response(200, "ok\n");
        case messages::StoreState::waiting:
            return text_response(503, "the store does not answer\n");
        case messages::StoreState::read_only:
            return text_response(503, "the store takes no writes\n");
    }
    return text_response(503, "unknown\n");
}

void RoomRoutes::create_room(HttpRequest const& request, Provenance const& from, Reply reply) {
    auto wanted = decode_create_room(request.body, directory_.context().settings.limits);
    if (!wanted) {
        reply(http_fault(wanted.error()));
        return;
    }
    if (directory_.is_stopping()) return reply(too_busy("This server is stopping."));
    if (directory_.loaded_rooms() >= settings_.rooms_max)
        return reply(too_busy("This server holds as many rooms as it may."));
    directory_.create_room(*std::move(wanted), [base = link_base(from), reply = std::move(reply)](
                                                   Result<rooms::CreatedRoom> made) {
        if (!made) {
            reply(http_fault(made.error()));
            return;
        }
        auto const url = base + "/r/" + to_string(made->room);
        auto response = json_response(
            201, encode(RoomCreatedAnswer{.room = made->room,
                                          .code = made->code,
                                          .url = url,
                                          .facilitator_key = made->facilitator_key,
                                          .facilitator_url = url + "#key=" + made->facilitator_key,
                                          .read_key = made->read_key,
                                          .report_url = url + "/report#key=" + made->read_key}));
        response.headers.emplace_back("Location", url);
        reply(std::move(response));
    });
}

void RoomRoutes::find_code(HttpRequest const& request, Provenance const& from, Reply reply) {
    auto code = decode_find_code(request.body);
    if (!code) {
        reply(http_fault(code.error()));
        return;
    }
    auto const now = directory_.context().services.clock.steady();
    if (auto const wait = guesses_.begin(from.address, now)) {
        reply(http_fault({.code = RejectionCode::rate_limited,
                          .message = "Too many codes that lead nowhere. Links go on working.",
                          .retry_ms = wait->count()}));
        return;
    }
    directory_.find_code(*std::move(code), [this, address = from.address,
                                            reply = std::move(reply)](Result<RoomId> found) {
        // Only a code that leads nowhere is a guess.
        if (found || found.error().code != RejectionCode::not_found) guesses_.forgive(address);
        reply(found ? json_response(200, encode_found_room(*found)) : http_fault(found.error()));
    });
}

}  // namespace refinery::net
