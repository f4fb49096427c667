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

namespace {

using Clearable = std::optional<std::string>;

PublicOperation by_ann(PublicBody body) {
    return {.seq = 41, .at = at, .by = ann, .undoes = {}, .body = std::move(body)};
}
PublicOperation by_the_room(PublicBody body, Sequence seq = 41) {
    return {.seq = seq, .at = at, .by = {}, .undoes = {}, .body = std::move(body)};
}
PublicOperation by_bob(PublicBody body) {
    return {.seq = 41, .at = at, .by = bob, .undoes = {}, .body = std::move(body)};
}
PublicOperation undoing(PublicBody body) {
    return {.seq = 41, .at = at, .by = ann, .undoes = 38, .body = std::move(body)};
}

std::map<std::string, PublicOperation> operations() {
    return {
        {"room.created", by_the_room(public_form::RoomCreated{.room = sample::room,
                                                              .title = "Maps",
                                                              .code = "K7PQ2M",
                                                              .deck = quick,
                                                              .anonymous = false,
                                                              .auto_reveal_ms = 3000,
                                                              .rights = open_rights,
                                                              .passcode = true},
                                     1)},
        {"room.configured",
         by_ann(public_form::RoomConfigured{.title = "Maps and paths",
                                            .deck = quick,
                                            .auto_reveal_ms = std::optional<std::int64_t>{},
                                            .anonymous = true,
                                            .passcode = true,
                                            .locked = true,
                                            .rights = other_rights})},
        {"room.configured-open",
         by_ann(public_form::RoomConfigured{.auto_reveal_ms = std::optional<std::int64_t>(5000),
                                            .passcode = false})},
        {"spotlight.moved", by_ann(operation::SpotlightMoved{{"estimate", t12, r1}})},
        {"participant.joined", by_ann(public_form::ParticipantJoined{.participant = ann,
                                                                     .name = "Ann",
                                                                     .role = Role::estimator,
                                                                     .facilitates = true,
                                                                     .owns = true})},
        {"participant.left", by_the_room(operation::ParticipantLeft{bob})},
        {"participant.returned", by_bob(operation::ParticipantReturned{.participant = bob,
                                                                       .name = "Robert",
                                                                       .role = Role::observer,
                                                                       .facilitates = true,
                                                                       .owns = true})},
        {"participant.renamed",
         by_ann(operation::ParticipantRenamed{
             .participant = bob, .name = "Robert", .title = Clearable("tester")})},
        {"participant.renamed-clear",
         by_ann(operation::ParticipantRenamed{
             .participant = ann, .name = "Ann", .title = Clearable()})},
        {"participant.role_set",
         by_ann(operation::ParticipantRoleSet{
             .participant = bob, .role = Role::observer, .facilitates = true, .owns = true})},
        {"ticket.added", by_ann(operation::TicketAdded{.ticket = t12,
                                                       .number = 12,
                                                       .title = "Keyboard panning",
                                                       .rank = "V",
                                                       .created = at})},
        {"tickets.imported",
         by_ann(public_form::TicketsImported{
             .tickets = {{.ticket = t13,
                          .number = 13,
                          .rank = "l",
                          .title = "Old tiles",
                          .key = "GEO-7",
                          .description = TextFacts{1, 16, "9f1e2d3c4b5a6978"},
                          .estimate = Estimate{.card = "3.5", .value = 3500, .by = ann}},
                         {.ticket = t14, .number = 14, .rank = "m", .title = "Ferry lines"}},
             .created = at})},
        {"ticket.edited", by_ann(operation::TicketEdited{
                              .tickets = {t12},
                              .set = {.key = Clearable("GEO-121"),
                                      .title = "Panning by keyboard",
                                      .estimate = Estimate{.card = "2", .value = 2000, .by = ann}},
                              .replaced = {{Field::key, {.value = {}, .by = bob}},
                                           {Field::title, {.value = "Panning", .by = bob}}}})},
        {"ticket.edited-several",
         by_ann(operation::TicketEdited{
             .tickets = {t12, t13},
             .set = {.key = Clearable(), .estimate = std::optional<Estimate>{}}})},
        {"ticket.edited-undone",
         undoing(operation::TicketEdited{
             .tickets = {t12},
             .set = {.estimate = Estimate{.card = "3", .value = 3000, .round = r1, .by = bob}}})},
        {"ticket.edited-undone-each",
         undoing(
             operation::TicketEdited{.tickets = {t12, t13},
                                     .set = {},
                                     .each = {{t12, {.key = Clearable("GEO-121")}},
                                              {t13, {.key = Clearable(), .title = "Old tiles"}}}})},
        {"ticket.moved", by_ann(operation::TicketMoved{{{t13, "Va"}, {t14, "Vb"}}})},
        {"ticket.archived", by_ann(operation::TicketArchived{.tickets = {t13},
                                                             .reason = ArchiveReason::duplicate,
                                                             .note = "see above",
                                                             .of = t12})},
        {"ticket.archived-undone",
         undoing(operation::TicketArchived{.tickets = {t13}, .reason = ArchiveReason::undone})},
        {"ticket.restored", by_ann(operation::TicketRestored{{{t13, "l"}}})},
        {"tickets.reranked", by_the_room(operation::TicketsReranked{{{t12, "0V"}, {t13, "1V"}}})},
        {"text.replaced", by_ann(public_form::TextReplaced{doc_of(t12), facts})},
        {"round.opened",
         by_ann(operation::RoundOpened{
             .round = r1, .asks = {.about = t12, .deck = quick}, .anonymous = true})},
        {"estimate.given", by_ann(public_form::EstimateGiven{r1})},
        {"estimate.withdrawn", by_ann(operation::EstimateWithdrawn{r1})},
        {"round.held", by_ann(operation::RoundHeld{r1, HoldReason::stop})},
        {"round.revealed",
         by_the_room(operation::RoundRevealed{
             r1, std::vector<RevealedChoice>{{.by = ann,
                                              .card = "5",
                                              .confidence = Confidence::sure,
                                              .note = "like the last one"},
                                             {.by = bob, .card = "3", .left = true}}})},
        {"round.revealed-anonymous",
         by_ann(operation::RoundRevealed{r1, std::vector<CardCount>{{"3", 1}, {"5", 2}}})},
        {"round.skipped", by_ann(operation::RoundSkipped{r1, {}})},
        {"round.skipped-key", by_the_room(operation::RoundSkipped{r1, SkipReason::key})},
        {"round.settled", by_ann(operation::RoundSettled{r1, t12, "5"})},
        {"round.reopened", by_ann(operation::RoundReopened{
                               r1, t12, Estimate{.card = "3.5", .value = 3500, .by = bob}})},
        {"round.reopened-none",
         by_ann(operation::RoundReopened{r1, t12, std::optional<Estimate>{}})},
        {"round.reopened-stays", by_ann(operation::RoundReopened{r1, t12, {}})},
    };
}

}  // namespace

SCENARIO("RES-1 every operation is told as its golden file says", "[RES-1]") {
    auto values = operations();
    values.merge(operations_of_the_meeting());
    values.merge(operations_of_deciding());
    std::size_t files = 0;
    for (auto const& fixture : message_fixtures()) {
        if (fixture.kind != "operation") continue;
        ++files;
        INFO(fixture.rule << " " << fixture.name);
        REQUIRE(values.count(fixture.name) == 1);
        CHECK(encode_operation(values.at(fixture.name)) == fixture.json);
    }
    CHECK(files == values.size());

    std::set<std::size_t> kinds;
    for (auto const& [name, operation] : values) kinds.insert(operation.body.index());
    CHECK(kinds.size() == std::variant_size_v<PublicBody::variant>);
}

SCENARIO("RES-1 operations that are encoded once are put together as they are", "[RES-1]") {
    auto const all = operations();
    auto const first = encode_operation(all.at("estimate.given"));
    auto const second = encode_operation(all.at("round.held"));
    CHECK(encode_operations(41, 42, {first, second}) ==
          R"({"type":"operations","from":41,"to":42,"items":[)" + first + "," + second + "]}");
}
