#include "tests/protocol/codec/random_rooms.hpp"

#include "tests/support/room_builder.hpp"

#include <array>
#include <random>
#include <string>

namespace refinery::test {

namespace {

class Crowd {
public:
    explicit Crowd(std::uint32_t seed) : generator_(seed) {}

    Command asks_for_something() {
        auto command = pick();
        if (command.by) command.origin = CommandOrigin{session(below(6)), ++cseq_};
        return command;
    }

private:
    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(generator_() % bound);
    }
    ParticipantId somebody() { return person(1 + below(4)); }
    TicketId some_ticket() { return ticket(1 + below(12)); }
    BallotId some_round() { return round_id(1 + below(6)); }
    std::string some_words() {
        static std::array<std::string, 6> const words{"plain",      "",     "Ö\u2603 \U0001F98A",
                                                      "\"quoted\"", "a\tb", std::string(300, 'n')};
        return words.at(below(words.size()));
    }
    std::string some_card() {
        static std::array<std::string, 5> const cards{"1", "5", "?", "☕", "13"};
        return cards.at(below(cards.size()));
    }
    command::Position somewhere() {
        if (below(3) == 0) return command::OnTop{};
        if (below(3) == 0) return command::AtEnd{};
        return some_ticket();
    }

    ItemId some_item() { return id_of<ItemId>(0x17, 1 + below(4)); }
    EntryId some_entry() { return id_of<EntryId>(0xE7, 1 + below(3)); }
    SprintId some_sprint() { return id_of<SprintId>(0x59, 1 + below(3)); }
    QuestionId some_question() { return id_of<QuestionId>(0x90, 1 + below(3)); }

    DetailChanges some_details() {
        DetailChanges details;
        if (below(2)) details.labels = std::vector<std::string>{"map", "l " + some_words()};
        if (below(3) == 0) details.labels = std::vector<std::string>{};
        if (below(2)) details.status = Status{"Doing", StatusCategory::doing};
        if (below(3) == 0) details.theme = std::optional<std::string>{};
        if (below(2)) details.priority = Priority::low;
        if (below(2)) details.criteria = std::vector<Criterion>{{some_entry(), "Arrows move it"}};
        return details;
    }

