#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"

#include <filesystem>
#include <fstream>

using namespace refinery::test;

namespace {

std::string code_of(HttpAnswer const& answer) { return Json::parse(answer.body)["code"].text(); }

/// A built client of two files.
std::string web_root(TempDir const& folder) {
    auto const root = folder.path() / "web";
    std::filesystem::create_directories(root / "assets");
    std::ofstream(root / "index.html") << "<meta nonce=\"__NONCE__\">";
    std::ofstream(root / "assets" / "a-1.js") << "plain";
    std::ofstream(root / "assets" / "a-1.js.gz") << "zipped";
    return root.string();
}

/// A text frame from a client: masked, with a mask of zeros.
std::string masked_frame(std::string const& text) {
    std::string frame = "\x81";
    if (text.size() < 126) {
        frame += static_cast<char>(0x80 | text.size());
    } else {
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(text.size() >> 8);
        frame += static_cast<char>(text.size() & 0xff);
    }
    return frame + std::string(4, '\0') + text;
}

std::string upgrade_request(RunningServer const& server, std::string const& more = {}) {
    return "GET /ws/" + server.made.room +
           " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
           "\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           more + "\r\n";
}

}  // namespace

SCENARIO("MSG-1 frames right behind the upgrade request belong to the WebSocket",
         "[MSG-1][integration]") {
    RunningServer server;
    auto const hello = R"({"type":"hello","protocol":[1],"name":"Eager","session":")" + fresh_id() +
                       R"(","seat":")" + fresh_id() + "\"}";
    for (std::size_t const cookie : {0U, 3000U}) {
        INFO("with a cookie of " << cookie);
        PlainSocket socket(server.port());
        socket.write(upgrade_request(server, "Sec-WebSocket-Protocol: refinery.v1\r\nCookie: " +
                                                 std::string(cookie, 'c') + "\r\n") +
                     masked_frame(R"({"type":"time","t0":41})") + masked_frame(hello) +
                     masked_frame(R"({"type":"time","t0":42})"));
        auto const head = socket.read_until("\r\n\r\n");
        CHECK(head.starts_with("HTTP/1.1 101"));
        CHECK(head.find("Sec-WebSocket-Protocol: refinery.v1") != std::string::npos);
        CHECK(head.find("Extensions") == std::string::npos);
        std::string frames;
        while (frames.find("\"welcome\"") == std::string::npos ||
               frames.find("\"t0\":42") == std::string::npos) {
            auto const bytes = socket.read_some();
            REQUIRE_FALSE(bytes.empty());
            frames += bytes;
        }
        CHECK(frames.find("\"t0\":41") != std::string::npos);
    }
}

SCENARIO("MSG-1 what may not become a WebSocket is told before", "[MSG-1][integration]") {
    RunningServer server({"--connections-max", "1"});
    std::string const protocol = "Sec-WebSocket-Protocol: refinery.v1\r\n";
    auto const ask = [&](std::string const& more) {
        return http(server.port(), upgrade_request(server, more));
    };
    CHECK(ask(protocol + "Origin: https://evil.example\r\n").status == 403);
    CHECK(code_of(ask(protocol + "Origin: null\r\n")) == "forbidden");
    CHECK(ask("").status == 400);
    CHECK(ask("Sec-WebSocket-Protocol: other\r\n").status == 400);
    CHECK(http_get(server.port(), "/ws/" + server.made.room).status == 400);
    GIVEN("a member from this very address") {
        auto const origin = "http://127.0.0.1:" + std::to_string(server.port());
        WebSocketClient bob(
            {.port = server.port(), .path = "/ws/" + server.made.room, .origin = origin});
        CHECK(bob.is_open());
        CHECK(bob.subprotocol() == "refinery.v1");
        CHECK(bob.extensions().empty());
        THEN("a server that is full says so") {
            auto const full = ask(protocol);
            CHECK(full.status == 503);
            CHECK(code_of(full) == "busy");
            CHECK(full.headers.contains("retry-after"));
        }
    }
}

SCENARIO("HTTP-1 a room is made over HTTP, and its code leads to it", "[HTTP-1][integration]") {
    RunningServer server;
    auto const answer = http_post(server.port(), "/api/rooms", R"({"title":"Tuesday"})");
    CHECK(answer.status == 201);
    auto const made = Json::parse(answer.body);
    auto const url =
        "http://127.0.0.1:" + std::to_string(server.port()) + "/r/" + made["room"].text();
    CHECK(made["url"].text() == url);
    CHECK(answer.headers.at("location") == url);
    CHECK(made["facilitator_url"].text() == url + "#key=" + made["facilitator_key"].text());
    CHECK(made["code"].text().size() == 6);
    auto const found =
        http_post(server.port(), "/api/codes", R"({"code":")" + made["code"].text() + "\"}");
    CHECK(found.status == 200);
    CHECK(Json::parse(found.body)["room"].text() == made["room"].text());
}

