#include "server/rooms/session.hpp"

#include "protocol/domain/overloaded.hpp"
#include "server/rooms/answers.hpp"
#include "server/rooms/directory.hpp"
#include "server/rooms/live_room.hpp"
#include "server/rooms/member.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace refinery::rooms {
namespace {

constexpr std::uint64_t protocol_version = 1;
constexpr std::uint16_t close_not_utf8 = 1007;
constexpr std::uint16_t close_too_large = 1009;

char const* sentence(DecodeError::Kind kind) {
    switch (kind) {
        case DecodeError::Kind::malformed_json: return "That was not JSON.";
        case DecodeError::Kind::too_deep: return "That was nested too deep.";
        case DecodeError::Kind::not_utf8: return "That was not UTF-8.";
        case DecodeError::Kind::not_an_object: return "A message is one JSON object.";
        case DecodeError::Kind::bad_commands:
            return "Commands are a list of 1 to 16 items, each with its cseq.";
    }
    return "That could not be read.";
}

}  // namespace

Session::Session(Directory& directory, std::uint64_t number, RoomId room,
                 std::shared_ptr<Connection> connection)
    : directory_(directory),
      context_(directory.context()),
      number_(number),
      room_(room),
      connection_(std::move(connection)),
      deadline_(context_.services.timers),
      operations_(TokenBucket::per_second(context_.settings.limits.operations_per_second,
                                          context_.settings.limits.operations_burst, now())),
      presence_(TokenBucket::per_second(context_.settings.limits.presence_per_second,
                                        context_.settings.limits.presence_per_second, now())),
      last_sent_(now()) {
    deadline_.start(context_.settings.timings.hello,
                    [this] { protocol_error("No hello came in time."); });
}

Session::~Session() { on_closed(); }

std::chrono::milliseconds Session::now() const { return context_.services.clock.steady(); }

// --- events --------------------------------------------------------------------------------------

std::size_t Session::frame_bytes_max() const {
    auto const& limits = context_.settings.limits;
    return stage_ == Stage::member ? limits.message_bytes_max : limits.hello_bytes_max;
}

void Session::on_text(std::string_view frame) {
    if (is_closed()) return;
    if (frame.size() > frame_bytes_max()) return on_too_large();
    auto decoded =
        decode_client_message(frame, {room_, context_.services.hasher, context_.settings.limits});
    if (decoded) {
        read(*decoded, frame.size());
    } else if (decoded.error().kind == DecodeError::Kind::not_utf8) {
        on_not_utf8();
    } else {
        protocol_error(sentence(decoded.error().kind), decoded.error().where);
    }
}

void Session::on_binary() { protocol_error("Messages are text frames."); }

void Session::on_too_large() { close(close_too_large, nullptr); }

void Session::on_not_utf8() { close(close_not_utf8, nullptr); }

void Session::on_closed() {
    if (is_closed()) return;
    context_.services.meter.count(Counted::connections_closed_by_peer);
    part();
}

void Session::abandon() {
    stage_ = Stage::closed;
    deadline_.cancel();
    member_.reset();
}

void Session::end(messages::ByeCode code, std::string message) {
    bye(bye_of(code, std::move(message)));
}

// --- reading -------------------------------------------------------------------------------------

void Session::read(messages::ClientMessage& message, std::size_t bytes) {
    if (auto const* probe = std::get_if<messages::TimeProbe>(&message)) {
        send(encoded(messages::TimeAnswer{probe->t0, context_.services.clock.now()}));
        return;
    }
    if (stage_ == Stage::awaiting_hello) {
        if (auto* hello = std::get_if<messages::Hello>(&message)) {
            say_hello(std::move(*hello));
            return;
        }
        auto const* bad = std::get_if<messages::BadMessage>(&message);
        if (bad != nullptr && bad->re == "hello") {
            bye(bye_for(bad->rejection));
            return;
        }
    }
    if (stage_ != Stage::member) {
        protocol_error("Before the welcome a client says hello, once, and nothing else.");
        return;
    }
    std::visit(overloaded{[&](messages::Hello&) { protocol_error("This page has said hello."); },
                          [&](messages::Commands& commands) { take_commands(commands, bytes); },
                          [&](messages::TextOpen& open) { open_text(open, bytes); },
                          [&](messages::TextClose& close) { close_text(close); },
                          [&](messages::Presence& presence) { take_presence(presence); },
                          [&](messages::Search& question) { search(question, bytes); },
                          [&](messages::TimeProbe&) {},
                          [&](messages::BadMessage& bad) {
                              refuse(std::move(bad.re), std::move(bad.rejection));
                          }},
               message);
}

void Session::say_hello(messages::Hello hello) {
    if (std::ranges::find(hello.protocol, protocol_version) == hello.protocol.end()) {
        bye(bye_of(messages::ByeCode::unsupported,
                   "This page is of another version; load it anew."));
        return;
    }
    std::optional<std::string> made_seat;
    if (!hello.seat) {
        made_seat = hex(context_.services.ids.next_128());
        hello.seat = context_.services.hasher.of_random_secret(*made_seat);
    }
    stage_ = Stage::arriving;
    member_ = std::make_shared<Member>(shared_from_this(), hello.session, context_.services.timers);
    deadline_.start(context_.settings.timings.welcome, [this] {
        bye(bye_of(messages::ByeCode::busy, "The store does not answer.",
                   context_.settings.timings.retry_busy));
    });
    directory_.route_hello(member_, std::move(hello), std::move(made_seat));
}

