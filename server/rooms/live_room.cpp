#include "server/rooms/live_room.hpp"

#include "protocol/codec/encode.hpp"
#include "protocol/codec/record.hpp"
#include "protocol/domain/choices.hpp"
#include "protocol/domain/evolve.hpp"
#include "protocol/domain/rules.hpp"
#include "protocol/domain/view.hpp"
#include "server/rooms/answers.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace refinery::rooms {
namespace {

/// What one answer to a search holds at most.
constexpr std::size_t found_tickets_max = 200;

std::uint64_t number_of_meeting(Room const& room) {
    return room.meeting ? room.meeting->number : 0;
}

/// DOT-6, MRG-5: dots are dealt again, or moved with their ticket.
bool changes_hands(OperationBody const& body) {
    if (auto const* archived = std::get_if<operation::TicketArchived>(&body))
        return !archived->redealt.empty();
    if (auto const* merged = std::get_if<operation::TicketsMerged>(&body))
        return !merged->redealt.empty() || !merged->votings.empty();
    if (auto const* split = std::get_if<operation::TicketSplit>(&body))
        return !split->redealt.empty() || !split->votings.empty();
    return false;
}

/// Whose words became others.
std::vector<TicketId> rewritten(OperationBody const& body) {
    if (auto const* text = std::get_if<operation::TextReplaced>(&body)) return {text->doc.ticket};
    if (auto const* merged = std::get_if<operation::TicketsMerged>(&body))
        return merged->description ? std::vector{merged->ticket} : std::vector<TicketId>{};
    std::vector<TicketId> tickets;
    if (auto const* put = std::get_if<operation::TicketsPutBack>(&body))
        for (auto const& ticket : put->tickets) tickets.push_back(ticket.id);
    return tickets;
}

}  // namespace

LiveRoom::LiveRoom(Context const& context, LoadedRoom loaded, RoomEvents& events)
    : context_(context),
      events_(events),
      epoch_(std::move(loaded.epoch)),
      working_(std::move(loaded.room)),
      confirmed_(working_),
      ring_(context.settings.sizes),
      presence_(
          context, confirmed_,
          [this](messages::PresenceUpdate const& update) { tell_everybody(encoded(update)); },
          [this](ParticipantId person) {
              std::vector<Request> requests;
              requests.push_back(request::Do{command::Leave{person}});
              take(std::move(requests));
          }),
      leading_(context.services.clock,
               [this](ParticipantId person) { return presence_.has_connections(person); }),
      log_(context, confirmed_.id, loaded.fence, loaded.position, *this),
      snapshots_(context, confirmed_, loaded.fence, loaded.snapshot),
      due_timer_(context.services.timers),
      idle_(context.services.timers) {
    ring_.start_after(confirmed_.head - loaded.newest.size());
    for (auto const& operation : loaded.newest) {
        auto item = std::make_shared<std::string const>(encode_operation(view_of(operation)));
        if (item->size() > context_.settings.sizes.told_operation_bytes_max) {
            ring_.start_after(operation.seq);
        } else {
            ring_.add(operation.seq, std::move(item));
        }
    }
    if (loaded.not_understood) {
        not_understood_ = true;
        set_store_state(messages::StoreState::read_only,
                        "This room was written by a newer version of Refinery.");
    }
    presence_.await_everybody();
    hold_or_cancel_ballots();
    turn();
}

LiveRoom::~LiveRoom() = default;

// --- the mailbox ---------------------------------------------------------------------------------

void LiveRoom::take(std::vector<Request> requests) {
    if (is_over_ || drained_) return;
    for (auto& request : requests) mailbox_.push_back(std::move(request));
    turn();
}

void LiveRoom::do_all(std::vector<CommandBody> commands) {
    std::vector<Request> requests;
    for (auto& body : commands) requests.push_back(request::Do{std::move(body)});
    take(std::move(requests));
}

void LiveRoom::ask(std::function<void(Room const&)> read, std::function<void()> tell) {
    std::vector<Request> requests;
    requests.push_back(request::Ask{std::move(read), std::move(tell)});
    take(std::move(requests));
}

