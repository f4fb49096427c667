// What holds for every history: rooms are driven by people who press anything at any time.

#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"
#include "tests/support/room_builder.hpp"

#include <array>
#include <map>
#include <random>
#include <set>
#include <sstream>

using namespace refinery;
using namespace refinery::test;

namespace {

/// Presses at random. The same seed presses the same.
class Crowd {
public:
    explicit Crowd(unsigned seed) : random_(seed) {}

    Command next(Room const& room) {
        auto command = anything(room);
        if (command.by && chance(3))
            command.origin = CommandOrigin{.session = session(below(5)), .cseq = ++cseq_};
        return command;
    }
    /// One of those that can be undone.
    Command next_undoable() { return undoable(someone()); }
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }

private:
    bool chance(std::uint32_t one_in) { return below(one_in) == 0; }
    ParticipantId someone() { return person(1 + below(6)); }
    TicketId some_ticket() { return ticket(1 + below(tickets_ + 1)); }
    /// Mostly one of the newest, which people still have before them.
    BallotId some_round() {
        if (rounds_ < 5 || chance(8)) return round_id(1 + below(rounds_ + 1));
        return round_id(rounds_ - below(5));
    }
    std::string some_card() {
        return std::array{"1", "2", "5", "8", "½", "?", "no card"}[below(7)];
    }
    std::string some_word() { return "word " + std::to_string(below(4)); }
    std::vector<TicketId> some_tickets() {
        std::vector<TicketId> list;
        for (auto n = 1 + below(4); n > 0; --n) list.push_back(some_ticket());
        return list;
    }
    command::Position somewhere() {
        switch (below(4)) {
            case 0: return command::AtEnd{};
            case 1: return command::OnTop{};
            default: return some_ticket();
        }
    }
    std::optional<std::string> perhaps(std::string text) {
        return chance(3) ? std::nullopt : std::optional(std::move(text));
    }

    DetailChanges some_details() {
        DetailChanges changes;
        if (chance(2)) changes.theme.emplace(perhaps(some_word()));
        if (chance(3)) changes.labels.emplace(below(3), some_word());
        if (chance(3)) changes.type.emplace(TicketType::bug);
        if (chance(3))
            changes.criteria = std::vector<Criterion>{{entry(1 + below(3)), some_word()}};
        if (changes.labels && changes.labels->size() == 2) changes.labels->back() += "!";
        return changes;
    }

    Command undoable(ParticipantId by) {
        switch (below(6)) {
            case 0: return adds(by, ticket(++tickets_), some_word(), somewhere());
            case 1: {
                std::vector<command::ImportTickets::Row> rows;
                for (auto n = 1 + below(4); n > 0; --n)
                    rows.push_back({.ticket = ticket(++tickets_),
                                    .title = some_word(),
                                    .key = perhaps("K"),
                                    .description = perhaps("a\r\nb"),
                                    .estimate = perhaps("3.5")});
                return imports(by, std::move(rows), somewhere());
            }
            case 2: return moves(by, some_tickets(), somewhere());
            case 3:
                return archives(by, some_tickets(),
                                chance(2) ? std::nullopt : std::optional(ArchiveReason::outdated));
            case 4: return restores(by, some_tickets());
            default:
                return asks(
                    by, command::EditTickets{
                            .tickets = some_tickets(),
                            .set = {.key = chance(2) ? std::nullopt
                                                     : std::make_optional(perhaps(some_word())),
                                    .title = perhaps(some_word()),
                                    .estimate =
                                        chance(2) ? std::nullopt : std::make_optional(perhaps("5")),
                                    .details = some_details()},
                            .base = chance(2) ? std::optional<Sequence>(below(50)) : std::nullopt});
        }
    }

    Command in_a_round(ParticipantId by) {
        switch (below(9)) {
            case 0:
                return chance(2) ? opens(by, round_id(++rounds_), some_ticket())
                                 : opens_anonymous(by, round_id(++rounds_), some_ticket());
            case 1: return withdraws(by, some_round());
            case 2: return holds_round(by, some_round());
            case 3: return chance(3) ? reveals(by, some_round()) : holds_round(by, some_round());
            case 4: return skips(by, some_round());
            case 5: return settles(by, some_round(), some_card());
            case 6: return reopens(by, some_round());
            default: return estimates(by, some_round(), some_card(), perhaps("note"));
        }
    }