void Session::welcomed() {
    if (is_closed()) return;
    stage_ = Stage::member;
    deadline_.cancel();
}

void Session::take_commands(messages::Commands& commands, std::size_t bytes) {
    std::vector<Request> requests;
    for (auto& item : commands.items) {
        if (last_cseq_ && item.cseq != *last_cseq_ + 1) {
            // What came before the gap was in order and stays in line.
            live_room_->take(std::move(requests));
            protocol_error("Commands are numbered without a gap.", "cseq");
            return;
        }
        last_cseq_ = item.cseq;
        request::Obey obey{member_, item.cseq, std::move(item.what), {}, {}};
        obey.pushed_back = push_back(bytes);
        if (obey.pushed_back) {
            if (!note_pushed_back()) {
                live_room_->take(std::move(requests));
                return;
            }
        } else {
            obey.bytes = std::exchange(bytes, 0);
        }
        requests.push_back(std::move(obey));
    }
    live_room_->take(std::move(requests));
}

void Session::open_text(messages::TextOpen const& open, std::size_t bytes) {
    if (auto pushed_back = push_back(bytes)) {
        if (note_pushed_back()) refuse("text.open", std::move(*pushed_back));
        return;
    }
    std::vector<Request> requests;
    requests.push_back(request::OpenText{member_, open.doc, bytes});
    live_room_->take(std::move(requests));
}

void Session::close_text(messages::TextClose const& close) {
    std::vector<Request> requests;
    requests.push_back(request::CloseText{member_, close.doc});
    live_room_->take(std::move(requests));
}

void Session::search(messages::Search const& search, std::size_t bytes) {
    if (auto pushed_back = push_back(bytes)) {
        if (note_pushed_back()) refuse("search", std::move(*pushed_back));
        return;
    }
    std::vector<Request> requests;
    requests.push_back(request::Find{member_, search, bytes});
    live_room_->take(std::move(requests));
}

void Session::take_presence(messages::Presence const& presence) {
    auto const wait = presence_.take(now());
    if (!wait) {
        live_room_->set_presence(member_, presence);
    } else if (note_pushed_back()) {
        refuse("presence",
               rejection_of(RejectionCode::rate_limited, "That was too much at once.", *wait));
    }
}

void Session::refuse(std::string re, Rejection rejection) {
    std::vector<Request> requests;
    requests.push_back(request::Refuse{member_, std::move(re), std::move(rejection)});
    live_room_->take(std::move(requests));
}

// --- flow ----------------------------------------------------------------------------------------

std::optional<Rejection> Session::push_back(std::size_t bytes) {
    auto const& limits = context_.settings.limits;
    if (member_->unanswered >= limits.unanswered_max ||
        member_->unanswered_bytes + bytes > limits.unanswered_bytes_max) {
        return rejection_of(RejectionCode::busy, "Too much is waiting for its answer.",
                            context_.settings.timings.retry_busy);
    }
    if (auto const wait = operations_.take(now()))
        return rejection_of(RejectionCode::rate_limited, "That was too much at once.", *wait);
    ++member_->unanswered;
    member_->unanswered_bytes += bytes;
    return std::nullopt;
}

bool Session::note_pushed_back() {
    auto const since = now() - context_.settings.timings.flood_window;
    while (!pushed_back_.empty() && pushed_back_.front() <= since) pushed_back_.pop_front();
    pushed_back_.push_back(now());
    if (pushed_back_.size() < context_.settings.sizes.flood_refusals_max) return true;
    protocol_error("Too much was sent although the server asked to wait.");
    return false;
}

// --- ending --------------------------------------------------------------------------------------

void Session::send(SharedText text, Connection::Weight weight) {
    if (is_closed()) return;
    last_sent_ = now();
    connection_->send(std::move(text), weight);
}

void Session::protocol_error(std::string message, std::optional<std::string> where) {
    auto bye = bye_of(messages::ByeCode::protocol, std::move(message));
    bye.where = std::move(where);
    this->bye(bye);
}

void Session::bye(messages::Bye const& bye) {
    if (is_closed()) return;
    context_.services.meter.said_bye(bye.code);
    close(messages::close_code(bye.code), encoded(bye));
}

void Session::close(std::uint16_t code, SharedText last) {
    if (is_closed()) return;
    // Whoever owns the connection may let go of this in the moment in which it is closed.
    auto const self = shared_from_this();
    stage_ = Stage::closed;
    connection_->close(code, std::move(last));
    part();
}

void Session::part() {
    stage_ = Stage::closed;
    deadline_.cancel();
    if (auto const member = std::exchange(member_, nullptr)) {
        if (live_room_ != nullptr) live_room_->leave(member);
        member->is_gone = true;
    }
    directory_.forget(*this);
}

}  // namespace refinery::rooms
