#pragma once

// The inside of `evolve`: what each operation changes, in files by subject. Nobody else includes
// this.

#include "protocol/domain/details.hpp"
#include "protocol/domain/operation.hpp"
#include "protocol/domain/room.hpp"

#include <map>
#include <optional>
#include <string>

namespace refinery {

/// The operation around the body that is applied.
struct Happened {
    Sequence seq;
    Timestamp at;
    std::optional<ParticipantId> by;
};

void apply(Room&, Happened const&, operation::RoomCreated const&);
void apply(Room&, Happened const&, operation::RoomConfigured const&);
void apply(Room&, Happened const&, operation::SpotlightMoved const&);

void apply(Room&, Happened const&, operation::ParticipantJoined const&);
void apply(Room&, Happened const&, operation::ParticipantLeft const&);
void apply(Room&, Happened const&, operation::ParticipantReturned const&);
void apply(Room&, Happened const&, operation::ParticipantRenamed const&);
void apply(Room&, Happened const&, operation::ParticipantRoleSet const&);

void apply(Room&, Happened const&, operation::TicketAdded const&);
void apply(Room&, Happened const&, operation::TicketsImported const&);
void apply(Room&, Happened const&, operation::TicketEdited const&);
void apply(Room&, Happened const&, operation::TicketMoved const&);
void apply(Room&, Happened const&, operation::TicketArchived const&);
void apply(Room&, Happened const&, operation::TicketRestored const&);
void apply(Room&, Happened const&, operation::TicketsReranked const&);
void apply(Room&, Happened const&, operation::TextReplaced const&);

void apply(Room&, Happened const&, operation::RoundOpened const&);
void apply(Room&, Happened const&, operation::EstimateGiven const&);
void apply(Room&, Happened const&, operation::EstimateWithdrawn const&);
void apply(Room&, Happened const&, operation::RoundHeld const&);
void apply(Room&, Happened const&, operation::RoundRevealed const&);
void apply(Room&, Happened const&, operation::RoundSkipped const&);
void apply(Room&, Happened const&, operation::RoundSettled const&);
void apply(Room&, Happened const&, operation::RoundReopened const&);

void apply(Room&, Happened const&, operation::RoomEnded const&);
void apply(Room&, Happened const&, operation::RoomReopened const&);
void apply(Room&, Happened const&, operation::LinksRenewed const&);

void apply(Room&, Happened const&, operation::ParticipantRemoved const&);
void apply(Room&, Happened const&, operation::FacilitationClaimed const&);
void apply(Room&, Happened const&, operation::FacilitationReturned const&);
void apply(Room&, Happened const&, operation::ScribeNamed const&);

void apply(Room&, Happened const&, operation::EntryChecked const&);
void apply(Room&, Happened const&, operation::ReadyOverridden const&);
void apply(Room&, Happened const&, operation::TicketLinked const&);
void apply(Room&, Happened const&, operation::TicketUnlinked const&);
void apply(Room&, Happened const&, operation::TicketParked const&);
void apply(Room&, Happened const&, operation::TicketUnparked const&);
void apply(Room&, Happened const&, operation::QuestionAsked const&);
void apply(Room&, Happened const&, operation::QuestionAnswered const&);
void apply(Room&, Happened const&, operation::TicketMarkedRead const&);

void apply(Room&, Happened const&, operation::ItemAdded const&);
void apply(Room&, Happened const&, operation::ItemEdited const&);
void apply(Room&, Happened const&, operation::ItemMoved const&);
void apply(Room&, Happened const&, operation::ItemRemoved const&);
void apply(Room&, Happened const&, operation::ItemStarted const&);
void apply(Room&, Happened const&, operation::ItemStopped const&);
void apply(Room&, Happened const&, operation::ItemSkipped const&);

void apply(Room&, Happened const&, operation::TimerStarted const&);
void apply(Room&, Happened const&, operation::TimerPaused const&);
void apply(Room&, Happened const&, operation::TimerResumed const&);
void apply(Room&, Happened const&, operation::TimerExtended const&);
void apply(Room&, Happened const&, operation::TimerStopped const&);
void apply(Room&, Happened const&, operation::TimerExpired const&);

void apply(Room&, Happened const&, operation::MeetingEnded const&);
void apply(Room&, Happened const&, operation::MeetingRated const&);

void apply(Room&, Happened const&, operation::CapacityChanged const&);
void apply(Room&, Happened const&, operation::SprintCommitted const&);
void apply(Room&, Happened const&, operation::SprintReleased const&);

void apply(Room&, Happened const&, operation::BallotExcused const&);
void apply(Room&, Happened const&, operation::BallotDoneSet const&);
void apply(Room&, Happened const&, operation::BallotCancelled const&);
void apply(Room&, Happened const&, operation::BallotExtended const&);
void apply(Room&, Happened const&, operation::BallotSettled const&);
void apply(Room&, Happened const&, operation::BallotReopened const&);

void apply(Room&, Happened const&, operation::DotsOpened const&);
void apply(Room&, Happened const&, operation::DotsChanged const&);
void apply(Room&, Happened const&, operation::DotsClosed const&);
void apply(Room&, Happened const&, operation::DotsSized const&);

void apply(Room&, Happened const&, operation::OrderApplied const&);

void apply(Room&, Happened const&, operation::TicketsMerged const&);
void apply(Room&, Happened const&, operation::SplitOpened const&);
void apply(Room&, Happened const&, operation::SplitEdited const&);
void apply(Room&, Happened const&, operation::SplitClosed const&);
void apply(Room&, Happened const&, operation::TicketSplit const&);
void apply(Room&, Happened const&, operation::TicketsPutBack const&);

/// A field of the ticket changed: for "you replaced", and for undo.
void note_change(Ticket& ticket, Field field, Happened const& happened);
/// Something else on it changed that no undo of its addition may take away (UNDO-5, TIC-12).
void touch(Ticket& ticket, Happened const& happened);
/// Lets `change` alter what is written on a ticket, and keeps the room's size right.
template <class Change>
void rewrite(Room& room, TicketId id, Happened const& happened, Change&& change) {
    auto* ticket = room.tickets.find(id);
    if (!ticket) return;
    room.content_bytes -= bytes_of(*ticket);
    change(*ticket);
    room.content_bytes += bytes_of(*ticket);
    touch(*ticket, happened);
}
/// The one way in which the spotlight moves: the time spent on the ticket that it leaves is noted
/// with the running item, and this ticket's clock begins (AGD-9, CLK-3).
void move_spotlight(Room& room, Spotlight spotlight, Happened const& happened);
/// MTG-1: a meeting begins with this operation.
void begin_meeting(Room& room, operation::MeetingBegins const& begins, Timestamp at);
/// Remembers how the author takes this back; for the kinds of UNDO-7.
void remember(Room& room, Happened const& happened, Inverse inverse);
/// The session's window, and which session is forgotten (RES-5).
void remember_answer(Room& room, Operation const& operation);

}  // namespace refinery
