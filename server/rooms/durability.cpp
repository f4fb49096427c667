// What the store's word does to a room: confirmed, waiting, read-only, writable again, lost.

#include "protocol/codec/encode.hpp"
#include "protocol/domain/evolve.hpp"
#include "server/rooms/answers.hpp"
#include "server/rooms/live_room.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace refinery::rooms {
namespace {

/// The step is over; what people were done with was its.
bool ends_what_people_do(Operation const& operation) {
    auto const& body = operation.body;
    auto const* expired = std::get_if<operation::TimerExpired>(&body);
    return (expired != nullptr && expired->clock == ClockName::step) ||
           std::holds_alternative<operation::ItemStarted>(body) ||
           std::holds_alternative<operation::ItemStopped>(body) ||
           std::holds_alternative<operation::MeetingEnded>(body);
}

}  // namespace

void LiveRoom::confirm(Operation const& operation) {
    auto const spotlight = confirmed_.spotlight;
    auto const code = confirmed_.code;
    evolve(confirmed_, operation);
    auto const& body = operation.body;
    auto const goes = [this](ParticipantId person) {
        std::erase(appeared_, person);
        presence_.hide(person);
        gone_.push_back(person);
    };
    if (auto const* joined = std::get_if<operation::ParticipantJoined>(&body)) {
        appeared_.push_back(joined->participant);
    } else if (auto const* back = std::get_if<operation::ParticipantReturned>(&body)) {
        std::erase(gone_, back->participant);
        appeared_.push_back(back->participant);
    } else if (auto const* left = std::get_if<operation::ParticipantLeft>(&body)) {
        goes(left->participant);
    } else if (auto const* removed = std::get_if<operation::ParticipantRemoved>(&body)) {
        goes(removed->participant);
    }
    if (ends_what_people_do(operation) || confirmed_.spotlight != spotlight) done_is_over_ = true;
    if (code && confirmed_.code != code) drop_code(*code);
}

void LiveRoom::log_confirmed(Sequence last, std::chrono::milliseconds stalled) {
    std::size_t operations = 0;
    std::size_t bytes = 0;
    while (!pending_.empty() && pending_.front().operation.seq <= last) {
        confirm(pending_.front().operation);
        ++operations;
        bytes += pending_.front().bytes;
        pending_.pop_front();
    }
    while (!gated_.empty() && gated_.front().stamp <= last) gated_.pop_front();
    context_.services.meter.count(Counted::operations_confirmed, operations);
    release();
    // A countdown that ran while nobody could act on it would reveal behind people's backs. Where
    // people read that their changes wait, that is so, to the millisecond or not.
    if (store_state_ == messages::StoreState::waiting ||
        stalled > context_.settings.timings.store_waiting)
        hold_closing_rounds();
    set_store_state(messages::StoreState::ok, {});
    snapshots_.confirmed(operations, bytes);
    turn();
}

void LiveRoom::log_waits(std::string reason) {
    set_store_state(messages::StoreState::waiting, std::move(reason));
}

void LiveRoom::log_read_only(std::string reason) {
    set_store_state(messages::StoreState::read_only, std::move(reason));
    withdraw();
    turn();
}

void LiveRoom::log_writable() {
    set_store_state(messages::StoreState::ok, {});
    hold_or_cancel_ballots();
    store_what_is_owed();
    turn();
}

void LiveRoom::log_lost(std::string reason) {
    context_.services.journal.note(Severity::warning, confirmed_.id,
                                   "the room's log was lost to another owner: " + reason);
    is_over_ = true;
    due_timer_.cancel();
    idle_.cancel();
    events_.room_is_lost(confirmed_.id);
}

void LiveRoom::release() {
    auto const members = members_;
    outbox_.release(confirmed_.head, members,
                    [this](MemberPtr const& member) { on_welcomed(member); });
    presence_.confirmed(std::exchange(appeared_, {}), std::exchange(gone_, {}));
    if (std::exchange(done_is_over_, false)) presence_.clear_done();
    presence_.set_readers(readers_);
    auto const newly_welcomed = std::exchange(newly_welcomed_, {});
    if (newly_welcomed.empty()) return;
    auto const everybody = encoded(presence_.full());
    for (auto const& member : newly_welcomed) {
        if (!member->is_gone) member->session->send(everybody);
    }
}

