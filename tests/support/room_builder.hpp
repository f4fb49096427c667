#pragma once

// Words in which tests speak of rooms: who is there, what they ask for, what came of it.

#include "protocol/domain/choices.hpp"
#include "protocol/domain/decide.hpp"
#include "protocol/domain/evolve.hpp"
#include "protocol/domain/view.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace refinery::test {

// --- who and what -----------------------------------------------------------------------------

/// An id that a person can tell from others: its last byte is `n`, its first says what it names.
template <class IdType>
IdType id_of(std::uint8_t kind, std::uint32_t n) {
    IdType id;
    id.bytes[0] = kind;
    for (std::size_t i = 0; i < 4; ++i)
        id.bytes[15 - i] = static_cast<std::uint8_t>((n >> (8U * i)) & 0xFFU);
    return id;
}
inline ParticipantId person(std::uint32_t n) { return id_of<ParticipantId>(0xa0, n); }
inline TicketId ticket(std::uint32_t n) { return id_of<TicketId>(0x70, n); }
inline BallotId round_id(std::uint32_t n) { return id_of<BallotId>(0x50, n); }
inline ItemId item(std::uint32_t n) { return id_of<ItemId>(0x17, n); }
inline SprintId sprint(std::uint32_t n) { return id_of<SprintId>(0x59, n); }
inline SessionId session(std::uint32_t n) { return id_of<SessionId>(0x5e, n); }
SecretHash secret(std::uint8_t n);

/// Owns the room and facilitates, and votes.
inline ParticipantId const alice = person(1);
/// Bob and Carol are estimators without rights of their own, Dora is an observer.
inline ParticipantId const bob = person(2);
inline ParticipantId const carol = person(3);
inline ParticipantId const dora = person(4);

inline TicketId const t1 = ticket(1);
inline TicketId const t2 = ticket(2);
inline TicketId const t3 = ticket(3);
inline TicketId const t4 = ticket(4);
inline TicketId const nowhere = ticket(0xFFFF);
inline EntryId entry(std::uint32_t n) { return id_of<EntryId>(0xe0, n); }
inline QuestionId question(std::uint32_t n) { return id_of<QuestionId>(0x90, n); }
inline GoalId goal(std::uint32_t n) { return id_of<GoalId>(0x60, n); }
inline BallotId const r1 = round_id(1);
inline BallotId const r2 = round_id(2);
inline BallotId const r3 = round_id(3);
inline SplitId split_id(std::uint32_t n) { return id_of<SplitId>(0x5b, n); }
inline SplitId const p1 = split_id(1);
/// Votings by dots.
inline BallotId const d1 = id_of<BallotId>(0xd0, 1);
inline BallotId const d2 = id_of<BallotId>(0xd0, 2);

inline SecretHash const facilitator_key = secret(200);
inline SecretHash const read_key = secret(201);
inline SecretHash const whale = secret(202);
SecretHash seat_of(ParticipantId who);

inline constexpr Timestamp noon{1'795'521'600'000};
inline constexpr Timestamp after_noon(std::int64_t ms) { return {noon.ms + ms}; }

// --- what people ask for ----------------------------------------------------------------------

Command asks(ParticipantId by, CommandBody body);
Command the_room(CommandBody body);

command::Arrive hello(ParticipantId who, std::string name);
Command arrives(ParticipantId who, std::string name, Role role = Role::estimator);
Command arrives_with_key(ParticipantId who, std::string name);
Command leaves(ParticipantId who);
Command becomes(ParticipantId who, Role role);

Command adds(ParticipantId by, TicketId ticket, std::string title,
             command::Position after = command::AtEnd{});
Command imports(ParticipantId by, std::vector<command::ImportTickets::Row> rows,
                command::Position after = command::AtEnd{});
Command retitles(ParticipantId by, TicketId ticket, std::string title,
                 std::optional<Sequence> base = std::nullopt);
Command sets_estimate(ParticipantId by, TicketId ticket, std::optional<std::string> estimate);
Command moves(ParticipantId by, std::vector<TicketId> tickets, command::Position after);
Command archives(ParticipantId by, std::vector<TicketId> tickets,
                 std::optional<ArchiveReason> reason = std::nullopt);
Command restores(ParticipantId by, std::vector<TicketId> tickets);
Command writes(ParticipantId by, TicketId ticket, std::uint64_t base, std::string text);
Command details(ParticipantId by, std::vector<TicketId> tickets, DetailChanges set,
                std::optional<Sequence> base = std::nullopt);
/// `blocker` blocks `blocked`.
Command links(ParticipantId by, TicketId blocker, TicketId blocked);
Command unlinks(ParticipantId by, TicketId blocker, TicketId blocked);
Command waits_outside(ParticipantId by, TicketId ticket, EntryId entry, std::string title,
                      bool done = false);
Command checks(ParticipantId by, TicketId ticket, Checklist list, EntryId entry, bool on = true);
Command overrides_ready(ParticipantId by, TicketId ticket, std::optional<std::string> reason);
Command parks(ParticipantId by, TicketId ticket, std::optional<std::string> question = {},
              std::optional<ParticipantId> owner = {});
Command asks_about(ParticipantId by, TicketId ticket, QuestionId question, std::string text,
                   std::optional<ParticipantId> owner = {});
