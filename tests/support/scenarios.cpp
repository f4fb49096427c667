#include "tests/support/scenarios.hpp"

#include "tests/support/room_builder.hpp"

#include <utility>

namespace refinery::test {
namespace {

/// Writes down what people ask, a second after each other unless time is said to pass.
class Script {
public:
    explicit Script(std::string name) { scenario_.name = std::move(name); }

    Script& then(Command command) {
        scenario_.steps.push_back({.at = now_, .command = std::move(command)});
        now_.ms += 1000;
        return *this;
    }
    Script& later(std::int64_t ms) {
        now_.ms += ms;
        return *this;
    }
    Script& with_everybody() {
        return then(creates_room())
            .then(arrives_with_key(alice, "Alice"))
            .then(arrives(bob, "Bob"))
            .then(arrives(carol, "Carol"))
            .then(arrives(dora, "Dora", Role::observer));
    }
    /// The operation that the next step makes.
    Sequence next() const { return scenario_.steps.size() + 1; }
    Timestamp now() const { return now_; }
    Scenario end() { return std::move(scenario_); }

private:
    Scenario scenario_;
    Timestamp now_ = noon;
};

Scenario people_come_and_go() {
    Script script("people_come_and_go");
    script.with_everybody()
        .then(asks(bob,
                   command::RenameParticipant{
                       .participant = {}, .name = "Bob", .title = std::optional("tester")}))
        .then(
            asks(alice,
                 command::RenameParticipant{.participant = carol, .name = "Carol Ö.", .title = {}}))
        .then(asks(alice, command::SetRole{.participant = carol, .facilitates = true}))
        .then(becomes(dora, Role::estimator))
        .then(leaves(bob))
        .then(arrives(bob, "Robert", Role::observer))
        .then(asks(carol, command::Leave{.participant = carol}))
        .then(arrives_with_key(carol, "Carol"))
        .then(arrives_with_key(bob, "Robert"))
        .then(asks(bob,
                   command::RenameParticipant{.participant = {},
                                              .name = "Robert",
                                              .title = std::optional<std::string>(std::nullopt)}));
    return script.end();
}

Scenario a_room_is_set_up() {
    Script script("a_room_is_set_up");
    Deck const sizes{.name = "Sizes", .cards = {{"S", 1000}, {"M", 3000}, {"L"}, {"?"}}};
    script.with_everybody()
        .then(asks(alice,
                   command::ConfigureRoom{.set = {.title = "Maps and paths",
                                                  .deck = sizes,
                                                  .auto_reveal_ms = std::optional<std::int64_t>(),
                                                  .anonymous = true}}))
        .then(asks(alice,
                   command::ConfigureRoom{.set = {.passcode = std::optional(whale),
                                                  .locked = true,
                                                  .rights = Rights{.order = Audience::facilitators,
                                                                   .lead = Audience::everybody}}}))
        .then(adds(bob, t1, "one"))
        .then(asks(bob, command::SetSpotlight{.spotlight = {.board = "estimate", .ticket = t1}}))
        .then(asks(alice, command::ConfigureRoom{.set = {.auto_reveal_ms =
                                                             std::optional<std::int64_t>(5000),
                                                         .passcode = std::optional<SecretHash>(),
                                                         .locked = false}}))
        .then(opens(carol, r1, t1))
        .then(estimates(bob, r1, "M"))
        .then(asks(alice, command::SetSpotlight{.spotlight = {.board = "estimate"}}));
    return script.end();
}

Scenario a_backlog_is_put_in_order() {
    Script script("a_backlog_is_put_in_order");
    script.with_everybody()
        .then(adds(alice, t1, "one"))
        .then(imports(bob, {{.ticket = t2, .title = "two", .key = "GEO-2"},
                            {.ticket = t3,
                             .title = "three",
                             .key = "GEO-3",
                             .description = "A line\r\nand another: \U0001F5FA",
                             .estimate = "3.5"},
                            {.ticket = t4, .title = "four", .estimate = "½"}}))
        .then(adds(carol, ticket(5), "five", command::OnTop{}))
        .then(adds(carol, ticket(6), "six", t1));
    auto const base = script.next() - 1;
    script.then(retitles(bob, t1, "one, said Bob"))
        .then(retitles(carol, t1, "one, said Carol", base))
        .then(sets_estimate(carol, t1, "8"))
        .then(asks(alice,
                   command::EditTickets{.tickets = {t1, t3},
                                        .set = {.key = std::optional<std::string>("GEO-X"),
                                                .estimate = std::optional<std::string>("0.25")}}))
        .then(asks(alice, command::EditTickets{.tickets = {t2},
                                               .set = {.key = std::optional<std::string>()}}))
        .then(writes(dora, t1, 0, "A walker wants paths.\nAnd maps."))
        .then(writes(bob, t3, 1, ""))
        .then(moves(carol, {t4, t1}, command::OnTop{}))
        .then(moves(carol, {t2}, command::AtEnd{}))
        .then(asks(alice, command::ArchiveTickets{.tickets = {t3, t1},
                                                  .reason = ArchiveReason::duplicate,
                                                  .note = "see there",
                                                  .of = t2}))
        .then(moves(bob, {t4}, command::AtEnd{}))
        .then(restores(alice, {t1}))
        .then(the_room(command::RerankTickets{}))
        .then(archives(bob, {t2}, ArchiveReason::low_value));
    return script.end();
}

Scenario a_ticket_is_estimated() {
    Script script("a_ticket_is_estimated");
    script.with_everybody().then(adds(alice, t1, "one")).then(adds(alice, t2, "two"));
    script.then(opens(alice, r1, t1))
        .then(estimates(bob, r1, "5", "like the last one"))
        .then(estimates(alice, r1, "8"))
        .then(withdraws(bob, r1))
        .then(estimates(carol, r1, "5"))
        .then(estimates(bob, r1, "3"))
        .then(holds_round(alice, r1))
        .then(estimates(bob, r1, "3"))
        .then(the_room(command::HoldRound{.round = r1, .why = HoldReason::restart}))
        .then(leaves(carol));
    auto const until = script.now().ms + 3000;
    script.then(estimates(alice, r1, "13"))
        .later(2000)
        .then(the_room(command::RevealRound{.round = r1, .until = Timestamp{until}}))
        .then(settles(alice, r1, "5"))
        .then(reopens(alice, r1))
        .then(settles(alice, r1, "8"))
        .then(arrives(carol, "Carol"))
        .then(opens(alice, r2, t1))
        .then(estimates(carol, r2, "100"))
        .then(reveals(alice, r2))
        .then(settles(alice, r2, "13"))
        .then(sets_estimate(bob, t1, "21"))
        .then(reopens(alice, r2))
        .then(skips(alice, r2));
    return script.end();
}

Scenario rounds_end_in_other_ways() {
    Script script("rounds_end_in_other_ways");
    script.with_everybody().then(adds(alice, t1, "one")).then(adds(alice, t2, "two"));
    script.then(opens_anonymous(alice, r1, t1))
        .then(opens(alice, r2, t2))
        .then(estimates(bob, r1, "5"))
        .then(estimates(carol, r1, "½"))
        .then(estimates(bob, r2, "2"))
        .then(becomes(bob, Role::observer))
        .then(estimates(alice, r1, "5"))
        .then(becomes(bob, Role::estimator))
        .then(leaves(carol))
        .then(arrives(carol, "Carol", Role::observer))
        .then(becomes(carol, Role::estimator))
        .then(estimates(carol, r1, "½"))
        .then(reveals(alice, r1))
        .then(archives(alice, {t2}, ArchiveReason::outdated))
        .then(restores(bob, {t2}))
        .then(opens(alice, r3, t2))
        .then(estimates(bob, r3, "1"))
        .then(the_room(command::SkipRound{.round = r3, .why = SkipReason::key}))
        .then(skips(alice, r1));
    return script.end();
}

Scenario dots_decide_the_order() {
    Script script("dots_decide_the_order");
    script.with_everybody()
        .then(adds(alice, t1, "one"))
        .then(adds(alice, t2, "two"))
        .then(adds(alice, t3, "three"))
        .then(adds(alice, t4, "four"))
        .then(links(alice, t1, t3));
    script
        .then(
            asks(alice,
                 command::OpenDots{
                     .ballot = d1, .tickets = {t1, t2, t3, t4}, .anonymous = false, .ms = 60'000}))
        .then(places_dot(bob, d1, t3))
        .then(places_dot(carol, d1, t3))
        .then(places_dot(bob, d1, t2))
        .then(places_dot(dora, d1, t2))
        .then(takes_dot(dora, d1, t2, true))
        .then(says_done(dora, d1))
        .then(excuses(alice, d1, dora))
        .then(asks(alice, command::ExtendBallot{d1, 30'000}))
        .then(becomes(carol, Role::observer))
        .then(asks(alice, command::ArchiveTickets{.tickets = {t4}, .redeal = true}))
        .then(places_dot(bob, d1, t3))
        .then(places_dot(carol, d1, t3))
        .then(places_dot(carol, d1, t1))
        .then(leaves(carol))
        .then(closes_dots(alice, d1));
    auto const ordered = script.next();
    script.then(orders(alice, {t3, t1, t2}, d1))
        .then(undoes(alice, ordered))
        .then(asks(alice, command::ReopenBallot{d1}))
        .then(asks(alice, command::SettleBallot{d1}));
    script
        .then(asks(alice, command::OpenDots{.ballot = d2,
                                            .tickets = {t2, t3},
                                            .per_person = 2,
                                            .means = DotsMean::work,
                                            .voters = Voters::estimators}))
        .then(places_dot(bob, d2, t2))
        .then(places_dot(alice, d2, t2))
        .then(becomes(bob, Role::observer))
        .then(closes_dots(alice, d2))
        .then(asks(alice, command::SizeByDots{d2, {{t2, "8"}, {t3, "½"}}}))
        .then(opens_dots(alice, id_of<BallotId>(0xd0, 3), {t1, t2}))
        .then(places_dot(dora, id_of<BallotId>(0xd0, 3), t1))
        .then(cancels(alice, id_of<BallotId>(0xd0, 3)));
    script.then(asks_the_room(alice, r1, "Five more minutes?"))
        .then(estimates(alice, r1, "Yes"))
        .then(reveals(alice, r1))
        .then(settles(alice, r1, "Yes"))
        .then(reopens(alice, r1));
    return script.end();
}

Scenario tickets_become_one_and_several() {
    Script script("tickets_become_one_and_several");
    script.with_everybody().then(
        imports(alice, {{.ticket = t1,
                         .title = "one",
                         .description = "Pan by keys",
                         .estimate = "20",
                         .details = {.type = std::optional(TicketType::story),
                                     .labels = std::vector<std::string>{"map"},
                                     .criteria = std::vector<Criterion>{{entry(1), "It pans"},
                                                                        {entry(2), "It zooms"}}}},
                        {.ticket = t2,
                         .title = "two",
                         .description = "And by mouse",
                         .details = {.labels = std::vector<std::string>{"map", "mouse"},
                                     .criteria = std::vector<Criterion>{{entry(3), "It drags"}}}},
                        {.ticket = t3, .title = "three"},
                        {.ticket = t4, .title = "four"}}));
    script.then(links(alice, t2, t3))
        .then(links(alice, t4, t2))
        .then(waits_outside(bob, t2, entry(9), "The ferry office"))
        .then(asks_about(bob, t2, question(1), "Which mouse?"))
        .then(checks(bob, t2, Checklist::criteria, entry(3)))
        .then(checks(bob, t1, Checklist::criteria, entry(2)))
        .then(puts_on_agenda(item(1), AgendaKind::split, 10, {t2}))
        .then(opens_dots(alice, d1, {t1, t2, t3}, false))
        .then(opens_dots(alice, d2, {t2, t3}))
        .then(places_dot(bob, d1, t1))
        .then(places_dot(bob, d1, t1))
        .then(places_dot(bob, d1, t2))
        .then(places_dot(bob, d1, t2))
        .then(places_dot(carol, d1, t3))
        .then(places_dot(carol, d2, t2))
        .then(closes_dots(alice, d1))
        .then(closes_dots(alice, d2));
    auto const merged = script.next();
    script.then(merges(bob, t1, {t2})).then(undoes(bob, merged)).then(undoes(bob, merged + 1));
    script.then(opens_split(carol, p1, t1, 11))
        .then(edits_split(bob, p1,
                          {.add = ticket(13),
                           .titles = {{ticket(11), "Arrows"}, {ticket(12), "Mouse"}},
                           .guesses = {{ticket(11), "5"}},
                           .criteria = {{entry(3), ticket(12)}, {entry(1), ticket(13)}},
                           .take = {.labels = false}}))
        .then(edits_split(carol, p1,
                          {.titles = {{ticket(13), "Touch"}}, .guesses = {{ticket(11), {}}}}))
        .then(edits_split(bob, p1, {.remove = ticket(13)}));
    auto const split = script.next();
    script.then(splits(bob, p1, ticket(12)))
        .then(undoes(bob, split))
        .then(undoes(bob, split + 1))
        .then(opens_split(carol, split_id(2), t3, 21))
        .then(asks(alice, command::CloseSplit{split_id(2)}));
    return script.end();
}

Scenario changes_are_taken_back() {
    Script script("changes_are_taken_back");
    script.with_everybody();
    auto const added = script.next();
    script.then(adds(bob, t1, "one")).then(undoes(bob, added)).then(undoes(bob, added + 1));
    auto const imported = script.next();
    script
        .then(imports(bob, {{.ticket = t2, .title = "two", .key = "GEO-2", .estimate = "2"},
                            {.ticket = t3, .title = "three"}}))
        .then(undoes(bob, imported))
        .then(undoes(bob, imported + 1));
    auto const edited = script.next();
    script
        .then(
            asks(alice, command::EditTickets{.tickets = {t1, t2, t3},
                                             .set = {.key = std::optional<std::string>("GEO-9"),
                                                     .estimate = std::optional<std::string>("5")}}))
        .then(undoes(alice, edited))
        .then(undoes(alice, edited + 1));
    auto const moved = script.next();
    script.then(moves(carol, {t3, t1}, command::OnTop{}))
        .then(undoes(carol, moved))
        .then(undoes(carol, moved + 1));
    auto const archived = script.next();
    script.then(archives(carol, {t1, t2}, ArchiveReason::outdated))
        .then(undoes(carol, archived))
        .then(undoes(carol, archived + 1));
    auto const restored = script.next();
    script.then(restores(bob, {t2})).then(undoes(bob, restored)).then(undoes(bob, restored + 1));
    return script.end();
}

Scenario a_ticket_is_made_ready() {
    Script script("a_ticket_is_made_ready");
    script.with_everybody().then(
        plans({.goals = std::vector<ProductGoal>{{.goal = goal(1), .title = "Walkers"}}}));
    script.then(imports(bob, {{.ticket = t1,
                               .title = "one",
                               .details = {.type = std::optional(TicketType::story),
                                           .labels = std::vector<std::string>{"map", "Ö"}}},
                              {.ticket = t2, .title = "two", .key = "GEO-2"},
                              {.ticket = t3, .title = "three"}}));
    auto const base = script.next() - 1;
    script.then(details(
        bob, {t1},
        {.theme = std::optional(std::optional<std::string>("Paths")),
         .initiative = std::optional(std::optional<std::string>("Spring")),
         .priority = std::optional(std::optional(Priority::urgent)),
         .requester = std::optional(std::optional<std::string>("Erin")),
         .goal = std::optional(std::optional(goal(1))),
         .urls = std::vector<std::string>{"https://example.org/1"},
         .criteria = std::vector<Criterion>{{entry(1), "It pans"}, {entry(2), "It zooms"}}}));
    auto const edited = script.next();
    script
        .then(details(carol, {t1, t2},
                      {.theme = std::optional(std::optional<std::string>("Ways")),
                       .status = std::optional(std::optional(
                           Status{.text = "In Review", .category = StatusCategory::doing})),
                       .assignee = std::optional(std::optional<std::string>("Carol"))}))
        .then(undoes(carol, edited))
        .then(undoes(carol, edited + 1))
        .then(details(
            bob, {t1},
            {.labels = std::vector<std::string>{},
             .theme = std::optional<std::optional<std::string>>(std::optional<std::string>())},
            base))
        .then(checks(bob, t1, Checklist::criteria, entry(2)))
        .then(checks(carol, t1, Checklist::ready, default_ready_list()[1].entry))
        .then(checks(carol, t1, Checklist::ready, default_ready_list()[0].entry))
        .then(checks(bob, t1, Checklist::ready, default_ready_list()[1].entry, false))
        .then(details(bob, {t1}, {.criteria = std::vector<Criterion>{{entry(1), "It pans well"}}}))
        .then(overrides_ready(bob, t1, "The fair is on Monday"))
        .then(overrides_ready(bob, t1, std::nullopt))
        .then(links(bob, t1, t2))
        .then(links(carol, t2, t3))
        .then(unlinks(carol, t1, t2))
        .then(waits_outside(dora, t1, entry(3), "A permit"))
        .then(waits_outside(dora, t1, entry(4), "A map"))
        .then(waits_outside(dora, t1, entry(3), "A permit", true))
        .then(asks(dora, command::UnlinkTicket{.ticket = t1, .what = entry(4)}))
        .then(asks_about(bob, t1, question(1), "Which map?", carol))
        .then(answers(carol, t1, question(1), "The blue one"))
        .then(answers(carol, t1, question(1), "The red one"))
        .then(asks(dora, command::MarkRead{.ticket = t1}))
        .then(opens(alice, r1, t1))
        .then(estimates(bob, r1, "5"))
        .then(excuses(alice, r1, carol))
        .then(parks(bob, t1, "Which map?", dora))
        .then(asks(bob, command::UnparkTicket{.ticket = t1}))
        .then(moves(bob, {t3}, command::OnTop{}));
    return script.end();
}

Scenario an_hour_goes_by_the_agenda() {
    Script script("an_hour_goes_by_the_agenda");
    script.with_everybody()
        .then(adds(alice, t1, "one"))
        .then(adds(alice, t2, "two"))
        .then(plans({.goal = std::optional(std::optional<std::string>("Ready for spring")),
                     .starts_at = std::optional(std::optional(noon)),
                     .minutes = std::optional(std::optional<std::int64_t>(60)),
                     .split_limit = std::optional(std::optional<std::int64_t>(8000)),
                     .vote_ms = std::optional(std::optional<std::int64_t>(60'000))}))
        .then(puts_on_agenda(item(1), AgendaKind::clarify, 15, {t1, t2}))
        .then(puts_on_agenda(item(2), AgendaKind::estimate, 14))
        .then(puts_on_agenda(item(3), AgendaKind::talk, 5))
        .then(asks(
            alice,
            command::EditItem{.item = item(3),
                              .set = {.title = std::optional(std::optional<std::string>("Talk")),
                                      .needs = std::vector{bob}}}))
        .then(asks(alice, command::MoveItem{.item = item(3), .after = command::OnTop{}}))
        .then(asks(alice, command::NameScribe{.participant = carol}))
        .then(starts(item(1)));
    script.later(60'000)
        .then(pauses(ClockName::step))
        .later(30'000)
        .then(resumes(ClockName::step))
        .then(extends(ClockName::step, 120'000, item(2)))
        .then(shows("clarify", t2))
        .then(starts_timer(ClockName::free, 60'000));
    auto const free = script.next() - 1;
    script.later(60'000)
        .then(the_room(command::ExpireTimer{.clock = ClockName::free, .revision = free}))
        .then(asks(alice, command::StopTimer{.clock = ClockName::free}))
        .then(parks(bob, t2, "Which map?"))
        .then(goes_on_from(item(1)))
        .then(opens(alice, r1, t1))
        .then(estimates(bob, r1, "5"))
        .then(asks(alice, command::SkipItem{.item = item(3)}))
        .then(asks(alice, command::RemoveItem{.item = item(3)}))
        .then(stops(item(2)))
        .then(ends_meeting())
        .then(asks(bob, command::RateMeeting{.stars = 4}))
        .then(asks(bob, command::RateMeeting{.stars = 5}));
    return script.end();
}

Scenario sprints_are_filled() {
    Script script("sprints_are_filled");
    auto const sets = [](SprintId sprint, std::optional<std::int64_t> points) {
        return asks(alice,
                    command::SetCapacity{.sprint = sprint, .name = "Sprint", .points = points});
    };
    script.with_everybody()
        .then(imports(bob, {{.ticket = t1, .title = "one", .estimate = "5"},
                            {.ticket = t2, .title = "two", .estimate = "8"}}))
        .then(sets(sprint(1), 10'000))
        .then(sets(sprint(2), 20'000))
        .then(asks(alice, command::CommitSprint{.sprint = sprint(1)}))
        .then(asks(alice, command::ReleaseSprint{.sprint = sprint(1)}))
        .then(sets(sprint(1), std::nullopt));
    return script.end();
}

Scenario a_room_ends_and_opens_again() {
    Script script("a_room_ends_and_opens_again");
    command::ClaimFacts const gone{
        .facilitator_gone_ms = 30'000, .facilitator_seen = true, .claimant_was_here = true};
    command::ClaimFacts const came_later{.facilitator_gone_ms = 30'000, .facilitator_seen = true};
    script.with_everybody()
        .then(asks(bob, command::ClaimFacilitation{.facts = gone}))
        .then(asks(alice, command::ReturnFacilitation{}))
        .then(asks(carol, command::ClaimFacilitation{.facts = came_later}))
        .then(asks(bob, command::ClaimFacilitation{.for_participant = carol, .facts = came_later}))
        .then(asks(alice, command::RemoveParticipant{.participant = dora}))
        .then(asks(alice, command::RenewLink{.which = command::Link::code, .fresh_code = "M2QP7K"}))
        .then(asks(alice, command::RenewLink{.which = command::Link::read, .off = true}))
        .then(asks(alice, command::EndRoom{.reason = "The project is over"}))
        .then(asks(alice, command::ReopenRoom{}));
    return script.end();
}

}  // namespace

std::vector<Scenario> scenarios() {
    return {people_come_and_go(),
            a_room_is_set_up(),
            a_backlog_is_put_in_order(),
            a_ticket_is_estimated(),
            rounds_end_in_other_ways(),
            dots_decide_the_order(),
            tickets_become_one_and_several(),
            changes_are_taken_back(),
            a_ticket_is_made_ready(),
            an_hour_goes_by_the_agenda(),
            sprints_are_filled(),
            a_room_ends_and_opens_again()};
}

}  // namespace refinery::test
