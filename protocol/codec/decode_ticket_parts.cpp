#include "protocol/codec/ticket_parts.hpp"

namespace refinery {

namespace {

using Name = std::string_view;

void read_value(Fields const& from, Name name, std::string& value) { value = from.text(name); }
void read_value(Fields const& from, Name name, GoalId& value) { value = from.id<GoalId>(name); }
template <NamedAlternative T>
void read_value(Fields const& from, Name name, T& value) {
    value = from.alternative<T>(name);
}
void read_value(Fields const& from, Name name, Status& value) {
    if (auto const status = from.object(name))
        value = {.text = status->text("text"),
                 .category = status->alternative<StatusCategory>("category")};
}
void read_value(Fields const& from, Name name, std::vector<std::string>& value) {
    value = from.texts(name);
}
void read_value(Fields const& from, Name name, std::vector<Criterion>& value) {
    from.each_object(name, [&](Fields const& criterion) {
        value.push_back({.entry = criterion.id<EntryId>("entry"), .text = criterion.text("text")});
    });
}
template <class T>
void read_value(Fields const& from, Name name, std::optional<T>& value) {
    read_value(from, name, value.emplace());
}

Parked read_parked(Fields const& parked) {
    return {.at = parked.time("at"),
            .by = parked.nullable_id<ParticipantId>("by"),
            .question = parked.optional_text("question"),
            .owner = parked.optional_id<ParticipantId>("owner")};
}

Question read_question(Fields const& from) {
    Question question{.id = from.id<QuestionId>("question"),
                      .text = from.text("text"),
                      .at = from.time("at"),
                      .by = from.nullable_id<ParticipantId>("by"),
                      .owner = from.optional_id<ParticipantId>("owner")};
    if (auto const answer = from.optional_object("answer"))
        question.answer = Question::Answer{.text = answer->text("text"),
                                           .at = answer->time("at"),
                                           .by = answer->nullable_id<ParticipantId>("by")};
    return question;
}

}  // namespace

Details read_details(Fields const& from) {
    Details details;
    for_each_detail([&](Field field, auto member, auto) {
        auto const name = name_of(field);
        if (from.has(name)) read_value(from, name, details.*member);
    });
    return details;
}

DetailChanges read_detail_changes(Fields const& from) {
    DetailChanges changes;
    for_each_detail([&](Field field, auto, auto member) {
        auto const name = name_of(field);
        if (!from.has(name)) return;
        // Emplaced as it is: a cleared value, or an empty list.
        auto& change = (changes.*member).emplace();
        if (!from.is_null(name)) read_value(from, name, change);
    });
    return changes;
}

Details read_detail(Fields const& from, std::string_view name, Field field) {
    Details details;
    for_each_detail([&](Field each, auto member, auto) {
        if (each == field && !from.is_null(name)) read_value(from, name, details.*member);
    });
    return details;
}

ExternalBlocker read_external_blocker(Fields const& blocker) {
    return {.entry = blocker.id<EntryId>("entry"),
            .title = blocker.text("title"),
            .url = blocker.optional_text("url"),
            .done = blocker.truth("done")};
}

std::vector<ExternalBlocker> read_external_blockers(Fields const& from) {
    std::vector<ExternalBlocker> blockers;
    if (from.has("external"))
        from.each_object("external", [&](Fields const& blocker) {
            blockers.push_back(read_external_blocker(blocker));
        });
    return blockers;
}

std::vector<Question> read_questions(Fields const& from) {
    std::vector<Question> questions;
    if (from.has("questions"))
        from.each_object("questions", [&](Fields const& question) {
            questions.push_back(read_question(question));
        });
    return questions;
}

void read_parts(Fields const& from, Ticket& ticket) {
    ticket.details = read_details(from);
    if (auto const checked = from.optional_object("checked")) {
        ticket.checked_criteria = checked->optional_ids<EntryId>("criteria");
        ticket.checked_ready = checked->optional_ids<EntryId>("ready");
    }
    if (auto const anyway = from.optional_object("ready_anyway"))
        ticket.ready_anyway = ReadyAnyway{.reason = anyway->text("reason"),
                                          .at = anyway->time("at"),
                                          .by = anyway->nullable_id<ParticipantId>("by")};
    ticket.blocked_by = from.optional_ids<TicketId>("blocked_by");
    ticket.external = read_external_blockers(from);
    if (auto const parked = from.optional_object("parked")) ticket.parked = read_parked(*parked);
    ticket.questions = read_questions(from);
    ticket.read_by = from.optional_ids<ParticipantId>("read_by");
    ticket.moved = from.optional_time("moved");
    ticket.from = from.optional_id<TicketId>("from");
}

}  // namespace refinery
