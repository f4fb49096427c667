// Builds every object once, in order, and waits.

#include "server/app/lan_address.hpp"
#include "server/app/log_journal.hpp"
#include "server/app/metrics_routes.hpp"
#include "server/app/open_store.hpp"
#include "server/app/options.hpp"
#include "server/app/process.hpp"
#include "server/app/prometheus_meter.hpp"
#include "server/app/qr_code.hpp"
#include "server/app/ready_text.hpp"
#include "server/app/sample_room.hpp"
#include "server/app/version.hpp"
#include "server/app/web_root.hpp"
#include "server/net/event_loop.hpp"
#include "server/net/http_server.hpp"
#include "server/net/room_routes.hpp"
#include "server/rooms/directory.hpp"
#include "server/secrets/aes_gcm_sealer.hpp"
#include "server/secrets/key_file.hpp"
#include "server/secrets/random.hpp"
#include "server/secrets/secret_hasher.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace {

using namespace refinery;

constexpr int exit_fault = 1;

/// Why the server does not start, or stops: one sentence that says what to do.
struct Fault {
    std::string message;
};

void say(std::FILE* where, std::string const& text) {
    std::fputs(text.c_str(), where);
    std::fflush(where);
}

/// Ends the process as it is. After a failed sync nothing may be written any more, and whoever
/// asks twice wants no further waiting.
[[noreturn]] void end_now(std::string const& reason) {
    say(stderr, "refinery: " + reason + "\n");
    std::_Exit(exit_fault);
}

secrets::ServerKey load_key(app::Options const& options, secrets::Random& random) {
    auto const path = options.secret_path();
    std::error_code error;
    std::filesystem::create_directories(options.data, error);
    if (error)
        throw std::runtime_error("--data: cannot make the folder '" + options.data.string() +
                                 "': " + error.message());
    return secrets::load_or_create_key(path, random);
}

bool is_loopback(std::string const& address) {
    return address.starts_with("127.") || address == "::1";
}

/// What people on other machines open, where they can.
std::optional<std::string> shared_base(app::Options const& options, std::uint16_t port) {
    if (options.public_url) return net::to_string(*options.public_url);
    if (is_loopback(options.listen)) return std::nullopt;
    bool const everywhere = options.listen == "0.0.0.0" || options.listen == "::";
    auto const address = everywhere ? app::choose_lan_address(app::network_addresses())
                                    : std::optional(options.listen);
    if (!address) return std::nullopt;
    return net::to_string({.scheme = "http", .host = *address, .port = port});
}

net::RouteSettings route_settings(app::Options const& options) {
    return {.public_url = options.public_url,
            .allowed_origins = options.allowed_origins,
            .own_names = net::names_of_this_machine(),
            .trusted_proxies = options.trusted_proxies,
            .websockets_max = options.websockets_max,
            .rooms_max = options.rooms_max,
            .code_guesses = options.code_guesses};
}

std::variant<std::uint16_t, Fault> listen(net::HttpServer& server, app::Options const& options) {
    auto const bound = server.listen(options.listen, options.port);
    if (auto const* port = std::get_if<std::uint16_t>(&bound)) return *port;
    auto const& error = std::get<net::HttpServer::ListenError>(bound);
    if (error.in_use)
        return Fault{"--port: port " + std::to_string(options.port) +
                     " is taken by another program; stop that one, or choose another port (0: any "
                     "free one)"};
    return Fault{"--listen: " + error.message};
}

/// @return where they are served, or a sentence why not
std::variant<std::string, Fault> listen_for_metrics(net::HttpServer& server,
                                                    app::ListenAddress const& at) {
    auto const bound = server.listen(at.address, at.port);
    if (auto const* port = std::get_if<std::uint16_t>(&bound))
        return net::to_string({.scheme = "http", .host = at.address, .port = *port}) + "/metrics";
    return Fault{"no metrics are served: " + std::get<net::HttpServer::ListenError>(bound).message +
                 " (--metrics-listen chooses another place, 'off' none)"};
}

