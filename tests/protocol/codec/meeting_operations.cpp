#include "tests/protocol/codec/meeting_operations.hpp"

#include "tests/protocol/codec/sample_values.hpp"

#include <utility>
#include <vector>

namespace refinery::test {

using namespace sample;

namespace {

using Line = std::optional<std::string>;
using Number = std::optional<std::int64_t>;

PublicOperation by_ann(PublicBody body) {
    return {.seq = 41, .at = at, .by = ann, .undoes = {}, .body = std::move(body)};
}
PublicOperation by_bob(PublicBody body) {
    return {.seq = 41, .at = at, .by = bob, .undoes = {}, .body = std::move(body)};
}
PublicOperation by_the_room(PublicBody body) {
    return {.seq = 41, .at = at, .by = {}, .undoes = {}, .body = std::move(body)};
}

Health const health{.tickets = 12, .detailed = 7, .emergent = 9, .estimated = 5, .prioritised = 6};

Details const all_details{.type = TicketType::story,
                          .labels = {"map", "walkers"},
                          .theme = "Paths",
                          .initiative = "Outdoor",
                          .priority = Priority::high,
                          .status = Status{"In review", StatusCategory::doing},
                          .assignee = "Cleo",
                          .requester = "Ferry office",
                          .goal = g1,
                          .urls = {"https://tracker.example/GEO-121"},
                          .criteria = {{e1, "Arrow keys move the map"}}};

DetailChanges changes_to(Details const& details) {
    DetailChanges changes;
    for_each_detail([&](Field, auto value, auto change) { changes.*change = details.*value; });
    return changes;
}

ExternalBlocker const ferry_office{.entry = e2,
                                   .title = "The ferry office answers",
                                   .url = "https://ferry.example/7",
                                   .done = true};

std::vector<ItemRecord> const item_records{{.kind = AgendaKind::clarify,
                                            .title = "What is unclear",
                                            .minutes = 15,
                                            .extra_ms = 120'000,
                                            .state = ItemState::done,
                                            .used_ms = 980'000},
                                           {.kind = AgendaKind::break_, .minutes = 5}};

command::PlanSettings const whole_plan{
    .goal = Line("Walkers find their way"),
    .starts_at = std::optional<Timestamp>(later(3'600'000)),
    .minutes = Number(60),
    .goals = std::vector<ProductGoal>{{g1, "Maps for walkers", Horizon::this_year}},
    .ready = std::vector<ReadyEntry>{{e1, "Value is clear"}, {e2, "No open blocker", true}},
    .split_limit = Number(),
    .require_ready = true,
    .vote_ms = Number(60'000),
    .vote_reveals = true};

using Named = std::map<std::string, PublicOperation>;

Named of_the_room() {
    return {
        {"room.configured-plan", by_ann(public_form::RoomConfigured{.plan = whole_plan})},
        {"room.configured-plan-clear",
         by_ann(public_form::RoomConfigured{.plan = {.goal = Line(),
                                                     .starts_at = std::optional<Timestamp>(),
                                                     .minutes = Number(),
                                                     .goals = std::vector<ProductGoal>{},
                                                     .split_limit = Number(8000),
                                                     .vote_ms = Number()}})},
        {"room.ended", by_ann(operation::RoomEnded{"The project is over"})},
        {"room.reopened", by_ann(operation::RoomReopened{})},
        {"links.renewed",
         by_ann(public_form::LinksRenewed{.which = command::Link::code, .code = "W3XZ8N"})},
        {"links.renewed-off",
         by_ann(public_form::LinksRenewed{.which = command::Link::read, .off = true})},
        {"participant.removed", by_ann(operation::ParticipantRemoved{bob})},
        {"facilitation.claimed-asked", by_bob(public_form::FacilitationClaimed{bob, true})},
        {"facilitation.claimed", by_ann(public_form::FacilitationClaimed{bob, false})},
        {"facilitation.returned", by_ann(operation::FacilitationReturned{bob})},
        {"scribe.named", by_ann(operation::ScribeNamed{bob})},
        {"scribe.named-none", by_ann(operation::ScribeNamed{std::nullopt})},
        {"ballot.excused", by_ann(operation::BallotExcused{r1, bob})},
    };
}

Named of_tickets() {
    return {
        {"ticket.edited-details",
         by_ann(operation::TicketEdited{
             .tickets = {t12},
             .set = {.details = changes_to(all_details)},
             .replaced = {{Field::labels, {.value = Details{.labels = {"old"}}, .by = bob}},
                          {Field::status, {.value = Details{}, .by = bob}}}})},
        {"ticket.edited-details-clear",
         by_ann(
             operation::TicketEdited{.tickets = {t12}, .set = {.details = changes_to(Details{})}})},
        {"tickets.imported-details",
         by_ann(public_form::TicketsImported{.tickets = {{.ticket = t14,
                                                          .number = 14,
                                                          .rank = "m",
                                                          .title = "Ferry lines",
                                                          .details = all_details}},
                                             .created = at})},
        {"ticket.checked", by_ann(operation::EntryChecked{t12, Checklist::criteria, e1, true})},
        {"ready.overridden", by_ann(operation::ReadyOverridden{t12, "We know it well"})},
        {"ready.overridden-back", by_ann(operation::ReadyOverridden{t12, std::nullopt})},
        {"ticket.linked", by_ann(operation::TicketLinked{t12, t13})},
        {"ticket.linked-external", by_ann(operation::TicketLinked{t12, ferry_office})},
        {"ticket.unlinked", by_ann(operation::TicketUnlinked{t12, t13})},
        {"ticket.unlinked-external", by_ann(operation::TicketUnlinked{t12, e2})},
        {"ticket.parked", by_ann(operation::TicketParked{t12, "Which keys?", bob})},
        {"ticket.unparked", by_ann(operation::TicketUnparked{t12})},
        {"question.asked", by_ann(operation::QuestionAsked{t12, q1, "Which keys?", bob})},
        {"question.answered", by_ann(operation::QuestionAnswered{t12, q1, "The arrows"})},
        {"ticket.marked_read", by_ann(operation::TicketMarkedRead{t12})},
    };
}

Named of_the_agenda() {
    return {
        {"agenda.added", by_ann(operation::ItemAdded{.item = i1,
                                                     .kind = AgendaKind::clarify,
                                                     .title = "What is unclear",
                                                     .minutes = 15,
                                                     .tickets = {t12},
                                                     .needs = {bob},
                                                     .after = i2})},
        {"agenda.added-top",
         by_ann(operation::ItemAdded{.item = i2, .kind = AgendaKind::break_, .minutes = 5})},
        {"agenda.edited", by_ann(operation::ItemEdited{i1,
                                                       {.kind = AgendaKind::split,
                                                        .title = Line(),
                                                        .minutes = 10,
                                                        .tickets = std::vector{t13},
                                                        .needs = std::vector<ParticipantId>{}}})},
        {"agenda.moved", by_ann(operation::ItemMoved{i1, i2})},
        {"agenda.removed", by_ann(operation::ItemRemoved{i1})},
        {"agenda.started",
         by_ann(operation::ItemStarted{.item = i1,
                                       .queue = {t12, t13},
                                       .board = "clarify",
                                       .ticket = t12,
                                       .meeting = operation::MeetingBegins{1, health}})},
        {"agenda.started-next",
         by_ann(operation::ItemStarted{.item = i2, .board = "break", .left = i1})},
        {"agenda.stopped", by_ann(operation::ItemStopped{i1})},
        {"agenda.skipped", by_ann(operation::ItemSkipped{i2})},
        {"round.opened-meeting",
         by_ann(operation::RoundOpened{.round = r1,
                                       .asks = {.about = t12, .deck = quick},
                                       .auto_reveal_ms = 3000,
                                       .meeting = operation::MeetingBegins{2, {}}})},
        {"meeting.ended",
         by_ann(operation::MeetingEnded{.number = 2, .items = item_records, .parked = {t13}})},
        {"meeting.ended-clear", by_ann(operation::MeetingEnded{.number = 3,
                                                               .reason = EndReason::cancelled,
                                                               .agenda_again = false,
                                                               .cancel_ballots = true})},
        {"meeting.rated", by_ann(operation::MeetingRated{4})},
        {"capacity.changed", by_ann(operation::CapacityChanged{s1, "Sprint 42", 26'000})},
        {"capacity.changed-gone", by_ann(operation::CapacityChanged{s1, {}, {}})},
        {"sprint.committed", by_ann(operation::SprintCommitted{s1, {t12, t13}})},
        {"sprint.released", by_ann(operation::SprintReleased{s1})},
    };
}

Named of_clocks() {
    return {
        {"timer.started",
         by_ann(operation::TimerStarted{
             .clock = ClockName::vote, .ms = 60'000, .deadline = later(60'000), .round = r1})},
        {"timer.paused", by_ann(operation::TimerPaused{ClockName::step, 372'000})},
        {"timer.resumed", by_ann(operation::TimerResumed{ClockName::step, later(372'000)})},
        {"timer.extended",
         by_ann(operation::TimerExtended{
             .clock = ClockName::step, .ms = 120'000, .from = i2, .deadline = later(492'000)})},
        {"timer.extended-paused", by_ann(operation::TimerExtended{
                                      .clock = ClockName::free, .ms = 60'000, .left_ms = 90'000})},
        {"timer.stopped", by_ann(operation::TimerStopped{ClockName::free})},
        {"timer.expired", by_the_room(operation::TimerExpired{ClockName::step, 38})},
    };
}

}  // namespace

Named operations_of_the_meeting() {
    auto all = of_the_room();
    all.merge(of_tickets());
    all.merge(of_the_agenda());
    all.merge(of_clocks());
    return all;
}

RoomView state_of_the_meeting() {
    RoomView state{.room = sample::room, .title = "Maps", .deck = quick, .auto_reveal_ms = 3000};
    state.status = "ended";
    state.spotlight = Spotlight{"clarify", t12, {}, later(-60'000)};
    state.ended = Ended{.at = at, .by = ann, .reason = "The project is over"};
    state.plan = {.goal = "Walkers find their way",
                  .starts_at = later(3'600'000),
                  .minutes = 60,
                  .goals = *whole_plan.goals,
                  .ready = *whole_plan.ready,
                  .split_limit = {},
                  .require_ready = true,
                  .vote_ms = 60'000,
                  .vote_reveals = true};
    state.scribe = bob;
    state.claim = Claim{bob, at};
    state.meeting = Meeting{.number = 2, .started = later(-600'000), .health = health};
    state.participants = {{.participant = ann, .name = "Ann", .facilitates = true, .claimed = true},
                          {.participant = bob, .name = "Bob", .left = true, .removed = true}};
    state.tickets = {{.ticket = t12,
                      .number = 12,
                      .rank = "V",
                      .title = "Keyboard panning",
                      .created = later(-9000),
                      .updated = later(-1000),
                      .details = all_details,
                      .checked_criteria = {e1},
                      .checked_ready = {e2, e1},
                      .ready_anyway = ReadyAnyway{"We know it well", at, ann},
                      .blocked_by = {t13},
                      .external = {ferry_office},
                      .parked = Parked{at, ann, "Which keys?", bob},
                      .questions = {{.id = q1,
                                     .text = "Which keys?",
                                     .at = later(-500),
                                     .by = ann,
                                     .owner = bob,
                                     .answer = Question::Answer{"The arrows", at, bob}}},
                      .read_by = {bob, ann},
                      .moved = later(-100)}};
    state.rounds = {{.round = r1,
                     .ticket = t12,
                     .deck = quick,
                     .phase = "settled",
                     .opened = later(-5000),
                     .revealed = later(-2000),
                     .estimate = "2",
                     .excused = {bob},
                     .settled = later(-1000)}};
    state.agenda = {{.id = i1,
                     .kind = AgendaKind::clarify,
                     .title = "What is unclear",
                     .minutes = 15,
                     .extra_ms = -60'000,
                     .tickets = {t12, t13},
                     .needs = {bob},
                     .state = ItemState::running,
                     .used_ms = 30'000,
                     .since = later(-60'000),
                     .queue = {t12, t13},
                     .finished = {{t13, 25'000}}},
                    {.id = i2, .kind = AgendaKind::break_, .minutes = 5}};
    state.clocks = {{.name = ClockName::step,
                     .ms = 810'000,
                     .deadline = later(750'000),
                     .revision = 40,
                     .item = i1},
                    {.name = ClockName::box,
                     .state = ClockState::paused,
                     .ms = 420'000,
                     .left_ms = 360'000,
                     .revision = 41,
                     .item = i1,
                     .ticket = t12},
                    {.name = ClockName::vote,
                     .state = ClockState::over,
                     .ms = 60'000,
                     .deadline = later(-10),
                     .revision = 39,
                     .round = r1}};
    state.sprints = {{.id = s1,
                      .name = "Sprint 42",
                      .points = 26'000,
                      .committed = Sprint::Commitment{at, ann, {t12}}}};
    state.meetings = {{.number = 1,
                       .started = later(-90'000'000),
                       .ended = later(-86'400'000),
                       .reason = EndReason::completed,
                       .by = ann,
                       .items = item_records,
                       .goal = "Find the way",
                       .health = health,
                       .ratings = {{bob, 4}}}};
    return state;
}

}  // namespace refinery::test
