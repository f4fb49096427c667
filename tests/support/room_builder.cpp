#include "tests/support/room_builder.hpp"

#include "protocol/domain/agenda_queue.hpp"
#include "protocol/domain/details.hpp"
#include "protocol/domain/overloaded.hpp"
#include "protocol/domain/refusals.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace refinery::test {

SecretHash secret(std::uint8_t n) {
    SecretHash hash;
    hash.bytes.fill(n);
    return hash;
}

SecretHash seat_of(ParticipantId who) {
    auto hash = secret(7);
    std::copy(who.bytes.begin(), who.bytes.end(), hash.bytes.begin());
    return hash;
}

Command asks(ParticipantId by, CommandBody body) { return {.by = by, .body = std::move(body)}; }
Command the_room(CommandBody body) { return {.body = std::move(body)}; }

command::Arrive hello(ParticipantId who, std::string name) {
    return {.seat = seat_of(who), .fresh = who, .name = std::move(name)};
}
Command arrives(ParticipantId who, std::string name, Role role) {
    auto arrive = hello(who, std::move(name));
    arrive.role = role;
    return the_room(std::move(arrive));
}
Command arrives_with_key(ParticipantId who, std::string name) {
    auto arrive = hello(who, std::move(name));
    arrive.key = facilitator_key;
    return the_room(std::move(arrive));
}
Command leaves(ParticipantId who) { return the_room(command::Leave{.participant = who}); }
Command becomes(ParticipantId who, Role role) {
    return asks(who, command::SetRole{.participant = {}, .role = role});
}

Command adds(ParticipantId by, TicketId ticket, std::string title, command::Position after) {
    return asks(by,
                command::AddTicket{.ticket = ticket, .title = std::move(title), .after = after});
}
Command imports(ParticipantId by, std::vector<command::ImportTickets::Row> rows,
                command::Position after) {
    return asks(by, command::ImportTickets{.tickets = std::move(rows), .after = after});
}
Command retitles(ParticipantId by, TicketId ticket, std::string title,
                 std::optional<Sequence> base) {
    return asks(by, command::EditTickets{
                        .tickets = {ticket}, .set = {.title = std::move(title)}, .base = base});
}
Command sets_estimate(ParticipantId by, TicketId ticket, std::optional<std::string> estimate) {
    return asks(by, command::EditTickets{.tickets = {ticket},
                                         .set = {.estimate = std::optional(std::move(estimate))}});
}
Command moves(ParticipantId by, std::vector<TicketId> tickets, command::Position after) {
    return asks(by, command::MoveTickets{.tickets = std::move(tickets), .after = after});
}
Command archives(ParticipantId by, std::vector<TicketId> tickets,
                 std::optional<ArchiveReason> reason) {
    return asks(by, command::ArchiveTickets{.tickets = std::move(tickets), .reason = reason});
}
Command restores(ParticipantId by, std::vector<TicketId> tickets) {
    return asks(by, command::RestoreTickets{.tickets = std::move(tickets)});
}
Command writes(ParticipantId by, TicketId ticket, std::uint64_t base, std::string text) {
    return asks(
        by, command::ReplaceText{.doc = {.ticket = ticket}, .base = base, .text = std::move(text)});
}

