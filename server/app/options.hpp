#pragma once

#include "protocol/domain/limits.hpp"
#include "server/net/code_guesses.hpp"
#include "server/net/origin_rule.hpp"
#include "server/net/transport_settings.hpp"
#include "server/net/trusted_proxies.hpp"
#include "server/rooms/settings.hpp"
#include "server/store/redis_url.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery::app {

struct ListenAddress {
    std::string address;
    std::uint16_t port = 0;
};

enum class LogLevel { debug, info, warning, error };
enum class LogFormat { text, json };

/// How the server was asked to run: by flags, by a file, by the environment (options.cpp says in
/// which order). Everything in it is valid.
struct Options {
    std::string listen = "0.0.0.0";
    std::uint16_t port = 8080;
    std::filesystem::path data = "data";
    /// Nothing: rooms are kept in SQLite.
    std::optional<store::RedisAddress> redis = {};
    std::optional<net::Origin> public_url = {};
    std::vector<net::Origin> allowed_origins = {};
    std::vector<net::AddressBlock> trusted_proxies = {};
    /// Nothing: beside the program (web_root.hpp).
    std::optional<std::filesystem::path> web_root = {};
    /// Nothing: `secret` in the data folder.
    std::optional<std::filesystem::path> secret_file = {};
    /// Nothing: no metrics are served.
    std::optional<ListenAddress> metrics = ListenAddress{.address = "127.0.0.1", .port = 9090};
    /// Somebody chose where metrics are served; if they cannot be there, that is an error.
    bool metrics_were_asked_for = false;
    LogLevel log_level = LogLevel::info;
    LogFormat log_format = LogFormat::text;
    bool check_config = false;
    bool sample_room = true;

    /// How long a server that was killed still keeps others off its Redis.
    std::chrono::milliseconds store_lock{6'000};
    /// Each costs a queue of messages; a machine of one core serves these.
    std::size_t websockets_max = 2'000;
    /// Each is held in memory whole.
    std::size_t rooms_max = 1'000;
    Limits limits = {};
    rooms::Timings timings = {};
    net::TransportSettings transport = {};
    net::CodeGuesses::Limits code_guesses = {};

    std::filesystem::path secret_path() const { return secret_file.value_or(data / "secret"); }
};

/// The program has been asked something that needs no server, or something it cannot do.
struct Exit {
    int code = 0;
    std::string text;
};

/// Reads flags, `--config FILE` and `REFINERY_…` variables.
/// @return Exit with code 0 for --help and --version, with code 2 and a sentence that names the
///         flag for a value that will not do
std::variant<Options, Exit> parse_options(int argc, char const* const* argv);

/// "text_bytes_max 131072 (usually 65536)" for each limit that is above its default.
std::vector<std::string> raised_limits(Options const& options);

}  // namespace refinery::app
