#include "protocol/codec/regrouping_values.hpp"

#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/ticket_parts.hpp"

#include <utility>

namespace refinery {

void write(JsonWriter& json, std::vector<TicketLink> const& links) {
    json.begin_list();
    for (auto const& link : links) {
        json.begin_list();
        json.value(link.blocker);
        json.value(link.blocked);
        json.end_list();
    }
    json.end_list();
}

void write(JsonWriter& json, std::vector<operation::ShownVoting> const& votings) {
    json.begin_list();
    for (auto const& voting : votings) {
        json.begin_object();
        json.field("ballot", voting.ballot);
        write_field(json, "tickets", voting.tickets);
        write_outcome(json, voting.outcome);
        if (voting.returned > 0) json.field("returned", voting.returned);
        json.end_object();
    }
    json.end_list();
}

namespace {

void write_homes(JsonWriter& json, std::map<EntryId, TicketId> const& criteria) {
    if (criteria.empty()) return;
    json.key("criteria");
    json.begin_object();
    for (auto const& [entry, child] : criteria) json.field(to_string(entry), child);
    json.end_object();
}

void write(JsonWriter& json, SplitDraft const& draft) {
    json.begin_object();
    json.field("split", draft.id);
    json.field("ticket", draft.ticket);
    json.nullable("by", draft.by);
    json.field("opened", draft.opened);
    json.key("children");
    json.begin_list();
    for (auto const& child : draft.children) {
        json.begin_object();
        json.field("ticket", child.ticket);
        json.field("title", child.title);
        json.optional("guess", child.guess);
        json.end_object();
    }
    json.end_list();
    write_homes(json, draft.criteria);
    json.key("take");
    json.begin_object();
    json.field("type", draft.take.type);
    json.field("labels", draft.take.labels);
    json.field("theme", draft.take.theme);
    json.field("requester", draft.take.requester);
    json.field("links", draft.take.links);
    json.end_object();
    json.end_object();
}

/// `{entry: child}`; a fault where a name is no id. Nothing where it is absent.
std::map<EntryId, TicketId> read_homes(Fields const& from) {
    std::map<EntryId, TicketId> homes;
    auto const object = from.optional_object("criteria");
    if (!object) return homes;
    for (std::size_t i = 0; i < object->json().size(); ++i) {
        auto const name = object->json().name(i);
        auto const entry = parse_id<EntryId>(name);
        if (entry)
            homes.emplace(*entry, object->id<TicketId>(name));
        else
            object->wrong(name, "This is not an id.");
    }
    return homes;
}

template <class Value, class Read>
std::map<TicketId, Value> read_optional_by_ticket(Fields const& from, std::string_view name,
                                                  Read&& read) {
    if (!from.has(name)) return {};
    return read_by_ticket<Value>(from, name, std::forward<Read>(read));
}

}  // namespace

void write(JsonWriter& json, std::vector<SplitDraft> const& splits) {
    json.begin_list();
    for (auto const& draft : splits) write(json, draft);
    json.end_list();
}

void write(JsonWriter& json, std::vector<operation::TicketSplit::Child> const& children) {
    json.begin_list();
    for (auto const& child : children) {
        json.begin_object();
        json.field("ticket", child.ticket);
        json.field("number", child.number);
        json.field("rank", child.rank);
        json.field("title", child.title);
        write_details(json, child.details);
        write_checked(json, child.checked, {});
        write_unless_empty(json, "external", child.external);
        json.end_object();
    }
    json.end_list();
}

void write_split_edit(JsonWriter& json, SplitEdit const& edit) {
    json.optional("add", edit.add);
    json.optional("remove", edit.remove);
    if (!edit.titles.empty()) {
        json.key("titles");
        json.begin_object();
        for (auto const& [child, title] : edit.titles) json.field(to_string(child), title);
        json.end_object();
    }
    if (!edit.guesses.empty()) {
        json.key("guesses");
        json.begin_object();
        for (auto const& [child, guess] : edit.guesses) json.nullable(to_string(child), guess);
        json.end_object();
    }
    write_homes(json, edit.criteria);
    auto const& take = edit.take;
    if (!take.type && !take.labels && !take.theme && !take.requester && !take.links) return;
    json.key("take");
    json.begin_object();
    json.optional("type", take.type);
    json.optional("labels", take.labels);
    json.optional("theme", take.theme);
    json.optional("requester", take.requester);
    json.optional("links", take.links);
    json.end_object();
}

void write_split(JsonWriter& json, operation::TicketSplit const& split) {
    json.field("split", split.split);
    json.field("ticket", split.ticket);
    write_field(json, "children", split.children);
    write_unless_empty(json, "links", split.links);
    write_unless_empty(json, "redealt", split.redealt);
    write_unless_empty(json, "votings", split.votings);
}

void write_fields(JsonWriter& json, operation::FieldValues const& set) {
    json.begin_object();
    json.clearable("key", set.key);
    json.optional("title", set.title);
    write_detail_changes(json, set.details);
    json.end_object();
}

std::vector<TicketLink> read_links(Fields const& from, std::string_view name) {
    std::vector<TicketLink> links;
    if (!from.has(name)) return links;
    from.for_each_element(name, [&](JsonView element, std::size_t index) {
        auto const is_pair = element.is_list() && element.size() == 2;
        auto const id = [&](std::size_t i) {
            auto const text = is_pair ? element.element(i).text() : std::nullopt;
            return text ? parse_id<TicketId>(*text) : std::nullopt;
        };
        auto const blocker = id(0);
        auto const blocked = id(1);
        if (blocker && blocked)
            links.push_back({*blocker, *blocked});
        else
            from.wrong_element(name, index, "This is no pair of tickets.");
    });
    return links;
}

std::vector<operation::ShownVoting> read_votings(Fields const& from) {
    std::vector<operation::ShownVoting> votings;
    if (!from.has("votings")) return votings;
    from.each_object("votings", [&](Fields const& voting) {
        votings.push_back({.ballot = voting.id<BallotId>("ballot"),
                           .tickets = voting.ids<TicketId>("tickets"),
                           .outcome = read_outcome(voting),
                           .returned = voting.optional_natural("returned").value_or(0)});
    });
    return votings;
}

SplitDraft read_split_draft(Fields const& from) {
    SplitDraft draft{.id = from.id<SplitId>("split"),
                     .ticket = from.id<TicketId>("ticket"),
                     .by = from.nullable_id<ParticipantId>("by"),
                     .opened = from.time("opened")};
    from.each_object("children", [&](Fields const& child) {
        draft.children.push_back({.ticket = child.id<TicketId>("ticket"),
                                  .title = child.text("title"),
                                  .guess = child.optional_text("guess")});
    });
    draft.criteria = read_homes(from);
    if (auto const take = from.object("take"))
        draft.take = {.type = take->truth("type"),
                      .labels = take->truth("labels"),
                      .theme = take->truth("theme"),
                      .requester = take->truth("requester"),
                      .links = take->truth("links")};
    return draft;
}

std::vector<operation::TicketSplit::Child> read_children(Fields const& from) {
    std::vector<operation::TicketSplit::Child> children;
    from.each_object("children", [&](Fields const& child) {
        Ticket parts;
        read_parts(child, parts);
        children.push_back({.ticket = child.id<TicketId>("ticket"),
                            .number = child.natural("number"),
                            .rank = child.text("rank"),
                            .title = child.text("title"),
                            .details = std::move(parts.details),
                            .checked = std::move(parts.checked_criteria),
                            .external = std::move(parts.external)});
    });
    return children;
}

SplitEdit read_split_edit(Fields const& from) {
    SplitEdit edit{.add = from.optional_id<TicketId>("add"),
                   .remove = from.optional_id<TicketId>("remove")};
    edit.titles = read_optional_by_ticket<std::string>(
        from, "titles",
        [](Fields const& titles, std::string_view child) { return titles.text(child); });
    edit.guesses = read_optional_by_ticket<std::optional<std::string>>(
        from, "guesses", [](Fields const& guesses, std::string_view child) {
            return guesses.is_null(child) ? std::nullopt : std::optional(guesses.text(child));
        });
    edit.criteria = read_homes(from);
    if (auto const take = from.optional_object("take"))
        edit.take = {.type = take->optional_truth("type"),
                     .labels = take->optional_truth("labels"),
                     .theme = take->optional_truth("theme"),
                     .requester = take->optional_truth("requester"),
                     .links = take->optional_truth("links")};
    return edit;
}

}  // namespace refinery