void LiveRoom::withdraw() {
    working_ = confirmed_;
    pending_.clear();
    ring_.withdraw_after(confirmed_.head);
    if (encoded_state_ && encoded_state_->seq > confirmed_.head) encoded_state_.reset();
    outbox_.clear();
    due_.forget();
    search_.forget();
    // Who was let in by what is withdrawn has not been told so, and is let in anew or not at all.
    std::vector<std::pair<ParticipantId, MemberPtr>> let_in_anew;
    for (auto const& member : members_) {
        if (member->is_welcomed) continue;
        member->is_in = false;
        if (member->participant) let_in_anew.emplace_back(*member->participant, member);
    }
    std::erase_if(members_, [](auto const& member) { return !member->is_in; });
    for (auto& gated : std::exchange(gated_, {})) {
        auto const* obey = std::get_if<request::Obey>(&gated.request);
        if (obey != nullptr && gated.made_operation) {
            give_back_code(gated.request);
            answer(*obey, {{},
                           rejection_of(RejectionCode::read_only, "This could not be saved.",
                                        context_.settings.timings.retry_read_only)});
        } else if (!std::holds_alternative<request::Do>(gated.request)) {
            perform(std::move(gated.request));
        }
    }
    // Only now, so that nobody is told that they went away and came back.
    for (auto const& [person, member] : let_in_anew) presence_.disconnect(person, member.get());
    leading_.look(working_);
}

void LiveRoom::do_now(CommandBody body) {
    auto const outcome = decide_and_apply({{}, {}, std::move(body)});
    if (outcome.refused && outcome.refused->code == RejectionCode::internal) {
        context_.services.journal.note(Severity::error, confirmed_.id,
                                       "the room refused a command of its own");
    }
}

/// A room that loads, or takes writes again, does not know how much of a countdown people saw; and
/// a round with a vote that nobody can open any more has no result.
void LiveRoom::hold_or_cancel_ballots() {
    if (store_state_ == messages::StoreState::read_only) return;
    auto const collecting = working_.collecting;
    for (auto const& id : collecting) {
        auto const& ballot = *working_.ballots.find(id);
        auto const* phase = std::get_if<phase::Collecting>(&ballot.phase);
        if (phase == nullptr) continue;
        auto const is_lost = [](Place const& place) { return !place.choice.has_value(); };
        if (std::ranges::any_of(ballot.places, is_lost)) {
            context_.services.journal.note(
                Severity::warning, confirmed_.id,
                "an open ballot is cancelled: its choices are sealed under another key");
            do_now(command::CancelBallot{id, SkipReason::key});
        } else if (std::holds_alternative<Cards>(ballot.asks) && !phase->held) {
            do_now(command::HoldRound{id, HoldReason::restart});
        }
    }
}

void LiveRoom::hold_closing_rounds() {
    auto const collecting = working_.collecting;
    for (auto const& id : collecting) {
        auto const& ballot = *working_.ballots.find(id);
        auto const* phase = std::get_if<phase::Collecting>(&ballot.phase);
        auto const is_round = std::holds_alternative<Cards>(ballot.asks);
        if (is_round && phase != nullptr && phase->closing) {
            do_now(command::HoldRound{id, HoldReason::restart});
        }
    }
}

void LiveRoom::store_what_is_owed() {
    for (auto const& member : members_) {
        if (auto const owed = std::exchange(member->owed, {})) do_now(*owed);
    }
    for (auto const& person : presence_.overdue()) do_now(command::Leave{person});
}

void LiveRoom::set_store_state(messages::StoreState state, std::optional<std::string> reason) {
    if (state == store_state_ && reason == store_reason_) return;
    auto const before = std::exchange(store_state_, state);
    store_reason_ = std::move(reason);
    auto& journal = context_.services.journal;
    switch (state) {
        case messages::StoreState::ok:
            journal.note(Severity::info, confirmed_.id, "the store takes writes again");
            break;
        case messages::StoreState::waiting:
            journal.note(Severity::warning, confirmed_.id,
                         "waiting for the store: " + store_reason_.value_or(""));
            break;
        case messages::StoreState::read_only:
            journal.note(Severity::error, confirmed_.id,
                         "read-only: " + store_reason_.value_or(""));
            break;
    }
    tell_everybody(encoded(messages::Status{state, store_reason_}));
    events_.room_changed_store_state(confirmed_.id, before);
}

}  // namespace refinery::rooms
