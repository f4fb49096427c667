#include "protocol/domain/refusals.hpp"

#include <utility>

namespace refinery {
namespace {

char const* needed(Right right) {
    switch (right) {
        case Right::write: return "You need the right to write for this.";
        case Right::order: return "You need the right to order the backlog for this.";
        case Right::lead: return "You need the right to lead for this.";
        case Right::own: return "You need to own the room for this.";
        case Right::vote: return "Only estimators who are here may vote.";
        case Right::self: return "Each person does this for themselves.";
    }
    return "";
}

}  // namespace

Rejection bad_request(std::string where, std::string message) {
    return {.code = RejectionCode::bad_request,
            .message = std::move(message),
            .where = std::move(where)};
}

Rejection forbidden(Right right) { return forbidden(needed(right)); }

Rejection forbidden(std::string message) {
    return {.code = RejectionCode::forbidden, .message = std::move(message)};
}

Rejection not_found(std::string_view what) {
    return {.code = RejectionCode::not_found,
            .message = "There is no such " + std::string(what) + "."};
}

Rejection id_in_use(std::string_view what) {
    return conflict("There is a " + std::string(what) + " with this id already.");
}

Rejection conflict(std::string message) {
    return {.code = RejectionCode::conflict, .message = std::move(message)};
}

Rejection in_the_archive(Ticket const& ticket) {
    return {.code = RejectionCode::conflict,
            .message = "This ticket is in the archive.",
            .data = rejection_data::Archived{
                .ticket = ticket.id, .at = ticket.archived->at, .by = ticket.archived->by}};
}

Rejection not_ready(Ticket const& ticket, Readiness const& readiness) {
    return {.code = RejectionCode::conflict,
            .message = "This ticket is ready " + std::to_string(readiness.ready) + " of " +
                       std::to_string(readiness.of) + ". Say why it can be voted on all the same.",
            .data = rejection_data::NotReady{
                .ticket = ticket.id, .ready = readiness.ready, .of = readiness.of}};
}

Rejection stale_text(DocId const& doc, std::uint64_t v) {
    return {.code = RejectionCode::conflict,
            .message = "Somebody has changed this text.",
            .data = rejection_data::StaleText{.doc = to_string(doc), .v = v}};
}

Rejection wrong_phase(Ballot const& ballot) {
    auto const is_round = std::holds_alternative<Cards>(ballot.asks);
    std::string const subject = is_round ? "This round" : "This voting";
    std::string const phase = phase_name(ballot);
    return {.code = RejectionCode::phase,
            .message = std::holds_alternative<phase::Collecting>(ballot.phase)
                           ? subject + " still collects votes."
                           : subject + " is " + phase + " already.",
            .data = rejection_data::Phase{.phase = phase, .at = phase_since(ballot)}};
}

Rejection in_ballot(Ticket const& ticket, BallotId ballot) {
    return {.code = RejectionCode::in_ballot,
            .message = name_of(ticket) + " is being voted on.",
            .data = rejection_data::InBallot{.ballot = ballot, .ticket = ticket.id}};
}

std::string name_of(Ticket const& ticket) {
    return ticket.key ? *ticket.key : "#" + std::to_string(ticket.number);
}

Rejection too_large(std::string where, std::string message, std::size_t limit) {
    return {.code = RejectionCode::too_large,
            .message = std::move(message),
            .where = std::move(where),
            .data = rejection_data::Limit{.limit = static_cast<std::int64_t>(limit)}};
}

Rejection depends(TicketId ticket, std::optional<Field> field, FieldHistory::Change const& change) {
    return {.code = RejectionCode::depends,
            .message = "Somebody else has changed this since.",
            .data = rejection_data::Depends{
                .ticket = ticket,
                .field = field ? std::optional<std::string>(field_name(*field)) : std::nullopt,
                .by = change.by,
                .seq = change.seq}};
}

char const* field_name(Field field) {
    switch (field) {
        case Field::key: return "key";
        case Field::title: return "title";
        case Field::estimate: return "estimate";
        case Field::description: return "description";
        case Field::rank: return "rank";
        case Field::archived: return "archived";
        case Field::type: return "type";
        case Field::labels: return "labels";
        case Field::theme: return "theme";
        case Field::initiative: return "initiative";
        case Field::priority: return "priority";
        case Field::status: return "status";
        case Field::assignee: return "assignee";
        case Field::requester: return "requester";
        case Field::goal: return "goal";
        case Field::urls: return "urls";
        case Field::criteria: return "criteria";
    }
    return "";
}

std::optional<Rejection> refuse_line(std::string_view line, std::size_t code_points_max,
                                     std::string where, std::string_view subject) {
    auto const fault = fault_of_line(line, code_points_max);
    if (!fault) return std::nullopt;
    auto const sentence = [&](std::string_view rest) { return std::string(subject).append(rest); };
    switch (*fault) {
        case LineFault::empty: return bad_request(std::move(where), sentence(" cannot be empty."));
        case LineFault::control_character:
            return bad_request(std::move(where),
                               sentence(" has no line breaks and no control characters."));
        case LineFault::too_long: break;
    }
    auto refusal =
        bad_request(std::move(where),
                    sentence(" has at most " + std::to_string(code_points_max) + " characters."));
    refusal.data = rejection_data::Limit{.limit = static_cast<std::int64_t>(code_points_max)};
    return refusal;
}

}  // namespace refinery
