#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/command_readers.hpp"
#include "protocol/codec/regrouping_values.hpp"
#include "protocol/codec/ticket_parts.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

// The commands by which people decide together: one function each, and a table of them.

namespace refinery {

namespace {

using Data = Fields const&;

/// BAL-3: `round` or `ballot`.
BallotId any_ballot(Data data) {
    if (data.has("round") && data.has("ballot"))
        data.wrong("ballot", "Give either a round or a ballot.");
    return data.id<BallotId>(data.has("round") ? "round" : "ballot");
}

CommandBody excuse(Data data) {
    return command::ExcuseFromBallot{.ballot = any_ballot(data),
                                     .participant = data.id<ParticipantId>("participant")};
}

CommandBody say_done(Data data) {
    return command::SayDone{.ballot = any_ballot(data),
                            .on = data.optional_truth("on").value_or(true)};
}

CommandBody extend(Data data) {
    return command::ExtendBallot{.ballot = any_ballot(data), .ms = data.integer("ms")};
}

CommandBody cancel(Data data) { return command::CancelBallot{.ballot = any_ballot(data)}; }

template <class OfBallot>
CommandBody of_ballot(Data data) {
    return OfBallot{any_ballot(data)};
}

CommandBody open_dots(Data data) {
    command::OpenDots open{.ballot = data.optional_id<BallotId>("ballot"),
                           .tickets = data.ids<TicketId>("tickets"),
                           .per_person = data.optional_natural("per_person"),
                           .per_ticket = data.optional_natural("per_ticket"),
                           .ms = data.optional_integer("ms")};
    open.means = data.optional_alternative<DotsMean>("means").value_or(open.means);
    open.voters = data.optional_alternative<Voters>("voters").value_or(open.voters);
    open.anonymous = data.optional_truth("anonymous").value_or(open.anonymous);
    return open;
}

CommandBody place_dot(Data data) {
    return command::PlaceDot{.ballot = data.id<BallotId>("ballot"),
                             .ticket = data.id<TicketId>("ticket")};
}

CommandBody take_dot(Data data) {
    return command::TakeDot{.ballot = data.id<BallotId>("ballot"),
                            .ticket = data.id<TicketId>("ticket"),
                            .all = data.optional_truth("all").value_or(false)};
}

CommandBody close_dots(Data data) {
    // `until` is the room's own word (DOT-5).
    return command::CloseDots{.ballot = data.id<BallotId>("ballot")};
}

CommandBody size_by_dots(Data data) {
    return command::SizeByDots{
        .ballot = data.id<BallotId>("ballot"),
        .sizes = read_by_ticket<std::string>(
            data, "sizes", [](Data sizes, std::string_view ticket) { return sizes.text(ticket); })};
}

CommandBody apply_order(Data data) {
    return command::ApplyOrder{.tickets = data.ids<TicketId>("tickets"),
                               .ballot = data.optional_id<BallotId>("ballot")};
}

// --- one ticket, or several -------------------------------------------------------------------

CommandBody merge_tickets(Data data) {
    command::MergeTickets merge{.ticket = data.id<TicketId>("ticket"),
                                .tickets = data.ids<TicketId>("tickets"),
                                .redeal = data.optional_truth("redeal").value_or(false)};
    if (auto const set = data.optional_object("set")) {
        if (set->json().size() == 0) data.wrong("set", "Nothing is set.");
        refuse_other_fields(*set, {"key", "title"});
        merge.set = command::TicketFields{.key = set->clearable_text("key"),
                                          .title = set->optional_text("title"),
                                          .details = read_detail_changes(*set)};
    }
    return merge;
}

CommandBody open_split(Data data) {
    return command::OpenSplit{.split = data.optional_id<SplitId>("split"),
                              .ticket = data.id<TicketId>("ticket"),
                              .children = data.optional_ids<TicketId>("children")};
}

CommandBody edit_split(Data data) {
    return command::EditSplit{.split = data.id<SplitId>("split"), .edit = read_split_edit(data)};
}

CommandBody close_split(Data data) { return command::CloseSplit{data.id<SplitId>("split")}; }

CommandBody split_ticket(Data data) {
    return command::SplitTicket{.split = data.id<SplitId>("split"),
                                .dots = data.optional_id<TicketId>("dots"),
                                .redeal = data.optional_truth("redeal").value_or(false)};
}

// ----------------------------------------------------------------------------------------------

constexpr std::array<std::pair<std::string_view, PlainCommandReader>, 17> readers{{
    {"ballot.excuse", excuse},
    {"ballot.done", say_done},
    {"ballot.cancel", cancel},
    {"ballot.extend", extend},
    {"ballot.settle", of_ballot<command::SettleBallot>},
    {"ballot.reopen", of_ballot<command::ReopenBallot>},
    {"dots.open", open_dots},
    {"dot.place", place_dot},
    {"dot.take", take_dot},
    {"dots.close", close_dots},
    {"dots.size", size_by_dots},
    {"order.apply", apply_order},
    {"ticket.merge", merge_tickets},
    {"split.open", open_split},
    {"split.edit", edit_split},
    {"split.close", close_split},
    {"ticket.split", split_ticket},
}};

}  // namespace

PlainCommandReader decide_command_reader(std::string_view name) {
    auto const found = std::ranges::find(readers, name, [](auto const& row) { return row.first; });
    return found == readers.end() ? nullptr : found->second;
}

}  // namespace refinery
