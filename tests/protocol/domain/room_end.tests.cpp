#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

Command ends_room(ParticipantId by = alice, std::optional<std::string> reason = std::nullopt) {
    return asks(by, command::EndRoom{.reason = std::move(reason)});
}
Command reopens_room(ParticipantId by = alice) { return asks(by, command::ReopenRoom{}); }

}  // namespace

SCENARIO("ROOM-9 an ended room is read and not written", "[ROOM-9]") {
    // The first round has begun a meeting.
    auto room = given({opens(alice, r1, t1), ends_meeting(), starts_timer(ClockName::free, 60'000),
                       ends_room(alice, "The project is over")});
    CHECK(room.ended ==
          Ended{.at = after_noon(4000), .by = alice, .reason = "The project is over"});
    CHECK(room.clocks.empty());
    THEN("whatever is asked is refused, and says since when") {
        for (auto const& command :
             {adds(alice, t4, "four"), estimates(bob, r1, "5"), ends_room(),
              puts_on_agenda(item(1), AgendaKind::open, 3), undoes(alice, room.head),
              asks(alice, command::RemoveParticipant{.participant = bob}),
              asks(bob, command::RenameParticipant{.participant = {}, .name = "Robert"})}) {
            auto const refused = refusal(room, command);
            REQUIRE(refused);
            CHECK(refused->code == RejectionCode::phase);
            auto const& data = std::get<rejection_data::Phase>(refused->data);
            CHECK(data.phase == "ended");
            CHECK(data.at == after_noon(4000));
        }
    }
    THEN("what the room itself would do comes to nothing") {
        CHECK_FALSE(answer(room, the_room(command::HoldRound{.round = r1})));
    }
    THEN("people come and go") {
        CHECK(answer(room, arrives(person(20), "Eve")));
        CHECK(answer(room, leaves(bob)));
        CHECK(answer(room, asks(bob, command::Leave{.participant = bob})));
    }
    THEN("only an owner reopens it, and then all is as it was") {
        CHECK(refusal_code(room, reopens_room(bob)) == RejectionCode::forbidden);
        happens_in(room, reopens_room());
        CHECK_FALSE(room.ended);
        CHECK(answer(room, estimates(bob, r1, "5")));
        CHECK_FALSE(answer(room, reopens_room()));
    }
}

SCENARIO("ROOM-8 an owner ends the room, when no meeting runs", "[ROOM-8]") {
    auto room = given({puts_on_agenda(item(1), AgendaKind::open, 3), starts(item(1))});
    CHECK(refusal_code(room, ends_room(bob)) == RejectionCode::forbidden);
    CHECK(refusal_code(room, ends_room()) == RejectionCode::phase);
    happens_in(room, ends_meeting());
    CHECK(refusal(room, ends_room(alice, ""))->where == "reason");
    CHECK(answer(room, ends_room()));
}
