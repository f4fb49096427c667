#include "tests/protocol/codec/golden_command.hpp"
#include "tests/support/catch.hpp"

#include <map>
#include <string>

using namespace refinery;
using namespace refinery::test;
using namespace refinery::test::sample;

SCENARIO("RND-17 a question is read in the place of a ticket", "[RND-17]") {
    auto const open = golden_command<command::OpenRound>("round.open-question");
    CHECK(open.round == r3);
    CHECK(std::get<std::string>(open.about) == "Five more minutes for this?");
    CHECK(open.deck == yes_or_no);
    CHECK(outcome_of(asking("round.open", R"({"ticket":"7c000000000000000000000000000012",)"
                                          R"("question":"Why?"})")) == refused_at("question"));
    CHECK(outcome_of(asking("round.open", "{}")) == refused_at("ticket"));
}

SCENARIO("BAL-3 ballots are named by either name", "[BAL-3]") {
    auto const done = golden_command<command::SayDone>("ballot.done");
    CHECK(done.ballot == d1);
    CHECK(done.on);
    CHECK(golden_command<command::CancelBallot>("ballot.cancel").ballot == d1);
    CHECK(golden_command<command::SettleBallot>("ballot.settle").ballot == d1);
    CHECK(golden_command<command::ReopenBallot>("ballot.reopen").ballot == d1);
    auto const extend = golden_command<command::ExtendBallot>("ballot.extend");
    CHECK(extend.ballot == d1);
    CHECK(extend.ms == 30'000);
    CHECK(golden_command<command::ExcuseFromBallot>("ballot.excuse").ballot == r1);
    CHECK(outcome_of(asking("ballot.cancel", R"({"round":"50000000000000000000000000000031",)"
                                             R"("ballot":"d0750000000000000000000000000041"})")) ==
          refused_at("ballot"));
}

SCENARIO("DOT-1 votings by dots are read", "[DOT-1][DOT-2][DOT-4][DOT-6][DOT-7]") {
    auto const open = golden_command<command::OpenDots>("dots.open");
    CHECK(open.ballot == d1);
    CHECK(open.tickets == std::vector{t12, t13});
    CHECK(open.per_person == 5U);
    CHECK(open.per_ticket == 3U);
    CHECK(open.means == DotsMean::important);
    CHECK(open.voters == Voters::everybody);
    CHECK(open.anonymous);
    CHECK(open.ms == 90'000);
    CHECK(golden_command<command::PlaceDot>("dot.place").ticket == t12);
    auto const take = golden_command<command::TakeDot>("dot.take");
    CHECK(take.ticket == t12);
    CHECK(take.all);
    CHECK(golden_command<command::CloseDots>("dots.close").ballot == d1);
    auto const size = golden_command<command::SizeByDots>("dots.size");
    CHECK(size.sizes == std::map<TicketId, std::string>{{t12, "5"}});
    CHECK(golden_command<command::ArchiveTickets>("ticket.archive-redeal").redeal);
    CHECK(outcome_of(asking("dots.open", R"({"tickets":[],"means":"fun"})")) ==
          refused_at("means"));
    CHECK(outcome_of(asking("dots.size", R"({"ballot":"d0750000000000000000000000000041",)"
                                         R"("sizes":{"one":"5"}})")) == refused_at("sizes.one"));
}

SCENARIO("MRG-1 merging and splitting are read", "[MRG-1][SPL-1][SPL-2][SPL-5]") {
    auto const merge = golden_command<command::MergeTickets>("ticket.merge");
    CHECK(merge.ticket == t12);
    CHECK(merge.tickets == std::vector{t13});
    REQUIRE(merge.set);
    CHECK(merge.set->title == "Panning by keys");
    CHECK(outcome_of(asking("ticket.merge", R"({"ticket":"7c000000000000000000000000000012",)"
                                            R"("tickets":["7c000000000000000000000000000013"],)"
                                            R"("set":{"estimate":"5"}})")) ==
          refused_at("set.estimate"));
    auto const open = golden_command<command::OpenSplit>("split.open");
    CHECK(open.split == p1);
    CHECK(open.children == std::vector{c1, c2});
    auto const edit = golden_command<command::EditSplit>("split.edit").edit;
    CHECK(edit.add == c3);
    CHECK(edit.remove == c1);
    CHECK(edit.titles == std::map<TicketId, std::string>{{c2, "Arrow keys"}});
    CHECK(edit.guesses.at(c2) == "5");
    CHECK_FALSE(edit.guesses.at(c3));
    CHECK(edit.criteria == std::map<EntryId, TicketId>{{e1, c3}});
    CHECK(edit.take.labels == false);
    CHECK_FALSE(edit.take.type);
    CHECK(golden_command<command::CloseSplit>("split.close").split == p1);
    CHECK(golden_command<command::SplitTicket>("ticket.split").split == p1);
    CHECK(outcome_of(asking("ticket.archive", R"({"ticket":"7c000000000000000000000000000012",)"
                                              R"("reason":"merged"})")) == refused_at("reason"));
}

SCENARIO("ORD-1 an order is read", "[ORD-1]") {
    auto const apply = golden_command<command::ApplyOrder>("order.apply");
    CHECK(apply.tickets == std::vector{t13, t12});
    CHECK(apply.ballot == d1);
}
