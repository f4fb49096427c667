#include "protocol/codec/encode.hpp"
#include "protocol/codec/encode_values.hpp"
#include "protocol/domain/overloaded.hpp"

#include <string_view>

// An operation as everybody is told. Only public forms come in here (SEC-2).

namespace refinery {

namespace {

std::string_view name_of_operation(PublicBody const& body) {
    using namespace std::string_view_literals;
    return std::visit(
        overloaded{
            [](public_form::RoomCreated const&) { return "room.created"sv; },
            [](public_form::RoomConfigured const&) { return "room.configured"sv; },
            [](operation::SpotlightMoved const&) { return "spotlight.moved"sv; },
            [](public_form::ParticipantJoined const&) { return "participant.joined"sv; },
            [](operation::ParticipantLeft const&) { return "participant.left"sv; },
            [](operation::ParticipantReturned const&) { return "participant.returned"sv; },
            [](operation::ParticipantRenamed const&) { return "participant.renamed"sv; },
            [](operation::ParticipantRoleSet const&) { return "participant.role_set"sv; },
            [](operation::TicketAdded const&) { return "ticket.added"sv; },
            [](public_form::TicketsImported const&) { return "tickets.imported"sv; },
            [](operation::TicketEdited const&) { return "ticket.edited"sv; },
            [](operation::TicketMoved const&) { return "ticket.moved"sv; },
            [](operation::TicketArchived const&) { return "ticket.archived"sv; },
            [](operation::TicketRestored const&) { return "ticket.restored"sv; },
            [](operation::TicketsReranked const&) { return "tickets.reranked"sv; },
            [](public_form::TextReplaced const&) { return "text.replaced"sv; },
            [](operation::RoundOpened const&) { return "round.opened"sv; },
            [](public_form::EstimateGiven const&) { return "estimate.given"sv; },
            [](operation::EstimateWithdrawn const&) { return "estimate.withdrawn"sv; },
            [](operation::RoundHeld const&) { return "round.held"sv; },
            [](operation::RoundRevealed const&) { return "round.revealed"sv; },
            [](operation::RoundSkipped const&) { return "round.skipped"sv; },
            [](operation::RoundSettled const&) { return "round.settled"sv; },
            [](operation::RoundReopened const&) { return "round.reopened"sv; },
        },
        body);
}

/// TIC-13: one ticket stands as `ticket`, several as `tickets`.
void write_tickets(JsonWriter& json, std::vector<TicketId> const& tickets, bool always_a_list) {
    if (tickets.size() == 1 && !always_a_list)
        json.field("ticket", tickets.front());
    else
        write_field(json, "tickets", tickets);
}

/// Writes the members of `data`.
class DataWriter {
public:
    DataWriter(JsonWriter& json, bool undoes) : json_(json), undoes_(undoes) {}

