#include "server/net/origin_rule.hpp"

#include "tests/support/catch.hpp"

#include <optional>
#include <string>
#include <vector>

using namespace refinery::net;

namespace {

struct Case {
    char const* what;
    std::optional<std::string> origin;
    std::string host;
    bool secure;
    bool allowed;
};

std::optional<std::string_view> view(std::optional<std::string> const& text) {
    if (!text) return std::nullopt;
    return std::string_view(*text);
}

}  // namespace

SCENARIO("HTTP-7 pages of this server's own address may talk to it", "[HTTP-7]") {
    OriginRule const rule({}, {"Studio", "studio.local"});
    std::optional<std::string> const none;
    std::vector<Case> const cases{
        {"no browser sent it", none, "localhost:8080", false, true},
        {"no browser sent it, nor a Host", none, "", false, true},
        {"localhost", "http://localhost:8080", "localhost:8080", false, true},
        {"an address in the LAN", "http://192.168.1.5:8080", "192.168.1.5:8080", false, true},
        {"IPv6", "http://[::1]:8080", "[::1]:8080", false, true},
        {"this machine's name", "http://studio:8080", "studio:8080", false, true},
        {"this machine's name, in capitals", "http://STUDIO:8080", "Studio:8080", false, true},
        {"its .local name", "http://studio.local", "studio.local", false, true},
        {"the usual port, said once", "http://10.0.0.2", "10.0.0.2:80", false, true},
        {"https before a trusted proxy", "https://10.0.0.2", "10.0.0.2", true, true},
        {"another port of this machine", "http://localhost:3000", "localhost:8080", false, false},
        {"another scheme", "https://localhost:8080", "localhost:8080", false, false},
        {"another machine", "http://192.168.1.6:8080", "192.168.1.5:8080", false, false},
        {"a foreign page", "https://evil.example", "localhost:8080", false, false},
        {"a foreign name that leads here", "http://evil.example:8080", "evil.example:8080", false,
         false},
        {"a name that only begins like ours", "http://localhost.evil.example",
         "localhost.evil.example", false, false},
        {"a sandboxed frame", "null", "localhost:8080", false, false},
        {"no Host to compare with", "http://localhost:8080", "", false, false},
        {"a Host with a path", "http://localhost:8080", "localhost:8080/x", false, false},
        {"nonsense", "localhost", "localhost", false, false},
    };
    for (auto const& one : cases) {
        INFO(one.what);
        CHECK(rule.allows(view(one.origin), one.host, one.secure) == one.allowed);
    }
}

SCENARIO("HTTP-7 where an address is configured, only that counts", "[HTTP-7]") {
    OriginRule const rule({*parse_origin("https://refine.example.org"),
                           *parse_origin("http://wiki.example.org:8000/")},
                          {"studio"});
    CHECK(rule.allows("https://refine.example.org", "127.0.0.1:8080", false));
    CHECK(rule.allows("https://refine.example.org:443", "127.0.0.1:8080", false));
    CHECK(rule.allows("http://wiki.example.org:8000", "127.0.0.1:8080", false));
    CHECK_FALSE(rule.allows("http://refine.example.org", "127.0.0.1:8080", false));
    CHECK_FALSE(rule.allows("http://localhost:8080", "localhost:8080", false));
    CHECK_FALSE(rule.allows("http://studio", "studio", false));
    CHECK(rule.allows(std::nullopt, "127.0.0.1:8080", false));
}

SCENARIO("HTTP-7 an origin is scheme, host and port", "[HTTP-7]") {
    for (auto const* wrong :
         {"", "example.org", "ftp://example.org", "http://", "http://a b",
          "http://example.org/path", "http://example.org:0", "http://example.org:70000",
          "http://user@example.org", "http://[::1", "http://[1.2.3.4]"}) {
        INFO(wrong);
        CHECK_FALSE(parse_origin(wrong).has_value());
    }
    CHECK(to_string(*parse_origin("HTTP://Example.org:80")) == "http://example.org");
    CHECK(to_string(*parse_origin("http://[::1]:8080")) == "http://[::1]:8080");
}