/// While the store does not answer nothing is decided: what could be decided could not be told,
/// and would only make the loss greater if it comes to one.
bool LiveRoom::must_wait() const { return log_.is_stalled(); }

void LiveRoom::turn() {
    if (in_turn_ || is_over_) return;
    in_turn_ = true;
    do {
        while (!mailbox_.empty() && !must_wait()) {
            auto request = std::move(mailbox_.front());
            mailbox_.pop_front();
            perform(std::move(request));
        }
        ask_for_what_is_due();
        log_.flush();
        release();
    } while (!mailbox_.empty() && !must_wait() && !is_over_);
    in_turn_ = false;
    arm_due();
    look_whether_idle();
    if (drained_ && log_.is_idle() && outbox_.is_empty() && renewals_.empty()) finish_drain();
}

void LiveRoom::perform(Request request) {
    if (waits_for_code(request)) return;
    auto const made = std::visit([this](auto& one) { return perform(one); }, request);
    if (!made) give_back_code(request);
    if (working_.head > confirmed_.head) {
        gated_.push_back({working_.head, std::move(request), made});
    }
}

bool LiveRoom::perform(request::Obey& obey) {
    auto const& member = obey.member;
    if (!member->participant) {
        answer(obey,
               {{},
                obey.pushed_back.value_or(rejection_of(
                    RejectionCode::forbidden, "This link is for reading; it changes nothing."))});
        return false;
    }
    if (auto const* bad = std::get_if<messages::BadItem>(&obey.what)) {
        answer(obey, {{}, bad->rejection});
        return false;
    }
    auto const participant = *member->participant;
    if (auto const* record = record_where_repeated(obey)) {
        answer_again(obey, *record);
        return false;
    }
    if (obey.pushed_back) {
        answer(obey, {{}, obey.pushed_back});
        return false;
    }
    auto& body = std::get<CommandBody>(obey.what);
    // People leave for themselves alone; a page does not name itself.
    if (auto* leave = std::get_if<command::Leave>(&body)) leave->participant = participant;
    if (auto* claim = std::get_if<command::ClaimFacilitation>(&body)) {
        claim->facts = leading_.facts_for(claim->for_participant.value_or(participant));
    }
    auto const secret = make_secret(body);
    fill_open_ids(body, [this] { return context_.services.ids.next_128(); });
    auto const before = working_.head;
    // The body stays in the request, which may have to be answered anew.
    auto outcome =
        decide_and_apply({participant, CommandOrigin{member->session_id, obey.cseq}, body});
    if (outcome.made) outcome.secret = secret;
    answer(obey, outcome);
    return working_.head != before;
}

SessionRecord const* LiveRoom::record_where_repeated(request::Obey const& obey) const {
    auto const& member = *obey.member;
    auto const known = working_.sessions.find({*member.participant, member.session_id});
    auto const is_repeated =
        known != working_.sessions.end() && obey.cseq <= known->second.newest_cseq();
    return is_repeated ? &known->second : nullptr;
}

void LiveRoom::answer_again(request::Obey const& obey, SessionRecord const& record) {
    auto const stored = std::ranges::find(record.answers, obey.cseq, &SessionRecord::Answer::cseq);
    if (stored != record.answers.end()) {
        context_.services.meter.count(Counted::commands_acked_again);
        answer(obey, {stored->seq, {}});
    } else {
        answer(obey, {{},
                      rejection_of(RejectionCode::not_applied,
                                   "A later change came first; this one was not made.")});
    }
}

bool LiveRoom::perform(request::Refuse& refuse) {
    context_.services.meter.refused(refuse.rejection.code);
    messages::Refused refused;
    refused.re = refuse.re;
    refused.rejection = refuse.rejection;
    outbox_.answer(working_.head, refuse.member, encoded(refused), {});
    return false;
}

bool LiveRoom::perform(request::OpenText& open) {
    if (open.member->is_gone) return false;
    if (working_.tickets.contains(open.doc.ticket)) {
        open.member->open_texts.insert(open.doc);
        tell_text(open.member, open.doc, open.bytes);
        return false;
    }
    context_.services.meter.refused(RejectionCode::not_found);
    messages::Refused refused;
    refused.re = "text.open";
    refused.rejection = rejection_of(RejectionCode::not_found, "There is no such text.");
    outbox_.answer(working_.head, open.member, encoded(refused), open.bytes);
    return false;
}

