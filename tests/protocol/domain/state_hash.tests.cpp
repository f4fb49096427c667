#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <set>

using namespace refinery;
using namespace refinery::test;

namespace {

/// HSH-1 and HSH-4 written down once more, over rows that a person has typed.
std::string hash_of(std::vector<std::string> const& entities) {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    for (auto const& entity : entities) {
        std::uint32_t a = 0x811c9dc5;
        std::uint32_t b = 0x01000193;
        for (char const c : entity) {
            auto const byte = c == '|' ? 0x1FU : c == '-' ? 0x1EU : static_cast<unsigned char>(c);
            a = (a ^ byte) * 0x01000193;
            b = (b ^ byte) * 0x01000193;
        }
        first += a;
        second += b;
    }
    char text[17];
    std::snprintf(text, sizeof text, "%08x%08x", first, second);
    return text;
}

/// HSH-4: lane by lane.
std::string sum_of(std::vector<std::string> const& hashes) {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    for (auto const& hash : hashes) {
        first += static_cast<std::uint32_t>(std::stoul(hash.substr(0, 8), nullptr, 16));
        second += static_cast<std::uint32_t>(std::stoul(hash.substr(8), nullptr, 16));
    }
    char text[17];
    std::snprintf(text, sizeof text, "%08x%08x", first, second);
    return text;
}

/// A view in which everything that can be there is there.
RoomView full_view() {
    auto room = given({});
    RoomView view = view_of(room);
    view.participants = {{.participant = alice, .name = "Ann", .title = "owner", .owns = true}};
    view.tickets = {
        {.ticket = t1,
         .number = 7,
         .rank = "V",
         .title = "one",
         .key = "GEO-1",
         .description = TextFacts{.v = 2, .length = 3, .digest = "d"},
         .estimate = Estimate{.card = "5", .value = 5000, .round = r1, .by = bob},
         .archived =
             Archived{
                 .at = {9}, .by = bob, .reason = ArchiveReason::outdated, .note = "n", .of = t2},
         .created = {10},
         .updated = {11}}};
    view.rounds = {{.round = r1,
                    .ticket = t1,
                    .number = 2,
                    .deck = {.name = "D", .cards = {{"S", 1}, {"M"}}},
                    .auto_reveal_ms = 3000,
                    .phase = "collecting",
                    .opened = {12},
                    .voted = {alice, bob},
                    .closing = Timestamp{13},
                    .held = HoldReason::stop}};
    view.spotlight = Spotlight{.board = "estimate", .ticket = t1, .ballot = r1};
    return view;
}

}  // namespace

SCENARIO("HSH-3 the hash is over these values in this order", "[HSH-1][HSH-2][HSH-3][HSH-4]") {
    RoomView view;
    view.title = "Maps";
    view.code = "K7PQ2M";
    view.deck = {.name = "D", .cards = {{"S", 1000}, {"?"}}};
    view.auto_reveal_ms = 3000;
    view.plan.ready = {{.entry = entry(1), .text = "R", .follows_blockers = true}};
    std::string const room =
        "room|AAAAAAAAAAAAAAAAAAAAAA|Maps|K7PQ2M|2|S|1000|?|-|D|0|3000|facilitators|everybody|"
        "everybody|0|-|open|-|-|-|-|-|-|1|" +
        to_string(entry(1)) + "|blockers|R|13000|0|-|0|-|-|-|";
    std::string const nothing_said = "-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|";
    CHECK(state_hash(view) == hash_of({room}));

    view.participants = {{.participant = alice, .name = "Ann", .facilitates = true, .left = true}};
    auto const ann = to_string(alice);
    std::string const person = "participant|" + ann + "|Ann|-|estimator|1|0|1|-|-|";
    CHECK(state_hash(view) == hash_of({room, person}));

    view.tickets = {
        {.ticket = t1, .number = 7, .rank = "V", .title = "one", .created = {10}, .updated = {11}}};
    auto const one = to_string(t1);
    std::string const plain = "ticket|" + one + "|7|V|one|-|-|-|-|10|11|" + nothing_said;
    CHECK(state_hash(view) == hash_of({room, person, plain}));

    view.tickets = full_view().tickets;
    std::string const ticket = "ticket|" + one + "|7|V|one|GEO|d|3|2|" + to_string(bob) + "|5|" +
                               to_string(r1) + "|5000|9|" + to_string(bob) + "|n|" + to_string(t2) +
                               "|outdated|10|11|" + nothing_said;
    view.tickets[0].key = "GEO";
    CHECK(state_hash(view) == hash_of({room, person, ticket}));

    RoundView round{
        .round = r1,
        .ticket = t1,
        .deck = {.name = "D", .cards = {{"S"}}},
        .phase = "revealed",
        .opened = {12},
        .revealed = Timestamp{14},
        .voted = {alice, bob},
        .choices = std::vector<RevealedChoice>{
            {.by = alice, .card = "S", .confidence = Confidence::sure, .note = "n", .left = true}}};
    view.rounds = {round};
    auto const r = to_string(r1);
    std::string const shown =
        "round|" + r + "|" + one + "|1|1|S|-|D|0|-|revealed|12|14|-|-|-|-|-|-|-|-|";
    std::string const open_place = "place|" + r + "|" + ann + "|1|S|sure|1|n|";
    std::string const plain_place = "place|" + r + "|" + to_string(bob) + "|1|-|";
    CHECK(state_hash(view) == hash_of({room, person, ticket, shown, open_place, plain_place}));

    round.choices.reset();
    round.counts = std::vector<CardCount>{{.card = "S", .n = 2}};
    round.closing = Timestamp{15};
    round.held = HoldReason::restart;
    round.skipped = SkipReason::key;
    round.estimate = "S";
    view.rounds = {round};
    std::string const counted =
        "round|" + r + "|" + one + "|1|1|S|-|D|0|-|revealed|12|14|key|15|restart|1|S|2|S|-|-|-|";
    std::string const anns = "place|" + r + "|" + ann + "|1|-|";
    CHECK(state_hash(view) == hash_of({room, person, ticket, counted, anns, plain_place}));
}

