#include "protocol/codec/encode.hpp"
#include "tests/protocol/codec/decide_operations.hpp"
#include "tests/protocol/codec/meeting_operations.hpp"
#include "tests/protocol/codec/sample_values.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/codec/fixtures.hpp"

#include <map>
#include <set>
#include <string>

using namespace refinery;
using namespace refinery::test;
using namespace refinery::test::sample;
using namespace refinery::messages;

namespace {

RoomView room_state() {
    RoomView state{.room = sample::room,
                   .title = "Maps",
                   .code = "K7PQ2M",
                   .deck = quick,
                   .anonymous = false,
                   .auto_reveal_ms = 3000,
                   .rights = open_rights,
                   .locked = false,
                   .passcode = true,
                   .spotlight = Spotlight{"estimate", t12, r2}};
    state.participants = {{.participant = ann,
                           .name = "Ann",
                           .title = "product owner",
                           .role = Role::estimator,
                           .facilitates = true,
                           .owns = true,
                           .left = false},
                          {.participant = bob,
                           .name = "Bob",
                           .role = Role::observer,
                           .facilitates = false,
                           .owns = false,
                           .left = true}};
    state.tickets = {{.ticket = t12,
                      .number = 12,
                      .rank = "V",
                      .title = "Keyboard panning",
                      .key = "GEO-121",
                      .description = facts,
                      .estimate = Estimate{.card = "2", .value = 2000, .round = r1, .by = ann},
                      .created = later(-9000),
                      .updated = later(-1000)},
                     {.ticket = t13,
                      .number = 13,
                      .rank = "l",
                      .title = "Old tiles",
                      .archived = Archived{.at = later(-500),
                                           .by = {},
                                           .reason = ArchiveReason::duplicate,
                                           .note = "see above",
                                           .of = t12},
                      .created = later(-8000),
                      .updated = later(-500)}};
    RoundView settled{
        .round = r1,
        .ticket = t12,
        .number = 1,
        .deck = quick,
        .phase = "settled",
        .opened = later(-5000),
        .revealed = later(-2000),
        .voted = {ann, bob},
        .choices =
            std::vector<RevealedChoice>{
                {.by = ann, .card = "2", .confidence = Confidence::ok, .note = "small"},
                {.by = bob, .card = "1", .left = true}},
        .estimate = "2"};
    RoundView collecting{.round = r2,
                         .ticket = t12,
                         .number = 2,
                         .deck = {.name = "Sizes", .cards = {{"S"}, {"M"}, {"L"}}},
                         .anonymous = true,
                         .auto_reveal_ms = 3000,
                         .phase = "collecting",
                         .opened = later(-100),
                         .voted = {ann},
                         .closing = later(2900)};
    state.rounds = {settled, collecting};
    return state;
}

Rejection refusal(RejectionCode code, std::string message, RejectionData data) {
    return {.code = code, .message = std::move(message), .data = std::move(data)};
}

std::map<std::string, ServerMessage> messages_of_the_server() {
    return {
        {"welcome", Welcome{.server_version = "0.1.0",
                            .participant = ann,
                            .role = Role::estimator,
                            .facilitates = true,
                            .owns = true,
                            .seat = std::string(seat),
                            .session_known = false,
                            .forgotten = 0,
                            .epoch = std::string(epoch),
                            .seq = 41,
                            .mode = WelcomeMode::snapshot,
                            .server_time = at,
                            .durability = Durability::disk}},
        {"welcome-reader", Welcome{.server_version = "0.1.0",
                                   .epoch = std::string(epoch),
                                   .seq = 41,
                                   .mode = WelcomeMode::snapshot,
                                   .server_time = at,
                                   .durability = Durability::disk}},
        {"ack", Ack{.cseq = 7, .seq = 41}},
        {"ack-secret", Ack{.cseq = 7, .seq = 41, .secret = "9b1d0c7e4f2a83566b7c8d9eafb0c1d2"}},
        {"found", Found{.id = 3, .tickets = {t12, t14}}},
        {"presence-hands", PresenceUpdate{.people = {{.participant = bob,
                                                      .state = Here::here,
                                                      .since = at,
                                                      .hand = true,
                                                      .hand_at = later(5000)}},
                                          .readers = 2}},
        {"refused-cycle",
         Refused{.cseq = 7,
                 .rejection = refusal(RejectionCode::cycle,
                                      "GEO-121 → #13 → GEO-121 would wait for each other.",
                                      rejection_data::Cycle{{t12, t13, t12}})}},
        {"refused-stale_clock",
         Refused{.cseq = 7,
                 .rejection = refusal(RejectionCode::conflict, "Somebody has set this clock since.",
                                      rejection_data::StaleClock{40})}},
        {"refused-too_little_time",
         Refused{.cseq = 7,
                 .rejection = refusal(RejectionCode::conflict, "Split has only 1:30 left.",
                                      rejection_data::TooLittleTime{i2, 90'000})}},
        {"refused-not_ready",
         Refused{.cseq = 7,
                 .rejection = refusal(RejectionCode::conflict, "This ticket is not ready.",
                                      rejection_data::NotReady{t12, 4, 6})}},
        {"refused", Refused{.cseq = 7,
                            .rejection = {.code = RejectionCode::bad_request,
                                          .message = "A title has at most 500 characters.",
                                          .where = "title",
                                          .data = rejection_data::Limit{500}}}},
        {"refused-busy", Refused{.cseq = 8,
                                 .rejection = {.code = RejectionCode::busy,
                                               .message = "Too much is waiting.",
                                               .retry_ms = 1000}}},
        {"refused-re",
         Refused{.re = "text.open",
                 .rejection = refusal(RejectionCode::not_found, "There is no such text.", {})}},
        {"refused-stale_text",
         Refused{.cseq = 7,
                 .rejection = refusal(RejectionCode::conflict, "Somebody has changed this text.",
                                      rejection_data::StaleText{to_string(doc_of(t12)), 4})}},
        {"refused-archived",
         Refused{.cseq = 7,
                 .rejection = refusal(RejectionCode::conflict, "This ticket is in the archive.",
                                      rejection_data::Archived{t12, at, bob})}},
        {"refused-phase",
         Refused{.cseq = 7,
                 .rejection = refusal(RejectionCode::phase, "This round was revealed at 10:00.",
                                      rejection_data::Phase{"revealed", at})}},
        {"refused-depends",
         Refused{.cseq = 7,
                 .rejection = refusal(RejectionCode::depends, "Bob has changed the title since.",
                                      rejection_data::Depends{t12, "title", bob, 40})}},
        {"snapshot-meeting",
         Snapshot{.epoch = std::string(epoch), .seq = 41, .state = state_of_the_meeting()}},
        {"snapshot", Snapshot{.epoch = std::string(epoch), .seq = 41, .state = room_state()}},
        {"yours",
         Yours{{.rounds = {{r1, {"5", Confidence::sure, "like the last one"}}, {r2, {"?"}}}}}},
        {"yours-dots", Yours{{.dots = {{d1, {{t12, 2}, {t13, 1}}}}}}},
        {"snapshot-ballots",
         Snapshot{.epoch = std::string(epoch), .seq = 41, .state = state_of_deciding()}},
        {"text.state",
         TextState{.doc = doc_of(t12), .v = 3, .text = "As a walker\nI want \"paths\""}},
        {"presence",
         PresenceUpdate{
             .full = true,
             .people = {{.participant = ann,
                         .state = Here::here,
                         .since = at,
                         .ticket = t12,
                         .typing = true},
                        {.participant = bob, .state = Here::reconnecting, .since = later(-4000)}}}},
        {"presence-update",
         PresenceUpdate{
             .people = {{.participant = ann, .state = Here::here, .since = at, .hand = true}},
             .gone = {bob}}},
        {"time", TimeAnswer{.t0 = 1'795'514'400'123, .server_time = at}},
        {"heartbeat",
         Heartbeat{
             .epoch = std::string(epoch), .seq = 41, .server_time = at, .hash = std::string(hash)}},
        {"status",
         messages::Status{.store = StoreState::waiting, .reason = "The store does not answer."}},
        {"bye", Bye{.code = ByeCode::drain,
                    .message = "The server is being restarted.",
                    .retry_ms = 1500}},
        {"bye-where",
         Bye{.code = ByeCode::bad_request, .message = "Please say your name.", .where = "name"}},
    };
}

}  // namespace

SCENARIO("MSG-2 every message of the server is written as its golden file says", "[MSG-2]") {
    auto const values = messages_of_the_server();
    std::size_t files = 0;
    for (auto const& fixture : message_fixtures()) {
        if (fixture.kind != "message" || fixture.direction != "to_client") continue;
        // Put together from operations, which have files of their own.
        if (fixture.name == "operations") continue;
        ++files;
        INFO(fixture.rule << " " << fixture.name);
        REQUIRE(values.count(fixture.name) == 1);
        CHECK(encode(values.at(fixture.name)) == fixture.json);
    }
    CHECK(files == values.size());

    std::set<std::size_t> kinds;
    for (auto const& [name, message] : values) kinds.insert(message.index());
    CHECK(kinds.size() == std::variant_size_v<ServerMessage>);
}

SCENARIO("REF-4 the room itself is null where a refusal names who did it", "[REF-4]") {
    auto const archived =
        encode(Refused{.cseq = 1,
                       .rejection = refusal(RejectionCode::conflict, "-",
                                            rejection_data::Archived{t12, at, std::nullopt})});
    CHECK_THAT(archived,
               Catch::Matchers::EndsWith(R"("archived":{"at":1795514400000,"by":null}}})"));
}

SCENARIO("MSG-5 whatever people write arrives as they wrote it", "[MSG-5]") {
    auto const text = std::string(
                          "quote \" backslash \\ tab \t del \x7f \xC2\xA0 \xE2\x80\xA8 "
                          "\xF0\x9F\xA6\x8A end") +
                      '\x01';
    auto const encoded = encode(TextState{.doc = doc_of(t12), .v = 1, .text = text});
    CHECK_THAT(encoded, Catch::Matchers::Contains(R"(quote \" backslash \\ tab \t del)"));
    CHECK_THAT(encoded, Catch::Matchers::Contains("\xF0\x9F\xA6\x8A end\\u0001\""));
    CHECK(encode(TextState{.doc = doc_of(t12)}) ==
          R"({"type":"text.state","doc":")" + to_string(doc_of(t12)) + R"(","v":0,"text":""})");
}
