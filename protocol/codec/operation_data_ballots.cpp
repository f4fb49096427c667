#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/operation_data.hpp"
#include "protocol/codec/regrouping_values.hpp"

// What is told of ballots of any kind, of the order, and of splits.

namespace refinery {

void SharedOperationData::operator()(operation::BallotExcused const& excused) {
    json_.field(excused.of_round ? "round" : "ballot", excused.ballot);
    json_.field("participant", excused.participant);
}

void SharedOperationData::operator()(operation::BallotDoneSet const& set) {
    json_.field("ballot", set.ballot);
    json_.field("on", set.on);
}

void SharedOperationData::operator()(operation::BallotCancelled const& cancelled) {
    json_.field("ballot", cancelled.ballot);
    write_name(json_, "why", cancelled.why);
}

void SharedOperationData::operator()(operation::BallotExtended const& extended) {
    json_.field("ballot", extended.ballot);
    json_.field("until", extended.until);
}

void SharedOperationData::operator()(operation::BallotSettled const& settled) {
    json_.field("ballot", settled.ballot);
}

void SharedOperationData::operator()(operation::BallotReopened const& reopened) {
    json_.field("ballot", reopened.ballot);
}

void SharedOperationData::operator()(operation::DotsOpened const& opened) {
    json_.field("ballot", opened.ballot);
    write_members(json_, opened.asks);
    write_name(json_, "voters", opened.voters);
    json_.field("anonymous", opened.anonymous);
    json_.optional("ms", opened.ms);
}

void SharedOperationData::operator()(operation::DotsClosed const& closed) {
    json_.field("ballot", closed.ballot);
    write_outcome(json_, closed.result);
}

void SharedOperationData::operator()(operation::DotsSized const& sized) {
    json_.field("ballot", sized.ballot);
    json_.key("sizes");
    json_.begin_object();
    for (auto const& [ticket, estimate] : sized.sizes)
        write_field(json_, to_string(ticket), estimate);
    json_.end_object();
}

void SharedOperationData::operator()(operation::OrderApplied const& applied) {
    json_.optional("ballot", applied.ballot);
    write_field(json_, "tickets", applied.tickets);
    write_field(json_, "ranks", applied.ranks);
}

void SharedOperationData::operator()(operation::SplitOpened const& opened) {
    json_.field("split", opened.split);
    json_.field("ticket", opened.ticket);
    write_field(json_, "children", opened.children);
}

void SharedOperationData::operator()(operation::SplitEdited const& edited) {
    json_.field("split", edited.split);
    write_split_edit(json_, edited.edit);
}

void SharedOperationData::operator()(operation::SplitClosed const& closed) {
    json_.field("split", closed.split);
}

}  // namespace refinery
