#include "protocol/codec/decode_command.hpp"

#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/command_readers.hpp"
#include "protocol/codec/decode_values.hpp"
#include "protocol/codec/meeting_values.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/domain/text.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <utility>

// One function a command: the shape of its `data`. What the values have to be like, and who may
// say it when, is for `decide`. A new command is a function and a line in the table at the end.

namespace refinery {

namespace {

using Data = Fields const&;

/// TIC-3.
command::Position read_position(Data data) {
    if (data.is_null("after")) return command::OnTop{};
    auto const after = data.optional_id<TicketId>("after");
    if (!after) return command::AtEnd{};
    return *after;
}

/// TIC-13.
std::vector<TicketId> read_tickets(Data data) {
    if (!data.has("tickets")) return {data.id<TicketId>("ticket")};
    if (data.has("ticket")) data.wrong("tickets", "Give either one ticket or several.");
    auto tickets = data.ids<TicketId>("tickets");
    if (tickets.empty()) data.wrong("tickets", "Give at least one ticket.");
    return tickets;
}

/// TXT-3; the domain sees only a hash of it.
void check_passcode(Data data, std::string_view passcode, Limits const& limits) {
    if (fault_of_line(passcode, limits.name_code_points_max))
        data.wrong("passcode", "A passcode is one line of at most " +
                                   std::to_string(limits.name_code_points_max) + " characters.");
}

std::optional<std::optional<SecretHash>> read_passcode(Data data, DecodeContext const& context) {
    auto const passcode = data.clearable_text("passcode");
    if (!passcode) return std::nullopt;
    if (!*passcode) return std::optional<SecretHash>{};
    check_passcode(data, **passcode, context.limits);
    return context.hasher.of_passcode(**passcode, context.room);
}

// --- people and the room ----------------------------------------------------------------------

CommandBody leave(Data, DecodeContext const&) {
    // Whose leaving it is comes from the connection.
    return command::Leave{};
}

CommandBody rename(Data data, DecodeContext const&) {
    return command::RenameParticipant{.participant = data.optional_id<ParticipantId>("participant"),
                                      .name = data.text("name"),
                                      .title = data.clearable_text("title")};
}

CommandBody set_role(Data data, DecodeContext const&) {
    return command::SetRole{.participant = data.optional_id<ParticipantId>("participant"),
                            .role = data.optional_alternative<Role>("role"),
                            .facilitates = data.optional_truth("facilitates")};
}

CommandBody configure(Data data, DecodeContext const& context) {
    auto const set = data.object("set");
    if (!set) return command::ConfigureRoom{};
    if (set->json().size() == 0) data.wrong("set", "Nothing is set.");
    return command::ConfigureRoom{
        .set = {.title = set->optional_text("title"),
                .deck = read_optional_deck(*set, "deck"),
                .auto_reveal_ms = set->clearable_integer("auto_reveal_ms"),
                .anonymous = set->optional_truth("anonymous"),
                .passcode = read_passcode(*set, context),
                .locked = set->optional_truth("locked"),
                .rights = read_optional_rights(*set, "rights"),
                .plan = read_plan_settings(*set)}};
}

CommandBody set_spotlight(Data data, DecodeContext const&) {
    return command::SetSpotlight{read_spotlight(data)};
}

// --- tickets ----------------------------------------------------------------------------------

CommandBody add_ticket(Data data, DecodeContext const&) {
    return command::AddTicket{.ticket = data.optional_id<TicketId>("ticket"),
                              .title = data.text("title"),
                              .after = read_position(data)};
}

CommandBody import_tickets(Data data, DecodeContext const&) {
    command::ImportTickets import{.tickets = {}, .after = read_position(data)};
    data.each_object("tickets", [&](Fields const& row) {
        refuse_other_fields(row, {"ticket", "title", "key", "description", "estimate"});
        import.tickets.push_back({.ticket = row.optional_id<TicketId>("ticket"),
                                  .title = row.text("title"),
                                  .key = row.optional_text("key"),
                                  .description = row.optional_text("description"),
                                  .estimate = row.optional_text("estimate"),
                                  .details = read_detail_changes(row)});
    });
    if (import.tickets.empty()) data.wrong("tickets", "Give at least one ticket.");
    return import;
}

CommandBody edit_tickets(Data data, DecodeContext const&) {
    command::EditTickets edit{
        .tickets = read_tickets(data), .set = {}, .base = data.optional_natural("base")};
    auto const set = data.object("set");
    if (!set) return edit;
    if (set->json().size() == 0) data.wrong("set", "Nothing is set.");
    refuse_other_fields(*set, {"key", "title", "estimate"});
    edit.set = {.key = set->clearable_text("key"),
                .title = set->optional_text("title"),
                .estimate = set->clearable_text("estimate"),
                .details = read_detail_changes(*set)};
    return edit;
}

CommandBody move_tickets(Data data, DecodeContext const&) {
    return command::MoveTickets{.tickets = read_tickets(data), .after = read_position(data)};
}

CommandBody archive_tickets(Data data, DecodeContext const&) {
    auto const reason = data.optional_alternative<ArchiveReason>("reason");
    auto const by_hand = {ArchiveReason::duplicate, ArchiveReason::outdated,
                          ArchiveReason::low_value};
    if (reason && std::ranges::find(by_hand, *reason) == by_hand.end())
        data.wrong("reason", "This reason comes from the room alone.");
    return command::ArchiveTickets{.tickets = read_tickets(data),
                                   .reason = reason,
                                   .note = data.optional_text("note"),
                                   .of = data.optional_id<TicketId>("of"),
                                   .redeal = data.optional_truth("redeal").value_or(false)};
}

CommandBody restore_tickets(Data data, DecodeContext const&) {
    return command::RestoreTickets{.tickets = read_tickets(data)};
}

CommandBody replace_text(Data data, DecodeContext const&) {
    auto const doc = parse_doc_id(data.text("doc"));
    if (!doc) data.wrong("doc", "This does not name a text.");
    return command::ReplaceText{
        .doc = doc.value_or(DocId{}), .base = data.natural("base"), .text = data.text("text")};
}

// --- rounds -----------------------------------------------------------------------------------

CommandBody open_round(Data data, DecodeContext const&) {
    return command::OpenRound{.round = data.optional_id<BallotId>("round"),
                              .about = read_about(data),
                              .deck = read_optional_deck(data, "deck"),
                              .anonymous = data.optional_truth("anonymous"),
                              .auto_reveal_ms = data.clearable_integer("auto_reveal_ms")};
}

CommandBody give_estimate(Data data, DecodeContext const&) {
    return command::GiveEstimate{
        .round = data.id<BallotId>("round"),
        .choice = Secret<Choice>(
            CardChoice{.card = data.text("card"),
                       .confidence = data.optional_alternative<Confidence>("confidence"),
                       .note = data.optional_text("note")})};
}

CommandBody withdraw_estimate(Data data, DecodeContext const&) {
    return command::WithdrawEstimate{data.id<BallotId>("round")};
}

CommandBody hold_round(Data data, DecodeContext const&) {
    return command::HoldRound{.round = data.id<BallotId>("round"), .why = HoldReason::stop};
}

CommandBody reveal_round(Data data, DecodeContext const&) {
    // `until` is the room's own word (RND-7).
    return command::RevealRound{.round = data.id<BallotId>("round")};
}

CommandBody skip_round(Data data, DecodeContext const&) {
    return command::SkipRound{.round = data.id<BallotId>("round")};
}

CommandBody settle_round(Data data, DecodeContext const&) {
    return command::SettleRound{.round = data.id<BallotId>("round"),
                                .estimate = data.text("estimate")};
}

CommandBody reopen_round(Data data, DecodeContext const&) {
    return command::ReopenRound{data.id<BallotId>("round")};
}

CommandBody undo(Data data, DecodeContext const&) { return command::Undo{data.natural("seq")}; }

// ----------------------------------------------------------------------------------------------

using Reader = CommandBody (*)(Data, DecodeContext const&);

constexpr std::array<std::pair<std::string_view, Reader>, 21> readers{{
    {"participant.leave", leave},
    {"participant.rename", rename},
    {"participant.set_role", set_role},
    {"room.configure", configure},
    {"ticket.add", add_ticket},
    {"tickets.import", import_tickets},
    {"ticket.edit", edit_tickets},
    {"ticket.move", move_tickets},
    {"ticket.archive", archive_tickets},
    {"ticket.restore", restore_tickets},
    {"text.replace", replace_text},
    {"spotlight.set", set_spotlight},
    {"round.open", open_round},
    {"estimate.give", give_estimate},
    {"estimate.withdraw", withdraw_estimate},
    {"round.hold", hold_round},
    {"round.reveal", reveal_round},
    {"round.skip", skip_round},
    {"round.settle", settle_round},
    {"round.reopen", reopen_round},
    {"undo", undo},
}};

}  // namespace

void refuse_other_fields(Data fields, std::initializer_list<std::string_view> known) {
    auto const& details = detail_names();
    for (std::size_t i = 0; i < fields.json().size(); ++i) {
        auto const name = fields.json().name(i);
        if (std::ranges::find(known, name) == known.end() &&
            std::ranges::find(details, name) == details.end())
            fields.wrong(name, "This server does not know this field of a ticket.");
    }
}

Result<CommandBody> decode_command(std::string_view name, JsonView data,
                                   DecodeContext const& context) {
    auto const reader = std::ranges::find(readers, name, [](auto const& row) { return row.first; });
    auto plain = meeting_command_reader(name);
    if (!plain) plain = decide_command_reader(name);
    if (reader == readers.end() && !plain)
        return Rejection{.code = RejectionCode::unsupported,
                         .message = "This server does not know this command."};
    std::optional<FieldFault> fault;
    Fields const fields(data, fault);
    auto body = plain ? plain(fields) : reader->second(fields, context);
    if (fault)
        return Rejection{.code = RejectionCode::bad_request,
                         .message = std::move(fault->message),
                         .where = std::move(fault->where)};
    return body;
}

}  // namespace refinery
