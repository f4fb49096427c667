#include "protocol/codec/record.hpp"
#include "tests/protocol/codec/sample_values.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/codec/toy_secrets.hpp"

#include <string>
#include <string_view>

using namespace refinery;
using namespace refinery::test;
using namespace refinery::test::sample;

// What servers wrote before there were meetings. These texts are never changed.

namespace {

constexpr std::string_view record_of_before =
    R"({"format":1,"operations":[)"
    R"({"seq":1,"at":1795514400000,"op":"room.created","data":{"room":"k3VnQm9hcmRXYWxrTWFwMQ","title":"Maps","code":"K7PQ2M","deck":{"name":"Quick","cards":[{"label":"½","value":500},{"label":"1","value":1000},{"label":"2","value":2000},{"label":"?"}]},"anonymous":false,"auto_reveal_ms":3000,"rights":{"write":"everybody","order":"everybody","lead":"facilitators"},"facilitator_key":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff","read_key":"ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}},)"
    R"({"seq":2,"at":1795514400001,"by":"a11ce0000000000000000000000000a1","op":"participant.joined","data":{"participant":"a11ce0000000000000000000000000a1","seat":"5e112233445566778899aabbccddeeff00112233445566778899aabbccddeeff","name":"Ann","role":"estimator","facilitates":true,"owns":true}},)"
    R"({"seq":3,"at":1795514400002,"by":"a11ce0000000000000000000000000a1","session":"5e5510000000000000000000000000e5","cseq":1,"op":"tickets.imported","data":{"tickets":[{"ticket":"7c000000000000000000000000000012","number":1,"rank":"V","title":"Keyboard panning","key":"GEO-121","description":"Arrows","estimate":{"card":"2","value":2000,"by":"a11ce0000000000000000000000000a1"}}],"created":1795514400002}},)"
    R"({"seq":4,"at":1795514400003,"by":"a11ce0000000000000000000000000a1","op":"ticket.edited","data":{"tickets":["7c000000000000000000000000000012"],"set":{"title":"Panning","estimate":null},"replaced":{"title":{"value":"Keyboard panning","by":null}}}},)"
    R"({"seq":5,"at":1795514400004,"by":"a11ce0000000000000000000000000a1","op":"room.configured","data":{"set":{"auto_reveal_ms":null,"locked":false}}},)"
    R"({"seq":6,"at":1795514400005,"by":"a11ce0000000000000000000000000a1","op":"round.opened","data":{"round":"50000000000000000000000000000031","ticket":"7c000000000000000000000000000012","number":1,"deck":{"name":"Quick","cards":[{"label":"½","value":500},{"label":"1","value":1000},{"label":"2","value":2000},{"label":"?"}]},"anonymous":false,"auto_reveal_ms":null}},)"
    R"({"seq":7,"at":1795514400006,"by":"a11ce0000000000000000000000000a1","op":"round.skipped","data":{"round":"50000000000000000000000000000031"}}]})";

constexpr std::string_view snapshot_of_before =
    R"({"format":1,"room":{"room":"k3VnQm9hcmRXYWxrTWFwMQ","title":"Maps","code":"K7PQ2M","deck":{"name":"Quick","cards":[{"label":"½","value":500},{"label":"1","value":1000},{"label":"2","value":2000},{"label":"?"}]},"anonymous":false,"auto_reveal_ms":3000,"rights":{"write":"everybody","order":"everybody","lead":"facilitators"},"locked":false,)"
    R"("facilitator_key":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff","read_key":"ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff","spotlight":{"board":"estimate","ticket":"7c000000000000000000000000000012","ballot":"50000000000000000000000000000031"},"created":1795514400000,"head":7,"last_at":1795514400006,"next_number":2,"forgotten":0,)"
    R"("participants":[{"participant":"a11ce0000000000000000000000000a1","seat":"5e112233445566778899aabbccddeeff00112233445566778899aabbccddeeff","name":"Ann","role":"estimator","facilitates":true,"owns":true}],)"
    R"("tickets":[{"ticket":"7c000000000000000000000000000012","number":1,"rank":"V","title":"Panning","key":"GEO-121","description":{"v":1,"text":"Arrows"},"created":1795514400002,"updated":1795514400003,"history":{"title":{"last":{"seq":4,"by":"a11ce0000000000000000000000000a1"}}},"touched":{"last":{"seq":4,"by":"a11ce0000000000000000000000000a1"}}}],)"
    R"("rounds":[{"round":"50000000000000000000000000000031","ticket":"7c000000000000000000000000000012","number":1,"anonymous":false,"auto_reveal_ms":null,"opened":1795514400005,"places":[],"phase":"skipped","skipped":1795514400006}],)"
    R"("undoable":[{"participant":"a11ce0000000000000000000000000a1","operations":[{"seq":4,"how":"set_back","tickets":[{"ticket":"7c000000000000000000000000000012","title":"Keyboard panning"}]}]}],)"
    R"("sessions":[{"participant":"a11ce0000000000000000000000000a1","session":"5e5510000000000000000000000000e5","answers":[{"cseq":1,"seq":3}]}]}})";

}  // namespace

SCENARIO("SEC-4 records of before the meeting open", "[SEC-4]") {
    auto const decoded = decode_record(record_of_before, sample::room, ToySealer());
    INFO((decoded ? "" : decoded.error().message));
    REQUIRE(decoded.has_value());
    REQUIRE(decoded->operations.size() == 7);
    auto const& imported = std::get<operation::TicketsImported>(decoded->operations[2].body);
    CHECK(imported.tickets.at(0).details == Details{});
    auto const& edited = std::get<operation::TicketEdited>(decoded->operations[3].body);
    CHECK(edited.set.details == DetailChanges{});
    CHECK(std::get<std::optional<std::string>>(edited.replaced.at(Field::title).value) ==
          "Keyboard panning");
    auto const& configured = std::get<operation::RoomConfigured>(decoded->operations[4].body);
    CHECK(configured.set.plan == command::PlanSettings{});
    CHECK_FALSE(std::get<operation::RoundOpened>(decoded->operations[5].body).meeting);
}

SCENARIO("SEC-4 snapshots of before the meeting open, with the plan of a room that chose none",
         "[SEC-4]") {
    auto const decoded = decode_room(snapshot_of_before, ToySealer());
    INFO((decoded ? "" : decoded.error().message));
    REQUIRE(decoded.has_value());
    auto const& room = decoded->room;
    CHECK(room.code == "K7PQ2M");
    CHECK(room.read_key);
    CHECK_FALSE(room.ended);
    CHECK(room.plan.ready == default_ready_list());
    CHECK(room.plan.split_limit == 13'000);
    CHECK_FALSE(room.plan.vote_ms);
    CHECK(room.agenda.empty());
    CHECK(room.clocks.empty());
    CHECK_FALSE(room.meeting);
    REQUIRE(room.tickets.find(t12));
    CHECK(room.tickets.find(t12)->details == Details{});
    CHECK_FALSE(room.spotlight->since);

    THEN("what is written of it opens again and is the same") {
        ToySealer sealer;
        auto const again = encode_room(room, sealer);
        auto const reopened = decode_room(again, sealer);
        REQUIRE(reopened.has_value());
        CHECK(encode_room(reopened->room, sealer) == again);
    }
}
