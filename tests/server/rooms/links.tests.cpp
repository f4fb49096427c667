// Links and codes are renewed: what is new is taken before it is told, what was ends.

#include "tests/support/catch.hpp"
#include "tests/support/rooms/page.hpp"

#include <string>

namespace refinery::test {
namespace {

using store::MemoryCall;
using store::MemoryFault;

struct Owned {
    Owned()
        : room(server.make_room()), olga(server, room.room, "Olga"), ann(server, room.room, "Ann") {
        olga.join(room.facilitator_key);
        ann.join();
    }
    std::uint64_t renew(Page& page, std::string const& which, bool off = false) {
        return page.asks("links.renew",
                         R"({"which":")" + which + (off ? R"(","off":true})" : "\"}"));
    }
    bool leads(std::string const& code) {
        std::optional<Result<RoomId>> found;
        server.directory().find_code(code, [&](Result<RoomId> answer) { found = answer; });
        server.settle();
        REQUIRE(found.has_value());
        if (*found) CHECK(**found == room.room);
        return found->has_value();
    }
    /// Whether the code is taken for this room in the store, whatever the room says.
    bool is_in_store(std::string const& code) {
        std::optional<bool> is_there;
        store::MemoryStore reader{server.shared_disk()};
        reader.find_code(code, [&](rooms::FindCodeAnswer const& answer) {
            is_there = std::holds_alternative<rooms::store_answer::FoundCode>(answer);
        });
        reader.deliver();
        return is_there.value();
    }
    std::optional<std::string> code() { return server.stored_room(room.room).code; }

    TestServer server;
    rooms::CreatedRoom room;
    Page olga;
    Page ann;
};

}  // namespace

SCENARIO("ROOM-10 a new code is taken, told to everybody, and the old one dropped", "[ROOM-10]") {
    Owned owned;
    auto const cseq = owned.renew(owned.olga, "code");
    REQUIRE(owned.olga.acks().count(cseq) == 1);
    CHECK_FALSE(owned.olga.last("ack").has("secret"));
    auto const told = owned.ann.last("operations");
    CHECK(told.word("items.0.op") == "links.renewed");
    auto const fresh = told.word("items.0.data.code").value();
    CHECK(fresh.size() == 6);
    CHECK(fresh != owned.room.code);
    CHECK(owned.code() == fresh);
    CHECK(owned.leads(fresh));
    CHECK_FALSE(owned.leads(owned.room.code));
    CHECK_FALSE(owned.is_in_store(owned.room.code));
    AND_WHEN("it is switched off") {
        owned.renew(owned.olga, "code", true);
        CHECK_FALSE(owned.code().has_value());
        CHECK_FALSE(owned.leads(fresh));
        CHECK_FALSE(owned.is_in_store(fresh));
        AND_WHEN("it is switched on again, also after a restart") {
            owned.server.restart();
            owned.olga.come_back();
            owned.renew(owned.olga, "code");
            CHECK(owned.leads(owned.code().value()));
        }
    }
}

SCENARIO("ROOM-10 a new key is told to whoever asked, once", "[ROOM-10][SES-3]") {
    Owned owned;
    auto const which = GENERATE(std::string("facilitator"), std::string("read"));
    auto const old = which == "read" ? owned.room.read_key : owned.room.facilitator_key;
    Page tab{owned.server, owned.room.room, "Olga", "a second tab"};
    tab.join();
    owned.ann.forget();
    tab.forget();
    auto const cseq = owned.renew(owned.olga, which);
    auto const secret = owned.olga.last("ack").word("secret").value();
    CHECK(secret.size() == 32);
    CHECK(owned.ann.last("operations").word("items.0.data.which") == which);
    for (auto* page : {&owned.ann, &tab})
        for (auto const& frame : page->heard()) CHECK_FALSE(frame.contains(secret));
    CHECK_FALSE(owned.ann.last("operations").contains("key"));
    for (auto const& record : owned.server.disk().find(owned.room.room)->records)
        CHECK(record.bytes->find(secret) == std::string::npos);
    THEN("the new one opens, the old one does not") {
        Page newcomer{owned.server, owned.room.room, "Newcomer"};
        newcomer.join(secret);
        CHECK(newcomer.last("welcome").word("role") == (which == "read" ? "reader" : "estimator"));
        CHECK(newcomer.last("welcome").truth("owns") == (which != "read"));
        Page late{owned.server, owned.room.room, "Late"};
        late.join(old);
        CHECK(late.last("bye").word("code") == "bad_key");
    }
    THEN("whoever owned the room before owns it still") {
        CHECK(owned.server.stored_room(owned.room.room).participants.begin()->owns);
    }
    THEN("an ack that is told again has no secret") {
        owned.olga.forget();
        owned.olga.connect();
        owned.olga.hello(
            {.name = {}, .role = {}, .key = {}, .passcode = {}, .with_position = true});
        owned.olga.say(R"({"type":"commands","items":[{"cseq":)" + std::to_string(cseq) +
                       R"(,"do":"links.renew","data":{"which":")" + which + R"("}}]})");
        CHECK(owned.olga.last("ack").number("cseq") == static_cast<std::int64_t>(cseq));
        CHECK_FALSE(owned.olga.last("ack").has("secret"));
        CHECK_FALSE(owned.olga.last("ack").contains(secret));
    }
}

