#pragma once

// A room in memory: one mailbox, one state that runs ahead, one state that is stored, one outbox
// between them.
//
//   mailbox -> decide(working) -> evolve(working) -> log writer ----.  the store's word
//                    |                                              v
//                    '-> outbox, stamped with working.head -> evolve(confirmed), release
//
// Everything that waits for the store is computed from `working_`; everything that passes a shut
// gate (presence, heartbeats, state hashes) and everything that is given to the store as a
// snapshot is computed from `confirmed_`. When the store surely did not take what it was given,
// `working_` becomes a copy of `confirmed_`, and what had been answered is answered anew: keeping
// a second state costs memory, but no store has to be read while it is in trouble (a claim would
// have to write).
//
// Split by reason: live_room.cpp takes requests and turns; arrivals.cpp is joining, welcome and
// resume; durability.cpp is what the store's word does; link_renewals.cpp is what has to be made
// before a link can be renewed.

#include "protocol/domain/decide.hpp"
#include "protocol/domain/operation.hpp"
#include "protocol/domain/room.hpp"
#include "server/rooms/code_taker.hpp"
#include "server/rooms/due.hpp"
#include "server/rooms/facilitator_watch.hpp"
#include "server/rooms/loading.hpp"
#include "server/rooms/log_writer.hpp"
#include "server/rooms/member.hpp"
#include "server/rooms/outbox.hpp"
#include "server/rooms/presence_board.hpp"
#include "server/rooms/request.hpp"
#include "server/rooms/ring.hpp"
#include "server/rooms/search.hpp"
#include "server/rooms/services.hpp"
#include "server/rooms/snapshot_keeper.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace refinery::rooms {

/// What a room tells the directory.
class RoomEvents {
public:
    virtual ~RoomEvents() = default;
    /// Nobody is here, nothing waits, and the time to come back is over: it can be forgotten.
    virtual void room_is_idle(RoomId room) = 0;
    /// Its log belongs to somebody else; its members were told. It must be forgotten.
    virtual void room_is_lost(RoomId room) = 0;
    virtual void room_changed_store_state(RoomId room, messages::StoreState before) = 0;
};

class LiveRoom final : private LogEvents {
public:
    LiveRoom(Context const& context, LoadedRoom loaded, RoomEvents& events);
    ~LiveRoom() override;
    LiveRoom(LiveRoom const&) = delete;
    LiveRoom& operator=(LiveRoom const&) = delete;

    // --- what sessions bring ------------------------------------------------------------------

    /// JOIN-2…JOIN-8, JOIN-10.
    void arrive(MemberPtr member, messages::Hello hello, std::optional<std::string> made_seat);
    /// What one frame brought: commands, text.open, text.close, a search, or a refusal in its turn.
    void take(std::vector<Request> requests);
    void set_presence(MemberPtr const& member, messages::Presence presence);
    /// The connection ended. What it had sent stays in line.
    void leave(MemberPtr const& member);

    // --- what the server brings ---------------------------------------------------------------

    /// The room does these itself, in this order; what is refused is passed over.
    void do_all(std::vector<CommandBody> commands);
    /// `read` sees the state when its turn comes, `tell` is called when that state is stored.
    void ask(std::function<void(Room const&)> read, std::function<void()> tell);
    /// Takes nothing more; when the store has answered, members hear the rest and `bye drain`, and
    /// a snapshot is stored. `done` is called once, possibly before this returns.
    void drain(std::function<void()> done);
    /// Members hear `bye drain` now, whatever still waits.
    void stop_waiting();

    messages::StoreState store_state() const { return store_state_; }
    bool is_not_understood() const { return not_understood_; }

private:
    /// What became of a command.
    struct Outcome {
        /// The operation that it made, or nothing where it changed nothing.
        std::optional<Sequence> made;
        std::optional<Rejection> refused;
        /// For whoever asked, and once.
        std::optional<std::string> secret = {};
    };
    /// A request that was answered from a state that is not stored yet.
    struct Gated {
        Sequence stamp = 0;
        Request request;
        bool made_operation = false;
    };
    /// A room code that is being taken in the store, and what its session sent after it.
    struct CodeRenewal {
        request::Obey obey;
        std::deque<Request> behind = {};
        std::shared_ptr<CodeTaker> taker = {};
    };
    struct PendingOperation {
        Operation operation;
        std::size_t bytes = 0;
    };

