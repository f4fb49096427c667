#pragma once

#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/json_writer.hpp"
#include "protocol/domain/operation.hpp"

namespace refinery {

/// Writes the members of `data` of those operations that are told exactly as they are stored.
/// Whoever writes operations adds to it those that differ.
class SharedOperationData {
public:
    explicit SharedOperationData(JsonWriter& json) : json_(json) {}

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

protected:
    JsonWriter& json() { return json_; }

private:
    JsonWriter& json_;
};

/// `replaced: {field: {value, by}}`, or nothing where nothing was.
void write_replaced(JsonWriter& json, std::map<Field, operation::ReplacedValue> const& replaced);

}  // namespace refinery
