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
                                  .round = r1, .about = t1, .auto_reveal_ms = std::optional(ms)}));
    };
    CHECK_FALSE(open(600'000));
    CHECK(open(600'001)->where == "auto_reveal_ms");
}

SCENARIO("ROOM-4 open rounds keep what they were opened with", "[ROOM-4]") {
    auto room = given({opens(alice, r1, t1)});
    Deck const sizes{.name = "Sizes", .cards = {{"S"}, {"M"}, {"L"}}};
    happens_in(room, configures({.deck = sizes, .auto_reveal_ms = off, .anonymous = true}));
    happens_in(room, opens(alice, r2, t2));
    CHECK(the(room, r1).cards().deck == modified_fibonacci());
    CHECK(the(room, r1).auto_reveal_ms == 3000);
    CHECK_FALSE(the(room, r1).anonymous);
    CHECK(the(room, r2).cards().deck == sizes);
    CHECK_FALSE(the(room, r2).auto_reveal_ms);
    CHECK(the(room, r2).anonymous);
}

SCENARIO("SPT-1 the lead says what the room looks at", "[SPT-1]") {
    auto room = given({opens(alice, r1, t1), archives(alice, {t3})});
    auto const looks = [](Spotlight spotlight) {
        return asks(alice, command::SetSpotlight{.spotlight = std::move(spotlight)});
    };
    happens_in(room, looks({.board = "estimate", .ticket = t2}));
    CHECK(spotlight_of(room) == Spotlight{.board = "estimate", .ticket = t2});
    CHECK_FALSE(answer(room, looks({.board = "estimate", .ticket = t2})));
    CHECK(answer(room, looks({.board = "estimate", .ticket = t1, .ballot = r1})));
    CHECK(answer(room, looks({.board = "estimate"})));
    struct Case {
        Spotlight spotlight;
        RejectionCode code;
    };
    for (auto const& [spotlight, code] : std::vector<Case>{
             {{.board = "darts"}, RejectionCode::bad_request},
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
    CHECK(spotlight_of(room) == on_r1);
    happens_in(room, archives(alice, {t1}));
    CHECK(spotlight_of(room) == on_r1);
}

SCENARIO("SPT-1 every kind of agenda item has a board", "[SPT-1]") {
    auto const room = given({});
    for (std::string const board : {"open", "accept", "prune", "dots", "prioritise", "clarify",
                                    "split", "estimate", "confirm", "close", "talk", "break"})
        CHECK(answer(room, shows(board)));
}

SCENARIO("ROOM-7 the lead plans the meetings", "[ROOM-7]") {
    auto room = given({});
    CHECK(room.plan.ready.size() == 6);
    CHECK(to_string(room.plan.ready.back().entry) == std::string(30, '0') + "06");
    CHECK(room.plan.ready.back().follows_blockers);
    CHECK(room.plan.split_limit == 13'000);
    auto const goal = id_of<GoalId>(0x60, 1);
    auto const entry = id_of<EntryId>(0xe0, 1);
    command::PlanSettings const everything{
        .goal = std::optional<std::string>("Ship the map"),
        .starts_at = std::optional(after_noon(60'000)),
        .minutes = std::optional<std::int64_t>(60),
        .goals = std::vector<ProductGoal>{{goal, "Offline", Horizon::this_year}},
        .ready = std::vector<ReadyEntry>{{entry, "Clear", false}},
        .split_limit = std::optional<std::int64_t>(),
        .require_ready = true,
        .vote_ms = std::optional<std::int64_t>(60'000),
        .vote_reveals = true,
    };
    happens_in(room, plans(everything));
    CHECK(room.plan.goal == "Ship the map");
    CHECK(room.plan.starts_at == after_noon(60'000));
    CHECK(room.plan.minutes == 60);
    CHECK(room.plan.goals.front().title == "Offline");
    CHECK(room.plan.ready.size() == 1);
    CHECK_FALSE(room.plan.split_limit);
    CHECK(room.plan.require_ready);
    CHECK(room.plan.vote_ms == 60'000);
    CHECK(room.plan.vote_reveals);
    THEN("the same again is acknowledged") { CHECK_FALSE(answer(room, plans(everything))); }
    THEN("null clears, and the rest stays") {
        happens_in(room, plans({.goal = std::optional<std::string>()}));
        CHECK_FALSE(room.plan.goal);
        CHECK(room.plan.minutes == 60);
    }
    THEN("an estimator does not plan") {
        CHECK(refusal_code(
                  room,
                  asks(bob, command::ConfigureRoom{.set = {.plan = {.require_ready = false}}})) ==
              RejectionCode::forbidden);
    }
}

SCENARIO("ROOM-7 what is planned has bounds", "[ROOM-7]") {
    auto const room = given({});
    using Number = std::optional<std::int64_t>;
    std::vector<ReadyEntry> const twice{{id_of<EntryId>(0xe0, 1), "a"},
                                        {id_of<EntryId>(0xe0, 1), "b"}};
    std::vector<ReadyEntry> const both_follow{{id_of<EntryId>(0xe0, 1), "a", true},
                                              {id_of<EntryId>(0xe0, 2), "b", true}};
    std::vector<ReadyEntry> too_many;
    for (std::uint32_t i = 0; i < 13; ++i) too_many.push_back({id_of<EntryId>(0xe0, i), "a"});
    std::vector<ProductGoal> many_goals;
    for (std::uint32_t i = 0; i < 21; ++i) many_goals.push_back({id_of<GoalId>(0x60, i), "a"});
    struct Case {
        command::PlanSettings set;
        char const* where;
    };
    for (auto const& [set, where] : std::vector<Case>{
             {{.goal = std::optional<std::string>("")}, "set.goal"},
             {{.goal = std::optional<std::string>(std::string(201, 'x'))}, "set.goal"},
             {{.minutes = Number(4)}, "set.minutes"},
             {{.minutes = Number(601)}, "set.minutes"},
             {{.goals = many_goals}, "set.goals"},
             {{.goals = std::vector<ProductGoal>{{{}, "a"}, {{}, "b"}}}, "set.goals"},
             {{.ready = std::vector<ReadyEntry>{}}, "set.ready"},
             {{.ready = twice}, "set.ready"},
             {{.ready = both_follow}, "set.ready"},
             {{.ready = too_many}, "set.ready"},
             {{.split_limit = Number(-1)}, "set.split_limit"},
             {{.vote_ms = Number(4999)}, "set.vote_ms"},
             {{.vote_ms = Number(600'001)}, "set.vote_ms"},
         }) {
        INFO(where);
        auto const refused = refusal(room, plans(set));
        REQUIRE(refused);
        CHECK(refused->where == where);
    }
}

SCENARIO("ROOM-11 an owner renews the links", "[ROOM-11]") {
    auto room = given({});
    auto const renews = [](command::RenewLink renew) { return asks(alice, std::move(renew)); };
    using command::Link;
    happens_in(room, renews({.which = Link::code, .fresh_code = "ABCDEF"}));
    CHECK(room.code == "ABCDEF");
    happens_in(room, renews({.which = Link::code, .off = true}));
    CHECK_FALSE(room.code);
    CHECK_FALSE(answer(room, renews({.which = Link::code, .off = true})));
    happens_in(room, renews({.which = Link::facilitator, .fresh_key = secret(90)}));
    CHECK(room.facilitator_key == secret(90));
    CHECK(refusal_code(room, arrives_with_key(person(20), "Eve")) == RejectionCode::bad_key);
    CHECK(refusal(room, renews({.which = Link::facilitator, .off = true}))->where == "off");
    happens_in(room, renews({.which = Link::read, .fresh_key = secret(91)}));
    CHECK(room.read_key == secret(91));
    happens_in(room, renews({.which = Link::read, .off = true}));
    CHECK_FALSE(room.read_key);
    CHECK(refusal_code(room, renews({.which = Link::code})) == RejectionCode::internal);
    CHECK(refusal_code(room, asks(bob, command::RenewLink{.fresh_code = "GHIJKL"})) ==
          RejectionCode::forbidden);
}
