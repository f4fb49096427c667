#include "protocol/domain/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <string>
#include <vector>

using namespace refinery;
using namespace refinery::test;

namespace {

/// Who can be asked about: an owner who laid facilitating down, a facilitator who does not own,
/// an estimator and an observer without rights, and somebody who has left.
ParticipantId const owner = alice;
ParticipantId const lead = carol;
ParticipantId const estimator = bob;
ParticipantId const observer = dora;
ParticipantId const gone = person(9);
/// Whom the others rename and give roles.
ParticipantId const another = person(10);
QuestionId const question = id_of<QuestionId>(0x90, 1);

/// What dots are about, and a voting that is settled.
TicketId const five = ticket(5);
TicketId const six = ticket(6);
BallotId const d3 = id_of<BallotId>(0xd0, 3);

/// A command, and the right that it names. Each would make an operation in `the_room_of_rights`.
struct Row {
    char const* name;
    Right right;
    CommandBody body;
};

Room room_of_rights() {
    auto room = given({asks(alice, command::SetRole{.participant = carol, .facilitates = true}),
                       asks(alice, command::SetRole{.participant = {}, .facilitates = false}),
                       arrives(gone, "Gone"), arrives(another, "Another")});
    for (auto const& command :
         {archives(alice, {t3}), opens(carol, r1, t1), opens(carol, r2, t2),
          estimates(alice, r1, "5"), estimates(bob, r1, "5"), estimates(carol, r1, "5"),
          estimates(carol, r2, "3"), reveals(carol, r2), settles(carol, r2, "3"),
          adds(alice, t4, "four"), opens(carol, r3, t4), reveals(carol, r3), leaves(gone)})
        happens_in(room, command);
    auto const open_dots = [](BallotId ballot) {
        return asks(carol, command::OpenDots{.ballot = ballot,
                                             .tickets = {five, six},
                                             .means = DotsMean::work,
                                             .voters = Voters::estimators});
    };
    for (auto const& command :
         {adds(alice, five, "five"), adds(alice, six, "six"), open_dots(d1), open_dots(d2),
          closes_dots(carol, d2), open_dots(d3), closes_dots(carol, d3),
          asks(carol, command::SettleBallot{d3}), opens_split(carol, p1, five, 30)})
        happens_in(room, command);
    for (auto const& body : std::vector<CommandBody>{
             command::AddItem{.item = item(1), .kind = AgendaKind::clarify, .tickets = {t1, t2}},
             command::AddItem{.item = item(2)}, command::StartItem{.item = item(1)},
             command::StartTimer{.clock = ClockName::free, .ms = 60'000},
             command::PauseTimer{.clock = ClockName::free},
             command::SetCapacity{.sprint = sprint(1), .name = "One", .points = 1},
             command::SetCapacity{.sprint = sprint(2), .name = "Two", .points = 1},
             command::CommitSprint{.sprint = sprint(2)},
             command::LinkTicket{.ticket = t2, .what = t4}, command::ParkTicket{.ticket = t4},
             command::AskQuestion{.ticket = t4, .question = question, .text = "Why?"}})
        happens_in(room, asks(carol, body));
    return room;
}

std::vector<Row> const& table_of_rights() {
    static std::vector<Row> const table{
        {"participant.leave", Right::self, command::Leave{}},
        {"participant.rename, oneself", Right::self,
         command::RenameParticipant{.participant = {}, .name = "Somebody"}},
        {"participant.rename, another", Right::lead,
         command::RenameParticipant{.participant = another, .name = "Somebody"}},
        {"participant.set_role, another", Right::lead,
         command::SetRole{.participant = another, .role = Role::observer}},
        {"room.configure title", Right::lead, command::ConfigureRoom{.set = {.title = "Paths"}}},
        {"room.configure deck", Right::lead,
         command::ConfigureRoom{
             .set = {.deck = Deck{.name = "Sizes", .cards = {{"S"}, {"M"}, {"L"}}}}}},
        {"room.configure auto_reveal_ms", Right::lead,
         command::ConfigureRoom{.set = {.auto_reveal_ms = std::optional<std::int64_t>()}}},
        {"room.configure anonymous", Right::lead,
         command::ConfigureRoom{.set = {.anonymous = true}}},
        {"room.configure rights", Right::own,
         command::ConfigureRoom{.set = {.rights = Rights{.write = Audience::facilitators}}}},
        {"room.configure passcode", Right::own,
         command::ConfigureRoom{.set = {.passcode = std::optional(whale)}}},
        {"room.configure locked", Right::own, command::ConfigureRoom{.set = {.locked = true}}},
        {"ticket.add", Right::write, command::AddTicket{.ticket = ticket(50), .title = "new"}},
        {"tickets.import", Right::write,
         command::ImportTickets{.tickets = {{.ticket = ticket(50), .title = "new"}}}},
        {"ticket.edit", Right::write,
         command::EditTickets{.tickets = {t1}, .set = {.title = "other"}}},
        {"ticket.move", Right::order, command::MoveTickets{.tickets = {t1}}},
        {"ticket.archive", Right::order, command::ArchiveTickets{.tickets = {t1}}},
        {"ticket.restore", Right::order, command::RestoreTickets{.tickets = {t3}}},
        {"text.replace", Right::write,
         command::ReplaceText{.doc = {.ticket = t1}, .base = 0, .text = "words"}},
        {"spotlight.set", Right::lead, command::SetSpotlight{.spotlight = {.board = "estimate"}}},
        {"round.open", Right::lead, command::OpenRound{.round = round_id(50), .about = t2}},
        {"estimate.give", Right::vote,
         command::GiveEstimate{.round = r1, .choice = Secret<Choice>(CardChoice{.card = "8"})}},
        {"estimate.withdraw", Right::vote, command::WithdrawEstimate{.round = r1}},
        {"round.hold", Right::lead, command::HoldRound{.round = r1}},
        {"round.reveal", Right::lead, command::RevealRound{.round = r1}},
        {"round.skip", Right::lead, command::SkipRound{.round = r1}},
        {"round.settle", Right::lead, command::SettleRound{.round = r3, .estimate = "5"}},
        {"round.reopen", Right::lead, command::ReopenRound{.round = r2}},
        {"ballot.excuse", Right::lead,
         command::ExcuseFromBallot{.ballot = r1, .participant = another}},
        {"ballot.done", Right::vote, command::SayDone{d1}},
        {"ballot.cancel", Right::lead, command::CancelBallot{d1}},
        {"ballot.extend", Right::lead, command::ExtendBallot{d1, 30'000}},
        {"ballot.settle", Right::lead, command::SettleBallot{d2}},
        {"ballot.reopen", Right::lead, command::ReopenBallot{d3}},
        {"dots.open", Right::lead,
         command::OpenDots{.ballot = id_of<BallotId>(0xd0, 9), .tickets = {t1, t2}}},
        {"dot.place", Right::vote, command::PlaceDot{d1, five}},
        {"dots.close", Right::lead, command::CloseDots{d1}},
        {"dots.size", Right::lead, command::SizeByDots{d2, {{five, "5"}}}},
        {"order.apply", Right::order, command::ApplyOrder{.tickets = {six, five}}},
        {"split.open", Right::write,
         command::OpenSplit{
             .split = split_id(9), .ticket = t1, .children = {ticket(40), ticket(41)}}},
        {"split.edit", Right::write,
         command::EditSplit{.split = p1, .edit = {.titles = {{ticket(30), "Part"}}}}},
        {"split.close", Right::write, command::CloseSplit{p1}},
        {"participant.remove", Right::own, command::RemoveParticipant{.participant = another}},
        {"scribe.set", Right::lead, command::NameScribe{.participant = another}},
        {"room.configure require_ready", Right::lead,
         command::ConfigureRoom{.set = {.plan = {.require_ready = true}}}},
        {"links.renew", Right::own, command::RenewLink{.fresh_code = "ABCDEF"}},
        {"ticket.check", Right::write,
         command::CheckEntry{.ticket = t1,
                             .list = Checklist::ready,
                             .entry = default_ready_list().front().entry,
                             .on = true}},
        {"ready.override", Right::write,
         command::OverrideReady{.ticket = t1, .reason = "It is small"}},
        {"ticket.link", Right::write, command::LinkTicket{.ticket = t1, .what = t2}},
        {"ticket.unlink", Right::write, command::UnlinkTicket{.ticket = t2, .what = t4}},
        {"ticket.park", Right::write, command::ParkTicket{.ticket = t1}},
        {"ticket.unpark", Right::write, command::UnparkTicket{.ticket = t4}},
        {"question.ask", Right::write,
         command::AskQuestion{
             .ticket = t1, .question = id_of<QuestionId>(0x90, 2), .text = "Who?"}},
        {"question.answer", Right::write,
         command::AnswerQuestion{.ticket = t4, .question = question, .text = "So."}},
        {"ticket.mark_read", Right::write, command::MarkRead{.ticket = t1}},
        {"agenda.add", Right::lead, command::AddItem{.item = item(50)}},
        {"agenda.edit", Right::lead, command::EditItem{.item = item(2), .set = {.minutes = 9}}},
        {"agenda.move", Right::lead, command::MoveItem{.item = item(2), .after = command::OnTop{}}},
        {"agenda.remove", Right::lead, command::RemoveItem{.item = item(2)}},
        {"agenda.start", Right::lead, command::StartItem{.item = item(2)}},
        {"agenda.next", Right::lead, command::NextItem{.item = item(1)}},
        {"agenda.stop", Right::lead, command::StopItem{.item = item(1)}},
        {"agenda.skip", Right::lead, command::SkipItem{.item = item(2)}},
        {"timer.start", Right::lead, command::StartTimer{.clock = ClockName::free, .ms = 60'000}},
        {"timer.pause", Right::lead, command::PauseTimer{.clock = ClockName::step}},
        {"timer.resume", Right::lead, command::ResumeTimer{.clock = ClockName::free}},
        {"timer.extend", Right::lead, command::ExtendTimer{.clock = ClockName::step, .ms = 60'000}},
        {"timer.stop", Right::lead, command::StopTimer{.clock = ClockName::box}},
        {"meeting.end", Right::lead, command::EndMeeting{}},
        {"capacity.set", Right::lead,
         command::SetCapacity{.sprint = sprint(1), .name = "Uno", .points = 1}},
        {"sprint.commit", Right::lead, command::CommitSprint{.sprint = sprint(1)}},
        {"sprint.release", Right::lead, command::ReleaseSprint{.sprint = sprint(2)}},
    };
    return table;
}

CommandBody about(CommandBody body, ParticipantId self) {
    if (auto* leave = std::get_if<command::Leave>(&body)) leave->participant = self;
    return body;
}

/// What RGT-1 says, written down once more.
bool expected_to_hold(Rights const& rights, ParticipantId who, Right right) {
    if (who == gone) return false;
    auto const facilitates = who == lead;
    auto const granted = [&](Audience audience) {
        return audience == Audience::everybody || facilitates;
    };
    switch (right) {
        case Right::write: return granted(rights.write);
        case Right::order: return granted(rights.order);
        case Right::lead: return granted(rights.lead);
        case Right::own: return who == owner;
        case Right::vote: return who != observer;
        case Right::self: return true;
    }
    return false;
}

char const* word_for(Right right) {
    switch (right) {
        case Right::write: return "write";
        case Right::order: return "order";
        case Right::lead: return "lead";
        case Right::own: return "own";
        case Right::vote: return "vote";
        case Right::self: return "themselves";
    }
    return "";
}

/// The command's answer must be that of the right: forbidden, or anything else.
void walk(Room const& room, Row const& row, ParticipantId who) {
    INFO(row.name << " by " << the(room, who).name);
    auto const refused = refusal(room, asks(who, about(row.body, who)));
    auto const forbidden = refused && refused->code == RejectionCode::forbidden;
    // Somebody who has left leaves no more: that is so already.
    auto const leaves_again = who == gone && std::holds_alternative<command::Leave>(row.body);
    CHECK(forbidden == (!leaves_again && !expected_to_hold(room.rights, who, row.right)));
    if (forbidden) CHECK(refused->message.find(word_for(row.right)) != std::string::npos);
}

}  // namespace

SCENARIO("RGT-2 each command asks for its right", "[RGT-1][RGT-2][RGT-3]") {
    auto const audiences = {Audience::everybody, Audience::facilitators};
    auto room = room_of_rights();
    for (auto const write : audiences)
        for (auto const order : audiences)
            for (auto const may_lead : audiences) {
                room.rights = {.write = write, .order = order, .lead = may_lead};
                for (auto const& row : table_of_rights())
                    for (auto const who : {owner, lead, estimator, observer, gone})
                        walk(room, row, who);
            }
}

SCENARIO("RGT-2 every command of the table can be obeyed in the room it is tried in", "[RGT-2]") {
    auto const room = room_of_rights();
    for (auto const& row : table_of_rights()) {
        auto const who = row.right == Right::own ? owner : lead;
        INFO(row.name);
        auto const decision = decide(room, asks(who, about(row.body, who)), noon);
        REQUIRE(decision);
        CHECK(*decision);
    }
}

SCENARIO("RGT-2 what only the room asks for needs no right", "[RGT-2]") {
    auto const room = room_of_rights();
    for (auto const& row : table_of_rights()) {
        if (row.right == Right::self || row.right == Right::vote) continue;
        INFO(row.name);
        CHECK(refusal_code(room, the_room(row.body)) != RejectionCode::forbidden);
    }
}

SCENARIO("RGT-2 facilitating is given by people who facilitate, or own", "[RGT-2][PAR-8]") {
    auto const room = room_of_rights();
    auto const grant = [](ParticipantId by, ParticipantId to, bool facilitates) {
        return asks(by, command::SetRole{.participant = to, .facilitates = facilitates});
    };
    CHECK(answer(room, grant(lead, bob, true)));
    CHECK(answer(room, grant(owner, bob, true)));
    CHECK(answer(room, grant(owner, owner, true)));
    CHECK(answer(room, grant(lead, lead, false)));
    CHECK(refusal_code(room, grant(bob, bob, true)) == RejectionCode::forbidden);
    CHECK(refusal_code(room, grant(gone, bob, true)) == RejectionCode::forbidden);
    WHEN("everybody may lead") {
        auto open = room;
        open.rights.lead = Audience::everybody;
        THEN("that gives nobody the right to name facilitators") {
            CHECK(refusal_code(open, grant(bob, bob, true)) == RejectionCode::forbidden);
        }
    }
    WHEN("the owner facilitates again") {
        auto owned = room;
        happens_in(owned, grant(owner, owner, true));
        THEN("nobody else takes it away, and the owner does") {
            CHECK(refusal_code(owned, grant(lead, owner, false)) == RejectionCode::forbidden);
            CHECK(answer(owned, grant(owner, owner, false)));
        }
    }
}

SCENARIO("RGT-2 an undo asks for the right of what it undoes", "[RGT-2][UNDO-8]") {
    auto room = given({});
    auto const edited = happens_in(room, retitles(bob, t1, "uno")).seq;
    auto const moved = happens_in(room, moves(bob, {t1}, command::AtEnd{})).seq;
    auto const archived = happens_in(room, archives(bob, {t2})).seq;
    auto const added = happens_in(room, adds(bob, t4, "four")).seq;
    auto const undone = happens_in(room, undoes(bob, added)).seq;
    auto const forbidden_under = [&](Rights rights, Sequence seq) {
        auto other = room;
        other.rights = rights;
        return refusal_code(other, undoes(bob, seq)) == RejectionCode::forbidden;
    };
    Rights const no_writing{.write = Audience::facilitators};
    Rights const no_ordering{.order = Audience::facilitators};
    CHECK(forbidden_under(no_writing, edited));
    CHECK(forbidden_under(no_writing, added));
    CHECK(forbidden_under(no_writing, undone));
    CHECK_FALSE(forbidden_under(no_writing, moved));
    CHECK_FALSE(forbidden_under(no_writing, archived));
    CHECK(forbidden_under(no_ordering, moved));
    CHECK(forbidden_under(no_ordering, archived));
    CHECK_FALSE(forbidden_under(no_ordering, edited));
    CHECK_FALSE(forbidden_under(no_ordering, added));
    CHECK_FALSE(forbidden_under(no_ordering, undone));
}