Command details(ParticipantId by, std::vector<TicketId> tickets, DetailChanges set,
                std::optional<Sequence> base) {
    return asks(
        by, command::EditTickets{
                .tickets = std::move(tickets), .set = {.details = std::move(set)}, .base = base});
}
Command links(ParticipantId by, TicketId blocker, TicketId blocked) {
    return asks(by, command::LinkTicket{.ticket = blocker, .what = blocked});
}
Command unlinks(ParticipantId by, TicketId blocker, TicketId blocked) {
    return asks(by, command::UnlinkTicket{.ticket = blocker, .what = blocked});
}
Command waits_outside(ParticipantId by, TicketId ticket, EntryId entry, std::string title,
                      bool done) {
    return asks(by,
                command::LinkTicket{.ticket = ticket,
                                    .what = command::ExternalLink{
                                        .entry = entry, .title = std::move(title), .done = done}});
}
Command checks(ParticipantId by, TicketId ticket, Checklist list, EntryId entry, bool on) {
    return asks(by, command::CheckEntry{.ticket = ticket, .list = list, .entry = entry, .on = on});
}
Command overrides_ready(ParticipantId by, TicketId ticket, std::optional<std::string> reason) {
    return asks(by, command::OverrideReady{.ticket = ticket, .reason = std::move(reason)});
}
Command parks(ParticipantId by, TicketId ticket, std::optional<std::string> question,
              std::optional<ParticipantId> owner) {
    return asks(
        by, command::ParkTicket{.ticket = ticket, .question = std::move(question), .owner = owner});
}
Command asks_about(ParticipantId by, TicketId ticket, QuestionId question, std::string text,
                   std::optional<ParticipantId> owner) {
    return asks(
        by, command::AskQuestion{
                .ticket = ticket, .question = question, .text = std::move(text), .owner = owner});
}
Command answers(ParticipantId by, TicketId ticket, QuestionId question, std::string text) {
    return asks(by, command::AnswerQuestion{
                        .ticket = ticket, .question = question, .text = std::move(text)});
}
Command excuses(ParticipantId by, BallotId round, ParticipantId who) {
    return asks(by, command::ExcuseFromBallot{.ballot = round, .participant = who});
}

Command opens(ParticipantId by, BallotId round, TicketId ticket) {
    return asks(by, command::OpenRound{.round = round, .about = ticket});
}
Command opens_anonymous(ParticipantId by, BallotId round, TicketId ticket) {
    return asks(by, command::OpenRound{.round = round, .about = ticket, .anonymous = true});
}
Command estimates(ParticipantId by, BallotId round, std::string card,
                  std::optional<std::string> note) {
    return asks(by, command::GiveEstimate{.round = round,
                                          .choice = Secret<Choice>(CardChoice{
                                              .card = std::move(card), .note = std::move(note)})});
}
Command withdraws(ParticipantId by, BallotId round) {
    return asks(by, command::WithdrawEstimate{.round = round});
}
Command holds_round(ParticipantId by, BallotId round) {
    return asks(by, command::HoldRound{.round = round});
}
Command reveals(ParticipantId by, BallotId round) {
    return asks(by, command::RevealRound{.round = round});
}
Command skips(ParticipantId by, BallotId round) {
    return asks(by, command::SkipRound{.round = round});
}
Command settles(ParticipantId by, BallotId round, std::string estimate) {
    return asks(by, command::SettleRound{.round = round, .estimate = std::move(estimate)});
}
Command reopens(ParticipantId by, BallotId round) {
    return asks(by, command::ReopenRound{.round = round});
}
Command asks_the_room(ParticipantId by, BallotId round, std::string question) {
    return asks(by, command::OpenRound{
                        .round = round,
                        .about = std::move(question),
                        .deck = Deck{.name = "Yes or no", .cards = {{"Yes"}, {"No"}, {"Pass"}}}});
}

Command opens_dots(ParticipantId by, BallotId ballot, std::vector<TicketId> tickets,
                   bool anonymous) {
    return asks(by, command::OpenDots{
                        .ballot = ballot, .tickets = std::move(tickets), .anonymous = anonymous});
}
Command places_dot(ParticipantId by, BallotId ballot, TicketId ticket) {
    return asks(by, command::PlaceDot{.ballot = ballot, .ticket = ticket});
}
Command takes_dot(ParticipantId by, BallotId ballot, TicketId ticket, bool all) {
    return asks(by, command::TakeDot{.ballot = ballot, .ticket = ticket, .all = all});
}
Command closes_dots(ParticipantId by, BallotId ballot) {
    return asks(by, command::CloseDots{.ballot = ballot});
}
Command says_done(ParticipantId by, BallotId ballot, bool on) {
    return asks(by, command::SayDone{.ballot = ballot, .on = on});
}
Command cancels(ParticipantId by, BallotId ballot) {
    return asks(by, command::CancelBallot{.ballot = ballot});
}
Command orders(ParticipantId by, std::vector<TicketId> tickets, std::optional<BallotId> ballot) {
    return asks(by, command::ApplyOrder{.tickets = std::move(tickets), .ballot = ballot});
}