    Command regrouping(ParticipantId by) {
        auto const split = [&] { return split_id(1 + below(1 + splits_)); };
        switch (below(7)) {
            case 0:
            case 1: {
                tickets_ += 2;
                return opens_split(by, split_id(++splits_), some_ticket(), tickets_ - 1);
            }
            case 2: {
                SplitEdit edit;
                if (chance(2)) edit.add = ticket(++tickets_);
                if (chance(3)) edit.remove = some_ticket();
                for (int n = 0; n < 4; ++n) edit.titles[some_ticket()] = some_word();
                if (chance(2)) edit.criteria[entry(1 + below(3))] = some_ticket();
                if (chance(2)) edit.take.links = chance(2);
                return edits_split(by, split(), std::move(edit));
            }
            case 3: return splits(by, split());
            case 4: return asks(by, command::CloseSplit{split()});
            default: return merges(by, some_ticket(), {some_ticket()}, chance(2));
        }
    }

    Command in_a_voting(ParticipantId by) {
        auto const ballot = [&] { return id_of<BallotId>(0xd0, 1 + below(1 + votings_)); };
        switch (below(11)) {
            case 0: {
                std::vector<TicketId> tickets{some_ticket(), some_ticket(), some_ticket()};
                return opens_dots(by, id_of<BallotId>(0xd0, ++votings_), tickets, chance(2));
            }
            case 1: return closes_dots(by, ballot());
            case 2: return says_done(by, ballot(), chance(2));
            case 3: return takes_dot(by, ballot(), some_ticket(), chance(3));
            case 4: return chance(3) ? cancels(by, ballot()) : excuses(by, ballot(), someone());
            case 5:
                return asks(
                    by, command::ArchiveTickets{.tickets = {some_ticket()}, .redeal = chance(2)});
            case 6:
                return orders(by, {some_ticket(), some_ticket(), some_ticket()},
                              chance(2) ? std::optional(ballot()) : std::nullopt);
            case 7: return asks(by, command::ReopenBallot{ballot()});
            default: return places_dot(by, ballot(), some_ticket());
        }
    }

    Command about_a_ticket(ParticipantId by) {
        auto const list = chance(2) ? Checklist::criteria : Checklist::ready;
        auto const box = list == Checklist::criteria ? entry(1 + below(3))
                                                     : default_ready_list()[below(6)].entry;
        switch (below(9)) {
            case 0: return checks(by, some_ticket(), list, box, chance(2));
            case 1: return overrides_ready(by, some_ticket(), perhaps("word"));
            case 2: return parks(by, some_ticket(), perhaps("why"), someone());
            case 3: return asks(by, command::UnparkTicket{.ticket = some_ticket()});
            case 4: return asks_about(by, some_ticket(), question(1 + below(4)), some_word());
            case 5: return answers(by, some_ticket(), question(1 + below(4)), some_word());
            case 6: return waits_outside(by, some_ticket(), entry(below(3)), some_word());
            case 7: return unlinks(by, some_ticket(), some_ticket());
            default: return links(by, some_ticket(), some_ticket());
        }
    }

    Command about_people(ParticipantId by) {
        switch (below(5)) {
            case 0: return leaves(by);
            case 1: return arrives(by, some_word(), chance(2) ? Role::observer : Role::estimator);
            case 2: return becomes(by, chance(3) ? Role::observer : Role::estimator);
            case 3:
                return asks(by, command::SetRole{.participant = someone(),
                                                 .role = Role::estimator,
                                                 .facilitates = true});
            default: return arrives(by, some_word());
        }
    }

    Command anything(Room const& room) {
        auto const by = someone();
        auto const* who = room.participants.find(by);
        if (!who || (who->left && chance(2))) return arrives(by, some_word());
        switch (below(18)) {
            case 15:
            case 16:
            case 17: return regrouping(by);
            case 0:
            case 1:
            case 2: return undoable(by);
            case 12:
            case 13:
            case 14: return in_a_voting(by);
            case 3:
            case 4:
            case 5:
            case 6: return in_a_round(by);
            case 7: return about_people(by);
            case 8:
                return chance(3) ? writes(by, some_ticket(), below(3), some_word())
                                 : about_a_ticket(by);
            case 9:
                return chance(9) ? the_room(command::RerankTickets{})
                                 : undoes(by, room.head - below(8));
            case 10: return undoes(by, 1 + below(static_cast<std::uint32_t>(room.head)));
            default: {
                auto const round = room.ballots.find(some_round());
                auto const* collecting =
                    round ? std::get_if<phase::Collecting>(&round->phase) : nullptr;
                if (!collecting || !collecting->closing) return in_a_round(by);
                return the_room(
                    command::RevealRound{.round = round->id, .until = collecting->closing});
            }
        }
    }

