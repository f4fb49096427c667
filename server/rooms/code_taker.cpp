#include "server/rooms/code_taker.hpp"

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

CodeTaker::CodeTaker(Context const& context, RoomId room,
                     std::function<void(Result<std::string>)> reply)
    : context_(context),
      room_(room),
      reply_(std::move(reply)),
      again_(context.services.timers),
      deadline_(context.services.timers) {}

void CodeTaker::start() {
    deadline_.start(context_.settings.timings.welcome,
                    [this] { finish(store_does_not_answer(context_)); });
    code_ = draw_code(context_.services.ids);
    take();
}

void CodeTaker::take() {
    context_.services.store.take_code(code_, room_,
                                      [weak = weak_from_this()](CodeAnswer const& answer) {
                                          if (auto const self = weak.lock()) self->answered(answer);
                                      });
}

void CodeTaker::answered(CodeAnswer const& answer) {
    if (!reply_) return;
    std::visit(
        overloaded{[&](store_answer::Done const&) { finish(code_); },
                   [&](store_answer::Taken const&) {
                       code_ = draw_code(context_.services.ids);
                       take();
                   },
                   [&](store_answer::ReadOnly const&) { finish(store_is_read_only(context_)); },
                   [&](store_answer::Indeterminate const&) {
                       again_.start(context_.settings.timings.append_repeat, [this] { take(); });
                   }},
        answer);
}

void CodeTaker::finish(Result<std::string> result) {
    again_.cancel();
    deadline_.cancel();
    // Whoever is told may let go of this.
    auto const self = shared_from_this();
    if (auto const reply = std::exchange(reply_, nullptr)) reply(std::move(result));
}

}  // namespace refinery::rooms
