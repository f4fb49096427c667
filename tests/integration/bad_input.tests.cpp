#include "tests/integration/running_server.hpp"
#include "tests/support/catch.hpp"

#include <functional>
#include <string>

using namespace refinery::test;
using Kind = WebSocketClient::Received::Kind;

namespace {

constexpr char const* passcode_body = R"({"passcode":"open sesame"})";

std::string times(std::string const& text, std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) result += text;
    return result;
}

/// The room still takes what somebody else has to say.
void check_room_goes_on(Member& other) {
    other.done("ticket.add", ticket_data(fresh_id(), "still here"));
}

std::string commands(std::string const& items) {
    return R"({"type":"commands","items":[)" + items + "]}";
}

}  // namespace

SCENARIO("BYE-2 what no client can mean ends its connection, and only that",
         "[BYE-2][integration]") {
    RunningServer server;
    auto ann = server.facilitator("Ann");
    struct Case {
        char const* what;
        std::function<void(WebSocketClient&)> send;
        std::uint16_t close;
        char const* bye;
    };
    std::vector<Case> const cases{
        {"a message over 512 KiB",
         [](auto& s) { s.send(R"({"type":"time","t0":1,"x":")" + times("x", 513 * 1024) + "\"}"); },
         1009, ""},
        {"a binary frame", [](auto& s) { s.send_binary("{\"type\":\"time\",\"t0\":1}"); }, 4503,
         "protocol"},
        {"no UTF-8", [](auto& s) { s.send("{\"type\":\"time\",\"t0\":1,\"x\":\"\xff\"}"); }, 1007,
         ""},
        {"no UTF-8 at the end of a piece, and an empty last piece",
         [](auto& s) {
             s.send_piece("{\"type\":\"time\",\"t0\":1}\xc3", false);
             s.send_piece("", true);
         },
         1007, ""},
        {"a lone surrogate, raw",
         [](auto& s) { s.send("{\"type\":\"time\",\"t0\":1,\"x\":\"\xed\xb0\x80\"}"); }, 1007, ""},
        {"a lone surrogate, escaped",
         [](auto& s) { s.send(R"({"type":"time","t0":1,"x":"\udc00"})"); }, 4503, "protocol"},
        {"10,000 levels deep",
         [](auto& s) {
             s.send(R"({"type":"time","t0":1,"x":)" + times("[", 10'000) + times("]", 10'000) +
                    "}");
         },
         4503, "protocol"},
        {"no JSON", [](auto& s) { s.send("hello?"); }, 4503, "protocol"},
        {"no object", [](auto& s) { s.send("[]"); }, 4503, "protocol"},
        {"the same name twice", [](auto& s) { s.send(R"({"type":"time","t0":1,"t0":2})"); }, 4503,
         "protocol"},
        {"no items", [](auto& s) { s.send(commands("")); }, 4503, "protocol"},
        {"17 items",
         [](auto& s) {
             std::string items;
             for (int i = 1; i <= 17; ++i)
                 items += std::string(i > 1 ? "," : "") + R"({"cseq":)" + std::to_string(i) +
                          R"(,"do":"participant.leave","data":{}})";
             s.send(commands(items));
         },
         4503, "protocol"},
        {"an item without cseq",
         [](auto& s) { s.send(commands(R"({"do":"participant.leave","data":{}})")); }, 4503,
         "protocol"},
        {"a gap in cseq",
         [](auto& s) {
             s.send(commands(R"({"cseq":1,"do":"no.such","data":{}})"));
             s.send(commands(R"({"cseq":3,"do":"no.such","data":{}})"));
         },
         4503, "protocol"},
        {"hello, twice",
         [](auto& s) {
             s.send(R"({"type":"hello","protocol":[1],"session":")" + fresh_id() + "\"}");
         },
         4503, "protocol"},
    };
    for (auto const& one : cases) {
        INFO(one.what);
        auto bob = server.joined({.name = "Bob"});
        one.send(bob.socket());
        CHECK(bob.await_close() == one.close);
        CHECK(bob.bye()["code"].text() == one.bye);
        check_room_goes_on(ann);
    }
}

