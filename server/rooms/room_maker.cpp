#include "server/rooms/room_maker.hpp"

#include "protocol/codec/record.hpp"
#include "protocol/domain/decide.hpp"
#include "protocol/domain/overloaded.hpp"
#include "server/rooms/answers.hpp"

#include <utility>

namespace refinery::rooms {

RoomMaker::RoomMaker(Context const& context, command::CreateRoom first,
                     std::function<void(Result<std::string>)> reply)
    : context_(context),
      first_(std::move(first)),
      epoch_(hex(context.services.ids.next_128())),
      reply_(std::move(reply)),
      again_(context.services.timers),
      deadline_(context.services.timers) {}

void RoomMaker::start() {
    deadline_.start(context_.settings.timings.welcome,
                    [this] { finish(store_does_not_answer(context_)); });
    code_ = std::make_shared<CodeTaker>(context_, first_.room, [this](Result<std::string> code) {
        if (is_finished()) return;
        if (!code) return finish(code.error());
        first_.code = *code;
        create();
    });
    code_->start();
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
            std::visit(
                overloaded{[&](store_answer::Applied const&) {
                               self->context_.services.meter.count(Counted::rooms_created);
                               self->finish(self->first_.code);
                           },
                           [&](store_answer::Taken const&) {
                               self->finish(
                                   rejection_of(RejectionCode::conflict, "There is such a room."));
                           },
                           [&](store_answer::ReadOnly const&) {
                               self->finish(store_is_read_only(self->context_));
                           },
                           [&](store_answer::Indeterminate const&) {
                               self->again_.start(self->context_.settings.timings.append_repeat,
                                                  [maker = self.get()] { maker->create(); });
                           }},
                answer);
        });
}

void RoomMaker::finish(Result<std::string> result) {
    again_.cancel();
    deadline_.cancel();
    if (auto const reply = std::exchange(reply_, nullptr)) reply(std::move(result));
}

}  // namespace refinery::rooms
