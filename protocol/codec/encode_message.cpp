#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/encode.hpp"
#include "protocol/codec/encode_values.hpp"
#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/regrouping_values.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/codec/ticket_view.hpp"
#include "protocol/domain/overloaded.hpp"

// Everything that the server says beside operations.

namespace refinery {

namespace {

using namespace messages;

void write_limits(JsonWriter& json, Limits const& limits) {
    json.begin_object();
    json.field("hello_bytes_max", limits.hello_bytes_max);
    json.field("message_bytes_max", limits.message_bytes_max);
    json.field("commands_per_message_max", limits.commands_per_message_max);
    json.field("text_bytes_max", limits.text_bytes_max);
    json.field("title_code_points_max", limits.title_code_points_max);
    json.field("name_code_points_max", limits.name_code_points_max);
    json.field("note_code_points_max", limits.note_code_points_max);
    json.field("key_code_points_max", limits.key_code_points_max);
    json.field("room_bytes_max", limits.room_bytes_max);
    json.field("unanswered_max", limits.unanswered_max);
    json.field("unanswered_bytes_max", limits.unanswered_bytes_max);
    json.field("operations_per_second", limits.operations_per_second);
    json.field("operations_burst", limits.operations_burst);
    json.field("presence_per_second", limits.presence_per_second);
    json.field("queued_bytes_max", limits.queued_bytes_max);
    json.field("csv_bytes_max", limits.csv_bytes_max);
    json.field("csv_rows_max", limits.csv_rows_max);
    json.end_object();
}

void write_data(JsonWriter& json, RejectionData const& data) {
    if (std::holds_alternative<std::monostate>(data)) return;
    json.key("data");
    json.begin_object();
    std::visit(
        overloaded{
            [](std::monostate) {},
            [&](rejection_data::StaleText const& stale) {
                json.field("doc", stale.doc);
                json.field("v", stale.v);
            },
            [&](rejection_data::Archived const& archived) {
                json.field("ticket", archived.ticket);
                json.key("archived");
                json.begin_object();
                json.field("at", archived.at);
                json.nullable("by", archived.by);
                json.end_object();
            },
            [&](rejection_data::Phase const& phase) {
                json.field("phase", phase.phase);
                json.field("at", phase.at);
            },
            [&](rejection_data::Limit const& limit) { json.field("limit", limit.limit); },
            [&](rejection_data::Depends const& depends) {
                json.field("ticket", depends.ticket);
                json.optional("field", depends.field);
                json.nullable("by", depends.by);
                json.field("seq", depends.seq);
            },
            [&](rejection_data::Cycle const& cycle) { write_field(json, "path", cycle.path); },
            [&](rejection_data::InBallot const& voted) {
                json.field("ballot", voted.ballot);
                json.field("ticket", voted.ticket);
            },
            [&](rejection_data::StaleClock const& stale) {
                json.field("revision", stale.revision);
            },
            [&](rejection_data::TooLittleTime const& left) {
                json.field("item", left.item);
                json.field("ms", left.ms);
            },
            [&](rejection_data::NotReady const& not_ready) {
                json.field("ticket", not_ready.ticket);
                json.field("ready", not_ready.ready);
                json.field("of", not_ready.of);
            },
        },
        data);
    json.end_object();
}

void write(JsonWriter& json, ParticipantView const& person) {
    json.begin_object();
    json.field("participant", person.participant);
    json.field("name", person.name);
    json.optional("title", person.title);
    write_name(json, "role", person.role);
    json.field("facilitates", person.facilitates);
    json.field("owns", person.owns);
    json.field("left", person.left);
    if (person.removed) json.field("removed", true);
    if (person.claimed) json.field("claimed", true);
    json.end_object();
}

void write(JsonWriter& json, RoundView const& round, Deck const& deck_of_room) {
    json.begin_object();
    json.field("round", round.round);
    json.optional("ticket", round.ticket);
    json.optional("question", round.question);
    json.field("number", round.number);
    if (round.deck != deck_of_room) write_field(json, "deck", round.deck);
    json.field("anonymous", round.anonymous);
    json.nullable("auto_reveal_ms", round.auto_reveal_ms);
    json.field("phase", round.phase);
    json.field("opened", round.opened);
    json.optional("revealed", round.revealed);
    write_name(json, "skipped", round.skipped);
    write_field(json, "voted", round.voted);
    if (round.closing) {
        json.key("closing");
        json.begin_object();
        json.field("until", *round.closing);
        json.end_object();
    }
    write_name(json, "held", round.held);
    write_optional(json, "choices", round.choices);
    write_optional(json, "counts", round.counts);
    json.optional("estimate", round.estimate);
    write_unless_empty(json, "excused", round.excused);
    json.optional("settled", round.settled);
    json.end_object();
}

void write_placed(JsonWriter& json, std::vector<DotsLeft> const& placed) {
    if (placed.empty()) return;
    json.key("placed");
    json.begin_list();
    for (auto const& each : placed) {
        json.begin_object();
        json.field("participant", each.participant);
        json.field("left", each.left);
        json.end_object();
    }
    json.end_list();
}

void write(JsonWriter& json, BallotView const& ballot) {
    json.begin_object();
    json.field("ballot", ballot.ballot);
    json.field("kind", "dots");
    write_members(json, ballot.asks);
    write_name(json, "voters", ballot.voters);
    json.field("anonymous", ballot.anonymous);
    json.optional("ms", ballot.ms);
    json.field("phase", ballot.phase);
    json.field("opened", ballot.opened);
    if (ballot.closing) {
        json.key("closing");
        json.begin_object();
        json.field("until", *ballot.closing);
        json.end_object();
    }
    write_placed(json, ballot.placed);
    write_unless_empty(json, "done", ballot.done);
    write_unless_empty(json, "excused", ballot.excused);
    json.optional("revealed", ballot.revealed);
    write_optional(json, "hands", ballot.hands);
    write_optional(json, "totals", ballot.totals);
    json.optional("settled", ballot.settled);
    json.optional("cancelled", ballot.cancelled);
    write_name(json, "why", ballot.why);
    if (ballot.returned > 0) json.field("returned", ballot.returned);
    json.end_object();
}

void write_ballots(JsonWriter& json, std::vector<BallotView> const& ballots) {
    if (ballots.empty()) return;
    json.key("ballots");
    json.begin_list();
    for (auto const& ballot : ballots) write(json, ballot);
    json.end_list();
}

/// STA-1.
void write(JsonWriter& json, RoomView const& state) {
    json.begin_object();
    json.key("room");
    json.begin_object();
    json.field("room", state.room);
    json.field("title", state.title);
    json.optional("code", state.code);
    write_field(json, "deck", state.deck);
    json.field("anonymous", state.anonymous);
    json.nullable("auto_reveal_ms", state.auto_reveal_ms);
    write_field(json, "rights", state.rights);
    json.field("locked", state.locked);
    if (state.passcode) json.field("passcode", true);
    json.field("status", state.status);
    write_optional(json, "spotlight", state.spotlight);
    write_optional(json, "ended", state.ended);
    write_plan(json, state.plan);
    json.optional("scribe", state.scribe);
    write_optional(json, "claim", state.claim);
    write_optional(json, "meeting", state.meeting);
    json.end_object();
    json.key("participants");
    json.begin_list();
    for (auto const& person : state.participants) write(json, person);
    json.end_list();
    json.key("tickets");
    json.begin_list();
    for (auto const& ticket : state.tickets) write_ticket_view(json, ticket);
    json.end_list();
    json.key("rounds");
    json.begin_list();
    for (auto const& round : state.rounds) write(json, round, state.deck);
    json.end_list();
    write_ballots(json, state.ballots);
    write_unless_empty(json, "splits", state.splits);
    write_unless_empty(json, "agenda", state.agenda);
    write_unless_empty(json, "clocks", state.clocks);
    write_unless_empty(json, "sprints", state.sprints);
    write_unless_empty(json, "meetings", state.meetings);
    json.end_object();
}

void write(JsonWriter& json, PresenceOf const& person) {
    json.begin_object();
    json.field("participant", person.participant);
    write_name(json, "state", person.state);
    json.field("since", person.since);
    json.optional("ticket", person.ticket);
    json.optional("typing", person.typing);
    json.optional("caret", person.caret);
    json.optional("hand", person.hand);
    json.optional("hand_at", person.hand_at);
    json.optional("done", person.done);
    json.optional("nudge", person.nudge);
    json.end_object();
}

/// Writes the members of a message, `type` among them.
class MessageWriter {
public:
    explicit MessageWriter(JsonWriter& json) : json_(json) {}

