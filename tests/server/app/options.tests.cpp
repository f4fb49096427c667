#include "server/app/options.hpp"

#include "server/app/number_settings.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_dir.hpp"

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

using namespace refinery;
using namespace refinery::app;
using namespace std::chrono_literals;

namespace {

std::variant<Options, Exit> parsed(std::vector<char const*> arguments) {
    arguments.insert(arguments.begin(), "refinery");
    return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

Options options(std::vector<char const*> arguments) {
    auto result = parsed(std::move(arguments));
    if (auto const* exit = std::get_if<Exit>(&result)) FAIL(exit->text);
    return std::get<Options>(result);
}

Exit exit_of(std::vector<char const*> arguments) {
    auto result = parsed(std::move(arguments));
    if (std::holds_alternative<Options>(result)) FAIL("it was taken");
    return std::get<Exit>(result);
}

/// A variable that is set for as long as this lives.
class Variable {
public:
    Variable(char const* name, char const* value) : name_(name) { ::setenv(name, value, 1); }
    ~Variable() { ::unsetenv(name_); }
    Variable(Variable const&) = delete;
    Variable& operator=(Variable const&) = delete;

private:
    char const* name_;
};

}  // namespace

SCENARIO("without flags it listens for everybody and keeps what it has in ./data", "[options]") {
    auto const usual = options({});
    CHECK(usual.listen == "0.0.0.0");
    CHECK(usual.port == 8080);
    CHECK(usual.data == "data");
    CHECK(usual.secret_path() == "data/secret");
    CHECK_FALSE(usual.redis);
    REQUIRE(usual.metrics);
    CHECK(usual.metrics->address == "127.0.0.1");
    CHECK(usual.metrics->port == 9090);
    CHECK_FALSE(usual.metrics_were_asked_for);
    CHECK(raised_limits(usual).empty());
}

SCENARIO("flags, a file and the environment agree", "[options]") {
    test::TempDir const folder;
    auto const file = folder.file("refinery.toml");
    std::ofstream(file) << "port = 1234\n"
                           "text-bytes-max = 99\n"
                           "hello-ms = 77\n"
                           "allow-origin = [\"http://a.example\", \"https://b.example\"]\n"
                           "log-level = \"warning\"\n";
    auto const check = [](Options const& read) {
        CHECK(read.port == 1234);
        CHECK(read.limits.text_bytes_max == 99);
        CHECK(read.timings.hello == 77ms);
        CHECK(read.allowed_origins.size() == 2);
        CHECK(read.log_level == LogLevel::warning);
    };
    GIVEN("flags") {
        check(options({"--port", "1234", "--text-bytes-max=99", "--hello-ms", "77",
                       "--allow-origin", "http://a.example", "--allow-origin", "https://b.example",
                       "--log-level", "warning"}));
    }
    GIVEN("a file") { check(options({"--config", file.c_str()})); }
    GIVEN("a file that the environment names") {
        Variable const config("REFINERY_CONFIG", file.c_str());
        check(options({}));
    }
    GIVEN("the environment") {
        Variable const port("REFINERY_PORT", "1234");
        Variable const text("REFINERY_TEXT_BYTES_MAX", "99");
        Variable const hello("REFINERY_HELLO_MS", "77");
        Variable const origins("REFINERY_ALLOW_ORIGIN", "http://a.example,https://b.example");
        Variable const level("REFINERY_LOG_LEVEL", "warning");
        check(options({}));
    }
    GIVEN("all three") {
        Variable const port("REFINERY_PORT", "1");
        Variable const data("REFINERY_DATA", "from-environment");
        THEN("the flag counts before the file, the file before the environment") {
            CHECK(options({"--config", file.c_str(), "--port", "2"}).port == 2);
            CHECK(options({"--config", file.c_str()}).port == 1234);
            CHECK(options({"--config", file.c_str()}).data == "from-environment");
        }
    }
}

SCENARIO("a value that will not do is refused by the name of its flag", "[options]") {
    test::TempDir const folder;
    auto const misspelt = folder.file("misspelt.toml");
    std::ofstream(misspelt) << "prot = 8080\n";
    struct Case {
        std::vector<char const*> arguments;
        char const* names;
    };
    for (auto const& one : std::vector<Case>{
             {{"--port", "70000"}, "--port"},
             {{"--port", "http"}, "--port"},
             {{"--listen", "everywhere"}, "--listen"},
             {{"--public-url", "refine.example.org"}, "--public-url"},
             {{"--public-url", "https://refine.example.org/sub"}, "--public-url"},
             {{"--allow-origin", "*"}, "--allow-origin"},
             {{"--trusted-proxy", "10.0.0.0/40"}, "--trusted-proxy"},
             {{"--redis", "localhost:6379"}, "--redis"},
             {{"--metrics-listen", "9090"}, "--metrics-listen"},
             {{"--web-root", folder.path().c_str()}, "--web-root"},
             {{"--log-level", "loud"}, "--log-level"},
             {{"--log-format", "xml"}, "--log-format"},
             {{"--text-bytes-max", "0"}, "--text-bytes-max"},
             {{"--text-bytes-max", "-1"}, "--text-bytes-max"},
             {{"--hello-ms", "soon"}, "--hello-ms"},
             {{"--silent-after-ms", "10"}, "--silent-after-ms"},
             {{"--no-such-flag"}, "--no-such-flag"},
             {{"stray"}, "stray"},
             {{"--config", misspelt.c_str()}, "prot"},
             {{"--config", "/nowhere/refinery.toml"}, "/nowhere/refinery.toml"},
         }) {
        auto const exit = exit_of(one.arguments);
        INFO(exit.text);
        CHECK(exit.code == 2);
        CHECK(exit.text.find(one.names) != std::string::npos);
    }
}

SCENARIO("--help documents every flag, --version says which one this is", "[options]") {
    auto const help = exit_of({"--help"});
    CHECK(help.code == 0);
    for (auto const* flag : {"--listen",          "--port",          "--data",
                             "--redis",           "--public-url",    "--allow-origin",
                             "--trusted-proxy",   "--web-root",      "--secret-file",
                             "--metrics-listen",  "--log-level",     "--log-format",
                             "--connections-max", "--rooms-max",     "--text-bytes-max",
                             "--leave-ms",        "--ping-after-ms", "--silent-after-ms",
                             "--check-config",    "--config",        "--version",
                             "REFINERY_PORT",     "0.0.0.0",         "8080",
                             "127.0.0.1:9090"}) {
        INFO(flag);
        CHECK(help.text.find(flag) != std::string::npos);
    }
    auto const documents = [&](auto const& settings) {
        for (auto const& setting : settings) {
            INFO(setting.flag);
            CHECK(help.text.find(std::string(setting.flag) + ' ') != std::string::npos);
        }
    };
    documents(time_limits());
    documents(size_limits());
    documents(rates());
    auto const version = exit_of({"--version"});
    CHECK(version.code == 0);
    CHECK(version.text.starts_with("refinery "));
}

SCENARIO("LIM-1 limits that were raised are said", "[LIM-1]") {
    auto const raised = raised_limits(options(
        {"--text-bytes-max", "131072", "--leave-ms", "5", "--operations-per-second", "1000"}));
    CHECK(raised == std::vector<std::string>{"text_bytes_max 131072 (usually 65536)",
                                             "operations_per_second 1000 (usually 20)"});
}

SCENARIO("sockets keep the limits that members are told", "[options]") {
    auto const read = options({"--message-bytes-max", "700000", "--queued-bytes-max", "5000",
                               "--code-guesses-server", "60", "--metrics-listen", "off"});
    CHECK(read.transport.message_bytes_max == 700'000);
    CHECK(read.transport.queued_bytes_max == 5'000);
    CHECK(read.code_guesses.per_server.one_every == 1s);
    CHECK_FALSE(read.metrics);
}