    CommandBody planned() {
        switch (below(11)) {
            case 0:
            case 1:
                return command::AddItem{
                    .item = some_item(),
                    .kind = below(2) ? AgendaKind::clarify : AgendaKind::estimate,
                    .title = below(2) ? std::optional<std::string>("Step") : std::nullopt,
                    .minutes = 1 + below(20),
                    .tickets = {some_ticket()},
                    .needs = {somebody()}};
            case 2: return command::EditItem{some_item(), {.minutes = 2 + below(9)}};
            case 3: return command::MoveItem{some_item(), some_item()};
            case 4:
            case 5: return command::StartItem{some_item()};
            case 6: return command::NextItem{some_item()};
            case 7:
                return below(2) ? CommandBody(command::StopItem{some_item()})
                                : CommandBody(command::RemoveItem{some_item()});
            case 8:
                return command::EndMeeting{.reason = EndReason::completed,
                                           .agenda_again = below(3) != 0,
                                           .cancel_ballots = below(2) == 0};
            case 9: return command::RateMeeting{1 + below(5)};
            default:
                return command::ConfigureRoom{
                    .set = {.plan = {.goal = std::optional<std::string>("Find the way"),
                                     .minutes = std::optional<std::int64_t>(60),
                                     .vote_ms = std::optional<std::int64_t>(60'000)}}};
        }
    }

    CommandBody measured() {
        auto const clock = static_cast<ClockName>(below(4));
        switch (below(8)) {
            case 0:
            case 1: return command::StartTimer{.clock = clock, .ms = 60'000};
            case 2: return command::PauseTimer{.clock = clock};
            case 3: return command::ResumeTimer{.clock = clock};
            case 4: return command::ExtendTimer{.clock = clock, .ms = 60'000};
            case 5: return command::StopTimer{.clock = clock};
            case 6:
                return command::SetCapacity{
                    .sprint = some_sprint(), .name = "Sprint", .points = 1000 * (1 + below(9))};
            default: return command::CommitSprint{.sprint = some_sprint()};
        }
    }

    CommandBody clarified() {
        switch (below(9)) {
            case 0: return command::LinkTicket{some_ticket(), some_ticket()};
            case 1:
                return command::LinkTicket{
                    some_ticket(),
                    command::ExternalLink{.entry = some_entry(), .title = "The ferry office"}};
            case 2: return command::UnlinkTicket{some_ticket(), some_ticket()};
            case 3:
                return command::CheckEntry{some_ticket(), Checklist::criteria, some_entry(), true};
            case 4: return command::OverrideReady{some_ticket(), "We know it"};
            case 5: return command::ParkTicket{some_ticket(), "Which?", somebody()};
            case 6: return command::AskQuestion{some_ticket(), some_question(), "Which?", {}};
            case 7: return command::AnswerQuestion{some_ticket(), some_question(), "That"};
            default: return command::MarkRead{some_ticket()};
        }
    }

    Command regrouping() {
        auto const split = id_of<SplitId>(0x5b, 1 + below(6));
        switch (below(6)) {
            case 0: return opens_split(somebody(), split, some_ticket(), 1000 + 10 * below(50));
            case 1: {
                SplitEdit edit{.add = ticket(3000 + below(500))};
                for (std::uint32_t n = 0; n < 50; ++n) edit.criteria[some_entry()] = *edit.add;
                edit.titles[*edit.add] = some_words();
                return edits_split(somebody(), split, std::move(edit));
            }
            case 2: return splits(alice, split);
            default: return merges(alice, some_ticket(), {some_ticket()}, below(2));
        }
    }

    Command voting() {
        auto const ballot = id_of<BallotId>(0xd0, 1 + below(3));
        switch (below(8)) {
            case 0:
                return opens_dots(alice, id_of<BallotId>(0xd0, 1 + below(3)),
                                  {ticket(1), ticket(2), ticket(3)}, below(2));
            case 1: return closes_dots(alice, ballot);
            case 2: return says_done(somebody(), ballot);
            case 3: return takes_dot(somebody(), ballot, some_ticket());
            case 4:
                return below(2) ? asks(alice, command::ExtendBallot{ballot, 30'000})
                                : asks(alice, command::SettleBallot{ballot});
            case 5:
                return orders(alice, {ticket(3), ticket(2), ticket(1)},
                              below(2) ? std::optional(ballot) : std::nullopt);
            default: return places_dot(somebody(), ballot, some_ticket());
        }
    }

    Command pick() {
        switch (below(34)) {
            case 30:
            case 31:
            case 32:
            case 33: return below(3) ? voting() : regrouping();
            case 22:
            case 23: return {.by = alice, .origin = {}, .body = planned()};
            case 24:
            case 25: return {.by = alice, .origin = {}, .body = measured()};
            case 26:
            case 27: return {.by = somebody(), .origin = {}, .body = clarified()};
            case 28:
                return {.by = somebody(),
                        .origin = {},
                        .body = command::EditTickets{.tickets = {some_ticket()},
                                                     .set = {.details = some_details()}}};
            case 29:
                return {.by = alice,
                        .origin = {},
                        .body = below(2) ? CommandBody(command::NameScribe{somebody()})
                                         : CommandBody(command::ExcuseFromBallot{some_round(),
                                                                                 somebody()})};
            case 0: return arrives(somebody(), "Somebody");
            case 1: return leaves(somebody());
            case 2: return becomes(somebody(), below(2) ? Role::estimator : Role::observer);
            case 3:
            case 4: return adds(somebody(), some_ticket(), "T " + some_words(), somewhere());
            case 5:
                return imports(somebody(), {{.ticket = some_ticket(),
                                             .title = "I " + some_words(),
                                             .key = "K-" + std::to_string(below(100)),
                                             .description = some_words(),
                                             .estimate = "3.5"}});
            case 6: return retitles(somebody(), some_ticket(), "R " + some_words(), below(20));
            case 7: return sets_estimate(somebody(), some_ticket(), some_card());
            case 8: return sets_estimate(somebody(), some_ticket(), std::nullopt);
            case 9: return moves(somebody(), {some_ticket()}, somewhere());
            case 10: return archives(somebody(), {some_ticket()}, ArchiveReason::outdated);
            case 11: return restores(somebody(), {some_ticket()});
            case 12: return writes(somebody(), some_ticket(), below(3), some_words());
            case 13: return opens(alice, some_round(), some_ticket());
            case 14: return opens_anonymous(alice, some_round(), some_ticket());
            case 15:
            case 16: return estimates(somebody(), some_round(), some_card(), "because");
            case 17: return withdraws(somebody(), some_round());
            case 18: return below(2) ? reveals(alice, some_round()) : skips(alice, some_round());
            case 19: return settles(alice, some_round(), some_card());
            case 20:
                return below(2) ? reopens(alice, some_round()) : holds_round(alice, some_round());
            default: return undoes(somebody(), 1 + below(300));
        }
    }

    std::mt19937 generator_;
    std::uint64_t cseq_ = 0;
};

}  // namespace

History random_history(std::uint32_t seed, int asked) {
    Crowd crowd(seed);
    History history;
    auto const happens = [&](Command const& command, Timestamp at) {
        auto const answer = decide(history.room, command, at);
        if (!answer || !*answer) return;
        evolve(history.room, **answer);
        history.operations.push_back(**answer);
    };
    happens(creates_room(), noon);
    happens(arrives_with_key(alice, "Alice"), noon);
    for (auto const who : {bob, carol, dora}) happens(arrives(who, "Somebody else"), noon);
    for (int i = 0; i < asked; ++i) happens(crowd.asks_for_something(), after_noon(1000 * i));
    return history;
}

}  // namespace refinery::test