    // live_room.cpp
    void turn();
    bool must_wait() const;
    void perform(Request request);
    bool perform(request::Obey& obey);
    bool perform(request::Refuse& refuse);
    bool perform(request::OpenText& open);
    bool perform(request::CloseText& close);
    bool perform(request::Find& find);
    bool perform(request::Do& own);
    bool perform(request::Ask& ask);
    /// SES-3: the command was sent before; what its session's window says of it.
    SessionRecord const* record_where_repeated(request::Obey const& obey) const;
    void answer_again(request::Obey const& obey, SessionRecord const& record);
    Outcome decide_and_apply(Command const& command);
    Outcome apply(Operation operation);
    void tell_operation(Operation const& operation);
    void tell_consequences(Operation const& operation);
    void say_bye(Sequence stamp, ParticipantId person, messages::Bye const& bye);
    void note_who_leads(Operation const& operation, std::uint64_t meeting_before);
    void answer(request::Obey const& obey, Outcome const& outcome);
    void tell_text(MemberPtr const& member, DocId doc, std::optional<std::size_t> bytes);
    void tell_yours(ParticipantId person);
    bool may_do_by_itself() const;
    void ask_for_what_is_due();
    void arm_due();
    bool is_due_soon() const;
    void look_whether_idle();
    void tell_everybody(SharedText const& text);
    void start_heartbeat(Member& member, std::chrono::milliseconds delay);
    void beat(Member& member);
    std::string const& state_hash_at_head();
    void finish_drain();

    // arrivals.cpp
    bool perform(request::Arrive& arrive);
    bool is_read_link(messages::Hello const& hello) const;
    void let_in(request::Arrive const& arrive, std::optional<ParticipantId> participant,
                bool resumes);
    void turn_away(MemberPtr const& member, Rejection const& rejection);
    void replace_older(MemberPtr const& member);
    bool may_resume(messages::LastApplied const& position);
    void welcome(request::Arrive const& arrive, bool may_resume);
    Frame snapshot_before(Sequence head, Sequence& at);
    void on_welcomed(MemberPtr const& member);

    // link_renewals.cpp
    bool waits_for_code(Request& request);
    bool has_to_take_code(request::Obey const& obey) const;
    void code_taken(Member const* member, Result<std::string> code);
    std::optional<std::string> make_secret(CommandBody& body);
    void give_back_code(Request const& request);
    void drop_code(std::string const& code);
    void end_read_links(Sequence stamp, operation::LinksRenewed const& renewed);

    // durability.cpp
    void confirm(Operation const& operation);
    void log_confirmed(Sequence last, std::chrono::milliseconds stalled) override;
    void log_waits(std::string reason) override;
    void log_read_only(std::string reason) override;
    void log_writable() override;
    void log_lost(std::string reason) override;
    void hold_or_cancel_ballots();
    void hold_closing_rounds();
    void do_now(CommandBody body);
    void store_what_is_owed();
    void set_store_state(messages::StoreState state, std::optional<std::string> reason);
    void release();
    void withdraw();

    Context const& context_;
    RoomEvents& events_;
    std::string epoch_;
    Room working_;
    Room confirmed_;
    std::deque<PendingOperation> pending_;
    Ring ring_;
    Outbox outbox_;
    std::deque<Request> mailbox_;
    std::deque<Gated> gated_;
    std::vector<MemberPtr> members_;
    std::map<Member const*, CodeRenewal> renewals_;
    PresenceBoard presence_;
    FacilitatorWatch leading_;
    Search search_;
    LogWriter log_;
    SnapshotKeeper snapshots_;

    messages::StoreState store_state_ = messages::StoreState::ok;
    std::optional<std::string> store_reason_;
    /// Written by a newer server: nothing is stored, and that does not change.
    bool not_understood_ = false;
    bool in_turn_ = false;
    /// Everything ends here: lost or stopped.
    bool is_over_ = false;
    std::function<void()> drained_;

    /// The state as it was last encoded for joiners.
    struct EncodedState {
        Sequence seq = 0;
        SharedText text;
    };
    std::optional<EncodedState> encoded_state_;
    std::optional<std::pair<Sequence, std::string>> state_hash_;
    /// Confirmed, and not told as presence yet.
    std::vector<ParticipantId> appeared_;
    std::vector<ParticipantId> gone_;
    /// Welcomed in this release: they get everybody's presence.
    std::vector<MemberPtr> newly_welcomed_;
    /// Welcomed, and reading along.
    std::size_t readers_ = 0;
    /// The spotlight moved, or a step ended, in what was confirmed and not told yet.
    bool done_is_over_ = false;
    DueList due_;
    /// What `due_timer_` runs for.
    Timestamp due_at_ = {};
    Timer due_timer_;
    Timer idle_;
};

}  // namespace refinery::rooms
