#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/stored_operation_readers.hpp"
#include "protocol/codec/stored_values.hpp"

#include <algorithm>
#include <array>
#include <utility>

// Stored operations by which people decide together: one function each, and a table of them.

namespace refinery {

namespace {

using Data = Fields const&;

BallotId ballot_of(Data data) { return data.id<BallotId>("ballot"); }

OperationBody ballot_excused(Data data) {
    auto const of_round = data.has("round");
    return operation::BallotExcused{.ballot = data.id<BallotId>(of_round ? "round" : "ballot"),
                                    .participant = data.id<ParticipantId>("participant"),
                                    .of_round = of_round};
}

OperationBody ballot_done_set(Data data) {
    return operation::BallotDoneSet{.ballot = ballot_of(data), .on = data.truth("on")};
}

OperationBody ballot_cancelled(Data data) {
    return operation::BallotCancelled{.ballot = ballot_of(data),
                                      .why = data.optional_alternative<SkipReason>("why")};
}

OperationBody ballot_extended(Data data) {
    return operation::BallotExtended{.ballot = ballot_of(data), .until = data.time("until")};
}

OperationBody ballot_settled(Data data) { return operation::BallotSettled{ballot_of(data)}; }

OperationBody ballot_reopened(Data data) { return operation::BallotReopened{ballot_of(data)}; }

OperationBody dots_opened(Data data) {
    return operation::DotsOpened{.ballot = ballot_of(data),
                                 .asks = read_dots(data),
                                 .voters = data.alternative<Voters>("voters"),
                                 .anonymous = data.truth("anonymous"),
                                 .ms = data.optional_integer("ms")};
}

OperationBody dots_closed(Data data) {
    return operation::DotsClosed{.ballot = ballot_of(data), .result = read_outcome(data)};
}

OperationBody dots_sized(Data data) {
    return operation::DotsSized{
        .ballot = ballot_of(data),
        .sizes = read_by_ticket<Estimate>(data, "sizes", [](Data sizes, std::string_view ticket) {
            return read_optional_estimate(sizes, ticket).value_or(Estimate{});
        })};
}

OperationBody order_applied(Data data) {
    return operation::OrderApplied{.ballot = data.optional_id<BallotId>("ballot"),
                                   .tickets = data.ids<TicketId>("tickets"),
                                   .ranks = read_ranks(data)};
}

// ----------------------------------------------------------------------------------------------

constexpr std::array<std::pair<std::string_view, OperationReader>, 10> readers{{
    {"ballot.excused", ballot_excused},
    {"ballot.done_set", ballot_done_set},
    {"ballot.cancelled", ballot_cancelled},
    {"ballot.extended", ballot_extended},
    {"ballot.settled", ballot_settled},
    {"ballot.reopened", ballot_reopened},
    {"dots.opened", dots_opened},
    {"dots.closed", dots_closed},
    {"dots.sized", dots_sized},
    {"order.applied", order_applied},
}};

}  // namespace

OperationReader decide_operation_reader(std::string_view name) {
    auto const found = std::ranges::find(readers, name, [](auto const& row) { return row.first; });
    return found == readers.end() ? nullptr : found->second;
}

}  // namespace refinery