SCENARIO("HSH-3 the hash of a voting by dots", "[HSH-3]") {
    RoomView view;
    auto const empty = state_hash(view);
    view.ballots = {{.ballot = d1,
                     .asks = {.tickets = {t2, t1}, .per_person = 4, .per_ticket = 2},
                     .anonymous = true,
                     .ms = 90,
                     .phase = "collecting",
                     .opened = {10},
                     .closing = Timestamp{100},
                     .placed = {{bob, 3}},
                     .done = {alice},
                     .excused = {carol}}};
    auto const d = to_string(d1);
    auto const begin = "ballot|" + d + "|dots|2|" + to_string(t2) + "|" + to_string(t1) + "|4|2|";
    auto const with = [&](std::string const& row) { return sum_of({empty, hash_of({row})}); };
    CHECK(state_hash(view) ==
          with(begin + "important|everybody|1|90|collecting|10|100|1|3|" + to_string(bob) + "|1|" +
               to_string(alice) + "|1|" + to_string(carol) + "|-|-|-|-|-|-|-|"));

    auto& ballot = view.ballots[0];
    ballot = {
        .ballot = d1,
        .asks = {.tickets = {t2, t1}, .per_person = 4, .per_ticket = 2, .means = DotsMean::work},
        .voters = Voters::estimators,
        .phase = "settled",
        .opened = {10},
        .revealed = Timestamp{20},
        .hands = {{{.by = bob, .dots = {{t1, 1}}, .left = true}}},
        .settled = Timestamp{30}};
    auto const shown = begin + "work|estimators|0|-|";
    CHECK(state_hash(view) == with(shown + "settled|10|-|-|-|-|20|1|" + to_string(bob) + "|1|1|" +
                                   to_string(t1) + "|1|-|30|-|-|-|"));

    ballot.hands.reset();
    ballot.totals = std::vector<DotCount>{{t1, 2}};
    ballot.settled.reset();
    ballot.phase = "cancelled";
    ballot.cancelled = Timestamp{40};
    ballot.why = SkipReason::meeting;
    ballot.returned = 5;
    CHECK(state_hash(view) ==
          with(shown + "cancelled|10|-|-|-|-|20|-|1|2|" + to_string(t1) + "|-|40|meeting|5|"));
}

