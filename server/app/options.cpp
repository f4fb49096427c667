// Where a setting comes from: a flag, else the file named by --config, else the environment, else
// the default. All three have one name for it: `--listen`, `listen = "…"`, `REFINERY_LISTEN`.
// The settings that are numbers stand in number_settings.cpp.

#include "server/app/options.hpp"

#include "server/app/number_settings.hpp"
#include "server/app/version.hpp"

#include <CLI/CLI.hpp>
#include <arpa/inet.h>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <map>
#include <sstream>
#include <utility>

namespace refinery::app {

namespace {

using std::chrono::milliseconds;

constexpr int exit_usage = 2;
constexpr std::int64_t a_week_ms = 7LL * 24 * 3'600'000;
constexpr std::size_t size_max = 1ULL << 40;

// --- reading ----------------------------------------------------------------------------------

std::string env_name(std::string const& flag) {
    std::string name = "REFINERY_";
    for (char const c : flag.substr(2))
        name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

std::string name_on_the_wire(std::string const& flag) {
    auto name = flag.substr(2);
    for (auto& c : name)
        if (c == '-') c = '_';
    return name;
}

template <class Value>
CLI::Option* option(CLI::App& app, std::string const& group, std::string const& flag,
                    std::string const& help, std::function<void(Value const&)> take) {
    return app.add_option_function<Value>(flag, std::move(take), help)
        ->envname(env_name(flag))
        ->group(group);
}

std::int64_t count_of(milliseconds time) { return time.count(); }
template <class Number>
Number count_of(Number number) {
    return number;
}

template <class Number>
void add(CLI::App& app, std::string const& group, Options& options,
         std::vector<NumberSetting<Number>> const& settings) {
    for (auto const& setting : settings) {
        auto& target = setting.in(options);
        using Count = decltype(count_of(target));
        auto const largest = std::is_same_v<Number, milliseconds> ? static_cast<Count>(a_week_ms)
                             : std::is_same_v<Number, std::size_t>
                                 ? static_cast<Count>(size_max)
                                 : std::numeric_limits<Count>::max();
        option<Count>(app, group, setting.flag, setting.help,
                      [&target](Count const& value) { target = Number(value); })
            ->check(CLI::Range(Count{1}, largest))
            ->type_name(std::is_same_v<Number, milliseconds> ? "MS" : "N")
            ->default_str(std::to_string(count_of(target)));
    }
}

/// CLI11 puts the flag before the sentence.
[[noreturn]] void wrong(std::string const& flag, std::string const& sentence) {
    throw CLI::ValidationError(flag, sentence);
}

net::Origin origin_of(std::string const& flag, std::string const& text) {
    auto const origin = net::parse_origin(text);
    if (!origin)
        wrong(flag, "'" + text +
                        "' is not an address such as https://refine.example.org (scheme, host and "
                        "port, nothing behind them)");
    return *origin;
}

bool is_ip_address(std::string const& text) {
    in6_addr address{};
    return ::inet_pton(AF_INET, text.c_str(), &address) == 1 ||
           ::inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

ListenAddress listen_address_of(std::string const& flag, std::string const& text) {
    auto const colon = text.rfind(':');
    auto host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    std::uint16_t port = 0;
    if (colon == std::string::npos || !is_ip_address(host) ||
        !CLI::detail::lexical_cast(text.substr(colon + 1), port))
        wrong(flag, "'" + text +
                        "' is not an IP address and a port such as 127.0.0.1:9090; 'off' serves no "
                        "metrics");
    return {.address = host, .port = port};
}

void add_addresses(CLI::App& app, Options& options) {
    std::string const group = "Addresses";
    option<std::string>(app, group, "--listen", "The IP address to listen on; 0.0.0.0 is every one",
                        [&](std::string const& text) {
                            if (!is_ip_address(text))
                                wrong("--listen", "'" + text +
                                                      "' is not an IP address; use 0.0.0.0 for "
                                                      "every one, 127.0.0.1 for this machine");
                            options.listen = text;
                        })
        ->type_name("ADDRESS")
        ->default_str(options.listen);
    option<std::uint16_t>(app, group, "--port", "The port to listen on; 0 is any free one",
                          [&](std::uint16_t const& port) { options.port = port; })
        ->type_name("PORT")
        ->default_str(std::to_string(options.port));
    option<std::string>(
        app, group, "--public-url",
        "What browsers call this server, where that is not its own address (behind "
        "a proxy). Pages from elsewhere are then refused",
        [&](std::string const& text) { options.public_url = origin_of("--public-url", text); })
        ->type_name("URL");
    option<std::vector<std::string>>(
        app, group, "--allow-origin", "A further address whose pages may talk to this server",
        [&](std::vector<std::string> const& texts) {
            for (auto const& text : texts)
                options.allowed_origins.push_back(origin_of("--allow-origin", text));
        })
        ->delimiter(',')
        ->type_name("URL,...");
    option<std::vector<std::string>>(
        app, group, "--trusted-proxy",
        "A proxy whose X-Forwarded-For, -Proto and -Host are believed: an address, or a block such "
        "as 10.0.0.0/8",
        [&](std::vector<std::string> const& texts) {
            for (auto const& text : texts) {
                auto const block = net::parse_address_block(text);
                if (!block)
                    wrong("--trusted-proxy", "'" + text +
                                                 "' is neither an IP address nor a block such as "
                                                 "10.0.0.0/8");
                options.trusted_proxies.push_back(*block);
            }
        })
        ->delimiter(',')
        ->type_name("ADDRESS,...");
    option<std::string>(app, group, "--metrics-listen",
                        "Where Prometheus finds /metrics, on a port of its own; off: nowhere",
                        [&](std::string const& text) {
                            options.metrics_were_asked_for = true;
                            options.metrics = std::nullopt;
                            if (text != "off")
                                options.metrics = listen_address_of("--metrics-listen", text);
                        })
        ->type_name("ADDRESS:PORT")
        ->default_str("127.0.0.1:9090");
}

void add_files(CLI::App& app, Options& options) {
    std::string const group = "Files and stores";
    option<std::string>(app, group, "--data",
                        "The folder of everything that is kept: the database and the secret",
                        [&](std::string const& text) { options.data = text; })
        ->type_name("FOLDER")
        ->default_str(options.data.string());
    option<std::string>(app, group, "--redis",
                        "Keep rooms in this Redis 7 instead of the embedded SQLite, such as "
                        "redis://127.0.0.1:6379/0. A password is better given in the environment, "
                        "where other users do not see it",
                        [&](std::string const& text) {
                            auto address = store::parse_redis_url(text);
                            if (!address) wrong("--redis", address.error().message);
                            options.redis = *std::move(address);
                        })
        ->type_name("URL");
    option<std::string>(app, group, "--secret-file",
                        "32 random bytes under which hidden votes are kept; made at the first "
                        "start. Default: secret in the data folder. Keep it out of backups",
                        [&](std::string const& text) { options.secret_file = text; })
        ->type_name("FILE");
    option<std::string>(app, group, "--web-root",
                        "The built web client. Default: beside this program",
                        [&](std::string const& text) {
                            std::error_code error;
                            if (!std::filesystem::is_regular_file(
                                    std::filesystem::path(text) / "index.html", error))
                                wrong("--web-root", "there is no index.html in '" + text +
                                                        "'; scripts/build makes web-client/dist");
                            options.web_root = text;
                        })
        ->type_name("FOLDER");
}

void add_logs(CLI::App& app, Options& options) {
    std::string const group = "Logs and checks";
    static std::map<std::string, LogLevel> const levels{{"debug", LogLevel::debug},
                                                        {"info", LogLevel::info},
                                                        {"warning", LogLevel::warning},
                                                        {"error", LogLevel::error}};
    static std::map<std::string, LogFormat> const formats{{"text", LogFormat::text},
                                                          {"json", LogFormat::json}};
    option<std::string>(app, group, "--log-level", "debug, info, warning or error",
                        [&](std::string const& text) { options.log_level = levels.at(text); })
        ->check(CLI::IsMember(levels))
        ->type_name("LEVEL")
        ->default_str("info");
    option<std::string>(app, group, "--log-format", "text, or json: one object a line",
                        [&](std::string const& text) { options.log_format = formats.at(text); })
        ->check(CLI::IsMember(formats))
        ->type_name("FORMAT")
        ->default_str("text");
    app.add_flag_function(
           "--no-sample-room", [&](std::int64_t) { options.sample_room = false; },
           "Do not make the room with an invented backlog")
        ->envname("REFINERY_NO_SAMPLE_ROOM")
        ->group(group);
    app.add_flag("--check-config", options.check_config,
                 "Read flags, file and environment, say what is wrong with them, and stop")
        ->configurable(false)
        ->group(group);
}

void check_together(Options const& options) {
    if (options.transport.silent_after <= options.transport.ping_after)
        wrong("--silent-after-ms",
              "must be more than --ping-after-ms, or members are disconnected unasked");
    if (options.limits.hello_bytes_max > options.limits.message_bytes_max)
        wrong("--hello-bytes-max", "must not be more than --message-bytes-max");
}

}  // namespace

std::variant<Options, Exit> parse_options(int argc, char const* const* argv) {
    Options options;
    CLI::App app("Refinery: a room in which a team refines its backlog live, in the browser.",
                 "refinery");
    app.footer(
        "Every flag can stand in a file (--config refinery.toml: `port = 8080`) and in the\n"
        "environment (REFINERY_PORT=8080) under the same name. A flag counts before the file, the\n"
        "file before the environment.");
    app.set_version_flag("--version", "refinery " + std::string(version));
    // CLI11 reads files before it looks at the environment, for this one flag too late.
    auto const* const named = std::getenv("REFINERY_CONFIG");
    app.set_config("--config", named == nullptr ? "" : named,
                   "A file with settings, one `flag = value` a line", named != nullptr)
        ->type_name("FILE")
        ->group("Files and stores");
    // A misspelt setting must not be taken for a default.
    app.allow_config_extras(CLI::config_extras_mode::error);
    add_addresses(app, options);
    add_files(app, options);
    add_logs(app, options);
    add(app, "Limits", options, size_limits());
    add(app, "Limits", options, rates());
    add(app, "Time limits, in milliseconds", options, time_limits());
    try {
        app.parse(argc, argv);
        options.transport.message_bytes_max = options.limits.message_bytes_max;
        options.transport.queued_bytes_max = options.limits.queued_bytes_max;
        options.code_guesses.per_server.one_every =
            milliseconds(60'000 / options.code_guesses.per_server.burst);
        check_together(options);
    } catch (CLI::ParseError const& error) {
        std::ostringstream out;
        std::ostringstream complaint;
        if (app.exit(error, out, complaint) == 0) return Exit{.code = 0, .text = out.str()};
        return Exit{.code = exit_usage, .text = complaint.str()};
    }
    return options;
}

std::vector<std::string> raised_limits(Options const& options) {
    std::vector<std::string> raised;
    Options usual;
    auto mine = options;
    auto const compare = [&](auto const& settings) {
        for (auto const& setting : settings) {
            auto const now = count_of(setting.in(mine));
            auto const before = count_of(setting.in(usual));
            if (now > before)
                raised.push_back(name_on_the_wire(setting.flag) + " " + std::to_string(now) +
                                 " (usually " + std::to_string(before) + ")");
        }
    };
    compare(size_limits());
    compare(rates());
    compare(time_limits());
    return raised;
}

}  // namespace refinery::app
