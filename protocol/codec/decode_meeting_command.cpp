#include "protocol/codec/command_readers.hpp"
#include "protocol/codec/meeting_values.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

// The commands that the meeting brought: one function each, and a table of them.

namespace refinery {

namespace {

using Data = Fields const&;

/// A member that may be null, but has to be there.
template <class IdType>
std::optional<IdType> id_or_null(Data data, std::string_view name) {
    if (data.is_null(name)) return std::nullopt;
    return data.id<IdType>(name);
}

/// Which of two words stands there; the first where none does.
bool is_first(Data data, std::string_view name, std::string_view first, std::string_view second) {
    auto const word = data.optional_text(name);
    if (!word || *word == first) return true;
    if (*word != second) data.wrong(name, "This is none of the values that may stand here.");
    return false;
}

/// One of `blocks` and `external`.
void refuse_both(Data data) {
    if (data.has("blocks") && data.has("external"))
        data.wrong("external", "Give either a ticket or something outside the room.");
}

// --- people and the room ----------------------------------------------------------------------

CommandBody remove_participant(Data data) {
    return command::RemoveParticipant{data.id<ParticipantId>("participant")};
}

CommandBody claim_facilitation(Data data) {
    // The facts are the room's own (PAR-11).
    return command::ClaimFacilitation{.for_participant = data.optional_id<ParticipantId>("for")};
}

CommandBody return_facilitation(Data) { return command::ReturnFacilitation{}; }

CommandBody name_scribe(Data data) {
    return command::NameScribe{id_or_null<ParticipantId>(data, "participant")};
}

CommandBody end_room(Data data) { return command::EndRoom{.reason = data.optional_text("reason")}; }

CommandBody reopen_room(Data) { return command::ReopenRoom{}; }

CommandBody renew_link(Data data) {
    return command::RenewLink{.which = data.alternative<command::Link>("which"),
                              .off = data.optional_truth("off").value_or(false)};
}

// --- tickets ----------------------------------------------------------------------------------

CommandBody check_entry(Data data) {
    return command::CheckEntry{.ticket = data.id<TicketId>("ticket"),
                               .list = data.alternative<Checklist>("list"),
                               .entry = data.id<EntryId>("entry"),
                               .on = data.truth("on")};
}

CommandBody override_ready(Data data) {
    command::OverrideReady override{.ticket = data.id<TicketId>("ticket"), .reason = {}};
    if (!data.is_null("reason")) override.reason = data.text("reason");
    return override;
}

CommandBody link_ticket(Data data) {
    refuse_both(data);
    command::LinkTicket link{.ticket = data.id<TicketId>("ticket"), .what = {}};
    if (auto const external = data.optional_object("external"))
        link.what = command::ExternalLink{.entry = external->optional_id<EntryId>("entry"),
                                          .title = external->text("title"),
                                          .url = external->optional_text("url"),
                                          .done = external->optional_truth("done").value_or(false)};
    else
        link.what = data.id<TicketId>("blocks");
    return link;
}

CommandBody unlink_ticket(Data data) {
    refuse_both(data);
    command::UnlinkTicket unlink{.ticket = data.id<TicketId>("ticket"), .what = {}};
    if (auto const external = data.optional_id<EntryId>("external"))
        unlink.what = *external;
    else
        unlink.what = data.id<TicketId>("blocks");
    return unlink;
}

CommandBody park_ticket(Data data) {
    return command::ParkTicket{.ticket = data.id<TicketId>("ticket"),
                               .question = data.optional_text("question"),
                               .owner = data.optional_id<ParticipantId>("owner")};
}

CommandBody unpark_ticket(Data data) { return command::UnparkTicket{data.id<TicketId>("ticket")}; }

CommandBody ask_question(Data data) {
    return command::AskQuestion{.ticket = data.id<TicketId>("ticket"),
                                .question = data.optional_id<QuestionId>("question"),
                                .text = data.text("text"),
                                .owner = data.optional_id<ParticipantId>("owner")};
}

CommandBody answer_question(Data data) {
    return command::AnswerQuestion{.ticket = data.id<TicketId>("ticket"),
                                   .question = data.id<QuestionId>("question"),
                                   .text = data.text("text")};
}

CommandBody mark_read(Data data) { return command::MarkRead{data.id<TicketId>("ticket")}; }

// --- the agenda -------------------------------------------------------------------------------

/// AGD-2.
command::AgendaPosition read_place(Data data) {
    if (data.is_null("after")) return command::OnTop{};
    auto const after = data.optional_id<ItemId>("after");
    if (!after) return command::AtEnd{};
    return *after;
}

CommandBody add_item(Data data) {
    return command::AddItem{.item = data.optional_id<ItemId>("item"),
                            .kind = data.alternative<AgendaKind>("kind"),
                            .title = data.optional_text("title"),
                            .minutes = data.integer("minutes"),
                            .tickets = data.optional_ids<TicketId>("tickets"),
                            .needs = data.optional_ids<ParticipantId>("needs"),
                            .after = read_place(data)};
}

CommandBody edit_item(Data data) {
    command::EditItem edit{.item = data.id<ItemId>("item"), .set = {}};
    auto const set = data.object("set");
    if (!set) return edit;
    if (set->json().size() == 0) data.wrong("set", "Nothing is set.");
    edit.set = read_item_changes(*set);
    return edit;
}

CommandBody move_item(Data data) {
    return command::MoveItem{.item = data.id<ItemId>("item"), .after = read_place(data)};
}

template <class Body>
CommandBody of_item(Data data) {
    return Body{data.id<ItemId>("item")};
}

// --- clocks -----------------------------------------------------------------------------------

CommandBody start_timer(Data data) {
    return command::StartTimer{.clock = data.alternative<ClockName>("clock"),
                               .ms = data.integer("ms")};
}

template <class Body>
CommandBody of_clock(Data data) {
    return Body{.clock = data.alternative<ClockName>("clock"),
                .revision = data.optional_natural("revision")};
}

CommandBody extend_timer(Data data) {
    return command::ExtendTimer{.clock = data.alternative<ClockName>("clock"),
                                .revision = data.optional_natural("revision"),
                                .ms = data.integer("ms"),
                                .from = data.optional_id<ItemId>("from")};
}

// --- meetings and capacity --------------------------------------------------------------------

CommandBody end_meeting(Data data) {
    return command::EndMeeting{.reason = data.alternative<EndReason>("reason"),
                               .agenda_again = is_first(data, "agenda", "again", "clear"),
                               .cancel_ballots = !is_first(data, "ballots", "leave", "cancel")};
}

CommandBody rate_meeting(Data data) { return command::RateMeeting{data.integer("stars")}; }

CommandBody set_capacity(Data data) {
    command::SetCapacity capacity{.sprint = data.optional_id<SprintId>("sprint"), .name = {}};
    if (data.is_null("points")) {
        // A sprint that goes is only named by its id.
        capacity.sprint = data.id<SprintId>("sprint");
        capacity.name = data.optional_text("name").value_or(std::string{});
    } else {
        capacity.name = data.text("name");
        capacity.points = data.integer("points");
    }
    return capacity;
}

CommandBody commit_sprint(Data data) {
    command::CommitSprint commit{.sprint = data.id<SprintId>("sprint")};
    if (data.has("tickets")) commit.tickets = data.ids<TicketId>("tickets");
    return commit;
}

CommandBody release_sprint(Data data) {
    return command::ReleaseSprint{data.id<SprintId>("sprint")};
}

// ----------------------------------------------------------------------------------------------

constexpr std::array<std::pair<std::string_view, PlainCommandReader>, 34> readers{{
    {"participant.remove", remove_participant},
    {"facilitation.claim", claim_facilitation},
    {"facilitation.return", return_facilitation},
    {"scribe.set", name_scribe},
    {"room.end", end_room},
    {"room.reopen", reopen_room},
    {"links.renew", renew_link},
    {"ticket.check", check_entry},
    {"ready.override", override_ready},
    {"ticket.link", link_ticket},
    {"ticket.unlink", unlink_ticket},
    {"ticket.park", park_ticket},
    {"ticket.unpark", unpark_ticket},
    {"question.ask", ask_question},
    {"question.answer", answer_question},
    {"ticket.mark_read", mark_read},
    {"agenda.add", add_item},
    {"agenda.edit", edit_item},
    {"agenda.move", move_item},
    {"agenda.remove", of_item<command::RemoveItem>},
    {"agenda.start", of_item<command::StartItem>},
    {"agenda.next", of_item<command::NextItem>},
    {"agenda.stop", of_item<command::StopItem>},
    {"agenda.skip", of_item<command::SkipItem>},
    {"timer.start", start_timer},
    {"timer.pause", of_clock<command::PauseTimer>},
    {"timer.resume", of_clock<command::ResumeTimer>},
    {"timer.extend", extend_timer},
    {"timer.stop", of_clock<command::StopTimer>},
    {"meeting.end", end_meeting},
    {"meeting.rate", rate_meeting},
    {"capacity.set", set_capacity},
    {"sprint.commit", commit_sprint},
    {"sprint.release", release_sprint},
}};

}  // namespace

PlainCommandReader meeting_command_reader(std::string_view name) {
    auto const found = std::ranges::find(readers, name, [](auto const& row) { return row.first; });
    return found == readers.end() ? nullptr : found->second;
}

}  // namespace refinery
