#include "server/rooms/room_maker.hpp"

#include "protocol/codec/record.hpp"
#include "protocol/domain/decide.hpp"
#include "protocol/domain/overloaded.hpp"
#include "server/rooms/answers.hpp"

#include <string_view>
#include <utility>

namespace refinery::rooms {
namespace {

/// Without 0 O 1 I L: a code is read from a screen and told over a phone.
constexpr std::string_view code_alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
constexpr std::size_t code_length = 6;
/// Bytes from here on would make the first characters likelier than the others.
constexpr std::size_t fair_bytes = 256 - 256 % code_alphabet.size();

Rejection store_is_read_only(Context const& context) {
    return rejection_of(RejectionCode::read_only, "Nothing can be saved at the moment.",
                        context.settings.timings.retry_read_only);
}

}  // namespace

std::string draw_code(IdSource& ids) {
    std::string code;
    while (code.size() < code_length) {
        for (auto const byte : ids.next_128()) {
            if (byte >= fair_bytes) continue;
            code += code_alphabet[byte % code_alphabet.size()];
            if (code.size() == code_length) break;
        }
    }
    return code;
}

RoomMaker::RoomMaker(Context const& context, command::CreateRoom first,
                     std::function<void(Result<std::string>)> reply)
    : context_(context),
      first_(std::move(first)),
      epoch_(hex(context.services.ids.next_128())),
      reply_(std::move(reply)),
      again_(context.services.timers),
      deadline_(context.services.timers) {}

void RoomMaker::start() {
    deadline_.start(context_.settings.timings.welcome, [this] {
        finish(rejection_of(RejectionCode::busy, "The store does not answer.",
                            context_.settings.timings.retry_busy));
    });
    take_code();
}

void RoomMaker::take_code() {
    if (first_.code.empty()) first_.code = draw_code(context_.services.ids);
    context_.services.store.take_code(
        first_.code, first_.room, [weak = weak_from_this()](CodeAnswer const& answer) {
            auto const self = weak.lock();
            if (!self || self->is_finished()) return;
            std::visit(overloaded{[&](store_answer::Done const&) { self->create(); },
                                  [&](store_answer::Taken const&) {
                                      self->first_.code.clear();
                                      self->take_code();
                                  },
                                  [&](store_answer::ReadOnly const&) {
                                      self->finish(store_is_read_only(self->context_));
                                  },
                                  [&](store_answer::Indeterminate const&) {
                                      self->repeat(&RoomMaker::take_code);
                                  }},
                       answer);
        });
}

void RoomMaker::create() {
    auto& services = context_.services;
    if (!batch_.bytes) {
        auto const decided =
            decide(Room{}, {{}, {}, first_}, services.clock.now(), context_.settings.limits);
        if (!decided) return finish(decided.error());
        if (!*decided) {
            return finish(rejection_of(RejectionCode::internal, "The room could not be made."));
        }
        auto const stored = encode_stored_operation(**decided, first_.room, services.sealer);
        batch_ = {1, 1, std::make_shared<std::string const>(encode_record({stored}))};
    }
    services.store.create(
        first_.room, epoch_, batch_, [weak = weak_from_this()](CreateAnswer const& answer) {
            auto const self = weak.lock();
            if (!self || self->is_finished()) return;
            std::visit(overloaded{[&](store_answer::Applied const&) {
                                      self->context_.services.meter.count(Counted::rooms_created);
                                      self->finish(self->first_.code);
                                  },
                                  [&](store_answer::Taken const&) {
                                      self->finish(rejection_of(RejectionCode::conflict,
                                                                "There is such a room."));
                                  },
                                  [&](store_answer::ReadOnly const&) {
                                      self->finish(store_is_read_only(self->context_));
                                  },
                                  [&](store_answer::Indeterminate const&) {
                                      self->repeat(&RoomMaker::create);
                                  }},
                       answer);
        });
}

void RoomMaker::repeat(void (RoomMaker::*step)()) {
    again_.start(context_.settings.timings.append_repeat, [this, step] { (this->*step)(); });
}

void RoomMaker::finish(Result<std::string> result) {
    again_.cancel();
    deadline_.cancel();
    if (auto const reply = std::exchange(reply_, nullptr)) reply(std::move(result));
}

}  // namespace refinery::rooms