SCENARIO("HSH-3 the hash of what a meeting is made of", "[HSH-3]") {
    RoomView view;
    view.plan = {.goal = "G",
                 .starts_at = Timestamp{1},
                 .minutes = 60,
                 .goals = {{.goal = goal(1), .title = "W", .horizon = Horizon::this_year}},
                 .ready = {},
                 .split_limit = std::nullopt,
                 .require_ready = true,
                 .vote_ms = 5000,
                 .vote_reveals = true};
    view.status = "ended";
    view.ended = Ended{.at = {2}, .by = alice, .reason = "R"};
    view.spotlight = Spotlight{.board = "split", .ticket = t1, .since = Timestamp{3}};
    view.scribe = bob;
    view.claim = Claim{.participant = bob, .asked = {4}};
    view.meeting = Meeting{.number = 2, .started = {5}, .health = Health{1, 2, 3, 4, 5}};
    auto const a = to_string(alice);
    auto const b = to_string(bob);
    auto const one = to_string(t1);
    auto const e = to_string(entry(1));
    std::string const room =
        "room|AAAAAAAAAAAAAAAAAAAAAA||-|0||0|-|facilitators|everybody|everybody|0|-|ended|-|split|"
        "3|" +
        one + "|2|" + a + "|R|G|1|60|1|" + to_string(goal(1)) + "|this_year|W|0|-|1|5000|1|" + b +
        "|4|" + b + "|2|3|4|5|1|2|5|";
    CHECK(state_hash(view) == hash_of({room}));

    view.tickets = {{.ticket = t1,
                     .details = {.type = TicketType::customer_request,
                                 .labels = {"x", "y"},
                                 .theme = "T",
                                 .initiative = "I",
                                 .priority = Priority::low,
                                 .status = Status{.text = "D", .category = StatusCategory::done},
                                 .assignee = "A",
                                 .requester = "Q",
                                 .goal = goal(1),
                                 .urls = {"http://u"},
                                 .criteria = {{entry(1), "C"}}},
                     .checked_ready = {entry(1)},
                     .ready_anyway = ReadyAnyway{.reason = "R", .at = {6}, .by = alice},
                     .blocked_by = {t1},
                     .external = {{.entry = entry(1), .title = "X", .done = true}},
                     .parked = Parked{.at = {7}, .question = "?", .owner = bob},
                     .questions = {{.id = question(1), .text = "Q", .at = {8}, .by = bob}},
                     .read_by = {bob},
                     .moved = Timestamp{9},
                     .from = t2}};
    auto const two = to_string(t2);
    std::string const ticket = "ticket|" + one +
                               "|0|||-|-|-|-|0|0|customer_request|2|x|y|T|I|low|" + "done|D|A|Q|" +
                               to_string(goal(1)) + "|1|http://u|1|" + e + "|C|-|1|" + e + "|6|" +
                               a + "|R|1|" + one + "|1|1|" + e + "|X|-|7|-|" + b + "|?|1|-|8|" + b +
                               "|-|" + to_string(question(1)) + "|Q|1|" + b + "|9|" + two + "|";
    CHECK(state_hash(view) == hash_of({room, ticket}));

    view.agenda = {{.id = item(1),
                    .kind = AgendaKind::break_,
                    .minutes = 5,
                    .state = ItemState::paused,
                    .paused_by = bob},
                   {.id = item(2),
                    .kind = AgendaKind::talk,
                    .title = "T",
                    .minutes = 6,
                    .extra_ms = 7,
                    .tickets = {t1},
                    .needs = {bob},
                    .state = ItemState::running,
                    .used_ms = 8,
                    .since = Timestamp{9},
                    .queue = {t1},
                    .finished = {{.ticket = t1, .ms = 10}}}};
    view.clocks = {{.name = ClockName::vote,
                    .state = ClockState::over,
                    .ms = 1,
                    .deadline = Timestamp{2},
                    .revision = 3,
                    .round = r1}};
    view.sprints = {{.id = sprint(1),
                     .name = "S",
                     .points = 1,
                     .committed = Sprint::Commitment{.at = {2}, .by = bob, .tickets = {t1}}}};
    view.meetings = {{.number = 1,
                      .started = {2},
                      .ended = {3},
                      .reason = EndReason::abandoned,
                      .by = bob,
                      .items = {{.kind = AgendaKind::open, .minutes = 4}},
                      .ratings = {{.by = bob, .stars = 5}}}};
    std::string const pause =
        "item|" + to_string(item(1)) + "|break|-|5|-|0|0|paused|-|-|-|-|0|" + b + "|";
    std::string const talk = "item|" + to_string(item(2)) + "|talk|T|6|7|1|" + one + "|1|" + b +
                             "|running|8|1|" + one + "|1|10|" + one + "|9|1|-|";
    std::string const clock = "clock|vote|over|1|2|-|3|-|-|" + to_string(r1) + "|";
    std::string const filled =
        "sprint|" + to_string(sprint(1)) + "|S|1|2|" + b + "|1|" + one + "|0|";
    std::string const meeting =
        "meeting|1|2|3|abandoned|" + b + "|1|0|open|4|planned|-|0|-|-|1|" + b + "|5|";
    CHECK(state_hash(view) == hash_of({room, ticket, pause, talk, clock, filled, meeting}));
}

