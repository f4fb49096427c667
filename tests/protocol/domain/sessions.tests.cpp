#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

using namespace refinery;
using namespace refinery::test;

namespace {

Command from(std::uint32_t page, std::uint64_t cseq, Command command) {
    command.origin = CommandOrigin{.session = session(page), .cseq = cseq};
    return command;
}

/// A command that always makes an operation.
Command retitles_to(std::uint64_t n) { return retitles(bob, t1, "title " + std::to_string(n)); }

SessionRecord const* record_of(Room const& room, std::uint32_t page, ParticipantId who = bob) {
    auto const found = room.sessions.find({.participant = who, .session = session(page)});
    return found == room.sessions.end() ? nullptr : &found->second;
}

}  // namespace

SCENARIO("SES-3 a session's last 64 answers are kept", "[SES-3]") {
    auto room = given({});
    CHECK_FALSE(record_of(room, 1));
    for (std::uint64_t cseq = 10; cseq < 80; ++cseq)
        happens_in(room, from(1, cseq, retitles_to(cseq)));
    auto const* record = record_of(room, 1);
    REQUIRE(record);
    CHECK(record->answers.size() == 64);
    CHECK(record->answers.front().cseq == 16);
    CHECK(record->newest_cseq() == 79);
    CHECK(record->newest_seq() == room.head);
    CHECK(broken_invariant(room) == "");
}

SCENARIO("JOIN-4 a session belongs to its seat", "[JOIN-4]") {
    auto room = given({});
    happens_in(room, from(1, 1, retitles(bob, t1, "uno")));
    happens_in(room, from(1, 7, retitles(carol, t1, "eins")));
    CHECK(record_of(room, 1, bob)->newest_cseq() == 1);
    CHECK(record_of(room, 1, carol)->newest_cseq() == 7);
}

SCENARIO("SES-5 a refusal, and what changes nothing, are no part of a session", "[SES-5]") {
    auto const room = given({});
    CHECK_FALSE(answer(room, from(1, 1, retitles(bob, t1, "one"))));
    CHECK(refusal_code(room, from(1, 2, retitles(bob, t1, ""))) == RejectionCode::bad_request);
    CHECK(room.sessions.empty());
}

SCENARIO("RES-5 above 1,024 sessions the one that was silent longest is forgotten", "[RES-5]") {
    auto room = given({});
    for (std::uint32_t page = 1; page <= 1024; ++page)
        happens_in(room, from(page, 1, retitles_to(page)));
    CHECK(room.sessions.size() == 1024);
    CHECK(room.forgotten == 0);
    auto const newest_of_2 = record_of(room, 2)->newest_seq();
    // The first is no longer the one that was silent longest.
    happens_in(room, from(1, 2, retitles_to(5000)));
    happens_in(room, from(2000, 1, retitles_to(5001)));
    CHECK(room.sessions.size() == 1024);
    CHECK(record_of(room, 1));
    CHECK_FALSE(record_of(room, 2));
    CHECK(room.forgotten == newest_of_2);
    CHECK(broken_invariant(room) == "");
}

SCENARIO("RES-1 operations are numbered without gaps, and time never goes back", "[RES-1]") {
    auto room = given({});
    auto const head = room.head;
    CHECK(happens_in(room, retitles(bob, t1, "a"), after_noon(500)).at == after_noon(500));
    CHECK(happens_in(room, retitles(bob, t1, "b"), after_noon(400)).at == after_noon(500));
    CHECK(happens_in(room, retitles(bob, t1, "c"), after_noon(501)).at == after_noon(501));
    CHECK(room.head == head + 3);
}