bool LiveRoom::perform(request::CloseText& close) {
    close.member->open_texts.erase(close.doc);
    return false;
}

bool LiveRoom::perform(request::Find& find) {
    messages::Found found;
    found.id = find.search.id;
    found.tickets = search_.find(working_, find.search.q, found_tickets_max);
    outbox_.answer(working_.head, find.member, encoded(found), find.bytes);
    return false;
}

bool LiveRoom::perform(request::Do& own) {
    auto const before = working_.head;
    // Somebody came back while this stood in line.
    if (auto const* leave = std::get_if<command::Leave>(&own.body)) {
        if (presence_.has_connections(leave->participant)) return false;
    }
    decide_and_apply({{}, {}, own.body});
    return working_.head != before;
}

bool LiveRoom::perform(request::Ask& ask) {
    ask.read(working_);
    outbox_.reply(working_.head, ask.tell);
    return false;
}

// --- decide, apply, tell -------------------------------------------------------------------------

LiveRoom::Outcome LiveRoom::decide_and_apply(Command const& command) {
    auto const now = context_.services.clock.now();
    auto const& limits = context_.settings.limits;
    auto decided = decide(working_, command, now, limits);
    if (!decided && decided.error().code == RejectionCode::rerank_first) {
        auto reranked = decide_and_apply({{}, {}, command::RerankTickets{}});
        if (reranked.refused) return reranked;
        decided = decide(working_, command, now, limits);
    }
    if (!decided) {
        auto rejection = decided.error();
        if (rejection.code == RejectionCode::rerank_first) {
            rejection = rejection_of(RejectionCode::internal, "There is no place left there.");
        }
        return {{}, std::move(rejection)};
    }
    if (!*decided) return {};
    if (store_state_ == messages::StoreState::read_only) {
        return {{}, store_is_read_only(context_)};
    }
    return apply(std::move(**decided));
}

LiveRoom::Outcome LiveRoom::apply(Operation operation) {
    auto stored = encode_stored_operation(operation, working_.id, context_.services.sealer);
    auto const record_max = context_.settings.sizes.record_bytes_max;
    if (stored.size() > record_max / 2 && encode_record({stored}).size() > record_max) {
        auto rejection = rejection_of(RejectionCode::too_large, "This is too much at once.");
        rejection.data = rejection_data::Limit{static_cast<std::int64_t>(record_max)};
        return {{}, std::move(rejection)};
    }
    auto const meeting_before = number_of_meeting(working_);
    evolve(working_, operation);
    auto const seq = operation.seq;
    pending_.push_back({std::move(operation), stored.size()});
    log_.push(seq, std::move(stored));
    auto const& applied = pending_.back().operation;
    tell_operation(applied);
    tell_consequences(applied);
    note_who_leads(applied, meeting_before);
    return {seq, {}};
}

void LiveRoom::tell_operation(Operation const& operation) {
    auto item = std::make_shared<std::string const>(encode_operation(view_of(operation)));
    if (item->size() <= context_.settings.sizes.told_operation_bytes_max) {
        ring_.add(operation.seq, item);
        outbox_.operation(operation.seq, std::move(item));
        return;
    }
    ring_.start_after(operation.seq);
    auto const text = encoded(messages::Snapshot{epoch_, operation.seq, view_of(working_)});
    encoded_state_ = {operation.seq, text};
    outbox_.snapshot_in_place(operation.seq, text);
}