Command answers(ParticipantId by, TicketId ticket, QuestionId question, std::string text);
Command excuses(ParticipantId by, BallotId round, ParticipantId who);

Command opens(ParticipantId by, BallotId round, TicketId ticket);
Command opens_anonymous(ParticipantId by, BallotId round, TicketId ticket);
Command estimates(ParticipantId by, BallotId round, std::string card,
                  std::optional<std::string> note = std::nullopt);
Command withdraws(ParticipantId by, BallotId round);
Command holds_round(ParticipantId by, BallotId round);
Command reveals(ParticipantId by, BallotId round);
Command skips(ParticipantId by, BallotId round);
Command settles(ParticipantId by, BallotId round, std::string estimate);
Command reopens(ParticipantId by, BallotId round);
/// A question to answer with Yes, No or Pass.
Command asks_the_room(ParticipantId by, BallotId round, std::string question);

/// With 5 dots for each person, at most 3 of them on one ticket, and no end.
Command opens_dots(ParticipantId by, BallotId ballot, std::vector<TicketId> tickets,
                   bool anonymous = true);
Command places_dot(ParticipantId by, BallotId ballot, TicketId ticket);
Command takes_dot(ParticipantId by, BallotId ballot, TicketId ticket, bool all = false);
Command closes_dots(ParticipantId by, BallotId ballot);
Command says_done(ParticipantId by, BallotId ballot, bool on = true);
Command cancels(ParticipantId by, BallotId ballot);
Command orders(ParticipantId by, std::vector<TicketId> tickets,
               std::optional<BallotId> ballot = std::nullopt);
/// Into `ticket`.
Command merges(ParticipantId by, TicketId ticket, std::vector<TicketId> others,
               bool redeal = false);
/// With children `ticket(n)` and `ticket(n + 1)`.
Command opens_split(ParticipantId by, SplitId split, TicketId ticket, std::uint32_t n);
Command edits_split(ParticipantId by, SplitId split, SplitEdit edit);
Command splits(ParticipantId by, SplitId split, std::optional<TicketId> dots = std::nullopt);
Command undoes(ParticipantId by, Sequence seq);

// Alice leads.
Command puts_on_agenda(ItemId item, AgendaKind kind, std::int64_t minutes,
                       std::vector<TicketId> tickets = {},
                       command::AgendaPosition after = command::AtEnd{});
Command starts(ItemId item);
Command goes_on_from(ItemId item);
Command stops(ItemId item);
Command pauses(ClockName clock, std::optional<Sequence> revision = std::nullopt);
Command resumes(ClockName clock, std::optional<Sequence> revision = std::nullopt);
Command extends(ClockName clock, std::int64_t ms, std::optional<ItemId> from = std::nullopt);
Command starts_timer(ClockName clock, std::int64_t ms);
Command shows(std::string board, std::optional<TicketId> ticket = std::nullopt);
Command ends_meeting(EndReason reason = EndReason::completed);
Command plans(command::PlanSettings set);
/// What the room itself says when the clock's deadline has come.
Command clock_ends(Room const& room, ClockName clock);

// --- what comes of it -------------------------------------------------------------------------

Command creates_room();

/// Decides and applies. A command that is refused or changes nothing is a mistake of the test:
/// it throws, naming the refusal. Ranks are made anew first where the room would do so.
Operation happens_in(Room& room, Command const& command, Timestamp at = noon);

/// A room with Alice, Bob, Carol and Dora in it and three tickets t1, t2, t3, in which `commands`
/// have happened, one every second from noon on.
Room given(std::initializer_list<Command> commands);
/// The same people and no ticket.
Room given_no_tickets(std::initializer_list<Command> commands = {});

/// What a command would make, at the time of the room's last operation.
std::optional<Operation> answer(Room const& room, Command const& command);
/// Nothing where it is not refused.
std::optional<Rejection> refusal(Room const& room, Command const& command,
                                 Limits const& limits = {});
std::optional<RejectionCode> refusal_code(Room const& room, Command const& command);

template <class Body>
Body const& body_of(std::optional<Operation> const& operation) {
    return std::get<Body>(operation.value().body);
}

// --- how the room looks -----------------------------------------------------------------------

/// Live tickets by their titles, in backlog order, with a space between: "one two three".
std::string backlog(Room const& room);
Ticket const& the(Room const& room, TicketId ticket);
Ballot const& the(Room const& room, BallotId round);
Participant const& the(Room const& room, ParticipantId who);
AgendaItem const& the(Room const& room, ItemId item);
/// The clock in a few words: "running until 60000" (ms after noon), "paused 5000 left",
/// "over at 60000", or "none".
std::string clock_of(Room const& room, ClockName clock);
/// "clarify:running split:planned", in agenda order.
std::string agenda_of(Room const& room);
/// Without the time since when.
std::optional<Spotlight> spotlight_of(Room const& room);
/// "collecting", or "collecting held", or "collecting until 3000" (ms after noon), "revealed", …
std::string state_of(Room const& room, BallotId round);

/// Everything that two rooms must agree on to be the same: what all see, what each person sees of
/// their own, and what undo, sessions and the store remember.
std::string fingerprint(Room const& room);

/// Names the first rule of state that is broken; empty where all hold.
std::string broken_invariant(Room const& room);

}  // namespace refinery::test
