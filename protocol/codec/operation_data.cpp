#include "protocol/codec/operation_data.hpp"

#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/domain/overloaded.hpp"

namespace refinery {

void SharedOperationData::operator()(operation::SpotlightMoved const& moved) {
    json_.field("board", moved.spotlight.board);
    json_.optional("ticket", moved.spotlight.ticket);
    json_.optional("ballot", moved.spotlight.ballot);
}

void SharedOperationData::operator()(operation::ParticipantLeft const& left) {
    json_.field("participant", left.participant);
}

void SharedOperationData::operator()(operation::ParticipantReturned const& returned) {
    json_.field("participant", returned.participant);
    json_.optional("name", returned.name);
    write_name(json_, "role", returned.role);
    json_.optional("facilitates", returned.facilitates);
    json_.optional("owns", returned.owns);
}

void SharedOperationData::operator()(operation::ParticipantRenamed const& renamed) {
    json_.field("participant", renamed.participant);
    json_.field("name", renamed.name);
    json_.clearable("title", renamed.title);
}

void SharedOperationData::operator()(operation::ParticipantRoleSet const& set) {
    json_.field("participant", set.participant);
    write_name(json_, "role", set.role);
    json_.optional("facilitates", set.facilitates);
    json_.optional("owns", set.owns);
}

void SharedOperationData::operator()(operation::TicketAdded const& added) {
    json_.field("ticket", added.ticket);
    json_.field("number", added.number);
    json_.field("title", added.title);
    json_.field("rank", added.rank);
    json_.field("created", added.created);
}

void SharedOperationData::operator()(operation::TicketMoved const& moved) {
    write_field(json_, "ranks", moved.ranks);
}

void SharedOperationData::operator()(operation::TicketRestored const& restored) {
    write_field(json_, "ranks", restored.ranks);
}

void SharedOperationData::operator()(operation::TicketsReranked const& reranked) {
    write_field(json_, "ranks", reranked.ranks);
}

void SharedOperationData::operator()(operation::RoundOpened const& opened) {
    json_.field("round", opened.round);
    write_about(json_, opened.asks);
    json_.field("number", opened.asks.number);
    write_field(json_, "deck", opened.asks.deck);
    json_.field("anonymous", opened.anonymous);
    json_.nullable("auto_reveal_ms", opened.auto_reveal_ms);
    write_optional(json_, "meeting", opened.meeting);
}

void SharedOperationData::operator()(operation::EstimateWithdrawn const& withdrawn) {
    json_.field("round", withdrawn.round);
}

void SharedOperationData::operator()(operation::RoundHeld const& held) {
    json_.field("round", held.round);
    write_name(json_, "why", held.why);
}

void SharedOperationData::operator()(operation::RoundRevealed const& revealed) {
    json_.field("round", revealed.round);
    write_outcome(json_, revealed.result);
}

void SharedOperationData::operator()(operation::RoundSkipped const& skipped) {
    json_.field("round", skipped.round);
    write_name(json_, "why", skipped.why);
}

void SharedOperationData::operator()(operation::RoundSettled const& settled) {
    json_.field("round", settled.round);
    json_.optional("ticket", settled.ticket);
    json_.field("estimate", settled.estimate);
}

void SharedOperationData::operator()(operation::RoundReopened const& reopened) {
    json_.field("round", reopened.round);
    json_.optional("ticket", reopened.ticket);
    if (!reopened.estimate) return;
    json_.key("estimate");
    if (*reopened.estimate)
        write(json_, **reopened.estimate);
    else
        json_.null();
}

void write_replaced(JsonWriter& json, std::map<Field, operation::ReplacedValue> const& replaced) {
    if (replaced.empty()) return;
    json.key("replaced");
    json.begin_object();
    for (auto const& [field, former] : replaced) {
        json.key(name_of(field));
        json.begin_object();
        json.key("value");
        std::visit(overloaded{[&](std::optional<std::string> const& text) {
                                  if (text)
                                      json.value(*text);
                                  else
                                      json.null();
                              },
                              [&, field = field](Details const& details) {
                                  write_detail(json, field, details);
                              }},
                   former.value);
        json.nullable("by", former.by);
        json.end_object();
    }
    json.end_object();
}

}  // namespace refinery
