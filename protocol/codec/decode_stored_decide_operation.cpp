#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/regrouping_values.hpp"
#include "protocol/codec/stored_operation_readers.hpp"
#include "protocol/codec/stored_tickets.hpp"
#include "protocol/codec/stored_values.hpp"
#include "protocol/codec/ticket_parts.hpp"

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

// --- one ticket, or several -------------------------------------------------------------------

OperationBody ticket_merged(Data data) {
    operation::TicketsMerged merged{.ticket = data.id<TicketId>("ticket"),
                                    .tickets = data.ids<TicketId>("tickets"),
                                    .blocks = data.optional_ids<TicketId>("blocks"),
                                    .blocked_by = data.optional_ids<TicketId>("blocked_by"),
                                    .checked = data.optional_ids<EntryId>("checked"),
                                    .redealt = data.optional_ids<BallotId>("redealt"),
                                    .votings = read_votings(data)};
    if (auto const set = data.object("set"))
        merged.set = {.key = set->clearable_text("key"),
                      .title = set->optional_text("title"),
                      .details = read_detail_changes(*set)};
    if (auto const text = data.optional_object("description"))
        merged.description = Text{.v = text->natural("v"), .words = text->text("text")};
    merged.external = read_external_blockers(data);
    merged.questions = read_questions(data);
    return merged;
}

OperationBody split_opened(Data data) {
    return operation::SplitOpened{.split = data.id<SplitId>("split"),
                                  .ticket = data.id<TicketId>("ticket"),
                                  .children = data.ids<TicketId>("children")};
}

OperationBody split_edited(Data data) {
    return operation::SplitEdited{.split = data.id<SplitId>("split"),
                                  .edit = read_split_edit(data)};
}

OperationBody split_closed(Data data) { return operation::SplitClosed{data.id<SplitId>("split")}; }

OperationBody ticket_split(Data data) {
    return operation::TicketSplit{.split = data.id<SplitId>("split"),
                                  .ticket = data.id<TicketId>("ticket"),
                                  .children = read_children(data),
                                  .links = read_links(data, "links"),
                                  .takes_dots = data.id<TicketId>("takes_dots"),
                                  .redealt = data.optional_ids<BallotId>("redealt"),
                                  .votings = read_votings(data)};
}

OperationBody tickets_put_back(Data data) {
    operation::TicketsPutBack put{.tickets = {},
                                  .linked = read_links(data, "linked"),
                                  .unlinked = read_links(data, "unlinked")};
    data.each_object("tickets",
                     [&](Data each) { put.tickets.push_back(read_stored_ticket(each)); });
    return put;
}

// ----------------------------------------------------------------------------------------------

constexpr std::array<std::pair<std::string_view, OperationReader>, 16> readers{{
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
    {"ticket.merged", ticket_merged},
    {"split.opened", split_opened},
    {"split.edited", split_edited},
    {"split.closed", split_closed},
    {"ticket.split", ticket_split},
    {"tickets.put_back", tickets_put_back},
}};

}  // namespace

OperationReader decide_operation_reader(std::string_view name) {
    auto const found = std::ranges::find(readers, name, [](auto const& row) { return row.first; });
    return found == readers.end() ? nullptr : found->second;
}

}  // namespace refinery