SCENARIO("JOIN-1 before the welcome a client says hello, in time, and nothing else",
         "[JOIN-1][integration]") {
    RunningServer server({"--hello-ms", "300"}, passcode_body);
    auto ann = server.facilitator("Ann");
    struct Case {
        char const* what;
        std::string frame;
        std::uint16_t close;
        char const* bye;
    };
    auto const hello = [](std::string const& more, std::string const& name = "\"Bob\"") {
        return R"({"type":"hello","protocol":[1],"seat":")" + fresh_id() + R"(","session":")" +
               fresh_id() + "\",\"name\":" + name + more + "}";
    };
    std::vector<Case> const cases{
        {"nothing at all", "", 4503, "protocol"},
        {"over 4 KiB", hello(R"(,"x":")" + times("x", 5000) + "\""), 1009, ""},
        {"commands first", commands(R"({"cseq":1,"do":"participant.leave","data":{}})"), 4503,
         "protocol"},
        {"presence first", R"({"type":"presence"})", 4503, "protocol"},
        {"no version in common",
         R"({"type":"hello","protocol":[7],"session":")" + fresh_id() + "\"}", 4505, "unsupported"},
        {"a wrong key", hello(R"(,"key":")" + fresh_id() + "\""), 4500, "bad_key"},
        {"no passcode", hello(""), 4500, "passcode"},
        {"a wrong passcode", hello(R"(,"passcode":"open barley")"), 4500, "passcode"},
        {"a name of two lines", hello(R"(,"passcode":"open sesame")", R"("Bob\nBy")"), 4500,
         "bad_request"},
        {"a session that is no id", R"({"type":"hello","protocol":[1],"session":"x","name":"B"})",
         4500, "bad_request"},
        {"a role that there is not", hello(R"(,"passcode":"open sesame","role":"king")"), 4500,
         "bad_request"},
        {"a name of the wrong type",
         R"({"type":"hello","protocol":[1],"name":7,"session":")" + fresh_id() + "\"}", 4500,
         "bad_request"},
    };
    for (auto const& one : cases) {
        INFO(one.what);
        WebSocketClient socket({.port = server.port(), .path = "/ws/" + server.made.room});
        if (!one.frame.empty()) socket.send(one.frame);
        std::string bye;
        auto received = socket.receive();
        for (; received.kind == Kind::text; received = socket.receive()) {
            auto const message = Json::parse(received.text);
            if (message["type"].text() == "bye") bye = message["code"].text();
        }
        CHECK(received.code == one.close);
        CHECK(bye == one.bye);
        check_room_goes_on(ann);
    }
    GIVEN("a room that there is not") {
        for (auto const* room : {"AAAAAAAAAAAAAAAAAAAAAQ", "nonsense", ""}) {
            WebSocketClient socket({.port = server.port(), .path = std::string("/ws/") + room});
            socket.send(hello(""));
            auto const bye = Json::parse(socket.receive().text);
            CHECK(bye["code"].text() == "not_found");
            CHECK(socket.receive().code == 4506);
        }
    }
}

SCENARIO("MSG-10 what can be refused by itself is, and the connection goes on",
         "[MSG-10][integration]") {
    RunningServer server;
    auto ann = server.facilitator("Ann");
    auto bob = server.joined({.name = "Bob"});
    auto const ticket = fresh_id();
    ann.done("ticket.add", ticket_data(ticket, "A ticket"));
    struct Case {
        char const* command;
        std::string data;
        char const* code;
        char const* where;
    };
    std::vector<Case> const cases{
        {"no.such", "{}", "unsupported", ""},
        {"ticket.add", "{}", "bad_request", "title"},
        {"ticket.add", R"({"title":7})", "bad_request", "title"},
        {"ticket.add", R"({"title":""})", "bad_request", "title"},
        {"ticket.add", R"({"title":"two\nlines"})", "bad_request", "title"},
        {"ticket.add", ticket_data("short", "x"), "bad_request", "ticket"},
        {"ticket.add", ticket_data(ticket, "again"), "conflict", ""},
        {"ticket.add", R"({"title":")" + times("x", 501) + "\"}", "bad_request", "title"},
        {"round.open", R"({"ticket":")" + ticket + "\"}", "forbidden", ""},
        {"spotlight.set", R"({"board":"estimate"})", "forbidden", ""},
        {"room.configure", R"({"set":{"title":"Mine"}})", "forbidden", ""},
        {"room.configure", R"({"set":{"locked":true}})", "forbidden", ""},
        {"estimate.give", R"({"round":")" + fresh_id() + R"(","card":"5"})", "not_found", ""},
        {"undo", R"({"seq":1})", "not_found", ""},
    };
    for (auto const& one : cases) {
        INFO(one.command << " " << one.data.substr(0, 60));
        auto const refusal = bob.refused(one.command, one.data);
        INFO(refusal.dump());
        CHECK(refusal["code"].text() == one.code);
        if (*one.where != '\0') CHECK(refusal["where"].text() == one.where);
        CHECK_FALSE(refusal["message"].text().empty());
    }
    auto const deck = R"({"set":{"deck":{"name":"Twins","cards":[{"label":"1"},{"label":"2"},)"
                      R"({"label":"1"}]}}})";
    CHECK(ann.refused("room.configure", deck)["code"].text() == "bad_request");
    bob.socket().send(R"({"type":"no.such"})");
    auto const refused = bob.next("refused");
    CHECK(refused["re"].text() == "no.such");
    CHECK(refused["code"].text() == "unsupported");
    check_room_goes_on(bob);
}