Command merges(ParticipantId by, TicketId ticket, std::vector<TicketId> others, bool redeal) {
    return asks(by, command::MergeTickets{
                        .ticket = ticket, .tickets = std::move(others), .redeal = redeal});
}
Command opens_split(ParticipantId by, SplitId split, TicketId parent, std::uint32_t n) {
    return asks(by, command::OpenSplit{
                        .split = split, .ticket = parent, .children = {ticket(n), ticket(n + 1)}});
}
Command edits_split(ParticipantId by, SplitId split, SplitEdit edit) {
    return asks(by, command::EditSplit{.split = split, .edit = std::move(edit)});
}
Command splits(ParticipantId by, SplitId split, std::optional<TicketId> dots) {
    return asks(by, command::SplitTicket{.split = split, .dots = dots});
}

Command undoes(ParticipantId by, Sequence seq) { return asks(by, command::Undo{.seq = seq}); }

Command puts_on_agenda(ItemId item, AgendaKind kind, std::int64_t minutes,
                       std::vector<TicketId> tickets, command::AgendaPosition after) {
    return asks(alice, command::AddItem{.item = item,
                                        .kind = kind,
                                        .minutes = minutes,
                                        .tickets = std::move(tickets),
                                        .after = after});
}
Command starts(ItemId item) { return asks(alice, command::StartItem{.item = item}); }
Command goes_on_from(ItemId item) { return asks(alice, command::NextItem{.item = item}); }
Command stops(ItemId item) { return asks(alice, command::StopItem{.item = item}); }
Command pauses(ClockName clock, std::optional<Sequence> revision) {
    return asks(alice, command::PauseTimer{.clock = clock, .revision = revision});
}
Command resumes(ClockName clock, std::optional<Sequence> revision) {
    return asks(alice, command::ResumeTimer{.clock = clock, .revision = revision});
}
Command extends(ClockName clock, std::int64_t ms, std::optional<ItemId> from) {
    return asks(alice, command::ExtendTimer{.clock = clock, .ms = ms, .from = from});
}
Command starts_timer(ClockName clock, std::int64_t ms) {
    return asks(alice, command::StartTimer{.clock = clock, .ms = ms});
}
Command shows(std::string board, std::optional<TicketId> ticket) {
    return asks(alice,
                command::SetSpotlight{.spotlight = {.board = std::move(board), .ticket = ticket}});
}
Command ends_meeting(EndReason reason) {
    return asks(alice, command::EndMeeting{.reason = reason});
}
Command plans(command::PlanSettings set) {
    return asks(alice, command::ConfigureRoom{.set = {.plan = std::move(set)}});
}
Command clock_ends(Room const& room, ClockName name) {
    auto const* clock = find_clock(room, name);
    return the_room(command::ExpireTimer{.clock = name, .revision = clock ? clock->revision : 0});
}

Command creates_room() {
    return the_room(command::CreateRoom{.room = id_of<RoomId>(0x40, 1),
                                        .title = "Maps",
                                        .code = "K7PQ2M",
                                        .facilitator_key = facilitator_key,
                                        .read_key = read_key});
}

Operation happens_in(Room& room, Command const& command, Timestamp at) {
    auto decision = decide(room, command, at);
    if (!decision && decision.error().code == RejectionCode::rerank_first) {
        happens_in(room, the_room(command::RerankTickets{}), at);
        decision = decide(room, command, at);
    }
    if (!decision) throw std::logic_error("refused: " + decision.error().message);
    if (!*decision) throw std::logic_error("this changes nothing");
    evolve(room, **decision);
    return **decision;
}

Room given_no_tickets(std::initializer_list<Command> commands) {
    Room room;
    for (auto const& command :
         {creates_room(), arrives_with_key(alice, "Alice"), arrives(bob, "Bob"),
          arrives(carol, "Carol"), arrives(dora, "Dora", Role::observer)})
        happens_in(room, command);
    std::int64_t ms = 0;
    for (auto const& command : commands) happens_in(room, command, after_noon(ms += 1000));
    return room;
}

Room given(std::initializer_list<Command> commands) {
    auto room = given_no_tickets();
    for (auto const& command :
         {adds(alice, t1, "one"), adds(alice, t2, "two"), adds(alice, t3, "three")})
        happens_in(room, command);
    std::int64_t ms = 0;
    for (auto const& command : commands) happens_in(room, command, after_noon(ms += 1000));
    return room;
}

