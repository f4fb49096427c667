// What the fields of a ticket may say (PROTOCOL.md TIC-15).

#include "protocol/domain/decide_details.hpp"

#include <algorithm>
#include <set>

namespace refinery {
namespace {

// Each of these answers for one kind of value; kinds without bounds of their own are named too, so
// that a new detail does not compile unchecked.

constexpr std::size_t word_code_points_max = 60;
constexpr std::size_t criterion_code_points_max = 500;

std::size_t line_code_points_max(Field field) {
    auto const is_name_of_many = field == Field::theme || field == Field::initiative;
    return is_name_of_many ? short_line_code_points_max : word_code_points_max;
}

char const* subject_of(Field field) {
    switch (field) {
        case Field::labels: return "A label";
        case Field::theme: return "A theme";
        case Field::initiative: return "An initiative";
        case Field::status: return "A status";
        case Field::assignee:
        case Field::requester: return "A person's name";
        case Field::criteria: return "A criterion";
        default: return "A value";
    }
}

MaybeRefusal refuse_value(Field, TicketType, std::string const&) { return std::nullopt; }
MaybeRefusal refuse_value(Field, Priority, std::string const&) { return std::nullopt; }
/// Whether the room has it is asked later (REF-1).
MaybeRefusal refuse_value(Field, GoalId const&, std::string const&) { return std::nullopt; }
MaybeRefusal refuse_value(Field field, std::string const& text, std::string const& where) {
    if (field == Field::urls) return refuse_url(text, where);
    return refuse_line(text, line_code_points_max(field), where, subject_of(field));
}
MaybeRefusal refuse_value(Field field, Status const& status, std::string const& where) {
    return refuse_line(status.text, word_code_points_max, where + ".text", subject_of(field));
}
MaybeRefusal refuse_value(Field field, Criterion const& criterion, std::string const& where) {
    return refuse_line(criterion.text, criterion_code_points_max, where + ".text",
                       subject_of(field));
}

template <class T>
MaybeRefusal refuse_value(Field field, std::optional<T> const& value, std::string const& where) {
    return value ? refuse_value(field, *value, where) : std::nullopt;
}

std::string const& name_of(std::string const& text) { return text; }
EntryId const& name_of(Criterion const& criterion) { return criterion.entry; }

std::size_t entries_max(Field field) {
    switch (field) {
        case Field::labels: return labels_max;
        case Field::urls: return urls_max;
        default: return criteria_max;
    }
}

template <class T>
MaybeRefusal refuse_value(Field field, std::vector<T> const& list, std::string const& where) {
    if (list.size() > entries_max(field))
        return too_large(where, "This list is too long.", entries_max(field));
    std::set<std::decay_t<decltype(name_of(list.front()))>> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto const here = where + "[" + std::to_string(i) + "]";
        if (auto refusal = refuse_value(field, list[i], here)) return refusal;
        if (!seen.insert(name_of(list[i])).second)
            return bad_request(here, "This is in the list already.");
    }
    return std::nullopt;
}

/// White space, control characters, and what no URL holds unescaped.
bool is_out_of_place(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F || c == '"' || c == '<' || c == '>';
}

}  // namespace

MaybeRefusal refuse_url(std::string_view url, std::string where) {
    if (url.size() > url_bytes_max)
        return too_large(std::move(where), "This address is too long.", url_bytes_max);
    auto const follows = [&](std::string_view scheme) {
        return url.size() > scheme.size() && url.substr(0, scheme.size()) == scheme;
    };
    if (!follows("http://") && !follows("https://"))
        return bad_request(std::move(where), "An address begins with http:// or https://.");
    if (std::any_of(url.begin(), url.end(), is_out_of_place))
        return bad_request(std::move(where), "An address has no spaces and no control characters.");
    return std::nullopt;
}

MaybeRefusal refuse_details(DetailChanges const& values, std::string const& where) {
    MaybeRefusal refusal;
    for_each_detail([&](Field field, auto, auto change) {
        if (!refusal && values.*change)
            refusal = refuse_value(field, *(values.*change), where + field_name(field));
    });
    return refusal;
}

MaybeRefusal refuse_goal(Asked const& asked, DetailChanges const& values) {
    if (!values.goal || !*values.goal) return std::nullopt;
    auto const& goals = asked.room.plan.goals;
    auto const is_it = [&](ProductGoal const& each) { return each.goal == **values.goal; };
    if (std::any_of(goals.begin(), goals.end(), is_it)) return std::nullopt;
    return not_found("goal");
}

MaybeRefusal refuse_owner(Asked const& asked, std::optional<ParticipantId> owner) {
    if (!owner) return std::nullopt;
    auto const* person = asked.room.participants.find(*owner);
    if (person && !person->removed) return std::nullopt;
    return not_found("participant");
}

}  // namespace refinery
