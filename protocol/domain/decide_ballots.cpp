// Commands on ballots of every kind (PROTOCOL.md BAL).

#include "protocol/domain/decide_ballots.hpp"

#include "protocol/domain/lists.hpp"

#include <utility>

namespace refinery {
namespace {

Rejection of_a_round(char const* message) { return bad_request("ballot", message); }

bool is_round(Ballot const& ballot) { return std::holds_alternative<Cards>(ballot.asks); }

/// Of any kind; a round's ticket is not in the archive.
FoundBallot find_any(Asked const& asked, BallotId id) {
    auto const* ballot = asked.room.ballots.find(id);
    if (!ballot) return not_found("ballot");
    return is_round(*ballot) ? find_round(asked, id) : FoundBallot(ballot);
}

}  // namespace

FoundBallot find_round(Asked const& asked, BallotId id) {
    auto const* round = asked.room.ballots.find(id);
    if (!round || !is_round(*round)) return not_found("round");
    auto const id_of_ticket = round->ticket();
    auto const* ticket = id_of_ticket ? asked.room.tickets.find(*id_of_ticket) : nullptr;
    if (ticket && ticket->archived) return in_the_archive(*ticket);
    return round;
}

FoundBallot find_ballot(Asked const& asked, BallotId id) {
    auto const* ballot = asked.room.ballots.find(id);
    if (!ballot) return not_found("ballot");
    return ballot;
}

FoundBallot find_dots(Asked const& asked, BallotId id) {
    auto const* ballot = asked.room.ballots.find(id);
    if (!ballot || !std::holds_alternative<Dots>(ballot->asks)) return not_found("voting");
    return ballot;
}

MaybeRefusal refuse_voter(Asked const& asked, Ballot const& ballot) {
    if (asked.by && may_vote(ballot, *asked.by)) return std::nullopt;
    return forbidden(Right::vote);
}

Decision decide(Asked const& asked, command::ExcuseFromBallot const& excuse) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const* person = asked.room.participants.find(excuse.participant);
    if (!person || person->removed) return not_found("participant");
    auto const found = find_any(asked, excuse.ballot);
    if (!found) return found.error();
    auto const& ballot = **found;
    if (contains(ballot.excused, person->id)) return already_so();
    if (!is<phase::Collecting>(ballot)) return wrong_phase(ballot);
    return happens(operation::BallotExcused{
        .ballot = excuse.ballot, .participant = excuse.participant, .of_round = is_round(ballot)});
}

Decision decide(Asked const& asked, command::SayDone const& done) {
    auto const found = find_ballot(asked, done.ballot);
    if (!found) return found.error();
    auto const& ballot = **found;
    if (is_round(ballot)) return of_a_round("In a round the vote says that one is done.");
    if (auto refusal = refuse_voter(asked, ballot)) return *refusal;
    if (!is<phase::Collecting>(ballot)) return wrong_phase(ballot);
    if (contains(ballot.done, asked.by->id) == done.on) return already_so();
    return happens(operation::BallotDoneSet{.ballot = done.ballot, .on = done.on});
}

Decision decide(Asked const& asked, command::CancelBallot const& cancel) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const found = find_any(asked, cancel.ballot);
    if (!found) return found.error();
    auto const& ballot = **found;
    auto const why = asked.by ? std::nullopt : cancel.why;
    if (is_round(ballot)) return decide(asked, command::SkipRound{.round = ballot.id, .why = why});
    if (is<phase::Skipped>(ballot)) return already_so();
    if (is<phase::Settled>(ballot)) return wrong_phase(ballot);
    return happens(operation::BallotCancelled{.ballot = cancel.ballot, .why = why});
}

Decision decide(Asked const& asked, command::ExtendBallot const& extend) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    if (extend.ms < extend_ms_min || extend.ms > extend_ms_max)
        return bad_request("ms", "Give between a second and an hour more.");
    auto const found = find_ballot(asked, extend.ballot);
    if (!found) return found.error();
    auto const& ballot = **found;
    if (is_round(ballot)) return of_a_round("A round has the clock of the vote.");
    auto const* collecting = std::get_if<phase::Collecting>(&ballot.phase);
    if (!collecting) return wrong_phase(ballot);
    auto const from = collecting->closing.value_or(asked.at);
    return happens(operation::BallotExtended{.ballot = extend.ballot,
                                             .until = Timestamp{from.ms + extend.ms}});
}

Decision decide(Asked const& asked, command::SettleBallot const& settle) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const found = find_ballot(asked, settle.ballot);
    if (!found) return found.error();
    auto const& ballot = **found;
    if (is_round(ballot)) return of_a_round("A round is settled with a card.");
    if (is<phase::Settled>(ballot)) return already_so();
    if (!is<phase::Revealed>(ballot)) return wrong_phase(ballot);
    return happens(operation::BallotSettled{.ballot = settle.ballot});
}

Decision decide(Asked const& asked, command::ReopenBallot const& reopen) {
    if (auto refusal = refuse_without(asked, Right::lead)) return *refusal;
    auto const found = find_ballot(asked, reopen.ballot);
    if (!found) return found.error();
    auto const& ballot = **found;
    if (is_round(ballot)) return of_a_round("A round is reopened with its ticket.");
    if (is<phase::Revealed>(ballot)) return already_so();
    if (!is<phase::Settled>(ballot)) return wrong_phase(ballot);
    return happens(operation::BallotReopened{.ballot = reopen.ballot});
}

}  // namespace refinery