SCENARIO("ROOM-10 whoever reads along by a link that is renewed or switched off is let go",
         "[ROOM-10][JOIN-10]") {
    Owned owned;
    Page rita{owned.server, owned.room.room, "Rita"};
    rita.join(owned.room.read_key);
    REQUIRE(rita.is_welcomed());
    auto const off = GENERATE(true, false);
    owned.renew(owned.olga, "read", off);
    CHECK(rita.last("bye").word("code") == "bad_key");
    CHECK(owned.olga.last("presence").number("readers") == 0);
    CHECK_FALSE(owned.olga.closed());
    rita.join(owned.room.read_key);
    CHECK(rita.last("bye").word("code") == "bad_key");
}

SCENARIO("ROOM-10 only an owner renews, and nobody costs the store a code for nothing",
         "[ROOM-10][RGT-2]") {
    Owned owned;
    owned.server.store().hold(MemoryCall::code);
    for (auto const* const which : {"code", "facilitator", "read"}) {
        auto const cseq = owned.renew(owned.ann, which);
        CHECK(owned.ann.refusals().at(cseq) == std::vector<std::string>{"forbidden"});
    }
    CHECK(owned.server.store().held() == 0);
    auto const cseq = owned.renew(owned.olga, "facilitator", true);
    CHECK(owned.olga.refusals().at(cseq) == std::vector<std::string>{"bad_request"});
}

SCENARIO("ROOM-10 while a code is being taken only the session that asked waits",
         "[ROOM-10][SES-8]") {
    Owned owned;
    owned.server.store().hold(MemoryCall::code);
    owned.olga.forget();
    owned.renew(owned.olga, "code");
    owned.olga.asks("ticket.add", R"({"title":"Behind"})");
    owned.olga.say(R"({"type":"search","q":"before","id":1})");
    owned.ann.asks("ticket.add", R"({"title":"Before"})");
    CHECK(owned.server.stored_room(owned.room.room).tickets.size() == 1);
    CHECK(owned.olga.types() == "operations");
    owned.server.store().release();
    owned.server.settle();
    auto const stored = owned.server.stored_room(owned.room.room);
    CHECK(stored.tickets.begin()[1].title == "Behind");
    CHECK(stored.code != owned.room.code);
    THEN("its answers come in their order") {
        CHECK(owned.olga.acks().at(1).front() + 1 == owned.olga.acks().at(2).front());
        CHECK(owned.olga.last("found").size("tickets") == 1);
    }
}

SCENARIO("ROOM-10 a store that does not give a code leaves the old one", "[ROOM-10]") {
    Owned owned;
    std::string code;
    WHEN("it never answers") {
        owned.server.store().hold(MemoryCall::code);
        code = "busy";
    }
    WHEN("it is full") {
        owned.server.store().fail(MemoryCall::code, {MemoryFault::Kind::read_only, "full"});
        code = "read_only";
    }
    auto const cseq = owned.renew(owned.olga, "code");
    owned.olga.asks("ticket.add", R"({"title":"Behind"})");
    owned.server.pass(6s);
    CHECK(owned.olga.refusals().at(cseq) == std::vector{code});
    CHECK(owned.server.stored_room(owned.room.room).tickets.size() == 1);
    CHECK(owned.code() == owned.room.code);
    owned.server.store().heal();
    owned.server.store().release();
    owned.server.settle();
    CHECK(owned.leads(owned.room.code));
}

SCENARIO("ROOM-10 a new code whose operation cannot be saved is given back", "[ROOM-10][LIV-7]") {
    Owned owned;
    owned.server.store().hold(MemoryCall::append);
    auto const cseq = owned.renew(owned.olga, "code");
    owned.server.store().fail_next(MemoryCall::append,
                                   {MemoryFault::Kind::read_only, "the disk is full"});
    owned.server.store().release();
    owned.server.settle();
    CHECK(owned.olga.refusals().at(cseq) == std::vector<std::string>{"read_only"});
    CHECK(owned.code() == owned.room.code);
    CHECK(owned.leads(owned.room.code));
}

SCENARIO("ROOM-10 a store whose word is lost is asked for the same code again", "[ROOM-10]") {
    Owned owned;
    owned.server.store().fail_next(MemoryCall::code, {MemoryFault::Kind::reply_lost, "lost"});
    owned.renew(owned.olga, "code");
    owned.server.pass(2s);
    auto const code = owned.code().value();
    CHECK(code != owned.room.code);
    CHECK(owned.leads(code));
}

SCENARIO("ROOM-10 a renewal sent again over a new connection is done once", "[ROOM-10][SES-3]") {
    Owned owned;
    owned.server.store().hold(MemoryCall::code);
    auto const cseq = owned.renew(owned.olga, "code");
    owned.olga.cut();
    owned.olga.come_back();
    auto const head = owned.server.stored_head(owned.room.room);
    owned.server.store().release();
    owned.server.settle();
    CHECK(owned.server.stored_head(owned.room.room) == head + 1);
    CHECK(owned.olga.acks().at(cseq).back() == head + 1);
    CHECK(owned.leads(owned.code().value()));
}

SCENARIO("ROOM-10 a code leads nowhere once the room has ended", "[ROOM-10][HTTP-2]") {
    Owned owned;
    owned.olga.asks("room.end", "{}");
    CHECK_FALSE(owned.leads(owned.room.code));
    owned.olga.asks("room.reopen", "{}");
    CHECK(owned.leads(owned.room.code));
}

}  // namespace refinery::test
