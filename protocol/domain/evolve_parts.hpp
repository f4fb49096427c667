#pragma once

// The inside of `evolve`: what each operation changes, in files by subject. Nobody else includes
// this.

#include "protocol/domain/operation.hpp"
#include "protocol/domain/room.hpp"

#include <optional>

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

/// A field of the ticket changed: for "you replaced", and for undo.
void note_change(Ticket& ticket, Field field, Happened const& happened);
/// Skips the collecting round of a ticket that goes into the archive (TIC-9).
void skip_collecting_round(Room& room, TicketId ticket, Timestamp at);
/// Drops the choices of somebody who no longer votes (RND-13).
void drop_choices(Room& room, ParticipantId person);
/// Somebody came, went or changed: no round that collects votes keeps a wrong countdown (RND-5).
void look_at_rounds(Room& room, Timestamp at);
/// Remembers how the author takes this back; for the kinds of UNDO-7.
void remember(Room& room, Happened const& happened, Inverse inverse);
/// The session's window, and which session is forgotten (RES-5).
void remember_answer(Room& room, Operation const& operation);

}  // namespace refinery
