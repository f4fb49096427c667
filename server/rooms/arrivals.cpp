// Joining: who this is, where the page was, and what it is told first (JOIN-2…JOIN-9, RES-2,
// JOIN-10).

#include "protocol/codec/encode.hpp"
#include "protocol/domain/choices.hpp"
#include "protocol/domain/view.hpp"
#include "server/rooms/answers.hpp"
#include "server/rooms/live_room.hpp"

#include <utility>

namespace refinery::rooms {
namespace {

/// A state that was encoded for somebody else is sent with the operations after it, up to so many;
/// a hundred people who join together cost a few snapshots and not a hundred.
constexpr Sequence reused_state_operations_max = 64;

}  // namespace

void LiveRoom::arrive(MemberPtr member, messages::Hello hello,
                      std::optional<std::string> made_seat) {
    std::vector<Request> requests;
    requests.push_back(request::Arrive{std::move(member), std::move(hello),
                                       ParticipantId{context_.services.ids.next_128()},
                                       std::move(made_seat)});
    take(std::move(requests));
}

bool LiveRoom::perform(request::Arrive& arrive) {
    auto const& [member, hello, fresh, made_seat] = arrive;
    if (member->is_gone) return false;
    // Judged before its own operation, which must not make up for one that was lost.
    auto const resumes = hello.position && may_resume(*hello.position);
    if (is_read_link(hello)) {
        let_in(arrive, {}, resumes);
        return false;
    }
    command::Arrive const body{.seat = *hello.seat,
                               .fresh = fresh,
                               .name = hello.name,
                               .role = hello.role,
                               .key = hello.key,
                               .passcode = hello.passcode,
                               .returns = hello.position.has_value()};
    auto decided =
        decide(working_, {{}, {}, body}, context_.services.clock.now(), context_.settings.limits);
    if (!decided) {
        turn_away(member, decided.error());
        return false;
    }
    auto made = false;
    if (*decided) {
        auto& operation = **decided;
        if (store_state_ != messages::StoreState::read_only) {
            auto const outcome = apply(std::move(operation));
            if (outcome.refused) {
                turn_away(member, *outcome.refused);
                return false;
            }
            made = true;
        } else if (std::holds_alternative<operation::ParticipantJoined>(operation.body)) {
            turn_away(member, rejection_of(RejectionCode::read_only,
                                           "Nobody new can join: nothing can be saved now.",
                                           context_.settings.timings.retry_read_only));
            return false;
        } else {
            member->owed = body;
        }
    }
    let_in(arrive, working_.seats.at(*hello.seat), resumes);
    return made;
}

/// Such a hello makes no participant. Whoever was removed stays away by this link too.
bool LiveRoom::is_read_link(messages::Hello const& hello) const {
    if (!hello.key || hello.key != working_.read_key) return false;
    auto const seat = working_.seats.find(*hello.seat);
    return seat == working_.seats.end() || !working_.participants.find(seat->second)->removed;
}

void LiveRoom::let_in(request::Arrive const& arrive, std::optional<ParticipantId> participant,
                      bool resumes) {
    auto const& member = arrive.member;
    member->participant = participant;
    member->is_in = true;
    if (participant) {
        presence_.connect(*participant);
        leading_.look(working_);
    }
    replace_older(member);
    members_.push_back(member);
    welcome(arrive, resumes);
}

void LiveRoom::turn_away(MemberPtr const& member, Rejection const& rejection) {
    outbox_.bye(working_.head, member, bye_for(rejection));
}

void LiveRoom::replace_older(MemberPtr const& member) {
    auto const members = members_;
    for (auto const& older : members) {
        if (older->participant != member->participant || older->session_id != member->session_id) {
            continue;
        }
        older->session->bye(
            bye_of(messages::ByeCode::replaced, "This page is connected elsewhere now."));
    }
}

/// The page's position leads to the confirmed head: nobody was ever told more than that.
bool LiveRoom::may_resume(messages::LastApplied const& position) {
    if (position.epoch != epoch_ || position.seq > confirmed_.head) return false;
    if (position.seq < confirmed_.head || !position.hash) return true;
    return *position.hash == state_hash_at_head();
}

void LiveRoom::welcome(request::Arrive const& arrive, bool may_resume) {
    auto const& member = arrive.member;
    auto const head = working_.head;
    messages::Welcome welcome;
    welcome.server_version = context_.settings.server_version;
    if (member->participant) {
        auto const& participant = *working_.participants.find(*member->participant);
        welcome.participant = participant.id;
        welcome.role = participant.role;
        welcome.facilitates = participant.facilitates;
        welcome.owns = participant.owns;
        welcome.seat = arrive.made_seat;
        welcome.session_known = working_.sessions.count({participant.id, member->session_id}) != 0;
    }
    welcome.forgotten = working_.forgotten;
    welcome.epoch = epoch_;
    welcome.seq = head;
    welcome.durability = context_.services.store.durability();
    welcome.limits = context_.settings.limits;

    std::vector<Frame> state;
    auto const after = may_resume ? arrive.hello.position->seq : 0;
    if (may_resume && after == head) {
        welcome.mode = messages::WelcomeMode::live;
    } else if (may_resume && ring_.covers(after, head)) {
        welcome.mode = messages::WelcomeMode::replay;
        state.push_back({ring_.operations(after, head)});
    } else {
        welcome.mode = messages::WelcomeMode::snapshot;
        Sequence at = 0;
        state.push_back(snapshot_before(head, at));
        if (at < head) state.push_back({ring_.operations(at, head)});
    }
    if (member->participant) {
        state.push_back({encoded(messages::Yours{own_choices(working_, *member->participant)})});
    }
    context_.services.meter.joined(welcome.mode);
    outbox_.welcome(
        head, member,
        [this, welcome = std::move(welcome)]() mutable {
            welcome.server_time = context_.services.clock.now();
            return encoded(welcome);
        },
        std::move(state));
}

Frame LiveRoom::snapshot_before(Sequence head, Sequence& at) {
    auto const fits = encoded_state_ && encoded_state_->seq <= head &&
                      head - encoded_state_->seq <= reused_state_operations_max &&
                      ring_.covers(encoded_state_->seq, head);
    if (!fits) {
        encoded_state_ = {head, encoded(messages::Snapshot{epoch_, head, view_of(working_)})};
    }
    at = encoded_state_->seq;
    return {encoded_state_->text, Connection::Weight::first_snapshot};
}

void LiveRoom::on_welcomed(MemberPtr const& member) {
    if (store_state_ != messages::StoreState::ok) {
        member->session->send(encoded(messages::Status{store_state_, store_reason_}));
    }
    start_heartbeat(*member, context_.settings.timings.heartbeat);
    newly_welcomed_.push_back(member);
    if (member->is_reader()) ++readers_;
}

}  // namespace refinery::rooms