void LiveRoom::tell_consequences(Operation const& operation) {
    auto const& body = operation.body;
    for (auto const ticket : rewritten(body)) {
        DocId const doc{ticket};
        for (auto const& member : members_)
            if (member->open_texts.count(doc) != 0) tell_text(member, doc, {});
    }
    if (std::holds_alternative<operation::EstimateGiven>(body) ||
        std::holds_alternative<operation::EstimateWithdrawn>(body) ||
        std::holds_alternative<operation::DotsChanged>(body)) {
        if (operation.by) tell_yours(*operation.by);
    } else if (changes_hands(body)) {
        for (auto const& person : working_.participants) tell_yours(person.id);
    } else if (auto const* role = std::get_if<operation::ParticipantRoleSet>(&body)) {
        // Becoming an observer takes choices away.
        if (role->role) tell_yours(role->participant);
    } else if (auto const* left = std::get_if<operation::ParticipantLeft>(&body)) {
        say_bye(operation.seq, left->participant,
                bye_of(messages::ByeCode::left, "You have left the room."));
    } else if (auto const* removed = std::get_if<operation::ParticipantRemoved>(&body)) {
        say_bye(operation.seq, removed->participant,
                bye_of(messages::ByeCode::removed, "You were removed from this room."));
    } else if (auto const* renewed = std::get_if<operation::LinksRenewed>(&body)) {
        end_read_links(operation.seq, *renewed);
    }
}

void LiveRoom::say_bye(Sequence stamp, ParticipantId person, messages::Bye const& bye) {
    for (auto const& member : members_) {
        if (member->participant == person) outbox_.bye(stamp, member, bye);
    }
}

void LiveRoom::note_who_leads(Operation const& operation, std::uint64_t meeting_before) {
    auto const& body = operation.body;
    if (number_of_meeting(working_) != meeting_before) {
        leading_.begin_anew(working_);
    } else if (std::holds_alternative<operation::ParticipantJoined>(body) ||
               std::holds_alternative<operation::ParticipantLeft>(body) ||
               std::holds_alternative<operation::ParticipantReturned>(body) ||
               std::holds_alternative<operation::ParticipantRoleSet>(body) ||
               std::holds_alternative<operation::ParticipantRemoved>(body) ||
               std::holds_alternative<operation::FacilitationClaimed>(body) ||
               std::holds_alternative<operation::FacilitationReturned>(body)) {
        leading_.look(working_);
    }
}

void LiveRoom::answer(request::Obey const& obey, Outcome const& outcome) {
    auto& meter = context_.services.meter;
    SharedText text;
    if (outcome.refused) {
        meter.refused(outcome.refused->code);
        messages::Refused refused;
        refused.cseq = obey.cseq;
        refused.rejection = *outcome.refused;
        text = encoded(refused);
    } else {
        meter.count(Counted::commands_acked);
        text =
            encoded(messages::Ack{obey.cseq, outcome.made.value_or(working_.head), outcome.secret});
    }
    outbox_.answer(working_.head, obey.member, std::move(text), obey.bytes);
}

void LiveRoom::tell_text(MemberPtr const& member, DocId doc, std::optional<std::size_t> bytes) {
    auto const& text = working_.tickets.find(doc.ticket)->description;
    outbox_.text_state(working_.head, member, encoded(messages::TextState{doc, text.v, text.words}),
                       bytes);
}

void LiveRoom::tell_yours(ParticipantId person) {
    SharedText text;
    for (auto const& member : members_) {
        if (member->participant != person) continue;
        if (!text) text = encoded(messages::Yours{own_choices(working_, person)});
        outbox_.yours(working_.head, member, text);
    }
}

// --- what passes a shut gate ---------------------------------------------------------------------

void LiveRoom::tell_everybody(SharedText const& text) {
    auto const members = members_;
    for (auto const& member : members) {
        if (member->is_welcomed && !member->is_gone) member->session->send(text);
    }
}

void LiveRoom::set_presence(MemberPtr const& member, messages::Presence presence) {
    if (is_over_ || !member->is_in || !member->participant) return;
    auto const* person = confirmed_.participants.find(*member->participant);
    auto const leads = person != nullptr && holds(confirmed_, *person, Right::lead);
    if (presence.lower && (leads || *presence.lower == *member->participant))
        presence_.lower_hand(*presence.lower);
    if (!leads) presence.nudge.reset();
    presence_.set(*member->participant, member.get(), presence);
}

void LiveRoom::leave(MemberPtr const& member) {
    if (member->is_gone) return;
    member->is_gone = true;
    member->heartbeat.cancel();
    std::erase(members_, member);
    if (is_over_) return;
    if (member->participant && member->is_in) {
        presence_.disconnect(*member->participant, member.get());
        leading_.look(working_);
    } else if (member->is_reader() && member->is_welcomed) {
        presence_.set_readers(--readers_);
    }
    if (!in_turn_) look_whether_idle();
}

