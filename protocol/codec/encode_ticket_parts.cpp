#include "protocol/codec/ticket_parts.hpp"

namespace refinery {

namespace {

void write(JsonWriter& json, Status const& status) {
    json.begin_object();
    json.field("text", status.text);
    write_name(json, "category", status.category);
    json.end_object();
}

void write(JsonWriter& json, std::vector<Criterion> const& criteria) {
    json.begin_list();
    for (auto const& criterion : criteria) {
        json.begin_object();
        json.field("entry", criterion.entry);
        json.field("text", criterion.text);
        json.end_object();
    }
    json.end_list();
}

template <class T>
void write_value(JsonWriter& json, T const& value) {
    if constexpr (NamedAlternative<T>)
        json.value(name_of(value));
    else if constexpr (requires { json.value(value); })
        json.value(value);
    else
        write(json, value);
}

// What is there of a detail: a value or nothing, a list or an empty one.
template <class T>
T const* there(std::optional<T> const& value) {
    return value ? &*value : nullptr;
}
template <class T>
std::vector<T> const* there(std::vector<T> const& list) {
    return list.empty() ? nullptr : &list;
}

template <class T>
void write_or_null(JsonWriter& json, T const* value) {
    if (value)
        write_value(json, *value);
    else
        json.null();
}

}  // namespace

std::array<std::string_view, 11> const& detail_names() {
    static auto const names = [] {
        std::array<std::string_view, 11> all;
        std::size_t n = 0;
        for_each_detail([&](Field field, auto, auto) { all.at(n++) = name_of(field); });
        return all;
    }();
    return names;
}

void write_details(JsonWriter& json, Details const& details) {
    for_each_detail([&](Field field, auto member, auto) {
        auto const* value = there(details.*member);
        if (!value) return;
        json.key(name_of(field));
        write_value(json, *value);
    });
}

void write_detail_changes(JsonWriter& json, DetailChanges const& changes) {
    for_each_detail([&](Field field, auto, auto member) {
        auto const& change = changes.*member;
        if (!change) return;
        json.key(name_of(field));
        write_or_null(json, there(*change));
    });
}

void write_detail(JsonWriter& json, Field field, Details const& details) {
    for_each_detail([&](Field each, auto member, auto) {
        if (each == field) write_or_null(json, there(details.*member));
    });
}

void write(JsonWriter& json, std::vector<std::string> const& lines) {
    json.begin_list();
    for (auto const& line : lines) json.value(line);
    json.end_list();
}

void write(JsonWriter& json, ExternalBlocker const& blocker) {
    json.begin_object();
    json.field("entry", blocker.entry);
    json.field("title", blocker.title);
    json.optional("url", blocker.url);
    json.field("done", blocker.done);
    json.end_object();
}

void write(JsonWriter& json, std::vector<ExternalBlocker> const& blockers) {
    json.begin_list();
    for (auto const& blocker : blockers) write(json, blocker);
    json.end_list();
}

void write(JsonWriter& json, ReadyAnyway const& anyway) {
    json.begin_object();
    json.field("reason", anyway.reason);
    json.field("at", anyway.at);
    json.nullable("by", anyway.by);
    json.end_object();
}

void write(JsonWriter& json, Parked const& parked) {
    json.begin_object();
    json.field("at", parked.at);
    json.nullable("by", parked.by);
    json.optional("question", parked.question);
    json.optional("owner", parked.owner);
    json.end_object();
}

void write(JsonWriter& json, std::vector<Question> const& questions) {
    json.begin_list();
    for (auto const& question : questions) {
        json.begin_object();
        json.field("question", question.id);
        json.field("text", question.text);
        json.field("at", question.at);
        json.nullable("by", question.by);
        json.optional("owner", question.owner);
        if (question.answer) {
            json.key("answer");
            json.begin_object();
            json.field("text", question.answer->text);
            json.field("at", question.answer->at);
            json.nullable("by", question.answer->by);
            json.end_object();
        }
        json.end_object();
    }
    json.end_list();
}

void write_checked(JsonWriter& json, std::vector<EntryId> const& criteria,
                   std::vector<EntryId> const& ready) {
    if (criteria.empty() && ready.empty()) return;
    json.key("checked");
    json.begin_object();
    write_unless_empty(json, "criteria", criteria);
    write_unless_empty(json, "ready", ready);
    json.end_object();
}

}  // namespace refinery