SCENARIO("HTTP-3 every wrong request has its own answer", "[HTTP-3][integration]") {
    RunningServer server({"--request-header-ms", "500"});
    auto const port = server.port();
    auto const host = "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
    struct Case {
        char const* what;
        std::string request;
        unsigned status;
        char const* code;
    };
    auto const post = [&](std::string const& path, std::string const& headers,
                          std::string const& body) {
        return "POST " + path + " HTTP/1.1\r\n" + host + "Connection: close\r\n" + headers +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    };
    std::string const json = "Content-Type: application/json\r\n";
    for (auto const& one : std::vector<Case>{
             {"no JSON", post("/api/rooms", json, "{"), 400, "bad_request"},
             {"a deck with two equal cards",
              post("/api/rooms", json,
                   R"({"deck":{"name":"D","cards":[{"label":"1"},{"label":"1"},{"label":"2"}]}})"),
              400, "bad_request"},
             {"a form",
              post("/api/rooms", "Content-Type: application/x-www-form-urlencoded\r\n", ""), 415,
              "unsupported"},
             {"no type", post("/api/rooms", "", "{}"), 415, "unsupported"},
             {"a foreign page", post("/api/rooms", json + "Origin: http://evil.example\r\n", "{}"),
              403, "forbidden"},
             {"a body over 64 KiB", post("/api/rooms", json, std::string(70'000, ' ')), 413,
              "too_large"},
             {"a head over 8 KiB",
              "GET / HTTP/1.1\r\n" + host + "X: " + std::string(9'000, 'x') + "\r\n\r\n", 431,
              "too_large"},
             {"a GET with a body", "GET / HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc",
              400, "bad_request"},
             {"no HTTP", "hello\r\n\r\n", 400, "bad_request"},
             {"a path that there is not",
              "GET /nowhere HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", 404, "not_found"},
             {"a path that climbs",
              "GET /../data/secret HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", 404,
              "not_found"},
             {"metrics are elsewhere",
              "GET /metrics HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", 404, "not_found"},
             {"a method that there is not",
              "DELETE / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", 405, "unsupported"},
             {"a GET of what is posted",
              "GET /api/rooms HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", 405,
              "unsupported"},
             {"an unknown code", post("/api/codes", json, R"({"code":"ZZZZZZ"})"), 404,
              "not_found"},
         }) {
        INFO(one.what);
        auto const answer = http(port, one.request);
        INFO(answer.body);
        CHECK(answer.status == one.status);
        CHECK(code_of(answer) == one.code);
        CHECK(answer.headers.at("content-type") == "application/json");
    }
    GIVEN("a request that never ends") {
        PlainSocket slow(port);
        slow.write("GET / HTTP/1.1\r\nHos");
        THEN("the server hangs up") { CHECK(slow.read_all().empty()); }
    }
}

SCENARIO("HTTP-9 whoever guesses codes is made to wait", "[HTTP-9][integration]") {
    RunningServer server({"--code-guesses", "3"});
    for (int i = 0; i < 3; ++i)
        CHECK(http_post(server.port(), "/api/codes", R"({"code":"ZZZZZZ"})").status == 404);
    auto const refused =
        http_post(server.port(), "/api/codes", R"({"code":")" + server.made.code + "\"}");
    CHECK(refused.status == 429);
    CHECK(code_of(refused) == "rate_limited");
    CHECK(refused.headers.contains("retry-after"));
    THEN("links go on working") {
        auto const ann = server.facilitator();
        CHECK_FALSE(ann.participant().empty());
    }
}

SCENARIO("HTTP-10 the page and its files", "[HTTP-10][integration]") {
    TempDir const client;
    RunningServer server({"--web-root", web_root(client)});
    auto const port = server.port();
    auto const page = http_get(port, "/");
    CHECK(page.status == 200);
    CHECK(page.headers.at("cache-control") == "no-store");
    auto const policy = page.headers.at("content-security-policy");
    auto const nonce = page.body.substr(13, page.body.find('"', 13) - 13);
    CHECK(nonce.size() == 32);
    CHECK(policy.find("'nonce-" + nonce + "'") != std::string::npos);
    CHECK(http_get(port, "/").body != page.body);
    for (auto const* path : {"/r/abc", "/r/abc/backlog?x=1", "/r/abc/"})
        CHECK(http_get(port, path).body.starts_with("<meta"));

    auto const file = http_get(port, "/assets/a-1.js", "Accept-Encoding: gzip\r\n");
    CHECK(file.body == "zipped");
    CHECK(file.headers.at("content-encoding") == "gzip");
    auto const again =
        http_get(port, "/assets/a-1.js", "If-None-Match: " + file.headers.at("etag") + "\r\n");
    CHECK(again.status == 304);
    auto const head = http(port,
                           "HEAD /assets/a-1.js HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                           "Connection: close\r\n\r\n");
    CHECK(head.status == 200);
    CHECK(head.headers.at("content-length") == "5");
    CHECK(head.body.empty());

    GIVEN("two requests on one connection") {
        PlainSocket socket(port);
        socket.write(
            "GET /livez HTTP/1.1\r\nHost: x\r\n\r\nGET /readyz HTTP/1.1\r\nHost: x\r\n"
            "Connection: close\r\n\r\n");
        auto const both = socket.read_all();
        auto const second = both.find("HTTP/1.1 200", 1);
        REQUIRE(second != std::string::npos);
        CHECK(parse_http_answer(both.substr(second)).body == "ok\n");
    }
}

SCENARIO("HTTP-5 metrics have an address of their own", "[HTTP-5][integration]") {
    RunningServer server({"--metrics-listen", "127.0.0.1:0"});
    auto ann = server.facilitator();
    auto const said = server.process.output();
    auto const at = said.find("http://127.0.0.1:", said.find("Metrics")) + 17;
    auto const port = static_cast<std::uint16_t>(std::stoul(said.substr(at)));
    auto const metrics = http_get(port, "/metrics");
    CHECK(metrics.status == 200);
    CHECK(metrics.body.find("refinery_connections 1\n") != std::string::npos);
    CHECK(metrics.body.find("refinery_build_info{") != std::string::npos);
    CHECK(metrics.body.find("durability=\"disk\"") != std::string::npos);
    CHECK(metrics.body.find(server.made.room) == std::string::npos);
    CHECK(metrics.body.find("Ann") == std::string::npos);
    CHECK(http_get(port, "/").status == 404);
}