int run(app::Options const& options) {
    app::prepare_process();

    // --- what everything stands on ---
    secrets::SystemRandom random;
    auto const key = load_key(options, random);
    app::LogJournal journal(options.log_level, options.log_format);
    net::EventLoop loop;
    net::SystemClock clock;
    std::function<void(std::string)> on_lost_store = end_now;
    auto opened = app::open_store(
        options, loop, journal,
        {.failed = end_now, .lost = [&](std::string const& reason) { on_lost_store(reason); }});
    if (auto const* fault = std::get_if<app::StoreFault>(&opened)) {
        say(stderr, "refinery: " + fault->message + "\n");
        return exit_fault;
    }
    auto& kept = std::get<app::OpenedStore>(opened);
    auto& store = *kept.store;

    // --- the rooms ---
    secrets::AesGcmSealer sealer(key, random);
    secrets::OpenSslSecretHasher hasher;
    secrets::RandomIds ids(random);
    app::PrometheusMeter meter(app::version, kept.kind, store.durability());
    rooms::Directory directory({.limits = options.limits,
                                .timings = options.timings,
                                .server_version = std::string(app::version)},
                               {.store = store,
                                .clock = clock,
                                .timers = loop,
                                .ids = ids,
                                .sealer = sealer,
                                .hasher = hasher,
                                .meter = meter,
                                .journal = journal});

    // --- the network ---
    app::Ready ready{.kept_in = kept.kept_in, .durability = store.durability()};
    ready.raised_limits = app::raised_limits(options);
    auto const web_root =
        options.web_root ? options.web_root : app::find_web_root(app::program_folder());
    auto files = web_root ? net::StaticFiles::load(*web_root) : std::nullopt;
    if (!files)
        ready.warnings.push_back(
            "the web client was not found beside this program; scripts/build makes it, --web-root "
            "names another place");
    net::RoomRoutes routes(route_settings(options), directory, std::move(files));
    net::HttpServer server(loop, routes, journal, options.transport);
    auto const listening = listen(server, options);
    if (auto const* fault = std::get_if<Fault>(&listening)) {
        say(stderr, "refinery: " + fault->message + "\n");
        return exit_fault;
    }
    ready.port = std::get<std::uint16_t>(listening);
    ready.shared_base = shared_base(options, ready.port);

    app::MetricsRoutes metrics([&] {
        meter.sockets(server.connections());
        return meter.text();
    });
    net::HttpServer metrics_server(loop, metrics, journal, options.transport);
    if (options.metrics) {
        auto const place = listen_for_metrics(metrics_server, *options.metrics);
        if (auto const* fault = std::get_if<Fault>(&place)) {
            if (options.metrics_were_asked_for) {
                say(stderr, "refinery: " + fault->message + "\n");
                return exit_fault;
            }
            ready.warnings.push_back(fault->message);
        } else {
            ready.metrics = std::get<std::string>(place);
        }
    }

    // --- the first and the last thing that it does ---
    auto const announce = [&] { say(stdout, app::ready_text(ready, app::qr_code)); };
    if (options.sample_room) {
        auto sample = app::sample_room(key, hasher);
        directory.create_room_as(
            sample.room, [&, path = sample.path()](Result<RoomId> const& made) {
                if (made)
                    ready.sample_path = path;
                else
                    ready.warnings.push_back("there is no sample room: " + made.error().message);
                announce();
            });
    } else {
        loop.post(announce);
    }
    auto const hang_up = [&](std::function<void()> then) {
        server.finish(options.timings.drain, [&, then = std::move(then)] {
            metrics_server.finish(options.timings.drain, then);
        });
    };
    int exit_code = EXIT_SUCCESS;
    bool stopping = false;
    loop.on_stop_signal([&] {
        if (std::exchange(stopping, true)) end_now("stopped at once, as asked twice");
        journal.note(rooms::Severity::info, std::nullopt, "stopping: members are told");
        server.stop_listening();
        directory.stop([&] { hang_up([&] { kept.close([&] { loop.stop(); }); }); });
    });
    on_lost_store = [&](std::string const& reason) {
        if (std::exchange(stopping, true)) return;
        journal.note(rooms::Severity::error, std::nullopt, reason);
        exit_code = exit_fault;
        directory.give_way();
        hang_up([&] { loop.stop(); });
    };
    loop.run();
    journal.note(rooms::Severity::info, std::nullopt, "stopped");
    return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
    auto const parsed = app::parse_options(argc, argv);
    if (auto const* exit = std::get_if<app::Exit>(&parsed)) {
        say(exit->code == 0 ? stdout : stderr, exit->text);
        return exit->code;
    }
    auto const& options = std::get<app::Options>(parsed);
    if (options.check_config) {
        say(stdout, "The configuration is good.\n");
        return EXIT_SUCCESS;
    }
    try {
        return run(options);
    } catch (std::exception const& error) {
        say(stderr, "refinery: " + std::string(error.what()) + "\n");
        return exit_fault;
    }
}