    std::mt19937 random_;
    std::uint32_t tickets_ = 0;
    std::uint32_t rounds_ = 0;
    std::uint32_t votings_ = 0;
    std::uint32_t splits_ = 0;
    std::uint64_t cseq_ = 0;
};

/// The backlog as people see it: live tickets in order with their fields, and which are archived
/// (those that an undo took away are not there at all).
std::string content(Room const& room) {
    std::ostringstream out;
    for (auto const& [rank, id] : room.by_rank) {
        auto const& ticket = the(room, id);
        if (ticket.archived) continue;
        out << to_string(id) << ' ' << ticket.title << ' ' << ticket.key.value_or("-");
        if (ticket.estimate)
            out << ' ' << ticket.estimate->card << ' '
                << (ticket.estimate->by ? to_string(*ticket.estimate->by) : "");
        auto const& details = ticket.details;
        out << ' ' << details.theme.value_or("-") << (details.type ? " bug" : "");
        for (auto const& label : details.labels) out << ' ' << label;
        for (auto const& criterion : details.criteria)
            out << ' ' << to_string(criterion.entry) << criterion.text;
        out << '\n';
    }
    for (auto const& ticket : room.tickets)
        if (ticket.archived && ticket.archived->reason != ArchiveReason::undone)
            out << "archived " << to_string(ticket.id) << '\n';
    return out.str();
}

Command everybody_may_lead() {
    return asks(alice,
                command::ConfigureRoom{.set = {.rights = Rights{.lead = Audience::everybody}}});
}

/// UNDO-8: tickets that were archived for different reasons go back without one.
bool loses_reasons(Room const& room, Command const& command) {
    auto const* restore = std::get_if<command::RestoreTickets>(&command.body);
    if (!restore) return false;
    std::set<std::optional<ArchiveReason>> reasons;
    for (auto const id : restore->tickets) {
        auto const* ticket = room.tickets.find(id);
        if (ticket && ticket->archived) reasons.insert(ticket->archived->reason);
    }
    return reasons.size() > 1;
}

/// Obeys a command as a room does. Nothing where it is refused or changes nothing.
std::optional<Operation> obey(Room& room, Command const& command, Timestamp at) {
    auto decision = decide(room, command, at);
    if (!decision && decision.error().code == RejectionCode::rerank_first) {
        happens_in(room, the_room(command::RerankTickets{}), at);
        decision = decide(room, command, at);
        REQUIRE((decision || decision.error().code != RejectionCode::rerank_first));
    }
    if (!decision || !*decision) return std::nullopt;
    evolve(room, **decision);
    return **decision;
}

bool was_refused_by_us(Room const& room, Command const& command, Timestamp at) {
    auto const decision = decide(room, command, at);
    return !decision && decision.error().code == RejectionCode::internal;
}

}  // namespace

SCENARIO("RES-1 whatever people press, the rules of state hold and the log is the state",
         "[RES-1][RANK-3][RND-5]") {
    auto const seed = GENERATE(range(1U, 7U));
    INFO("seed " << seed);
    Crowd crowd(seed);
    auto room = given_no_tickets({everybody_may_lead()});
    auto replayed = room;
    std::map<std::size_t, int> made;
    int changed = 0;
    for (std::int64_t i = 0; i < 2000; ++i) {
        auto const command = crowd.next(room);
        auto const at = after_noon(1000 + 700 * i - std::int64_t{crowd.below(1500)});
        REQUIRE_FALSE(was_refused_by_us(room, command, at));
        auto const before = room.head;
        auto const operation = obey(room, command, at);
        if (!operation) continue;
        ++changed;
        ++made[operation->body.index()];
        REQUIRE(broken_invariant(room) == "");
        // What was stored in between (new ranks) is replayed by its own copy.
        if (room.head != before + 1)
            replayed = room;
        else
            evolve(replayed, *operation);
    }
    CHECK(fingerprint(replayed) == fingerprint(room));
    // The run was not in vain: most kinds of operation happened, many times.
    CHECK(changed > 200);
    CHECK(made.size() >= 20);
}

