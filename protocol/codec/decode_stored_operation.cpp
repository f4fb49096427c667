#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/decode_values.hpp"
#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/sealed.hpp"
#include "protocol/codec/stored_operation.hpp"
#include "protocol/codec/stored_operation_readers.hpp"
#include "protocol/codec/stored_values.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/domain/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

// The reverse of encode_stored_operation.cpp: one function an operation, and a table of them.

namespace refinery {

namespace {

using Data = Fields const&;

/// What the reading of a hidden choice needs beside the data.
struct Context {
    StoredOperationReader& reader;
    std::optional<ParticipantId> by;
};

// --- the room ---------------------------------------------------------------------------------

OperationBody room_created(Data data, Context&) {
    auto const deck = data.object("deck");
    auto const rights = data.object("rights");
    return operation::RoomCreated{.room = data.id<RoomId>("room"),
                                  .title = data.text("title"),
                                  .code = data.text("code"),
                                  .deck = deck ? read_deck(*deck) : Deck{},
                                  .anonymous = data.truth("anonymous"),
                                  .auto_reveal_ms = data.nullable_integer("auto_reveal_ms"),
                                  .rights = rights ? read_rights(*rights) : Rights{},
                                  .passcode = read_optional_secret_hash(data, "passcode"),
                                  .facilitator_key = read_secret_hash(data, "facilitator_key"),
                                  .read_key = read_secret_hash(data, "read_key")};
}

OperationBody room_configured(Data data, Context&) {
    operation::RoomConfigured configured;
    auto const set = data.object("set");
    if (!set) return configured;
    configured.set = {.title = set->optional_text("title"),
                      .deck = read_optional_deck(*set, "deck"),
                      .anonymous = set->optional_truth("anonymous"),
                      .locked = set->optional_truth("locked"),
                      .rights = read_optional_rights(*set, "rights"),
                      .plan = read_plan_settings(*set)};
    if (set->has("auto_reveal_ms"))
        configured.set.auto_reveal_ms = set->nullable_integer("auto_reveal_ms");
    if (set->is_null("passcode"))
        configured.set.passcode = std::optional<SecretHash>{};
    else if (auto const passcode = read_optional_secret_hash(*set, "passcode"))
        configured.set.passcode = passcode;
    return configured;
}

OperationBody spotlight_moved(Data data, Context&) {
    return operation::SpotlightMoved{read_spotlight(data)};
}

// --- people -----------------------------------------------------------------------------------

OperationBody participant_joined(Data data, Context&) {
    return operation::ParticipantJoined{.participant = data.id<ParticipantId>("participant"),
                                        .seat = read_secret_hash(data, "seat"),
                                        .name = data.text("name"),
                                        .role = data.alternative<Role>("role"),
                                        .facilitates = data.truth("facilitates"),
                                        .owns = data.truth("owns")};
}

OperationBody participant_left(Data data, Context&) {
    return operation::ParticipantLeft{data.id<ParticipantId>("participant")};
}

OperationBody participant_returned(Data data, Context&) {
    return operation::ParticipantReturned{.participant = data.id<ParticipantId>("participant"),
                                          .name = data.optional_text("name"),
                                          .role = data.optional_alternative<Role>("role"),
                                          .facilitates = data.optional_truth("facilitates"),
                                          .owns = data.optional_truth("owns")};
}

OperationBody participant_renamed(Data data, Context&) {
    return operation::ParticipantRenamed{.participant = data.id<ParticipantId>("participant"),
                                         .name = data.text("name"),
                                         .title = data.clearable_text("title")};
}

OperationBody participant_role_set(Data data, Context&) {
    return operation::ParticipantRoleSet{.participant = data.id<ParticipantId>("participant"),
                                         .role = data.optional_alternative<Role>("role"),
                                         .facilitates = data.optional_truth("facilitates"),
                                         .owns = data.optional_truth("owns")};
}

// --- tickets ----------------------------------------------------------------------------------

OperationBody ticket_added(Data data, Context&) {
    return operation::TicketAdded{.ticket = data.id<TicketId>("ticket"),
                                  .number = data.natural("number"),
                                  .title = data.text("title"),
                                  .rank = data.text("rank"),
                                  .created = data.time("created")};
}

OperationBody tickets_imported(Data data, Context&) {
    operation::TicketsImported imported{.tickets = {}, .created = data.time("created")};
    data.each_object("tickets", [&](Fields const& row) {
        imported.tickets.push_back(
            {.ticket = row.id<TicketId>("ticket"),
             .number = row.natural("number"),
             .rank = row.text("rank"),
             .title = row.text("title"),
             .key = row.optional_text("key"),
             .description = row.optional_text("description").value_or(std::string{}),
             .estimate = read_optional_estimate(row, "estimate"),
             .details = read_details(row)});
    });
    return imported;
}

operation::FieldValues read_set(Fields const& set) {
    return {.key = set.clearable_text("key"),
            .title = set.optional_text("title"),
            .estimate = read_clearable_estimate(set, "estimate"),
            .details = read_detail_changes(set)};
}

bool is_detail(Field field) {
    auto const& details = detail_names();
    return std::ranges::find(details, name_of(field)) != details.end();
}

operation::ReplacedValue read_replaced_value(Fields const& former, Field field) {
    operation::ReplacedValue replaced{.value = {}, .by = former.nullable_id<ParticipantId>("by")};
    if (is_detail(field))
        replaced.value = read_detail(former, "value", field);
    else
        replaced.value = former.clearable_text("value").value_or(std::optional<std::string>{});
    return replaced;
}

std::map<Field, operation::ReplacedValue> read_replaced(Fields const& replaced) {
    std::map<Field, operation::ReplacedValue> read;
    for (std::size_t i = 0; i < replaced.json().size(); ++i) {
        auto const name = replaced.json().name(i);
        auto const field = alternative_named<Field>(name);
        auto const former = replaced.object(name);
        if (!field)
            replaced.wrong(name, "This is no field.");
        else if (former)
            read.emplace(*field, read_replaced_value(*former, *field));
    }
    return read;
}

OperationBody ticket_edited(Data data, Context&) {
    operation::TicketEdited edited{.tickets = data.ids<TicketId>("tickets"), .set = {}};
    if (auto const set = data.object("set")) edited.set = read_set(*set);
    if (auto const replaced = data.optional_object("replaced"))
        edited.replaced = read_replaced(*replaced);
    auto const each = data.optional_object("each");
    if (!each) return edited;
    for (std::size_t i = 0; i < each->json().size(); ++i) {
        auto const name = each->json().name(i);
        auto const ticket = parse_id<TicketId>(name);
        auto const set = each->object(name);
        if (!ticket)
            each->wrong(name, "This is not an id.");
        else if (set)
            edited.each.emplace(*ticket, read_set(*set));
    }
    return edited;
}

OperationBody ticket_moved(Data data, Context&) { return operation::TicketMoved{read_ranks(data)}; }

OperationBody ticket_archived(Data data, Context&) {
    return operation::TicketArchived{.tickets = data.ids<TicketId>("tickets"),
                                     .reason = data.optional_alternative<ArchiveReason>("reason"),
                                     .note = data.optional_text("note"),
                                     .of = data.optional_id<TicketId>("of"),
                                     .redealt = data.optional_ids<BallotId>("redealt")};
}

OperationBody ticket_restored(Data data, Context&) {
    return operation::TicketRestored{read_ranks(data)};
}

OperationBody tickets_reranked(Data data, Context&) {
    return operation::TicketsReranked{read_ranks(data)};
}

OperationBody text_replaced(Data data, Context&) {
    auto const doc = parse_doc_id(data.text("doc"));
    if (!doc) data.wrong("doc", "This does not name a text.");
    return operation::TextReplaced{.doc = doc.value_or(DocId{}),
                                   .text = {.v = data.natural("v"), .words = data.text("text")}};
}

// --- rounds -----------------------------------------------------------------------------------

OperationBody round_opened(Data data, Context&) {
    auto const deck = data.object("deck");
    return operation::RoundOpened{.round = data.id<BallotId>("round"),
                                  .asks = {.about = read_about(data),
                                           .number = data.natural("number"),
                                           .deck = deck ? read_deck(*deck) : Deck{}},
                                  .anonymous = data.truth("anonymous"),
                                  .auto_reveal_ms = data.nullable_integer("auto_reveal_ms"),
                                  .meeting = read_optional_beginning(data)};
}

/// A hidden choice, sealed with its author's name.
std::optional<Secret<Choice>> read_sealed(Data data, Context& context, std::string_view name,
                                          BallotId ballot) {
    auto opened = SealedCodec::read(
        data, name,
        {.room = context.reader.room, .ballot = ballot, .by = context.by.value_or(ParticipantId{})},
        context.reader.sealer);
    if (opened.key_missing) context.reader.key_missing = true;
    return std::move(opened.choice);
}

OperationBody estimate_given(Data data, Context& context) {
    auto const round = data.id<BallotId>("round");
    return operation::EstimateGiven{.round = round,
                                    .choice = read_sealed(data, context, "choice", round)};
}

operation::DotsChanged read_dots_changed(Data data, Context& context) {
    auto const ballot = data.id<BallotId>("ballot");
    return {.ballot = ballot,
            .hand = read_sealed(data, context, "hand", ballot),
            .left = data.natural("left")};
}

OperationBody dot_placed(Data data, Context& context) { return read_dots_changed(data, context); }

OperationBody dot_taken(Data data, Context& context) {
    auto changed = read_dots_changed(data, context);
    changed.taken = true;
    return changed;
}

OperationBody estimate_withdrawn(Data data, Context&) {
    return operation::EstimateWithdrawn{data.id<BallotId>("round")};
}

OperationBody round_held(Data data, Context&) {
    return operation::RoundHeld{.round = data.id<BallotId>("round"),
                                .why = data.alternative<HoldReason>("why")};
}

OperationBody round_revealed(Data data, Context&) {
    return operation::RoundRevealed{.round = data.id<BallotId>("round"),
                                    .result = read_outcome(data)};
}

OperationBody round_skipped(Data data, Context&) {
    return operation::RoundSkipped{.round = data.id<BallotId>("round"),
                                   .why = data.optional_alternative<SkipReason>("why")};
}

OperationBody round_settled(Data data, Context&) {
    return operation::RoundSettled{.round = data.id<BallotId>("round"),
                                   .ticket = data.optional_id<TicketId>("ticket"),
                                   .estimate = data.text("estimate")};
}

OperationBody round_reopened(Data data, Context&) {
    return operation::RoundReopened{.round = data.id<BallotId>("round"),
                                    .ticket = data.optional_id<TicketId>("ticket"),
                                    .estimate = read_clearable_estimate(data, "estimate")};
}

// ----------------------------------------------------------------------------------------------

using Reader = OperationBody (*)(Data, Context&);

constexpr std::array<std::pair<std::string_view, Reader>, 26> readers{{
    {"room.created", room_created},
    {"room.configured", room_configured},
    {"spotlight.moved", spotlight_moved},
    {"participant.joined", participant_joined},
    {"participant.left", participant_left},
    {"participant.returned", participant_returned},
    {"participant.renamed", participant_renamed},
    {"participant.role_set", participant_role_set},
    {"ticket.added", ticket_added},
    {"tickets.imported", tickets_imported},
    {"ticket.edited", ticket_edited},
    {"ticket.moved", ticket_moved},
    {"ticket.archived", ticket_archived},
    {"ticket.restored", ticket_restored},
    {"tickets.reranked", tickets_reranked},
    {"text.replaced", text_replaced},
    {"round.opened", round_opened},
    {"estimate.given", estimate_given},
    {"estimate.withdrawn", estimate_withdrawn},
    {"round.held", round_held},
    {"round.revealed", round_revealed},
    {"round.skipped", round_skipped},
    {"round.settled", round_settled},
    {"round.reopened", round_reopened},
    {"dot.placed", dot_placed},
    {"dot.taken", dot_taken},
}};

}  // namespace

std::optional<Operation> StoredOperationReader::read(Fields const& stored) {
    auto const name = stored.text("op");
    auto const found = std::ranges::find(readers, name, [](auto const& row) { return row.first; });
    auto plain = meeting_operation_reader(name);
    if (!plain) plain = decide_operation_reader(name);
    if (found == readers.end() && !plain) return std::nullopt;
    auto const by = stored.optional_id<ParticipantId>("by");
    std::optional<CommandOrigin> origin;
    if (stored.has("session"))
        origin = CommandOrigin{.session = stored.id<SessionId>("session"),
                               .cseq = stored.natural("cseq")};
    auto const data = stored.object("data");
    if (!data) return Operation{};
    Context context{*this, by};
    return Operation{.seq = stored.natural("seq"),
                     .at = stored.time("at"),
                     .by = by,
                     .origin = origin,
                     .undoes = stored.optional_natural("undoes"),
                     .body = plain ? plain(*data) : found->second(*data, context)};
}

}  // namespace refinery