    void operator()(public_form::RoomCreated const& created) {
        json_.field("room", created.room);
        json_.field("title", created.title);
        json_.field("code", created.code);
        write_field(json_, "deck", created.deck);
        json_.field("anonymous", created.anonymous);
        json_.nullable("auto_reveal_ms", created.auto_reveal_ms);
        write_field(json_, "rights", created.rights);
        if (created.passcode) json_.field("passcode", true);
    }
    void operator()(public_form::RoomConfigured const& configured) {
        json_.key("set");
        json_.begin_object();
        json_.optional("title", configured.title);
        write_optional(json_, "deck", configured.deck);
        json_.clearable("auto_reveal_ms", configured.auto_reveal_ms);
        json_.optional("anonymous", configured.anonymous);
        write_optional(json_, "rights", configured.rights);
        if (configured.passcode) {
            json_.key("passcode");
            if (*configured.passcode)
                json_.value(true);
            else
                json_.null();
        }
        json_.optional("locked", configured.locked);
        json_.end_object();
    }
    void operator()(operation::SpotlightMoved const& moved) {
        json_.field("board", moved.spotlight.board);
        json_.optional("ticket", moved.spotlight.ticket);
        json_.optional("ballot", moved.spotlight.ballot);
    }
    void operator()(public_form::ParticipantJoined const& joined) {
        json_.field("participant", joined.participant);
        json_.field("name", joined.name);
        write_name(json_, "role", joined.role);
        json_.field("facilitates", joined.facilitates);
        json_.field("owns", joined.owns);
    }
    void operator()(operation::ParticipantLeft const& left) {
        json_.field("participant", left.participant);
    }
    void operator()(operation::ParticipantReturned const& returned) {
        json_.field("participant", returned.participant);
        json_.optional("name", returned.name);
        write_name(json_, "role", returned.role);
        json_.optional("facilitates", returned.facilitates);
        json_.optional("owns", returned.owns);
    }
    void operator()(operation::ParticipantRenamed const& renamed) {
        json_.field("participant", renamed.participant);
        json_.field("name", renamed.name);
        json_.clearable("title", renamed.title);
    }
    void operator()(operation::ParticipantRoleSet const& set) {
        json_.field("participant", set.participant);
        write_name(json_, "role", set.role);
        json_.optional("facilitates", set.facilitates);
        json_.optional("owns", set.owns);
    }
    void operator()(operation::TicketAdded const& added) {
        json_.field("ticket", added.ticket);
        json_.field("number", added.number);
        json_.field("title", added.title);
        json_.field("rank", added.rank);
        json_.field("created", added.created);
    }
    void operator()(public_form::TicketsImported const& imported) {
        json_.key("tickets");
        json_.begin_list();
        for (auto const& row : imported.tickets) {
            json_.begin_object();
            json_.field("ticket", row.ticket);
            json_.field("number", row.number);
            json_.field("rank", row.rank);
            json_.field("title", row.title);
            json_.optional("key", row.key);
            if (row.description) {
                json_.key("texts");
                json_.begin_object();
                write_field(json_, "description", *row.description);
                json_.end_object();
            }
            if (row.estimate) json_.field("estimate", row.estimate->card);
            json_.end_object();
        }
        json_.end_list();
        json_.field("created", imported.created);
    }
    void operator()(operation::TicketEdited const& edited) {
        write_tickets(json_, edited.tickets, !edited.each.empty());
        if (edited.each.empty()) {
            json_.key("set");
            write_set(edited.set);
        } else {
            json_.key("each");
            json_.begin_object();
            for (auto const& [ticket, set] : edited.each) {
                json_.key(to_string(ticket));
                write_set(set);
            }
            json_.end_object();
        }
        if (edited.replaced.empty()) return;
        json_.key("replaced");
        json_.begin_object();
        for (auto const& [field, replaced] : edited.replaced) {
            json_.key(name_of(field));
            json_.begin_object();
            json_.nullable("value", replaced.value);
            json_.nullable("by", replaced.by);
            json_.end_object();
        }
        json_.end_object();
    }
    void operator()(operation::TicketMoved const& moved) {
        write_field(json_, "ranks", moved.ranks);
    }
    void operator()(operation::TicketArchived const& archived) {
        write_tickets(json_, archived.tickets, undoes_);
        write_name(json_, "reason", archived.reason);
        json_.optional("note", archived.note);
        json_.optional("of", archived.of);
    }
    void operator()(operation::TicketRestored const& restored) {
        write_field(json_, "ranks", restored.ranks);
    }
    void operator()(operation::TicketsReranked const& reranked) {
        write_field(json_, "ranks", reranked.ranks);
    }
    void operator()(public_form::TextReplaced const& replaced) {
        json_.field("doc", to_string(replaced.doc));
        json_.field("v", replaced.facts.v);
        json_.field("length", replaced.facts.length);
        json_.field("digest", replaced.facts.digest);
    }
    void operator()(operation::RoundOpened const& opened) {
        json_.field("round", opened.round);
        json_.field("ticket", opened.ticket);
        json_.field("number", opened.number);
        write_field(json_, "deck", opened.deck);
        json_.field("anonymous", opened.anonymous);
        json_.nullable("auto_reveal_ms", opened.auto_reveal_ms);
    }
    void operator()(public_form::EstimateGiven const& given) { json_.field("round", given.round); }
    void operator()(operation::EstimateWithdrawn const& withdrawn) {
        json_.field("round", withdrawn.round);
    }
    void operator()(operation::RoundHeld const& held) {
        json_.field("round", held.round);
        write_name(json_, "why", held.why);
    }
    void operator()(operation::RoundRevealed const& revealed) {
        json_.field("round", revealed.round);
        write_result(json_, revealed.result);
    }
    void operator()(operation::RoundSkipped const& skipped) {
        json_.field("round", skipped.round);
        write_name(json_, "why", skipped.why);
    }
    void operator()(operation::RoundSettled const& settled) {
        json_.field("round", settled.round);
        json_.field("ticket", settled.ticket);
        json_.field("estimate", settled.estimate);
    }
    void operator()(operation::RoundReopened const& reopened) {
        json_.field("round", reopened.round);
        json_.field("ticket", reopened.ticket);
        if (!reopened.estimate) return;
        json_.key("estimate");
        if (*reopened.estimate)
            write(json_, **reopened.estimate);
        else
            json_.null();
    }

private:
    void write_set(operation::FieldValues const& set) {
        json_.begin_object();
        json_.clearable("key", set.key);
        json_.optional("title", set.title);
        if (set.estimate) {
            json_.key("estimate");
            write_estimate(*set.estimate);
        }
        json_.end_object();
    }
    /// TIC-5: as it was written; UNDO-3: whole, because it may come from a vote.
    void write_estimate(std::optional<Estimate> const& estimate) {
        if (!estimate)
            json_.null();
        else if (undoes_)
            write(json_, *estimate);
        else
            json_.value(estimate->card);
    }

    JsonWriter& json_;
    bool undoes_;
};

}  // namespace

std::string encode_operation(PublicOperation const& operation) {
    JsonWriter json;
    json.begin_object();
    json.field("seq", operation.seq);
    json.field("at", operation.at);
    json.nullable("by", operation.by);
    json.field("op", name_of_operation(operation.body));
    json.key("data");
    json.begin_object();
    std::visit(DataWriter(json, operation.undoes.has_value()), operation.body);
    json.end_object();
    json.optional("undoes", operation.undoes);
    json.end_object();
    return json.take();
}

std::string encode_operations(Sequence from, Sequence to,
                              std::vector<std::string_view> const& items) {
    // Put together from what is JSON already; a writer would only copy it once more.
    std::string text = R"({"type":"operations","from":)" + std::to_string(from) + R"(,"to":)" +
                       std::to_string(to) + R"(,"items":[)";
    std::size_t bytes = text.size() + 2;
    for (auto const& item : items) bytes += item.size() + 1;
    text.reserve(bytes);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += ',';
        text += items[i];
    }
    text += "]}";
    return text;
}

}  // namespace refinery
