#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/operation_data.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/domain/overloaded.hpp"

// What the meeting brought, told as it is stored.

namespace refinery {

// --- people and the room ----------------------------------------------------------------------

void SharedOperationData::operator()(operation::RoomEnded const& ended) {
    json_.optional("reason", ended.reason);
}

void SharedOperationData::operator()(operation::RoomReopened const&) {}

void SharedOperationData::operator()(operation::ParticipantRemoved const& removed) {
    json_.field("participant", removed.participant);
}

void SharedOperationData::operator()(operation::FacilitationReturned const& returned) {
    json_.field("participant", returned.participant);
}

void SharedOperationData::operator()(operation::ScribeNamed const& named) {
    json_.nullable("participant", named.participant);
}

// --- tickets ----------------------------------------------------------------------------------

void SharedOperationData::operator()(operation::EntryChecked const& checked) {
    json_.field("ticket", checked.ticket);
    write_name(json_, "list", checked.list);
    json_.field("entry", checked.entry);
    json_.field("on", checked.on);
}

void SharedOperationData::operator()(operation::ReadyOverridden const& overridden) {
    json_.field("ticket", overridden.ticket);
    json_.nullable("reason", overridden.reason);
}

void SharedOperationData::operator()(operation::TicketLinked const& linked) {
    json_.field("ticket", linked.ticket);
    std::visit(overloaded{[&](TicketId const& blocks) { json_.field("blocks", blocks); },
                          [&](ExternalBlocker const& external) {
                              write_field(json_, "external", external);
                          }},
               linked.what);
}

void SharedOperationData::operator()(operation::TicketUnlinked const& unlinked) {
    json_.field("ticket", unlinked.ticket);
    std::visit(overloaded{[&](TicketId const& blocks) { json_.field("blocks", blocks); },
                          [&](EntryId const& external) { json_.field("external", external); }},
               unlinked.what);
}

void SharedOperationData::operator()(operation::TicketParked const& parked) {
    json_.field("ticket", parked.ticket);
    json_.optional("question", parked.question);
    json_.optional("owner", parked.owner);
}

void SharedOperationData::operator()(operation::TicketUnparked const& unparked) {
    json_.field("ticket", unparked.ticket);
}

void SharedOperationData::operator()(operation::QuestionAsked const& asked) {
    json_.field("ticket", asked.ticket);
    json_.field("question", asked.question);
    json_.field("text", asked.text);
    json_.optional("owner", asked.owner);
}

void SharedOperationData::operator()(operation::QuestionAnswered const& answered) {
    json_.field("ticket", answered.ticket);
    json_.field("question", answered.question);
    json_.field("text", answered.text);
}

void SharedOperationData::operator()(operation::TicketMarkedRead const& marked) {
    json_.field("ticket", marked.ticket);
}

// --- the agenda and its clocks ----------------------------------------------------------------

void SharedOperationData::operator()(operation::ItemAdded const& added) {
    json_.field("item", added.item);
    write_name(json_, "kind", added.kind);
    json_.optional("title", added.title);
    json_.field("minutes", added.minutes);
    write_field(json_, "tickets", added.tickets);
    write_field(json_, "needs", added.needs);
    json_.nullable("after", added.after);
}

void SharedOperationData::operator()(operation::ItemEdited const& edited) {
    json_.field("item", edited.item);
    write_field(json_, "set", edited.set);
}

void SharedOperationData::operator()(operation::ItemMoved const& moved) {
    json_.field("item", moved.item);
    json_.nullable("after", moved.after);
}

void SharedOperationData::operator()(operation::ItemRemoved const& removed) {
    json_.field("item", removed.item);
}

void SharedOperationData::operator()(operation::ItemStarted const& started) {
    json_.field("item", started.item);
    write_field(json_, "queue", started.queue);
    json_.field("board", started.board);
    json_.optional("ticket", started.ticket);
    json_.optional("left", started.left);
    write_optional(json_, "meeting", started.meeting);
}

void SharedOperationData::operator()(operation::ItemStopped const& stopped) {
    json_.field("item", stopped.item);
}

void SharedOperationData::operator()(operation::ItemSkipped const& skipped) {
    json_.field("item", skipped.item);
}

void SharedOperationData::operator()(operation::TimerStarted const& started) {
    write_name(json_, "clock", started.clock);
    json_.field("deadline", started.deadline);
    json_.field("revision", seq_);
    json_.field("ms", started.ms);
    json_.optional("round", started.round);
}

void SharedOperationData::operator()(operation::TimerPaused const& paused) {
    write_name(json_, "clock", paused.clock);
    json_.field("left_ms", paused.left_ms);
    json_.field("revision", seq_);
}

void SharedOperationData::operator()(operation::TimerResumed const& resumed) {
    write_name(json_, "clock", resumed.clock);
    json_.field("deadline", resumed.deadline);
    json_.field("revision", seq_);
}

void SharedOperationData::operator()(operation::TimerExtended const& extended) {
    write_name(json_, "clock", extended.clock);
    json_.field("ms", extended.ms);
    json_.optional("from", extended.from);
    json_.optional("deadline", extended.deadline);
    json_.optional("left_ms", extended.left_ms);
    json_.field("revision", seq_);
}

void SharedOperationData::operator()(operation::TimerStopped const& stopped) {
    write_name(json_, "clock", stopped.clock);
}

void SharedOperationData::operator()(operation::TimerExpired const& expired) {
    write_name(json_, "clock", expired.clock);
    // Of the operation that had set it: this one ends it.
    json_.field("revision", expired.revision);
}

// --- meetings and capacity --------------------------------------------------------------------

void SharedOperationData::operator()(operation::MeetingEnded const& ended) {
    json_.field("number", ended.number);
    write_name(json_, "reason", ended.reason);
    json_.field("agenda", ended.agenda_again ? "again" : "clear");
    json_.field("ballots", ended.cancel_ballots ? "cancel" : "leave");
    write_field(json_, "items", ended.items);
    write_field(json_, "parked", ended.parked);
}

void SharedOperationData::operator()(operation::MeetingRated const& rated) {
    json_.field("stars", rated.stars);
}

void SharedOperationData::operator()(operation::CapacityChanged const& changed) {
    json_.field("sprint", changed.sprint);
    // A sprint that goes is only named by its id.
    if (changed.points) json_.field("name", changed.name);
    json_.nullable("points", changed.points);
}

void SharedOperationData::operator()(operation::SprintCommitted const& committed) {
    json_.field("sprint", committed.sprint);
    write_field(json_, "tickets", committed.tickets);
}

void SharedOperationData::operator()(operation::SprintReleased const& released) {
    json_.field("sprint", released.sprint);
}

}  // namespace refinery
