#pragma once

#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/json_writer.hpp"
#include "protocol/domain/operation.hpp"

namespace refinery {

/// Writes the members of `data` of those operations that are told exactly as they are stored.
/// Whoever writes operations adds to it those that differ.
class SharedOperationData {
public:
    /// @param seq the operation's; a clock's revision is the operation that set it
    SharedOperationData(JsonWriter& json, Sequence seq) : json_(json), seq_(seq) {}

    void operator()(operation::SpotlightMoved const& moved);
    void operator()(operation::ParticipantLeft const& left);
    void operator()(operation::ParticipantReturned const& returned);
    void operator()(operation::ParticipantRenamed const& renamed);
    void operator()(operation::ParticipantRoleSet const& set);
    void operator()(operation::TicketAdded const& added);
    void operator()(operation::TicketMoved const& moved);
    void operator()(operation::TicketRestored const& restored);
    void operator()(operation::TicketsReranked const& reranked);
    void operator()(operation::RoundOpened const& opened);
    void operator()(operation::EstimateWithdrawn const& withdrawn);
    void operator()(operation::RoundHeld const& held);
    void operator()(operation::RoundRevealed const& revealed);
    void operator()(operation::RoundSkipped const& skipped);
    void operator()(operation::RoundSettled const& settled);
    void operator()(operation::RoundReopened const& reopened);

    void operator()(operation::BallotExcused const& excused);
    void operator()(operation::BallotDoneSet const& set);
    void operator()(operation::BallotCancelled const& cancelled);
    void operator()(operation::BallotExtended const& extended);
    void operator()(operation::BallotSettled const& settled);
    void operator()(operation::BallotReopened const& reopened);
    void operator()(operation::DotsOpened const& opened);
    void operator()(operation::DotsClosed const& closed);
    void operator()(operation::DotsSized const& sized);
    void operator()(operation::OrderApplied const& applied);
    void operator()(operation::SplitOpened const& opened);
    void operator()(operation::SplitEdited const& edited);
    void operator()(operation::SplitClosed const& closed);

    void operator()(operation::RoomEnded const& ended);
    void operator()(operation::RoomReopened const& reopened);
    void operator()(operation::ParticipantRemoved const& removed);
    void operator()(operation::FacilitationReturned const& returned);
    void operator()(operation::ScribeNamed const& named);

    void operator()(operation::EntryChecked const& checked);
    void operator()(operation::ReadyOverridden const& overridden);
    void operator()(operation::TicketLinked const& linked);
    void operator()(operation::TicketUnlinked const& unlinked);
    void operator()(operation::TicketParked const& parked);
    void operator()(operation::TicketUnparked const& unparked);
    void operator()(operation::QuestionAsked const& asked);
    void operator()(operation::QuestionAnswered const& answered);
    void operator()(operation::TicketMarkedRead const& marked);

    void operator()(operation::ItemAdded const& added);
    void operator()(operation::ItemEdited const& edited);
    void operator()(operation::ItemMoved const& moved);
    void operator()(operation::ItemRemoved const& removed);
    void operator()(operation::ItemStarted const& started);
    void operator()(operation::ItemStopped const& stopped);
    void operator()(operation::ItemSkipped const& skipped);

    void operator()(operation::TimerStarted const& started);
    void operator()(operation::TimerPaused const& paused);
    void operator()(operation::TimerResumed const& resumed);
    void operator()(operation::TimerExtended const& extended);
    void operator()(operation::TimerStopped const& stopped);
    void operator()(operation::TimerExpired const& expired);

    void operator()(operation::MeetingEnded const& ended);
    void operator()(operation::MeetingRated const& rated);
    void operator()(operation::CapacityChanged const& changed);
    void operator()(operation::SprintCommitted const& committed);
    void operator()(operation::SprintReleased const& released);

protected:
    JsonWriter& json() { return json_; }

private:
    JsonWriter& json_;
    Sequence seq_;
};

/// `replaced: {field: {value, by}}`, or nothing where nothing was.
void write_replaced(JsonWriter& json, std::map<Field, operation::ReplacedValue> const& replaced);

}  // namespace refinery