std::optional<Operation> answer(Room const& room, Command const& command) {
    auto decision = decide(room, command, room.last_at);
    if (!decision) throw std::logic_error("refused: " + decision.error().message);
    return *decision;
}

std::optional<Rejection> refusal(Room const& room, Command const& command, Limits const& limits) {
    auto const decision = decide(room, command, room.last_at, limits);
    if (decision) return std::nullopt;
    return decision.error();
}

std::optional<RejectionCode> refusal_code(Room const& room, Command const& command) {
    auto const refused = refusal(room, command);
    if (!refused) return std::nullopt;
    return refused->code;
}

std::string backlog(Room const& room) {
    std::string titles;
    for (auto const& [rank, id] : room.by_rank) {
        auto const& ticket = the(room, id);
        if (ticket.archived) continue;
        if (!titles.empty()) titles += ' ';
        titles += ticket.title;
    }
    return titles;
}

Ticket const& the(Room const& room, TicketId ticket) { return *room.tickets.find(ticket); }
Ballot const& the(Room const& room, BallotId round) { return *room.ballots.find(round); }
Participant const& the(Room const& room, ParticipantId who) { return *room.participants.find(who); }

AgendaItem const& the(Room const& room, ItemId item) { return *find_item(room, item); }

std::string clock_of(Room const& room, ClockName name) {
    auto const* clock = find_clock(room, name);
    if (!clock) return "none";
    switch (clock->state) {
        case ClockState::running:
            return "running until " + std::to_string(clock->deadline.value().ms - noon.ms);
        case ClockState::paused: return "paused " + std::to_string(*clock->left_ms) + " left";
        case ClockState::over:
            return "over at " + std::to_string(clock->deadline.value().ms - noon.ms);
    }
    return "";
}

namespace {

char const* word_for(ItemState state) {
    switch (state) {
        case ItemState::planned: return "planned";
        case ItemState::running: return "running";
        case ItemState::paused: return "paused";
        case ItemState::done: return "done";
        case ItemState::skipped: return "skipped";
    }
    return "";
}

}  // namespace

std::string agenda_of(Room const& room) {
    std::string words;
    for (auto const& each : room.agenda) {
        if (!words.empty()) words += ' ';
        words += std::string(board_of(each.kind)) + ':' + word_for(each.state);
    }
    return words;
}

std::optional<Spotlight> spotlight_of(Room const& room) {
    auto spotlight = room.spotlight;
    if (spotlight) spotlight->since.reset();
    return spotlight;
}

std::string state_of(Room const& room, BallotId id) {
    auto const& round = the(room, id);
    std::string state = phase_name(round);
    if (auto const* collecting = std::get_if<phase::Collecting>(&round.phase)) {
        if (collecting->held) state += " held";
        if (collecting->closing)
            state += " until " + std::to_string(collecting->closing->ms - noon.ms);
    }
    return state;
}

// --- comparing and checking -------------------------------------------------------------------

