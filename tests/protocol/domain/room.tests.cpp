#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

Command configures(command::RoomSettings set) {
    return asks(alice, command::ConfigureRoom{.set = std::move(set)});
}

std::optional<std::int64_t> const off;

}  // namespace

SCENARIO("ROOM-2 a room begins with what its creator chose, or the defaults", "[ROOM-2]") {
    Room room;
    auto const created = happens_in(room, creates_room());
    CHECK(created.seq == 1);
    CHECK_FALSE(created.by);
    CHECK(room.deck == modified_fibonacci());
    CHECK(room.rights == Rights{.write = Audience::everybody,
                                .order = Audience::everybody,
                                .lead = Audience::facilitators});
    CHECK(room.auto_reveal_ms == 3000);
    CHECK_FALSE(room.anonymous);
    CHECK_FALSE(room.passcode);
    THEN("it is created once") {
        CHECK(refusal_code(room, creates_room()) == RejectionCode::conflict);
    }
    THEN("nothing happens in a room that was not created") {
        CHECK(refusal_code(Room{}, leaves(bob)) == RejectionCode::internal);
    }
    THEN("a bad deck makes no room") {
        auto create = std::get<command::CreateRoom>(creates_room().body);
        create.deck = Deck{.name = "two", .cards = {{"1"}, {"2"}}};
        CHECK(refusal(Room{}, the_room(create))->where == "deck.cards");
    }
    THEN("its public form has no keys") {
        auto const told = view_of(created);
        CHECK_FALSE(std::get<public_form::RoomCreated>(told.body).passcode);
    }
}

SCENARIO("ROOM-3 configuring changes what it names and leaves the rest", "[ROOM-3]") {
    auto room = given({});
    happens_in(room, configures({.title = "Paths"}));
    CHECK(room.title == "Paths");
    CHECK(room.auto_reveal_ms == 3000);
    happens_in(room, configures({.auto_reveal_ms = off, .anonymous = true, .locked = true}));
    CHECK_FALSE(room.auto_reveal_ms);
    CHECK(room.anonymous);
    CHECK(room.locked);
    THEN("the same again is acknowledged") {
        CHECK_FALSE(answer(room, configures({.title = "Paths",
                                             .deck = modified_fibonacci(),
                                             .auto_reveal_ms = off,
                                             .anonymous = true,
                                             .locked = true,
                                             .rights = Rights{}})));
    }
    THEN("nothing at all is bad_request") { CHECK(refusal(room, configures({}))->where == "set"); }
    THEN("values out of bounds are named") {
        CHECK(refusal(room, configures({.title = ""}))->where == "set.title");
        CHECK(refusal(room, configures({.deck = Deck{}}))->where == "set.deck.name");
        CHECK(refusal(room, configures({.title = std::string(501, 'x')}))->where == "set.title");
    }
}

SCENARIO("ROOM-3 a passcode is always stored and never told", "[ROOM-3][SEC-2]") {
    auto room = given({});
    auto const told = [](Operation const& operation) {
        return std::get<public_form::RoomConfigured>(view_of(operation).body).passcode;
    };
    CHECK(told(happens_in(room, configures({.passcode = std::optional(whale)}))) == true);
    CHECK(told(happens_in(room, configures({.passcode = std::optional(whale)}))) == true);
    CHECK(view_of(room).passcode);
    CHECK(told(happens_in(room, configures({.passcode = std::optional<SecretHash>()}))) == false);
    CHECK_FALSE(view_of(room).passcode);
    CHECK_FALSE(told(happens_in(room, configures({.title = "Other"}))));
}

SCENARIO("ROOM-5 a countdown lasts from 0 to 600,000 ms", "[ROOM-5]") {
    auto const room = given({});
    auto const countdown = [&](std::int64_t ms) {
        return refusal(room, configures({.auto_reveal_ms = std::optional(ms)}));
    };
    CHECK_FALSE(countdown(0));
    CHECK_FALSE(countdown(600'000));
    CHECK(countdown(-1)->where == "set.auto_reveal_ms");
    CHECK(countdown(600'001)->where == "set.auto_reveal_ms");
    auto const open = [&](std::int64_t ms) {
        return refusal(
            room, asks(alice, command::OpenRound{
                                  .round = r1, .ticket = t1, .auto_reveal_ms = std::optional(ms)}));
    };
    CHECK_FALSE(open(600'000));
    CHECK(open(600'001)->where == "auto_reveal_ms");
}

SCENARIO("ROOM-4 open rounds keep what they were opened with", "[ROOM-4]") {
    auto room = given({opens(alice, r1, t1)});
    Deck const sizes{.name = "Sizes", .cards = {{"S"}, {"M"}, {"L"}}};
    happens_in(room, configures({.deck = sizes, .auto_reveal_ms = off, .anonymous = true}));
    happens_in(room, opens(alice, r2, t2));
    CHECK(the(room, r1).deck == modified_fibonacci());
    CHECK(the(room, r1).auto_reveal_ms == 3000);
    CHECK_FALSE(the(room, r1).anonymous);
    CHECK(the(room, r2).deck == sizes);
    CHECK_FALSE(the(room, r2).auto_reveal_ms);
    CHECK(the(room, r2).anonymous);
}

SCENARIO("SPT-1 the lead says what the room looks at", "[SPT-1]") {
    auto room = given({opens(alice, r1, t1), archives(alice, {t3})});
    auto const looks = [](Spotlight spotlight) {
        return asks(alice, command::SetSpotlight{.spotlight = std::move(spotlight)});
    };
    happens_in(room, looks({.board = "estimate", .ticket = t2}));
    CHECK(room.spotlight == Spotlight{.board = "estimate", .ticket = t2});
    CHECK_FALSE(answer(room, looks({.board = "estimate", .ticket = t2})));
    CHECK(answer(room, looks({.board = "estimate", .ticket = t1, .ballot = r1})));
    CHECK(answer(room, looks({.board = "estimate"})));
    struct Case {
        Spotlight spotlight;
        RejectionCode code;
    };
    for (auto const& [spotlight, code] : std::vector<Case>{
             {{.board = "dots"}, RejectionCode::bad_request},
             {{.board = "estimate", .ticket = nowhere}, RejectionCode::not_found},
             {{.board = "estimate", .ticket = t1, .ballot = r2}, RejectionCode::not_found},
             {{.board = "estimate", .ticket = t2, .ballot = r1}, RejectionCode::bad_request},
             {{.board = "estimate", .ticket = t3}, RejectionCode::conflict},
         })
        CHECK(refusal_code(room, looks(spotlight)) == code);
}

SCENARIO("SPT-2 SPT-3 the spotlight follows a round, and stays on an archived ticket",
         "[SPT-2][SPT-3]") {
    auto room = given({opens(alice, r1, t1)});
    Spotlight const on_r1{.board = "estimate", .ticket = t1, .ballot = r1};
    CHECK(room.spotlight == on_r1);
    happens_in(room, archives(alice, {t1}));
    CHECK(room.spotlight == on_r1);
}
