#include "tests/protocol/codec/golden_command.hpp"
#include "tests/support/catch.hpp"

#include <map>
#include <string>

using namespace refinery;
using namespace refinery::test;
using namespace refinery::test::sample;

namespace {

constexpr auto of_t12 = R"({"ticket":"7c000000000000000000000000000012",)";

}  // namespace

SCENARIO("ROOM-7 a plan is read, and what it clears", "[ROOM-7]") {
    auto const plan = golden_command<command::ConfigureRoom>("room.configure-plan").set.plan;
    CHECK(plan.goal == std::optional<std::string>("Walkers find their way"));
    CHECK(plan.starts_at == std::optional<Timestamp>(later(3'600'000)));
    CHECK(plan.minutes == std::optional<std::int64_t>(60));
    CHECK(plan.goals == std::vector<ProductGoal>{{g1, "Maps for walkers", Horizon::this_year}});
    CHECK(plan.ready ==
          std::vector<ReadyEntry>{{e1, "Value is clear"}, {e2, "No open blocker", true}});
    REQUIRE(plan.split_limit);
    CHECK_FALSE(*plan.split_limit);
    CHECK(plan.require_ready == true);
    CHECK(plan.vote_ms == std::optional<std::int64_t>(60'000));
    CHECK(plan.vote_reveals == true);

    auto const clear = golden_command<command::ConfigureRoom>("room.configure-plan-clear").set.plan;
    REQUIRE(clear.goal);
    CHECK_FALSE(*clear.goal);
    REQUIRE(clear.starts_at);
    CHECK_FALSE(*clear.starts_at);
    REQUIRE(clear.goals);
    CHECK(clear.goals->empty());
    CHECK_FALSE(clear.ready);
    CHECK_FALSE(clear.require_ready);
}

SCENARIO("TIC-15 details are set and cleared", "[TIC-15]") {
    auto const set = golden_command<command::EditTickets>("ticket.edit-details").set.details;
    CHECK(set.type == std::optional(TicketType::story));
    CHECK(set.labels == std::vector<std::string>{"map", "walkers"});
    CHECK(set.priority == std::optional(Priority::high));
    CHECK(set.status == std::optional(Status{"In review", StatusCategory::doing}));
    CHECK(set.goal == std::optional(g1));
    CHECK(set.criteria == std::vector<Criterion>{{e1, "Arrow keys move the map"}});
    CHECK(golden_command<command::ImportTickets>("tickets.import-details").tickets.at(0).details ==
          set);

    auto const clear = golden_command<command::EditTickets>("ticket.edit-details-clear").set;
    Details const none;
    for_each_detail([&](Field, auto member, auto change) {
        REQUIRE(clear.details.*change);
        CHECK(*(clear.details.*change) == none.*member);
    });
    CHECK_FALSE(clear.title);

    auto const with = [](std::string const& members) {
        return outcome_of(
            asking("ticket.edit", std::string(of_t12) + R"("set":{)" + members + "}}"));
    };
    CHECK(with(R"("type":"epic")") == refused_at("set.type"));
    CHECK(with(R"("labels":["a",1])") == refused_at("set.labels[1]"));
    CHECK(with(R"("status":{"text":"x"})") == refused_at("set.status.category"));
    CHECK(with(R"("criteria":[{"text":"x"}])") == refused_at("set.criteria[0].entry"));
    CHECK(with(R"("colour":"red")") == refused_at("set.colour"));
}

SCENARIO("TIC-19 a link is to a ticket or to something outside", "[TIC-19][TIC-18][TIC-16]") {
    auto const link = golden_command<command::LinkTicket>("ticket.link");
    CHECK(link.ticket == t12);
    CHECK(std::get<TicketId>(link.what) == t13);
    auto const outside = std::get<command::ExternalLink>(
        golden_command<command::LinkTicket>("ticket.link-external").what);
    CHECK(outside.entry == e2);
    CHECK(outside.url == "https://ferry.example/7");
    CHECK(outside.done);
    CHECK(std::get<EntryId>(golden_command<command::UnlinkTicket>("ticket.unlink-external").what) ==
          e2);
    CHECK_FALSE(golden_command<command::OverrideReady>("ready.override-back").reason);
    auto const check = golden_command<command::CheckEntry>("ticket.check");
    CHECK(check.list == Checklist::criteria);
    CHECK(check.on);

    auto const says = [](std::string_view name, std::string const& rest) {
        return outcome_of(asking(name, of_t12 + rest));
    };
    CHECK(says("ticket.link", R"("owner":"x"})") == refused_at("blocks"));
    CHECK(says("ticket.link",
               R"("blocks":"7c000000000000000000000000000013","external":{"title":"x"}})") ==
          refused_at("external"));
    CHECK(says("ticket.link", R"("external":{"url":"x"}})") == refused_at("external.title"));
    CHECK(says("ready.override", R"("why":"x"})") == refused_at("reason"));
    CHECK(says("ticket.check", R"("list":"done"})") == refused_at("list"));
}

SCENARIO("AGD-1 the agenda's commands are read", "[AGD-1][AGD-2][AGD-5]") {
    auto const add = golden_command<command::AddItem>("agenda.add");
    CHECK(add.item == i1);
    CHECK(add.kind == AgendaKind::clarify);
    CHECK(add.minutes == 15);
    CHECK(add.tickets == std::vector{t12});
    CHECK(add.needs == std::vector{bob});
    CHECK(std::get<ItemId>(add.after) == i2);
    auto const top = golden_command<command::AddItem>("agenda.add-top");
    CHECK(std::holds_alternative<command::OnTop>(top.after));
    CHECK(top.kind == AgendaKind::break_);
    CHECK(top.tickets.empty());
    auto const set = golden_command<command::EditItem>("agenda.edit").set;
    CHECK(set.kind == AgendaKind::split);
    REQUIRE(set.title);
    CHECK_FALSE(*set.title);
    CHECK(set.tickets == std::vector{t13});
    CHECK(set.needs == std::vector<ParticipantId>{});
    CHECK(golden_command<command::NextItem>("agenda.next").item == i1);
    CHECK(outcome_of(asking("agenda.add", R"({"kind":"lunch","minutes":5})")) ==
          refused_at("kind"));
    CHECK(outcome_of(asking("agenda.add", R"({"kind":"talk"})")) == refused_at("minutes"));
    CHECK(outcome_of(
              asking("agenda.edit", R"({"item":"17e00000000000000000000000000071","set":{}})")) ==
          refused_at("set"));
}

SCENARIO("CLK-9 the clocks' commands are read", "[CLK-9][CLK-6][CLK-7]") {
    auto const start = golden_command<command::StartTimer>("timer.start");
    CHECK(start.clock == ClockName::vote);
    CHECK(start.ms == 60'000);
    CHECK(golden_command<command::PauseTimer>("timer.pause").revision == 40);
    CHECK_FALSE(golden_command<command::ResumeTimer>("timer.resume").revision);
    auto const extend = golden_command<command::ExtendTimer>("timer.extend");
    CHECK(extend.clock == ClockName::step);
    CHECK(extend.ms == 120'000);
    CHECK(extend.from == i2);
    CHECK(outcome_of(asking("timer.start", R"({"clock":"egg","ms":1})")) == refused_at("clock"));
    CHECK(outcome_of(asking("timer.pause", R"({"clock":"step","revision":-1})")) ==
          refused_at("revision"));
}

SCENARIO("MTG-2 the end of a meeting and what is planned by are read", "[MTG-2][CAP-1][CAP-3]") {
    auto const end = golden_command<command::EndMeeting>("meeting.end");
    CHECK(end.reason == EndReason::completed);
    CHECK_FALSE(end.agenda_again);
    CHECK(end.cancel_ballots);
    auto const plain = golden_command<command::EndMeeting>("meeting.end-plain");
    CHECK(plain.reason == EndReason::abandoned);
    CHECK(plain.agenda_again);
    CHECK_FALSE(plain.cancel_ballots);
    CHECK(golden_command<command::SetCapacity>("capacity.set").points == 26'000);
    CHECK_FALSE(golden_command<command::SetCapacity>("capacity.set-gone").points);
    CHECK_FALSE(golden_command<command::CommitSprint>("sprint.commit").tickets);
    CHECK(golden_command<command::CommitSprint>("sprint.commit-tickets").tickets ==
          std::vector{t12, t13});
    CHECK(outcome_of(asking("meeting.end", R"({"reason":"completed","agenda":"later"})")) ==
          refused_at("agenda"));
    CHECK(outcome_of(asking("capacity.set", R"({"points":null})")) == refused_at("sprint"));
    CHECK(outcome_of(asking("capacity.set", R"({"name":"x"})")) == refused_at("points"));
}

SCENARIO("PAR-11 the facts of a claim are not taken from a person", "[PAR-11][ROOM-10]") {
    auto const claim = command_in<command::ClaimFacilitation>(
        asking("facilitation.claim", R"({"facilitator_gone_ms":60000,"claimant_was_here":true})"));
    CHECK(claim.facts == command::ClaimFacts{});
    CHECK(golden_command<command::ClaimFacilitation>("facilitation.claim-for").for_participant ==
          bob);
    auto const renew = golden_command<command::RenewLink>("links.renew-off");
    CHECK(renew.which == command::Link::read);
    CHECK(renew.off);
    CHECK_FALSE(renew.fresh_key);
    CHECK_FALSE(golden_command<command::NameScribe>("scribe.set-none").participant);
    CHECK(outcome_of(asking("scribe.set", "{}")) == refused_at("participant"));
}