namespace {

void write(std::ostream& out, std::optional<TicketId> const& ticket) {
    out << (ticket ? to_string(*ticket) : std::string("top")) << ' ';
}

void write(std::ostream& out, FieldHistory const& history) {
    for (auto const& change : {history.last, history.last_by_another}) {
        if (change) out << change->seq << ' ' << (change->by ? to_string(*change->by) : "room");
        out << ',';
    }
}

void write(std::ostream& out, std::vector<inverse::StoodBehind> const& places) {
    for (auto const& place : places) {
        out << to_string(place.ticket) << '<';
        write(out, place.after);
    }
}

void write(std::ostream& out, Estimate const& estimate) {
    out << estimate.card << '/' << estimate.value.value_or(-1) << '/'
        << (estimate.round ? to_string(*estimate.round) : "") << '/'
        << (estimate.by ? to_string(*estimate.by) : "") << ' ';
}

/// What a ticket with these details hashes to says all of them.
void write(std::ostream& out, DetailChanges const& changes) {
    if (changes == DetailChanges{}) return;
    RoomView view;
    view.tickets.push_back({.details = details_from(changes)});
    for_each_detail([&](Field field, auto, auto change) {
        if (changes.*change) out << field_name(field) << ' ';
    });
    out << state_hash(view) << ' ';
}

void write(std::ostream& out, Inverse const& inverse) {
    std::visit(overloaded{
                   [&](inverse::TakeAway const& away) {
                       out << "away ";
                       for (auto const id : away.tickets) out << to_string(id) << ' ';
                   },
                   [&](inverse::SetBack const& back) {
                       out << "back ";
                       for (auto const& values : back.tickets) {
                           out << to_string(values.ticket) << ' ';
                           if (values.title) out << "title " << *values.title << ' ';
                           if (values.key) out << "key " << values.key->value_or("-") << ' ';
                           if (values.estimate) {
                               out << "estimate ";
                               if (*values.estimate) write(out, **values.estimate);
                           }
                           write(out, values.details);
                       }
                   },
                   [&](inverse::MoveBack const& back) {
                       out << "move ";
                       write(out, back.tickets);
                   },
                   [&](inverse::Restore const& back) {
                       out << "restore ";
                       write(out, back.tickets);
                   },
                   [&](inverse::PutBack const& back) {
                       for (auto const& ticket : back.tickets)
                           out << to_string(ticket.id) << ticket.title << ticket.description.words
                               << ticket.archived.has_value() << ' ';
                       for (auto const& links : {back.linked, back.unlinked}) {
                           for (auto const& link : links)
                               out << to_string(link.blocker) << to_string(link.blocked);
                           out << ';';
                       }
                   },
                   [&](inverse::ArchiveAgain const& again) {
                       out << "archive ";
                       for (auto const& entry : again.tickets)
                           out << to_string(entry.ticket) << ' ' << entry.archived.at.ms << ' ';
                   },
               },
               inverse);
}

}  // namespace

std::string fingerprint(Room const& room) {
    std::ostringstream out;
    out << "head " << room.head << " at " << room.last_at.ms << " hash "
        << state_hash(view_of(room)) << " next " << room.next_number << " bytes "
        << room.content_bytes << " forgotten " << room.forgotten << '\n';
    for (auto const& person : room.participants) {
        out << hex({person.id.bytes}) << (person.left ? " left " : " here ")
            << (person.left ? person.left->ms : 0);
        for (auto const& own : own_choices(room, person.id).rounds)
            out << ' ' << to_string(own.round) << '=' << own.choice.card << '/'
                << own.choice.note.value_or("");
        for (auto const& own : own_choices(room, person.id).dots) {
            out << ' ' << to_string(own.ballot);
            for (auto const& dots : own.dots) out << ' ' << to_string(dots.ticket) << dots.n;
        }
        auto const mine = room.undoable.find(person.id);
        if (mine != room.undoable.end())
            for (auto const& undoable : mine->second) {
                out << "\n  undo " << undoable.seq << ' ';
                write(out, undoable.inverse);
            }
        out << '\n';
    }
    for (auto const& ticket : room.tickets) {
        out << to_string(ticket.id) << ' ' << ticket.description.words << ' ';
        if (ticket.archived) write(out, ticket.stood_behind);
        for (auto const& history : ticket.history) write(out, history);
        write(out, ticket.touched);
        out << '\n';
    }
    for (auto const& [key, record] : room.sessions) {
        out << to_string(key.participant) << ' ' << to_string(key.session);
        for (auto const& each : record.answers) out << ' ' << each.cseq << '>' << each.seq;
        out << '\n';
    }
    for (auto const& [seq, key] : room.sessions_by_seq)
        out << seq << ' ' << to_string(key.session) << '\n';
    return out.str();
}

