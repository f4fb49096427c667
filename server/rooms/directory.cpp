#include "server/rooms/directory.hpp"

#include "protocol/domain/overloaded.hpp"
#include "server/rooms/answers.hpp"
#include "server/rooms/room_maker.hpp"

#include <algorithm>
#include <utility>

namespace refinery::rooms {
namespace {

/// A code leads to its room until some time after the last person left (ROOM-1).
bool code_leads_to(Room const& room, std::string const& code, Timestamp now,
                   std::chrono::milliseconds life) {
    if (room.locked || room.ended || room.code != code) return false;
    if (room.participants.empty()) return true;
    Timestamp last_left;
    for (auto const& participant : room.participants) {
        if (!participant.left) return true;
        last_left = std::max(last_left, *participant.left);
    }
    return now.ms - last_left.ms < life.count();
}

Rejection no_such_code() {
    return rejection_of(RejectionCode::not_found, "No room has this code.");
}

}  // namespace

Directory::Directory(Settings settings, Services services)
    : context_{services, std::move(settings)},
      sweep_(services.timers),
      drain_deadline_(services.timers) {}

Directory::~Directory() {
    // Sessions may outlive their rooms by a moment; they must not reach into them.
    for (auto const& [number, session] : std::map(sessions_)) session->abandon();
}

// --- connections ---------------------------------------------------------------------------------

std::shared_ptr<Session> Directory::connect(RoomId room, std::shared_ptr<Connection> connection) {
    auto const number = next_session_++;
    auto session = std::make_shared<Session>(*this, number, room, std::move(connection));
    sessions_.emplace(number, session.get());
    context_.services.meter.count(Counted::connections_opened);
    context_.services.meter.gauge(Gauged::connections, static_cast<std::int64_t>(sessions_.size()));
    return session;
}

void Directory::forget(Session const& session) {
    sessions_.erase(session.number());
    context_.services.meter.gauge(Gauged::connections, static_cast<std::int64_t>(sessions_.size()));
}

void Directory::route_hello(MemberPtr member, messages::Hello hello,
                            std::optional<std::string> made_seat) {
    if (stopping_) return member->session->bye(drain_bye());
    auto const room = member->session->room();
    with_room(
        room, [member] { return !member->is_gone; },
        [member, hello = std::move(hello),
         made_seat = std::move(made_seat)](Result<LiveRoom*> const& found) {
            if (member->is_gone) return;
            if (found) {
                member->session->entered(**found);
                (*found)->arrive(member, hello, made_seat);
            } else {
                member->session->bye(bye_for(found.error()));
            }
        });
}

// --- loading -------------------------------------------------------------------------------------

void Directory::with_room(RoomId room, std::function<bool()> wants_it,
                          std::function<void(Result<LiveRoom*>)> go_on) {
    if (stopping_) {
        go_on(busy());
        return;
    }
    auto& slot = slots_.try_emplace(room, context_.services.timers).first->second;
    if (slot.live) {
        go_on(slot.live.get());
        return;
    }
    slot.waiting.push_back({std::move(wants_it), std::move(go_on)});
    if (slot.is_claiming || slot.again.is_running()) return;
    slot.since = context_.services.clock.steady();
    claim(room);
}

void Directory::claim(RoomId room) {
    slots_.at(room).is_claiming = true;
    context_.services.store.claim(
        room, [this, room, alive = std::weak_ptr<bool>(alive_)](ClaimAnswer answer) {
            if (!alive.expired()) claimed(room, std::move(answer));
        });
}

void Directory::claimed(RoomId room, ClaimAnswer answer) {
    auto& slot = slots_.at(room);
    slot.is_claiming = false;
    // A room that is opened while the server stops would write.
    if (stopping_) return fail(room, busy());
    auto const& timings = context_.settings.timings;
    std::visit(
        overloaded{[&](store_answer::Claimed& claimed) { load(room, std::move(claimed)); },
                   [&](store_answer::NotFound const&) {
                       fail(room, rejection_of(RejectionCode::not_found, "There is no such room."));
                   },
                   [&](store_answer::ReadOnly const&) {
                       fail(room,
                            rejection_of(RejectionCode::read_only,
                                         "The room cannot be opened: nothing can be saved now.",
                                         timings.retry_read_only));
                   },
                   [&](store_answer::Indeterminate const&) {
                       std::erase_if(slot.waiting, [](auto const& one) { return !one.wants_it(); });
                       if (slot.waiting.empty()) {
                           fail(room, busy());
                       } else {
                           slot.again.start(timings.append_repeat, [this, room] { claim(room); });
                       }
                   },
                   [&](store_answer::Damaged const& damaged) {
                       context_.services.journal.note(
                           Severity::error, room,
                           "the room is not opened, its stored data is damaged: " + damaged.reason);
                       fail(room, rejection_of(RejectionCode::internal,
                                               "The stored data of this room is damaged.",
                                               timings.retry_damaged));
                   }},
        answer);
}

void Directory::load(RoomId room, store_answer::Claimed claimed) {
    auto& slot = slots_.at(room);
    auto& services = context_.services;
    auto loaded = load_room(room, std::move(claimed), services.sealer, context_.settings.sizes);
    std::visit(
        overloaded{[&](Unreadable const& unreadable) {
                       services.journal.note(
                           Severity::error, room,
                           "the room is not opened, its stored data cannot be read: " +
                               unreadable.reason);
                       fail(room, rejection_of(RejectionCode::internal,
                                               "The stored data of this room cannot be read.",
                                               context_.settings.timings.retry_damaged));
                   },
                   [&](LoadedRoom& loaded_room) {
                       if (loaded_room.passed_over_snapshot) {
                           services.journal.note(Severity::warning, room,
                                                 "a damaged snapshot was passed over");
                       }
                       services.meter.count(Counted::rooms_loaded);
                       services.meter.count(Counted::records_read, loaded_room.records_read);
                       services.meter.took(Timed::room_load, services.clock.steady() - slot.since);
                       slot.live = std::make_unique<LiveRoom>(context_, std::move(loaded_room),
                                                              static_cast<RoomEvents&>(*this));
                       count_rooms(slot.live->store_state(), 1);
                       for (auto const& one : std::exchange(slot.waiting, {})) {
                           one.go_on(slot.live.get());
                       }
                   }},
        loaded);
}

void Directory::fail(RoomId room, Rejection const& rejection) {
    auto const waiting = std::move(slots_.at(room).waiting);
    slots_.erase(room);
    for (auto const& one : waiting) one.go_on(rejection);
}

// --- making, and finding by code -----------------------------------------------------------------

template <class T>
std::function<void(Result<T>)> Directory::in_time(std::function<void(Result<T>)> reply) {
    // Kept by whoever may still reply and by its own time limit, so that one of them does.
    struct Once {
        Timers& timers;
        std::function<void(Result<T>)> reply;
        TimerId deadline = 0;

        void say(Result<T> result) {
            timers.cancel(deadline);
            if (auto const say_it = std::exchange(reply, nullptr)) say_it(std::move(result));
        }
    };
    auto& timers = context_.services.timers;
    auto const once = std::make_shared<Once>(Once{timers, std::move(reply)});
    once->deadline = timers.after(context_.settings.timings.welcome,
                                  [once, rejection = busy()] { once->say(rejection); });
    return [once](Result<T> result) { once->say(std::move(result)); };
}

void Directory::create_room(CreateRoomRequest request,
                            std::function<void(Result<CreatedRoom>)> reply) {
    auto& services = context_.services;
    CreatedRoom created;
    created.room = RoomId{services.ids.next_128()};
    created.facilitator_key = hex(services.ids.next_128());
    created.read_key = hex(services.ids.next_128());
    command::CreateRoom first;
    first.room = created.room;
    first.title = request.title.value_or("Refinement");
    first.deck = std::move(request.deck);
    first.rights = request.rights;
    if (request.passcode) {
        first.passcode = services.hasher.of_passcode(*request.passcode, created.room);
    }
    first.facilitator_key = services.hasher.of_random_secret(created.facilitator_key);
    first.read_key = services.hasher.of_random_secret(created.read_key);
    make(std::move(first), [created = std::move(created),
                            reply = std::move(reply)](Result<std::string> const& code) mutable {
        if (!code) return reply(code.error());
        created.code = *code;
        reply(std::move(created));
    });
}

void Directory::make(command::CreateRoom first, std::function<void(Result<std::string>)> reply) {
    std::erase_if(makers_, [](auto const& maker) { return maker->is_finished(); });
    makers_.push_back(std::make_shared<RoomMaker>(context_, std::move(first), std::move(reply)));
    // It may end, and another begin, before `start` returns.
    auto const maker = makers_.back();
    maker->start();
}

void Directory::create_room_as(FixedRoom room, std::function<void(Result<RoomId>)> reply) {
    auto const answer = in_time<RoomId>(std::move(reply));
    auto const fill_it = [this, answer, room](Result<LiveRoom*> const& found) {
        if (!found) return answer(found.error());
        fill(room, **found, answer);
    };
    with_room(
        room.room, [] { return true; },
        [this, room, answer, fill_it](Result<LiveRoom*> const& found) {
            if (found || found.error().code != RejectionCode::not_found) return fill_it(found);
            command::CreateRoom first;
            first.room = room.room;
            first.title = room.title;
            first.facilitator_key = room.facilitator_key;
            first.read_key = room.read_key;
            make(std::move(first), [this, room, answer, fill_it](Result<std::string> const& code) {
                if (!code) return answer(code.error());
                with_room(
                    room.room, [] { return true; }, fill_it);
            });
        });
}

void Directory::fill(FixedRoom const& room, LiveRoom& live,
                     std::function<void(Result<RoomId>)> reply) {
    auto const is_new = std::make_shared<bool>(false);
    auto const commands = room.fill;
    live.ask(
        [is_new, count = commands.size()](Room const& state) { *is_new = state.head <= count; },
        [this, is_new, commands, id = room.room, reply = std::move(reply)] {
            auto const slot = slots_.find(id);
            if (slot == slots_.end() || !slot->second.live) return reply(busy());
            if (!*is_new) return reply(id);
            slot->second.live->do_all(commands);
            slot->second.live->ask([](Room const&) {}, [id, reply] { reply(id); });
        });
}

void Directory::find_code(std::string code, std::function<void(Result<RoomId>)> reply) {
    auto const answer = in_time<RoomId>(std::move(reply));
    context_.services.store.find_code(
        code,
        [this, code, answer, alive = std::weak_ptr<bool>(alive_)](FindCodeAnswer const& found) {
            if (alive.expired()) return;
            std::visit(overloaded{[&](store_answer::NotFound const&) { answer(no_such_code()); },
                                  [&](store_answer::Indeterminate const&) { answer(busy()); },
                                  [&](store_answer::FoundCode const& there) {
                                      with_room(
                                          there.room, [] { return true; },
                                          [this, code, answer,
                                           id = there.room](Result<LiveRoom*> const& room) {
                                              if (!room) {
                                                  auto const unknown =
                                                      room.error().code == RejectionCode::not_found;
                                                  return answer(unknown ? no_such_code() : busy());
                                              }
                                              auto const leads = std::make_shared<bool>(false);
                                              (*room)->ask(
                                                  [this, code, leads](Room const& state) {
                                                      *leads = code_leads_to(
                                                          state, code,
                                                          context_.services.clock.now(),
                                                          context_.settings.timings.code_life);
                                                  },
                                                  [answer, leads, id] {
                                                      if (*leads) return answer(id);
                                                      answer(no_such_code());
                                                  });
                                          });
                                  }},
                       found);
        });
}

// --- unloading and stopping ----------------------------------------------------------------------

void Directory::room_is_idle(RoomId room) {
    auto const slot = slots_.find(room);
    if (slot == slots_.end()) return;
    count_rooms(slot->second.live->store_state(), -1);
    dropped_.push_back(std::move(slot->second.live));
    slots_.erase(slot);
    context_.services.meter.count(Counted::rooms_unloaded);
    sweep_.start(std::chrono::milliseconds{0}, [this] { dropped_.clear(); });
}

void Directory::room_is_lost(RoomId room) {
    for (auto const& [number, session] : std::map(sessions_)) {
        if (session->room() != room) continue;
        session->bye(bye_of(messages::ByeCode::moved, "The room has moved."));
    }
    room_is_idle(room);
}

void Directory::room_changed_store_state(RoomId room, messages::StoreState before) {
    auto const slot = slots_.find(room);
    // A room that is being loaded is counted when it is there.
    if (slot == slots_.end() || !slot->second.live) return;
    count_rooms(before, -1);
    count_rooms(slot->second.live->store_state(), 1);
}

void Directory::count_rooms(messages::StoreState state, int change) {
    rooms_by_state_[state] += change;
    auto& meter = context_.services.meter;
    auto const waiting = rooms_by_state_[messages::StoreState::waiting];
    auto const read_only = rooms_by_state_[messages::StoreState::read_only];
    meter.gauge(Gauged::rooms, rooms_by_state_[messages::StoreState::ok] + waiting + read_only);
    meter.gauge(Gauged::rooms_waiting, waiting);
    meter.gauge(Gauged::rooms_read_only, read_only);
}

messages::StoreState Directory::store_state() const {
    auto worst = messages::StoreState::ok;
    for (auto const& [id, slot] : slots_) {
        if (slot.live && !slot.live->is_not_understood()) {
            worst = std::max(worst, slot.live->store_state());
        }
    }
    return worst;
}

std::size_t Directory::loaded_rooms() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        slots_, [](auto const& slot) { return slot.second.live != nullptr; }));
}