void LiveRoom::start_heartbeat(Member& member, std::chrono::milliseconds delay) {
    member.heartbeat.start(delay, [this, &member] { beat(member); });
}

void LiveRoom::beat(Member& member) {
    auto const every = context_.settings.timings.heartbeat;
    auto const quiet = context_.services.clock.steady() - member.session->last_sent();
    if (quiet < every) {
        start_heartbeat(member, every - quiet);
        return;
    }
    messages::Heartbeat heartbeat;
    heartbeat.epoch = epoch_;
    heartbeat.seq = confirmed_.head;
    heartbeat.server_time = context_.services.clock.now();
    if (outbox_.is_empty() && member.session->is_drained() && member.told == confirmed_.head &&
        member.hashed != confirmed_.head) {
        heartbeat.hash = state_hash_at_head();
        member.hashed = confirmed_.head;
    }
    start_heartbeat(member, every);
    member.session->send(encoded(heartbeat));
}

std::string const& LiveRoom::state_hash_at_head() {
    if (!state_hash_ || state_hash_->first != confirmed_.head) {
        state_hash_ = {confirmed_.head, state_hash(view_of(confirmed_))};
    }
    return state_hash_->second;
}

// --- the room's own doing ------------------------------------------------------------------------

/// While nothing can be stored nothing is asked for: it is still due afterwards.
bool LiveRoom::may_do_by_itself() const {
    return !is_over_ && !drained_ && !must_wait() && store_state_ == messages::StoreState::ok;
}

void LiveRoom::ask_for_what_is_due() {
    if (!may_do_by_itself()) return;
    for (auto& body : due_.take(working_, context_.services.clock.now())) {
        mailbox_.push_back(request::Do{std::move(body)});
    }
}

void LiveRoom::arm_due() {
    due_timer_.cancel();
    if (!may_do_by_itself()) return;
    auto const next = due_.next(working_);
    if (!next) return;
    due_at_ = *next;
    auto const wait = std::max<std::int64_t>(next->ms - context_.services.clock.now().ms, 0);
    due_timer_.start(std::chrono::milliseconds{wait}, [this] { turn(); });
}

/// A clock that ends later than that is looked at when the room is loaded again.
bool LiveRoom::is_due_soon() const {
    return due_timer_.is_running() && due_at_.ms - context_.services.clock.now().ms <=
                                          context_.settings.timings.unload.count();
}

void LiveRoom::look_whether_idle() {
    auto const keeps_nothing = !is_over_ && !drained_ && members_.empty() && mailbox_.empty() &&
                               log_.is_idle() && outbox_.is_empty() && presence_.is_quiet() &&
                               renewals_.empty() && !is_due_soon() &&
                               (store_state_ == messages::StoreState::ok || not_understood_);
    if (!keeps_nothing) {
        idle_.cancel();
    } else if (!idle_.is_running()) {
        idle_.start(context_.settings.timings.unload, [this] {
            if (snapshots_.is_busy() || is_due_soon()) {
                look_whether_idle();
            } else {
                events_.room_is_idle(confirmed_.id);
            }
        });
    }
}

// --- stopping ------------------------------------------------------------------------------------

void LiveRoom::drain(std::function<void()> done) {
    drained_ = std::move(done);
    turn();
}

void LiveRoom::finish_drain() {
    is_over_ = true;
    due_timer_.cancel();
    idle_.cancel();
    auto const members = members_;
    for (auto const& member : members) {
        member->session->bye(bye_of(messages::ByeCode::drain, "The server is being restarted.",
                                    context_.settings.timings.retry_drain));
    }
    auto const least = store_state_ == messages::StoreState::ok
                           ? context_.settings.sizes.drain_snapshot_operations
                           : ~std::size_t{0};
    snapshots_.store_if_worthwhile(least, [this] {
        if (auto const done = std::exchange(drained_, nullptr)) done();
    });
}

void LiveRoom::stop_waiting() {
    if (!is_over_) finish_drain();
    if (auto const done = std::exchange(drained_, nullptr)) done();
}

}  // namespace refinery::rooms