    void operator()(Welcome const& welcome) {
        json_.field("type", "welcome");
        json_.field("protocol", 1);
        json_.field("server", welcome.server_version);
        write_who(welcome);
        json_.optional("seat", welcome.seat);
        json_.field("session", welcome.session_known ? "known" : "new");
        json_.field("forgotten", welcome.forgotten);
        json_.field("epoch", welcome.epoch);
        json_.field("seq", welcome.seq);
        write_name(json_, "mode", welcome.mode);
        json_.field("server_time", welcome.server_time);
        write_name(json_, "durability", welcome.durability);
        json_.key("limits");
        write_limits(json_, welcome.limits);
    }
    void operator()(Ack const& ack) {
        json_.field("type", "ack");
        json_.field("cseq", ack.cseq);
        json_.field("seq", ack.seq);
        json_.optional("secret", ack.secret);
    }
    void operator()(Refused const& refused) {
        json_.field("type", "refused");
        json_.optional("cseq", refused.cseq);
        json_.optional("re", refused.re);
        json_.field("code", name_of(refused.rejection.code));
        json_.field("message", refused.rejection.message);
        json_.optional("where", refused.rejection.where);
        json_.optional("retry", refused.rejection.retry_ms);
        write_data(json_, refused.rejection.data);
    }
    void operator()(Snapshot const& snapshot) {
        json_.field("type", "snapshot");
        json_.field("epoch", snapshot.epoch);
        json_.field("seq", snapshot.seq);
        json_.field("part", 1);
        json_.field("of", 1);
        json_.key("state");
        write(json_, snapshot.state);
    }
    void operator()(Yours const& yours) {
        json_.field("type", "yours");
        json_.key("rounds");
        json_.begin_object();
        for (auto const& own : yours.own.rounds)
            write_field(json_, to_string(own.round), own.choice);
        json_.end_object();
        if (yours.own.dots.empty()) return;
        json_.key("dots");
        json_.begin_object();
        for (auto const& own : yours.own.dots) {
            json_.key(to_string(own.ballot));
            json_.begin_object();
            for (auto const& dots : own.dots) json_.field(to_string(dots.ticket), dots.n);
            json_.end_object();
        }
        json_.end_object();
    }
    void operator()(TextState const& state) {
        json_.field("type", "text.state");
        json_.field("doc", to_string(state.doc));
        json_.field("v", state.v);
        json_.field("text", state.text);
    }
    void operator()(Found const& found) {
        json_.field("type", "found");
        json_.field("id", found.id);
        write_field(json_, "tickets", found.tickets);
    }
    void operator()(PresenceUpdate const& update) {
        json_.field("type", "presence");
        if (update.full) json_.field("full", true);
        json_.key("people");
        json_.begin_list();
        for (auto const& person : update.people) write(json_, person);
        json_.end_list();
        write_field(json_, "gone", update.gone);
        json_.optional("readers", update.readers);
    }
    void operator()(TimeAnswer const& answer) {
        json_.field("type", "time");
        json_.field("t0", answer.t0);
        json_.field("server_time", answer.server_time);
    }
    void operator()(Heartbeat const& heartbeat) {
        json_.field("type", "heartbeat");
        json_.field("epoch", heartbeat.epoch);
        json_.field("seq", heartbeat.seq);
        json_.field("server_time", heartbeat.server_time);
        json_.optional("hash", heartbeat.hash);
    }
    void operator()(messages::Status const& status) {
        json_.field("type", "status");
        write_name(json_, "store", status.store);
        json_.optional("reason", status.reason);
    }
    void operator()(Bye const& bye) {
        json_.field("type", "bye");
        json_.field("code", name_of(bye.code));
        json_.field("message", bye.message);
        json_.optional("retry", bye.retry_ms);
        json_.optional("where", bye.where);
    }

private:
    /// JOIN-10: a reader is nobody in the room and holds no right.
    void write_who(Welcome const& welcome) {
        if (!welcome.participant) {
            json_.field("role", "reader");
            json_.field("facilitates", false);
            json_.field("owns", false);
            return;
        }
        json_.field("participant", *welcome.participant);
        write_name(json_, "role", welcome.role);
        json_.field("facilitates", welcome.facilitates);
        json_.field("owns", welcome.owns);
    }