void Directory::give_way() {
    stopping_ = true;
    for (auto const& [number, session] : std::map(sessions_))
        session->bye(bye_of(messages::ByeCode::moved, "The rooms have moved to another server."));
}

void Directory::stop(std::function<void()> done) {
    if (stopping_) return;
    stopping_ = true;
    stopped_ = std::move(done);
    drain_deadline_.start(context_.settings.timings.drain, [this] {
        for (auto& [id, slot] : slots_) {
            if (slot.live) slot.live->stop_waiting();
        }
        finish_stopping();
    });
    // One more than there are rooms, so that the last of them is not told before all were asked.
    draining_ = 1;
    for (auto& [id, slot] : slots_) {
        if (slot.live) ++draining_;
    }
    for (auto& [id, slot] : slots_) {
        if (slot.live) slot.live->drain([this] { stopped_one(); });
    }
    stopped_one();
}

void Directory::stopped_one() {
    if (--draining_ == 0) finish_stopping();
}

void Directory::finish_stopping() {
    auto const done = std::exchange(stopped_, nullptr);
    if (!done) return;
    drain_deadline_.cancel();
    for (auto const& [number, session] : std::map(sessions_)) {
        session->bye(drain_bye());
    }
    done();
}

messages::Bye Directory::drain_bye() const {
    return bye_of(messages::ByeCode::drain, "The server is being restarted.",
                  context_.settings.timings.retry_drain);
}

Rejection Directory::busy() const { return store_does_not_answer(context_); }

}  // namespace refinery::rooms
