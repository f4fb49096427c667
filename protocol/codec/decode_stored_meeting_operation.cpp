#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/stored_operation_readers.hpp"
#include "protocol/codec/stored_values.hpp"
#include "protocol/codec/ticket_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

// The reverse of operation_data_meeting.cpp: one function an operation, and a table of them.

namespace refinery {

namespace {

using Data = Fields const&;

// --- people and the room ----------------------------------------------------------------------

OperationBody room_ended(Data data) {
    return operation::RoomEnded{.reason = data.optional_text("reason")};
}

OperationBody room_reopened(Data) { return operation::RoomReopened{}; }

OperationBody links_renewed(Data data) {
    return operation::LinksRenewed{.which = data.alternative<command::Link>("which"),
                                   .off = data.optional_truth("off").value_or(false),
                                   .code = data.optional_text("code"),
                                   .key = read_optional_secret_hash(data, "key")};
}

OperationBody participant_removed(Data data) {
    return operation::ParticipantRemoved{data.id<ParticipantId>("participant")};
}

OperationBody facilitation_claimed(Data data) {
    return operation::FacilitationClaimed{
        .participant = data.id<ParticipantId>("participant"),
        .asked = data.optional_truth("asked").value_or(false),
        .facts = {.facilitator_gone_ms = data.optional_integer("facilitator_gone_ms"),
                  .facilitator_seen = data.truth("facilitator_seen"),
                  .claimant_was_here = data.truth("claimant_was_here")}};
}

OperationBody facilitation_returned(Data data) {
    return operation::FacilitationReturned{data.id<ParticipantId>("participant")};
}

OperationBody scribe_named(Data data) {
    return operation::ScribeNamed{data.nullable_id<ParticipantId>("participant")};
}

// --- tickets ----------------------------------------------------------------------------------

OperationBody ticket_checked(Data data) {
    return operation::EntryChecked{.ticket = data.id<TicketId>("ticket"),
                                   .list = data.alternative<Checklist>("list"),
                                   .entry = data.id<EntryId>("entry"),
                                   .on = data.truth("on")};
}

OperationBody ready_overridden(Data data) {
    return operation::ReadyOverridden{
        .ticket = data.id<TicketId>("ticket"),
        .reason = data.clearable_text("reason").value_or(std::optional<std::string>{})};
}

OperationBody ticket_linked(Data data) {
    operation::TicketLinked linked{.ticket = data.id<TicketId>("ticket"), .what = {}};
    if (auto const external = data.optional_object("external"))
        linked.what = read_external_blocker(*external);
    else
        linked.what = data.id<TicketId>("blocks");
    return linked;
}

OperationBody ticket_unlinked(Data data) {
    operation::TicketUnlinked unlinked{.ticket = data.id<TicketId>("ticket"), .what = {}};
    if (auto const external = data.optional_id<EntryId>("external"))
        unlinked.what = *external;
    else
        unlinked.what = data.id<TicketId>("blocks");
    return unlinked;
}

OperationBody ticket_parked(Data data) {
    return operation::TicketParked{.ticket = data.id<TicketId>("ticket"),
                                   .question = data.optional_text("question"),
                                   .owner = data.optional_id<ParticipantId>("owner")};
}

OperationBody ticket_unparked(Data data) {
    return operation::TicketUnparked{data.id<TicketId>("ticket")};
}

OperationBody question_asked(Data data) {
    return operation::QuestionAsked{.ticket = data.id<TicketId>("ticket"),
                                    .question = data.id<QuestionId>("question"),
                                    .text = data.text("text"),
                                    .owner = data.optional_id<ParticipantId>("owner")};
}

OperationBody question_answered(Data data) {
    return operation::QuestionAnswered{.ticket = data.id<TicketId>("ticket"),
                                       .question = data.id<QuestionId>("question"),
                                       .text = data.text("text")};
}

OperationBody ticket_marked_read(Data data) {
    return operation::TicketMarkedRead{data.id<TicketId>("ticket")};
}

// --- the agenda and its clocks ----------------------------------------------------------------

OperationBody agenda_added(Data data) {
    return operation::ItemAdded{.item = data.id<ItemId>("item"),
                                .kind = data.alternative<AgendaKind>("kind"),
                                .title = data.optional_text("title"),
                                .minutes = data.integer("minutes"),
                                .tickets = data.ids<TicketId>("tickets"),
                                .needs = data.ids<ParticipantId>("needs"),
                                .after = data.nullable_id<ItemId>("after")};
}

OperationBody agenda_edited(Data data) {
    auto const set = data.object("set");
    return operation::ItemEdited{.item = data.id<ItemId>("item"),
                                 .set = set ? read_item_changes(*set) : command::ItemChanges{}};
}

OperationBody agenda_moved(Data data) {
    return operation::ItemMoved{.item = data.id<ItemId>("item"),
                                .after = data.nullable_id<ItemId>("after")};
}

OperationBody agenda_removed(Data data) { return operation::ItemRemoved{data.id<ItemId>("item")}; }

OperationBody agenda_started(Data data) {
    return operation::ItemStarted{.item = data.id<ItemId>("item"),
                                  .queue = data.ids<TicketId>("queue"),
                                  .board = data.text("board"),
                                  .ticket = data.optional_id<TicketId>("ticket"),
                                  .left = data.optional_id<ItemId>("left"),
                                  .meeting = read_optional_beginning(data)};
}

OperationBody agenda_stopped(Data data) { return operation::ItemStopped{data.id<ItemId>("item")}; }

OperationBody agenda_skipped(Data data) { return operation::ItemSkipped{data.id<ItemId>("item")}; }

// A clock's revision is the operation's own number, so it is told and not read.

OperationBody timer_started(Data data) {
    return operation::TimerStarted{.clock = data.alternative<ClockName>("clock"),
                                   .ms = data.integer("ms"),
                                   .deadline = data.time("deadline"),
                                   .round = data.optional_id<BallotId>("round")};
}

OperationBody timer_paused(Data data) {
    return operation::TimerPaused{.clock = data.alternative<ClockName>("clock"),
                                  .left_ms = data.integer("left_ms")};
}

OperationBody timer_resumed(Data data) {
    return operation::TimerResumed{.clock = data.alternative<ClockName>("clock"),
                                   .deadline = data.time("deadline")};
}

OperationBody timer_extended(Data data) {
    return operation::TimerExtended{.clock = data.alternative<ClockName>("clock"),
                                    .ms = data.integer("ms"),
                                    .from = data.optional_id<ItemId>("from"),
                                    .deadline = data.optional_time("deadline"),
                                    .left_ms = data.optional_integer("left_ms")};
}

OperationBody timer_stopped(Data data) {
    return operation::TimerStopped{data.alternative<ClockName>("clock")};
}

OperationBody timer_expired(Data data) {
    return operation::TimerExpired{.clock = data.alternative<ClockName>("clock"),
                                   .revision = data.natural("revision")};
}

// --- meetings and capacity --------------------------------------------------------------------

/// Which of two words stands there.
bool is_first(Data data, std::string_view name, std::string_view first, std::string_view second) {
    auto const word = data.text(name);
    if (word != first && word != second)
        data.wrong(name, "This is none of the values that may stand here.");
    return word == first;
}

OperationBody meeting_ended(Data data) {
    return operation::MeetingEnded{.number = data.natural("number"),
                                   .reason = data.alternative<EndReason>("reason"),
                                   .agenda_again = is_first(data, "agenda", "again", "clear"),
                                   .cancel_ballots = is_first(data, "ballots", "cancel", "leave"),
                                   .items = read_item_records(data),
                                   .parked = data.ids<TicketId>("parked")};
}

OperationBody meeting_rated(Data data) { return operation::MeetingRated{data.integer("stars")}; }

OperationBody capacity_changed(Data data) {
    return operation::CapacityChanged{.sprint = data.id<SprintId>("sprint"),
                                      .name = data.optional_text("name").value_or(std::string{}),
                                      .points = data.nullable_integer("points")};
}

OperationBody sprint_committed(Data data) {
    return operation::SprintCommitted{.sprint = data.id<SprintId>("sprint"),
                                      .tickets = data.ids<TicketId>("tickets")};
}

OperationBody sprint_released(Data data) {
    return operation::SprintReleased{data.id<SprintId>("sprint")};
}

// ----------------------------------------------------------------------------------------------

constexpr std::array<std::pair<std::string_view, OperationReader>, 34> readers{{
    {"room.ended", room_ended},
    {"room.reopened", room_reopened},
    {"links.renewed", links_renewed},
    {"participant.removed", participant_removed},
    {"facilitation.claimed", facilitation_claimed},
    {"facilitation.returned", facilitation_returned},
    {"scribe.named", scribe_named},
    {"ticket.checked", ticket_checked},
    {"ready.overridden", ready_overridden},
    {"ticket.linked", ticket_linked},
    {"ticket.unlinked", ticket_unlinked},
    {"ticket.parked", ticket_parked},
    {"ticket.unparked", ticket_unparked},
    {"question.asked", question_asked},
    {"question.answered", question_answered},
    {"ticket.marked_read", ticket_marked_read},
    {"agenda.added", agenda_added},
    {"agenda.edited", agenda_edited},
    {"agenda.moved", agenda_moved},
    {"agenda.removed", agenda_removed},
    {"agenda.started", agenda_started},
    {"agenda.stopped", agenda_stopped},
    {"agenda.skipped", agenda_skipped},
    {"timer.started", timer_started},
    {"timer.paused", timer_paused},
    {"timer.resumed", timer_resumed},
    {"timer.extended", timer_extended},
    {"timer.stopped", timer_stopped},
    {"timer.expired", timer_expired},
    {"meeting.ended", meeting_ended},
    {"meeting.rated", meeting_rated},
    {"capacity.changed", capacity_changed},
    {"sprint.committed", sprint_committed},
    {"sprint.released", sprint_released},
}};

}  // namespace

OperationReader meeting_operation_reader(std::string_view name) {
    auto const found = std::ranges::find(readers, name, [](auto const& row) { return row.first; });
    return found == readers.end() ? nullptr : found->second;
}

}  // namespace refinery
