#include "tests/protocol/codec/decide_operations.hpp"

#include "tests/protocol/codec/sample_values.hpp"

#include <utility>

namespace refinery::test {

using namespace sample;

namespace {

PublicOperation by_ann(PublicBody body) {
    return {.seq = 41, .at = at, .by = ann, .body = std::move(body)};
}
PublicOperation by_the_room(PublicBody body) {
    return {.seq = 41, .at = at, .body = std::move(body)};
}

Dots const whole_hand{.tickets = {t12, t13}};

using Named = std::map<std::string, PublicOperation>;

Named of_questions() {
    return {
        {"round.opened-question",
         by_ann(operation::RoundOpened{
             .round = r3,
             .asks = {.about = "Five more minutes for this?", .deck = yes_or_no},
             .auto_reveal_ms = 3000})},
        {"round.settled-question", by_ann(operation::RoundSettled{r3, {}, "Yes"})},
    };
}

Named of_ballots() {
    return {
        {"ballot.done_set", by_ann(operation::BallotDoneSet{d1, true})},
        {"ballot.cancelled", by_ann(operation::BallotCancelled{d1, {}})},
        {"ballot.extended", by_ann(operation::BallotExtended{d1, later(30'000)})},
        {"ballot.settled", by_ann(operation::BallotSettled{d1})},
        {"ballot.reopened", by_ann(operation::BallotReopened{d1})},
    };
}

Named of_dots() {
    return {
        {"dots.opened",
         by_ann(operation::DotsOpened{.ballot = d1, .asks = whole_hand, .ms = 90'000})},
        {"dot.placed", by_ann(public_form::DotsChanged{.ballot = d1, .left = 3})},
        {"dot.taken", by_ann(public_form::DotsChanged{.ballot = d1, .left = 5, .taken = true})},
        {"dots.closed",
         by_the_room(operation::DotsClosed{
             d1, std::vector<RevealedHand>{{.by = ann, .dots = {{t12, 2}, {t13, 1}}},
                                           {.by = bob, .dots = {{t13, 3}}, .left = true}}})},
        {"dots.closed-anonymous",
         by_ann(operation::DotsClosed{d1, std::vector<DotCount>{{t12, 2}, {t13, 4}}})},
        {"dots.sized",
         by_ann(operation::DotsSized{
             d1, {{t12, Estimate{.card = "5", .value = 5000, .round = d1, .by = ann}}}})},
        {"ticket.archived-redeal",
         by_ann(operation::TicketArchived{
             .tickets = {t12}, .reason = ArchiveReason::outdated, .redealt = {d1}})},
        {"order.applied",
         by_ann(operation::OrderApplied{
             .ballot = d1, .tickets = {t13, t12}, .ranks = {{t12, "g"}, {t13, "V"}}})},
    };
}

Named of_regrouping() {
    Ticket parent{.id = t12,
                  .number = 12,
                  .rank = "V",
                  .title = "Keyboard panning",
                  .created = later(-9000),
                  .updated = at};
    Ticket child{.id = c1,
                 .number = 15,
                 .rank = "V8",
                 .title = "Arrow keys",
                 .archived = Archived{.at = at, .by = ann, .reason = ArchiveReason::undone},
                 .created = later(-1000),
                 .updated = at,
                 .from = t12};
    auto put_back = view_of(Operation{
        .seq = 41,
        .at = at,
        .by = ann,
        .undoes = 38,
        .body = operation::TicketsPutBack{.tickets = {parent, child}, .unlinked = {{t13, c1}}}});
    return {
        {"ticket.merged",
         by_ann(public_form::TicketsMerged{
             .merged = {.ticket = t12,
                        .tickets = {t13},
                        .set = {.title = "Panning by keys",
                                .details = {.labels = std::vector<std::string>{"map", "walkers"}}},
                        .blocks = {t14},
                        .checked = {e1}},
             .description = facts})},
        {"split.opened", by_ann(operation::SplitOpened{p1, t12, {c1, c2}})},
        {"split.edited", by_ann(operation::SplitEdited{p1,
                                                       {.add = c3,
                                                        .remove = c1,
                                                        .titles = {{c2, "Arrow keys"}},
                                                        .guesses = {{c2, "5"}, {c3, std::nullopt}},
                                                        .criteria = {{e1, c3}},
                                                        .take = {.labels = false}}})},
        {"split.closed", by_ann(operation::SplitClosed{p1})},
        {"ticket.split",
         by_ann(operation::TicketSplit{
             .split = p1,
             .ticket = t12,
             .children = {{.ticket = c1,
                           .number = 15,
                           .rank = "V8",
                           .title = "Arrow keys",
                           .details = {.type = TicketType::story,
                                       .criteria = {{e1, "Arrow keys move the map"}}},
                           .checked = {e1}},
                          {.ticket = c2, .number = 16, .rank = "VG", .title = "Plus and minus"}},
             .links = {{t13, c1}}})},
        {"tickets.put_back-undone", std::move(put_back)},
    };
}

}  // namespace

Named operations_of_deciding() {
    auto all = of_questions();
    all.merge(of_ballots());
    all.merge(of_dots());
    all.merge(of_regrouping());
    return all;
}

RoomView state_of_deciding() {
    RoomView state{.room = sample::room, .title = "Maps", .deck = quick, .auto_reveal_ms = 3000};
    state.plan.ready.clear();
    state.rounds = {{.round = r1,
                     .question = "Five more minutes for this?",
                     .deck = quick,
                     .anonymous = true,
                     .phase = "collecting",
                     .opened = later(-1000),
                     .voted = {bob}}};
    state.ballots = {
        {.ballot = d1,
         .asks = whole_hand,
         .voters = Voters::everybody,
         .anonymous = true,
         .ms = 90'000,
         .phase = "collecting",
         .opened = later(-1000),
         .closing = later(89'000),
         .placed = {{ann, 2}},
         .done = {ann},
         .excused = {bob}},
        {.ballot = d2,
         .asks = {.tickets = {t13, t12}, .per_person = 1, .per_ticket = 1, .means = DotsMean::work},
         .voters = Voters::estimators,
         .anonymous = false,
         .phase = "settled",
         .opened = later(-5000),
         .placed = {{bob, 0}},
         .revealed = later(-2000),
         .hands = {{{.by = bob, .dots = {{t12, 1}}, .left = true}}},
         .settled = later(-500),
         .returned = 1}};
    state.splits = {
        {.id = p1,
         .ticket = t12,
         .by = ann,
         .opened = later(-1000),
         .children = {{.ticket = c1, .title = "Arrow keys", .guess = "5"}, {.ticket = c2}},
         .criteria = {{e1, c2}},
         .take = {.labels = false}}};
    return state;
}

}  // namespace refinery::test