SCENARIO("HSH-4 the order of entities does not matter, every value does", "[HSH-4]") {
    auto const view = full_view();
    auto turned = view_of(given({}));
    auto const straight = state_hash(turned);
    std::reverse(turned.participants.begin(), turned.participants.end());
    std::reverse(turned.tickets.begin(), turned.tickets.end());
    CHECK(state_hash(turned) == straight);

    std::vector<std::function<void(RoomView&)>> const changes{
        [](RoomView& v) { v.room = id_of<RoomId>(1, 1); },
        [](RoomView& v) { v.title = "x"; },
        [](RoomView& v) { v.code = "x"; },
        [](RoomView& v) { v.deck.name = "x"; },
        [](RoomView& v) { v.deck.cards[0].label = "x"; },
        [](RoomView& v) { v.deck.cards[0].value.reset(); },
        [](RoomView& v) { v.anonymous = true; },
        [](RoomView& v) { v.auto_reveal_ms.reset(); },
        [](RoomView& v) { v.rights.write = Audience::facilitators; },
        [](RoomView& v) { v.rights.order = Audience::facilitators; },
        [](RoomView& v) { v.rights.lead = Audience::everybody; },
        [](RoomView& v) { v.locked = true; },
        [](RoomView& v) { v.passcode = true; },
        [](RoomView& v) { v.status = "ended"; },
        [](RoomView& v) { v.spotlight.reset(); },
        [](RoomView& v) { v.spotlight->ballot.reset(); },
        [](RoomView& v) { v.spotlight->ticket = t2; },
        [](RoomView& v) { v.participants[0].name = "x"; },
        [](RoomView& v) { v.participants[0].title.reset(); },
        [](RoomView& v) { v.participants[0].role = Role::observer; },
        [](RoomView& v) { v.participants[0].facilitates = true; },
        [](RoomView& v) { v.participants[0].owns = false; },
        [](RoomView& v) { v.participants[0].left = true; },
        [](RoomView& v) { v.tickets[0].number = 8; },
        [](RoomView& v) { v.tickets[0].rank = "W"; },
        [](RoomView& v) { v.tickets[0].title = "x"; },
        [](RoomView& v) { v.tickets[0].key.reset(); },
        [](RoomView& v) { v.tickets[0].description->v = 3; },
        [](RoomView& v) { v.tickets[0].description->length = 4; },
        [](RoomView& v) { v.tickets[0].description->digest = "e"; },
        [](RoomView& v) { v.tickets[0].estimate->card = "8"; },
        [](RoomView& v) { v.tickets[0].estimate->value = 1; },
        [](RoomView& v) { v.tickets[0].estimate->round.reset(); },
        [](RoomView& v) { v.tickets[0].estimate->by.reset(); },
        [](RoomView& v) { v.tickets[0].archived.reset(); },
        [](RoomView& v) { v.tickets[0].archived->at.ms = 1; },
        [](RoomView& v) { v.tickets[0].archived->by.reset(); },
        [](RoomView& v) { v.tickets[0].archived->reason = ArchiveReason::duplicate; },
        [](RoomView& v) { v.tickets[0].archived->reason = ArchiveReason::low_value; },
        [](RoomView& v) { v.tickets[0].archived->note.reset(); },
        [](RoomView& v) { v.tickets[0].archived->of.reset(); },
        [](RoomView& v) { v.tickets[0].created.ms = 1; },
        [](RoomView& v) { v.tickets[0].updated.ms = 1; },
        [](RoomView& v) { v.rounds[0].number = 3; },
        [](RoomView& v) { v.rounds[0].ticket = t2; },
        [](RoomView& v) { v.rounds[0].deck.name = "x"; },
        [](RoomView& v) { v.rounds[0].anonymous = true; },
        [](RoomView& v) { v.rounds[0].auto_reveal_ms = 1; },
        [](RoomView& v) { v.rounds[0].phase = "skipped"; },
        [](RoomView& v) { v.rounds[0].opened.ms = 1; },
        [](RoomView& v) { v.rounds[0].revealed = Timestamp{1}; },
        [](RoomView& v) { v.rounds[0].skipped = SkipReason::archived; },
        [](RoomView& v) { v.rounds[0].voted.pop_back(); },
        [](RoomView& v) { v.rounds[0].closing.reset(); },
        [](RoomView& v) { v.rounds[0].held.reset(); },
        [](RoomView& v) { v.rounds[0].held = HoldReason::restart; },
        [](RoomView& v) { v.rounds[0].estimate = "5"; },
        [](RoomView& v) { v.rounds[0].counts.emplace(); },
        [](RoomView& v) { v.rounds[0].choices = {{{.by = alice, .card = "S"}}}; },
        [](RoomView& v) { v.rounds[0].choices = {{{.by = dora, .card = "S"}}}; },
    };
    std::set<std::string> hashes{state_hash(view)};
    for (auto const& change : changes) {
        auto other = view;
        change(other);
        CHECK(hashes.insert(state_hash(other)).second);
    }
}
