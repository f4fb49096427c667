#include "server/net/upgrade_rule.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>

using namespace refinery::net;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

HttpRequest upgrade_with(std::string const& name, std::string const& value) {
    HttpRequest request{.method = "GET",
                        .path = "/ws/x",
                        .headers = {{"sec-websocket-version", "13"},
                                    {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="},
                                    {"sec-websocket-protocol", "refinery.v1"}}};
    std::erase_if(request.headers, [&](auto const& header) { return header.first == name; });
    if (!value.empty()) request.headers.emplace_back(name, value);
    return request;
}

}  // namespace

SCENARIO("MSG-1 what asks to be a WebSocket must be one of ours", "[MSG-1]") {
    struct Case {
        char const* header;
        char const* value;
        bool good;
    };
    for (auto const& one : {
             Case{"accept", "*/*", true},
             Case{"sec-websocket-protocol", "other, refinery.v1", true},
             Case{"sec-websocket-protocol", "", false},
             Case{"sec-websocket-protocol", "refinery.v2", false},
             Case{"sec-websocket-protocol", "refinery.v1x", false},
             Case{"sec-websocket-protocol", " , ,", false},
             Case{"sec-websocket-version", "8", false},
             Case{"sec-websocket-version", "", false},
             Case{"sec-websocket-key", "", false},
             Case{"sec-websocket-key", "c2hvcnQ=", false},
             Case{"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ!=", false},
             Case{"content-length", "5", false},
             Case{"content-length", "0", true},
             Case{"transfer-encoding", "chunked", false},
         }) {
        INFO(one.header << ": " << one.value);
        CHECK(upgrade_fault(upgrade_with(one.header, one.value)).has_value() != one.good);
    }
    auto post = upgrade_with("accept", "*/*");
    post.method = "POST";
    CHECK(upgrade_fault(post).has_value());
}