SCENARIO("MRG-6 whatever was merged or split comes apart again as it was",
         "[MRG-6][SPL-3][SPL-6]") {
    auto const seed = GENERATE(range(60U, 66U));
    INFO("seed " << seed);
    Crowd crowd(seed);
    auto room = given_no_tickets({everybody_may_lead()});
    int taken_back = 0;
    for (std::int64_t i = 0; i < 2500; ++i) {
        auto const command = crowd.next(room);
        auto const at = after_noon(1000 + 700 * i);
        auto const before = room;
        auto const operation = obey(room, command, at);
        if (!operation) continue;
        auto const* split = std::get_if<operation::TicketSplit>(&operation->body);
        if (split) {
            std::multiset<std::string> parts;
            for (auto const& child : split->children)
                for (auto const& criterion : child.details.criteria)
                    parts.insert(to_string(criterion.entry));
            std::multiset<std::string> whole;
            for (auto const& criterion : the(before, split->ticket).details.criteria)
                whole.insert(to_string(criterion.entry));
            REQUIRE(parts == whole);
        }
        if (!split && !std::holds_alternative<operation::TicketsMerged>(operation->body)) continue;
        auto apart = room;
        auto const back = obey(apart, undoes(*operation->by, operation->seq), at);
        REQUIRE(back);
        REQUIRE(content(apart) == content(before));
        REQUIRE(broken_invariant(apart) == "");
        REQUIRE(obey(apart, undoes(*operation->by, back->seq), at));
        REQUIRE(content(apart) == content(room));
        ++taken_back;
    }
    CHECK(taken_back > 1);
}

SCENARIO("RES-1 the same command in the same room makes the same operation", "[RES-1]") {
    auto const seed = GENERATE(range(20U, 22U));
    INFO("seed " << seed);
    Crowd crowd(seed);
    auto room = given_no_tickets({everybody_may_lead()});
    for (int i = 0; i < 250; ++i) {
        auto const command = crowd.next(room);
        auto copy = room;
        auto const unchanged = fingerprint(room);
        auto const first = decide(room, command, noon);
        auto const second = decide(room, command, noon);
        REQUIRE(fingerprint(room) == unchanged);
        REQUIRE(first.has_value() == second.has_value());
        if (!first) {
            CHECK(first.error().code == second.error().code);
            continue;
        }
        REQUIRE(first->has_value() == second->has_value());
        if (!*first) continue;
        evolve(room, **first);
        evolve(copy, **second);
        REQUIRE(fingerprint(room) == fingerprint(copy));
    }
}

SCENARIO("UNDO-1 undo gives back what was, and redo what had become of it", "[UNDO-1]") {
    auto const seed = GENERATE(range(40U, 45U));
    INFO("seed " << seed);
    Crowd crowd(seed);
    auto room = given_no_tickets({arrives(person(5), "Eve"), arrives(person(6), "Finn")});
    int undone = 0;
    for (int i = 0; i < 300; ++i) {
        auto const before = content(room);
        auto const command = crowd.next_undoable();
        if (loses_reasons(room, command)) continue;
        auto const operation = obey(room, command, noon);
        if (!operation) continue;
        auto const after = content(room);
        auto const back = obey(room, undoes(*operation->by, operation->seq), noon);
        INFO("operation " << operation->seq << " of kind " << operation->body.index());
        // Putting a ticket where it stood can be nothing, when its neighbours went with it.
        REQUIRE(content(room) == before);
        if (!back) continue;
        CHECK(back->undoes == operation->seq);
        auto const again = obey(room, undoes(*operation->by, back->seq), noon);
        REQUIRE(again);
        REQUIRE(content(room) == after);
        REQUIRE(broken_invariant(room) == "");
        ++undone;
        // Half stay undone, so that later ones meet archived and moved tickets.
        if (crowd.below(2) == 0) obey(room, undoes(*operation->by, again->seq), noon);
    }
    CHECK(undone > 80);
}
