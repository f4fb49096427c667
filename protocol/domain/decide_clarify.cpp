// What is ticked, asked, put aside and read of a ticket (PROTOCOL.md TIC-16 to TIC-22).

#include "protocol/domain/decide_details.hpp"

#include <algorithm>
#include <utility>

namespace refinery {
namespace {

constexpr std::size_t question_code_points_max = 500;

/// The live ticket that a command of the right to write names, or why it cannot be spoken of.
using Found = Result<Ticket const*>;
Found find_live(Asked const& asked, TicketId id) {
    auto const* ticket = asked.room.tickets.find(id);
    if (!ticket) return not_found("ticket");
    if (ticket->archived) return in_the_archive(*ticket);
    return ticket;
}

MaybeRefusal refuse_question(std::string_view text, char const* where) {
    return refuse_line(text, question_code_points_max, where, "A question");
}

template <class Id>
bool holds_id(std::vector<Id> const& list, Id const& id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

MaybeRefusal refuse_entry(Asked const& asked, Ticket const& ticket,
                          command::CheckEntry const& check) {
    if (check.list == Checklist::criteria) {
        auto const& criteria = ticket.details.criteria;
        auto const is_it = [&](Criterion const& each) { return each.entry == check.entry; };
        if (std::any_of(criteria.begin(), criteria.end(), is_it)) return std::nullopt;
        return not_found("criterion");
    }
    auto const& lines = asked.room.plan.ready;
    auto const line = std::find_if(lines.begin(), lines.end(), [&](ReadyEntry const& each) {
        return each.entry == check.entry;
    });
    if (line == lines.end()) return not_found("line of the definition of ready");
    if (line->follows_blockers)
        return bad_request("entry", "This line follows from the dependencies.");
    return std::nullopt;
}

Question const* find_question(Ticket const& ticket, QuestionId id) {
    auto const question = std::find_if(ticket.questions.begin(), ticket.questions.end(),
                                       [&](Question const& each) { return each.id == id; });
    return question == ticket.questions.end() ? nullptr : &*question;
}

std::size_t bytes_more(std::size_t now, std::size_t before) {
    return now > before ? now - before : 0;
}

}  // namespace

Decision decide(Asked const& asked, command::CheckEntry const& check) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    auto const found = find_live(asked, check.ticket);
    if (!found) return found.error();
    auto const& ticket = **found;
    if (auto refusal = refuse_entry(asked, ticket, check)) return *refusal;
    auto const& checked =
        check.list == Checklist::criteria ? ticket.checked_criteria : ticket.checked_ready;
    if (holds_id(checked, check.entry) == check.on) return already_so();
    return happens(operation::EntryChecked{
        .ticket = check.ticket, .list = check.list, .entry = check.entry, .on = check.on});
}

Decision decide(Asked const& asked, command::OverrideReady const& override) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (override.reason)
        if (auto refusal =
                refuse_line(*override.reason, sentence_code_points_max, "reason", "A reason"))
            return *refusal;
    auto const found = find_live(asked, override.ticket);
    if (!found) return found.error();
    auto const& present = (*found)->ready_anyway;
    auto const present_reason = present ? std::optional(present->reason) : std::nullopt;
    if (override.reason == present_reason) return already_so();
    auto const size = [](auto const& reason) { return reason ? reason->size() : 0; };
    if (auto refusal =
            refuse_full_room(asked, bytes_more(size(override.reason), size(present_reason))))
        return *refusal;
    return happens(
        operation::ReadyOverridden{.ticket = override.ticket, .reason = override.reason});
}

Decision decide(Asked const& asked, command::ParkTicket const& park) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (park.question)
        if (auto refusal = refuse_question(*park.question, "question")) return *refusal;
    auto const* named = asked.room.tickets.find(park.ticket);
    if (!named) return not_found("ticket");
    if (auto refusal = refuse_owner(asked, park.owner)) return *refusal;
    if (named->archived) return in_the_archive(*named);
    auto const& present = named->parked;
    if (present && present->question == park.question && present->owner == park.owner)
        return already_so();
    if (auto refusal = refuse_full_room(asked, park.question ? park.question->size() : 0))
        return *refusal;
    return happens(operation::TicketParked{
        .ticket = park.ticket, .question = park.question, .owner = park.owner});
}

Decision decide(Asked const& asked, command::UnparkTicket const& unpark) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    auto const found = find_live(asked, unpark.ticket);
    if (!found) return found.error();
    if (!(*found)->parked) return already_so();
    return happens(operation::TicketUnparked{.ticket = unpark.ticket});
}

Decision decide(Asked const& asked, command::AskQuestion const& ask) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (auto refusal = refuse_question(ask.text, "text")) return *refusal;
    auto const* ticket = asked.room.tickets.find(ask.ticket);
    if (!ticket) return not_found("ticket");
    if (auto refusal = refuse_owner(asked, ask.owner)) return *refusal;
    if (find_question(*ticket, *ask.question)) return id_in_use("question");
    if (ticket->archived) return in_the_archive(*ticket);
    if (ticket->questions.size() >= questions_max)
        return too_large("question", "A ticket has at most 50 questions.", questions_max);
    if (auto refusal = refuse_full_room(asked, ask.text.size())) return *refusal;
    return happens(operation::QuestionAsked{
        .ticket = ask.ticket, .question = *ask.question, .text = ask.text, .owner = ask.owner});
}

Decision decide(Asked const& asked, command::AnswerQuestion const& answer) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    if (auto refusal = refuse_line(answer.text, question_code_points_max, "text", "An answer"))
        return *refusal;
    auto const* ticket = asked.room.tickets.find(answer.ticket);
    if (!ticket) return not_found("ticket");
    auto const* question = find_question(*ticket, answer.question);
    if (!question) return not_found("question");
    if (ticket->archived) return in_the_archive(*ticket);
    auto const& present = question->answer;
    if (present && present->text == answer.text) return already_so();
    if (auto refusal = refuse_full_room(
            asked, bytes_more(answer.text.size(), present ? present->text.size() : 0)))
        return *refusal;
    return happens(operation::QuestionAnswered{
        .ticket = answer.ticket, .question = answer.question, .text = answer.text});
}

Decision decide(Asked const& asked, command::MarkRead const& mark) {
    if (auto refusal = refuse_without(asked, Right::write)) return *refusal;
    auto const found = find_live(asked, mark.ticket);
    if (!found) return found.error();
    // The room itself reads nothing.
    if (!asked.by || holds_id((*found)->read_by, asked.by->id)) return already_so();
    return happens(operation::TicketMarkedRead{.ticket = mark.ticket});
}

}  // namespace refinery
