#pragma once

// The inside of `decide`: one function a command, in files by subject. Nobody else includes this.
//
// Each checks in the order of REF-1: the right, bounds, what is named exists, ids in use and
// tickets in the archive, what is so already, the phase, what the author saw, the room's size.

#include "protocol/domain/command.hpp"
#include "protocol/domain/limits.hpp"
#include "protocol/domain/operation.hpp"
#include "protocol/domain/refusals.hpp"
#include "protocol/domain/result.hpp"
#include "protocol/domain/room.hpp"
#include "protocol/domain/rules.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace refinery {

/// What is asked, of which room, when and by whom.
struct Asked {
    Room const& room;
    /// Nothing: the room itself, which may do everything.
    Participant const* by;
    Timestamp at;
    Limits const& limits;
};

struct Decided {
    OperationBody body;
    std::optional<Sequence> undoes = {};
    /// Whose operation it is where nobody was there yet to ask for it.
    std::optional<ParticipantId> by = {};
};

/// An operation, nothing, or a refusal.
using Decision = Result<std::optional<Decided>>;
using MaybeRefusal = std::optional<Rejection>;

inline Decision already_so() { return std::optional<Decided>{}; }
template <class Body>
Decision happens(Body body) {
    return std::optional<Decided>{Decided{.body = std::move(body)}};
}

/// Asked for at the wrong time.
inline Rejection not_now(std::string message) {
    return {.code = RejectionCode::phase, .message = std::move(message)};
}

// Checks that many commands share; each answers nothing where all is well.
MaybeRefusal refuse_without(Asked const& asked, Right right);
/// TIC-13 and TIC-10: not empty, no ticket twice, all there.
enum class Archive { may_be_named, must_not_be_named };
MaybeRefusal refuse_list(Asked const& asked, std::vector<TicketId> const& tickets, Archive archive);
MaybeRefusal refuse_position(Asked const& asked, command::Position const& after);
MaybeRefusal refuse_auto_reveal(std::optional<std::int64_t> ms, std::string where);
/// DOT-6: a ticket among dots that are collected stays as it is.
MaybeRefusal refuse_in_dots(Asked const& asked, std::vector<TicketId> const& tickets);
/// The same, unless all dots are dealt again, for which one has to lead.
/// @return the votings whose dots are
Result<std::vector<BallotId>> redealt(Asked const& asked, std::vector<TicketId> const& tickets,
                                      bool redeal);
/// @param more   bytes that would come
MaybeRefusal refuse_full_room(Asked const& asked, std::size_t more);

Decision decide(Asked const&, command::Arrive const&);
Decision decide(Asked const&, command::Leave const&);
Decision decide(Asked const&, command::RenameParticipant const&);
Decision decide(Asked const&, command::SetRole const&);

Decision decide(Asked const&, command::CreateRoom const&);
Decision decide(Asked const&, command::ConfigureRoom const&);
Decision decide(Asked const&, command::SetSpotlight const&);

Decision decide(Asked const&, command::AddTicket const&);
Decision decide(Asked const&, command::ImportTickets const&);
Decision decide(Asked const&, command::EditTickets const&);
Decision decide(Asked const&, command::MoveTickets const&);
Decision decide(Asked const&, command::ArchiveTickets const&);
Decision decide(Asked const&, command::RestoreTickets const&);
Decision decide(Asked const&, command::ReplaceText const&);
Decision decide(Asked const&, command::RerankTickets const&);

Decision decide(Asked const&, command::OpenRound const&);
Decision decide(Asked const&, command::GiveEstimate const&);
Decision decide(Asked const&, command::WithdrawEstimate const&);
Decision decide(Asked const&, command::HoldRound const&);
Decision decide(Asked const&, command::RevealRound const&);
Decision decide(Asked const&, command::SkipRound const&);
Decision decide(Asked const&, command::SettleRound const&);
Decision decide(Asked const&, command::ReopenRound const&);

Decision decide(Asked const&, command::Undo const&);

Decision decide(Asked const&, command::RemoveParticipant const&);
Decision decide(Asked const&, command::ClaimFacilitation const&);
Decision decide(Asked const&, command::ReturnFacilitation const&);
Decision decide(Asked const&, command::NameScribe const&);

Decision decide(Asked const&, command::EndRoom const&);
Decision decide(Asked const&, command::ReopenRoom const&);
Decision decide(Asked const&, command::RenewLink const&);

Decision decide(Asked const&, command::CheckEntry const&);
Decision decide(Asked const&, command::OverrideReady const&);
Decision decide(Asked const&, command::LinkTicket const&);
Decision decide(Asked const&, command::UnlinkTicket const&);
Decision decide(Asked const&, command::ParkTicket const&);
Decision decide(Asked const&, command::UnparkTicket const&);
Decision decide(Asked const&, command::AskQuestion const&);
Decision decide(Asked const&, command::AnswerQuestion const&);
Decision decide(Asked const&, command::MarkRead const&);

Decision decide(Asked const&, command::AddItem const&);
Decision decide(Asked const&, command::EditItem const&);
Decision decide(Asked const&, command::MoveItem const&);
Decision decide(Asked const&, command::RemoveItem const&);
Decision decide(Asked const&, command::StartItem const&);
Decision decide(Asked const&, command::NextItem const&);
Decision decide(Asked const&, command::StopItem const&);
Decision decide(Asked const&, command::SkipItem const&);

Decision decide(Asked const&, command::StartTimer const&);
Decision decide(Asked const&, command::PauseTimer const&);
Decision decide(Asked const&, command::ResumeTimer const&);
Decision decide(Asked const&, command::ExtendTimer const&);
Decision decide(Asked const&, command::StopTimer const&);
Decision decide(Asked const&, command::ExpireTimer const&);

Decision decide(Asked const&, command::EndMeeting const&);
Decision decide(Asked const&, command::RateMeeting const&);

Decision decide(Asked const&, command::SetCapacity const&);
Decision decide(Asked const&, command::CommitSprint const&);
Decision decide(Asked const&, command::ReleaseSprint const&);

Decision decide(Asked const&, command::ExcuseFromBallot const&);
Decision decide(Asked const&, command::SayDone const&);
Decision decide(Asked const&, command::CancelBallot const&);
Decision decide(Asked const&, command::ExtendBallot const&);
Decision decide(Asked const&, command::SettleBallot const&);
Decision decide(Asked const&, command::ReopenBallot const&);

Decision decide(Asked const&, command::OpenDots const&);
Decision decide(Asked const&, command::PlaceDot const&);
Decision decide(Asked const&, command::TakeDot const&);
Decision decide(Asked const&, command::CloseDots const&);
Decision decide(Asked const&, command::SizeByDots const&);

Decision decide(Asked const&, command::ApplyOrder const&);

Decision decide(Asked const&, command::MergeTickets const&);
Decision decide(Asked const&, command::OpenSplit const&);
Decision decide(Asked const&, command::EditSplit const&);
Decision decide(Asked const&, command::CloseSplit const&);
Decision decide(Asked const&, command::SplitTicket const&);

}  // namespace refinery