namespace {

std::string broken_in_order(Room const& room) {
    if (room.by_rank.size() != room.tickets.size()) return "RANK-3 every ticket has its own rank";
    for (auto const& [rank, id] : room.by_rank) {
        auto const* ticket = room.tickets.find(id);
        if (!ticket || ticket->rank != rank) return "RANK-2 the order names each ticket's rank";
        if (rank.empty() || rank.back() == '0') return "RANK-1 a rank does not end in 0";
        if (rank.size() > 64) return "RANK-4 a rank has at most 64 characters";
    }
    std::set<std::uint64_t> numbers;
    for (auto const& ticket : room.tickets)
        if (!numbers.insert(ticket.number).second || ticket.number >= room.next_number)
            return "TIC-1 a number is never used again";
    return {};
}

std::string broken_in_bytes(Room const& room) {
    auto bytes = room.title.size();
    for (auto const& ticket : room.tickets) bytes += bytes_of(ticket);
    return bytes == room.content_bytes ? "" : "LIM-1 the room's size is that of its texts";
}

bool names(std::vector<TicketId> const& list, TicketId ticket) {
    return std::find(list.begin(), list.end(), ticket) != list.end();
}

/// Takes live tickets that wait for no other one until none is left: a circle stays.
bool has_circle(Room const& room) {
    std::set<TicketId> waiting;
    for (auto const& ticket : room.tickets)
        if (!ticket.archived) waiting.insert(ticket.id);
    for (bool found = true; found;) {
        found = false;
        for (auto place = waiting.begin(); place != waiting.end();) {
            auto const& blockers = the(room, *place).blocked_by;
            auto const is_free = std::none_of(blockers.begin(), blockers.end(),
                                              [&](TicketId id) { return waiting.count(id) != 0; });
            found = found || is_free;
            place = is_free ? waiting.erase(place) : std::next(place);
        }
    }
    return !waiting.empty();
}

std::string broken_in_links(Room const& room) {
    for (auto const& ticket : room.tickets) {
        for (auto const id : ticket.blocked_by)
            if (!names(the(room, id).blocks, ticket.id)) return "TIC-19 a link has two ends";
        for (auto const id : ticket.blocks)
            if (!names(the(room, id).blocked_by, ticket.id)) return "TIC-19 a link has two ends";
    }
    return has_circle(room) ? "TIC-19 no ticket waits for itself" : "";
}

std::string broken_in_round(Room const& room, Ballot const& round) {
    auto const* collecting = std::get_if<phase::Collecting>(&round.phase);
    auto const ticket = round.ticket();
    if (!collecting || !ticket) return {};
    if (the(room, *ticket).archived) return "TIC-9 no round collects on an archived ticket";
    if (collecting_round(room, *ticket) != &round)
        return "RND-1 at most one round of a ticket collects";
    auto const closes = round.auto_reveal_ms && !collecting->held && is_complete(room, round);
    if (collecting->closing.has_value() != closes)
        return "RND-5 a round closes while it is complete and not held";
    for (auto const& place : round.places)
        if (the(room, place.by).role == Role::observer)
            return "RND-13 an observer has no choice in a collecting round";
    return {};
}

std::uint64_t sum_of(std::vector<DotCount> const& dots) {
    std::uint64_t sum = 0;
    for (auto const& each : dots) sum += each.n;
    return sum;
}

/// DOT-3, as each person sees their own hand.
std::string broken_in_hands(Room const& room, Ballot const& ballot, Dots const& dots) {
    for (auto const& place : ballot.places) {
        auto const own = own_choices(room, place.by).dots;
        auto const mine = std::find_if(own.begin(), own.end(),
                                       [&](auto const& each) { return each.ballot == ballot.id; });
        auto const given = mine == own.end() ? 0 : sum_of(mine->dots);
        if (given + place.left != dots.per_person) return "DOT-3 given and left are all dots";
        if (mine == own.end()) continue;
        for (auto const& each : mine->dots)
            if (each.n > dots.per_ticket || !dots.place_of(each.ticket))
                return "DOT-1 no more dots on a ticket than may be";
    }
    return {};
}

std::string broken_in_dots(Room const& room, Ballot const& ballot) {
    auto const* dots = std::get_if<Dots>(&ballot.asks);
    if (!dots) return {};
    if (std::holds_alternative<phase::Collecting>(ballot.phase)) {
        for (auto const ticket : dots->tickets)
            if (the(room, ticket).archived) return "DOT-6 what is voted on is not archived";
        return broken_in_hands(room, ballot, *dots);
    }
    auto const* shown = shown_of(ballot);
    auto const* totals = shown ? std::get_if<std::vector<DotCount>>(&shown->result) : nullptr;
    auto const* hands = shown ? std::get_if<std::vector<RevealedHand>>(&shown->result) : nullptr;
    std::uint64_t given = totals ? sum_of(*totals) : 0;
    std::uint64_t left = 0;
    if (hands)
        for (auto const& hand : *hands) given += sum_of(hand.dots);
    for (auto const& place : ballot.places) left += place.left;
    if (shown && given + left + ballot.returned != dots->per_person * ballot.places.size())
        return "DOT-3 given, left and returned are all dots";
    return ballot.anonymous && shown && ballot.returned == 0 ? broken_in_hands(room, ballot, *dots)
                                                             : "";
}

/// SPL-3.
std::string broken_in_split(Room const& room, SplitDraft const& draft) {
    if (draft.children.size() < 2) return "SPL-1 a draft has two children";
    for (auto const& criterion : the(room, draft.ticket).details.criteria)
        if (!draft.find(draft.home_of(criterion.entry)))
            return "SPL-3 a criterion is in a child that is there";
    return {};
}

std::string broken_in_clocks(Room const& room) {
    std::set<ClockName> names;
    for (auto const& clock : room.clocks) {
        if (!names.insert(clock.name).second) return "CLK-1 at most one clock of each name";
        auto const paused = clock.state == ClockState::paused;
        if (clock.left_ms.has_value() != paused || clock.deadline.has_value() == paused)
            return "CLK-1 a clock has a deadline, or is paused with what is left";
        if (clock.revision > room.head) return "CLK-1 a revision is an operation's sequence";
    }
    return {};
}

std::string broken_in_agenda(Room const& room) {
    AgendaItem const* at_work = nullptr;
    for (auto const& each : room.agenda) {
        auto const works = each.state == ItemState::running || each.state == ItemState::paused;
        if (works && at_work) return "AGD-3 at most one item runs";
        if (works) at_work = &each;
        if (each.since.has_value() != works) return "AGD-8 what runs or is paused says since when";
    }
    auto const* step = find_clock(room, ClockName::step);
    if ((step != nullptr) != (at_work != nullptr)) return "CLK-2 the step's clock goes with it";
    if (!at_work) return {};
    if (step->item != at_work->id) return "CLK-2 the step's clock is that of the item that runs";
    if ((step->state == ClockState::paused) != (at_work->state == ItemState::paused))
        return "CLK-5 item and clock are paused together";
    auto const* box = find_clock(room, ClockName::box);
    if (box && box->state == ClockState::running && at_work->state == ItemState::paused)
        return "CLK-5 a box is paused with its step";
    return room.meeting ? "" : "MTG-1 a meeting runs while an item does";
}

std::string broken_in_sessions(Room const& room) {
    if (room.sessions.size() != room.sessions_by_seq.size())
        return "RES-5 every session is found by its newest operation";
    for (auto const& [seq, key] : room.sessions_by_seq) {
        auto const found = room.sessions.find(key);
        if (found == room.sessions.end() || found->second.newest_seq() != seq)
            return "RES-5 every session is found by its newest operation";
        if (found->second.answers.size() > 64) return "SES-3 64 answers are kept";
    }
    return {};
}

}  // namespace

std::string broken_invariant(Room const& room) {
    if (auto broken = broken_in_order(room); !broken.empty()) return broken;
    if (auto broken = broken_in_bytes(room); !broken.empty()) return broken;
    if (auto broken = broken_in_sessions(room); !broken.empty()) return broken;
    if (auto broken = broken_in_links(room); !broken.empty()) return broken;
    if (auto broken = broken_in_clocks(room); !broken.empty()) return broken;
    if (auto broken = broken_in_agenda(room); !broken.empty()) return broken;
    std::size_t collecting = 0;
    for (auto const& round : room.ballots) {
        if (std::holds_alternative<phase::Collecting>(round.phase)) ++collecting;
        if (auto broken = broken_in_round(room, round); !broken.empty()) return broken;
        if (auto broken = broken_in_dots(room, round); !broken.empty()) return broken;
    }
    for (auto const& draft : room.splits)
        if (auto broken = broken_in_split(room, draft); !broken.empty()) return broken;
    if (collecting != room.collecting.size()) return "RND-1 collecting rounds are known";
    for (auto const& [who, operations] : room.undoable)
        if (operations.size() > 20) return "UNDO-7 the last 20 are kept";
    return {};
}

}  // namespace refinery::test