    JsonWriter& json_;
};

}  // namespace

std::string encode(ServerMessage const& message) {
    JsonWriter json;
    json.begin_object();
    std::visit(MessageWriter(json), message);
    json.end_object();
    return json.take();
}

std::string_view name_of(RejectionCode code) {
    switch (code) {
        case RejectionCode::bad_request: return "bad_request";
        case RejectionCode::forbidden: return "forbidden";
        case RejectionCode::not_found: return "not_found";
        case RejectionCode::conflict: return "conflict";
        case RejectionCode::not_applied: return "not_applied";
        case RejectionCode::phase: return "phase";
        case RejectionCode::too_large: return "too_large";
        case RejectionCode::rate_limited: return "rate_limited";
        case RejectionCode::busy: return "busy";
        case RejectionCode::read_only: return "read_only";
        case RejectionCode::cycle: return "cycle";
        case RejectionCode::in_ballot: return "in_ballot";
        case RejectionCode::depends: return "depends";
        case RejectionCode::unsupported: return "unsupported";
        case RejectionCode::internal: return "internal";
        case RejectionCode::bad_key: return "bad_key";
        case RejectionCode::passcode: return "passcode";
        case RejectionCode::locked: return "locked";
        case RejectionCode::removed: return "removed";
        // It never leaves the room; if it did, that would be a mistake of ours.
        case RejectionCode::rerank_first: return "internal";
    }
    return "internal";
}

std::string_view name_of(ByeCode code) {
    switch (code) {
        case ByeCode::not_found: return "not_found";
        case ByeCode::bad_request: return "bad_request";
        case ByeCode::bad_key: return "bad_key";
        case ByeCode::passcode: return "passcode";
        case ByeCode::removed: return "removed";
        case ByeCode::locked: return "locked";
        case ByeCode::unsupported: return "unsupported";
        case ByeCode::protocol: return "protocol";
        case ByeCode::replaced: return "replaced";
        case ByeCode::left: return "left";
        case ByeCode::busy: return "busy";
        case ByeCode::read_only: return "read_only";
        case ByeCode::slow: return "slow";
        case ByeCode::silent: return "silent";
        case ByeCode::drain: return "drain";
        case ByeCode::moved: return "moved";
    }
    return "protocol";
}

}  // namespace refinery
