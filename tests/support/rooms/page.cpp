#include "tests/support/rooms/page.hpp"

#include "protocol/domain/text.hpp"

#include <stdexcept>
#include <utility>

namespace refinery::test {

std::string id_for(std::string_view word) {
    return fnv1a_64_hex(word) + fnv1a_64_hex(std::string(word) + "!");
}

Page::Page(TestServer& server, RoomId room, std::string seat, std::string session)
    : server_(server), room_(room), seat_(std::move(seat)), session_id_(id_for(session)) {}

void Page::connect() {
    if (session_) cut();
    connection_ = std::make_shared<FakeConnection>();
    read_ = 0;
    is_welcomed_ = false;
    has_sent_again_ = false;
    session_ = server_.directory().connect(room_, connection_);
}

void Page::hello(Hello hello) {
    std::string frame = R"({"type":"hello","protocol":[1],"session":")" + session_id_ + '"';
    auto const add = [&](std::string const& name, std::optional<std::string> const& value) {
        if (value) frame += ",\"" + name + "\":\"" + *value + '"';
    };
    if (hello.with_seat) add("seat", id_for("seat of " + seat_));
    add("name", hello.name);
    add("role", hello.role);
    add("key", hello.key);
    add("passcode", hello.passcode);
    if (hello.with_position) {
        frame += R"(,"position":{"epoch":")" + epoch_ + R"(","seq":)" + std::to_string(seq()) + '}';
    }
    say(frame + '}');
}

Page& Page::join(std::optional<std::string> key) {
    connect();
    hello({.name = seat_, .role = {}, .key = std::move(key), .passcode = {}});
    return *this;
}

Page& Page::come_back() {
    connect();
    hello({.name = {}, .role = {}, .key = {}, .passcode = {}, .with_position = seq() > 0});
    send_unanswered();
    return *this;
}

void Page::cut() {
    listen();
    session_->on_closed();
    connection_->closed = connection_->closed.value_or(1006);
    server_.settle();
}

void Page::say(std::string_view frame) {
    session_->on_text(frame);
    server_.settle();
    listen();
}

std::uint64_t Page::asks(std::string_view what, std::string_view data) {
    asks_all({{std::string(what), std::string(data)}});
    return cseq_;
}

void Page::asks_all(std::vector<std::pair<std::string, std::string>> const& commands) {
    send_unanswered();
    std::string items;
    for (auto const& [what, data] : commands) {
        auto const item = R"({"cseq":)" + std::to_string(++cseq_) + R"(,"do":")" + what +
                          R"(","data":)" + data + '}';
        pending_[cseq_] = item;
        items += (items.empty() ? "" : ",") + item;
    }
    if (is_welcomed()) say(R"({"type":"commands","items":[)" + items + "]}");
}

void Page::send_unanswered() {
    if (!is_welcomed() || std::exchange(has_sent_again_, true)) return;
    auto const pending = pending_;
    std::string items;
    int count = 0;
    for (auto const& [cseq, item] : pending) {
        items += (items.empty() ? "" : ",") + item;
        if (++count % 16 != 0) continue;
        say(R"({"type":"commands","items":[)" + std::exchange(items, "") + "]}");
    }
    if (!items.empty()) say(R"({"type":"commands","items":[)" + items + "]}");
}

bool Page::is_welcomed() {
    listen();
    return is_welcomed_ && !connection_->closed;
}

void Page::listen() {
    if (!connection_) return;
    for (; read_ < connection_->frames.size(); ++read_) {
        heard_.push_back(connection_->frames[read_]);
        apply(connection_->frames[read_]);
    }
}

void Page::apply(Frame const& frame) {
    auto const type = frame.type();
    if (type == "welcome") {
        is_welcomed_ = true;
        // A reader is nobody.
        participant_ = frame.word("participant").value_or("");
        epoch_ = frame.word("epoch").value();
    } else if (type == "snapshot") {
        seq_ = static_cast<Sequence>(frame.number("seq").value());
    } else if (type == "operations") {
        auto const from = static_cast<Sequence>(frame.number("from").value());
        if (from != seq_ + 1) throw std::logic_error("a gap in the operations: " + frame.text());
        seq_ = static_cast<Sequence>(frame.number("to").value());
        for (std::size_t i = 0; i < frame.size("items"); ++i) {
            auto const path = "items." + std::to_string(i);
            auto const seq = static_cast<Sequence>(frame.number(path + ".seq").value());
            auto const item = frame.dump(path);
            auto const [place, is_new] = operations_.emplace(seq, item);
            if (!is_new && place->second != item) {
                throw std::logic_error("operation " + std::to_string(seq) +
                                       " was told twice: " + place->second + " and " + item);
            }
        }
    } else if (type == "ack") {
        auto const cseq = static_cast<std::uint64_t>(frame.number("cseq").value());
        acks_[cseq].push_back(static_cast<Sequence>(frame.number("seq").value()));
        pending_.erase(cseq);
    } else if (type == "refused" && frame.has("cseq")) {
        auto const cseq = static_cast<std::uint64_t>(frame.number("cseq").value());
        refusals_[cseq].push_back(frame.word("code").value());
        pending_.erase(cseq);
    }
}

std::vector<Frame> const& Page::heard() {
    listen();
    return heard_;
}

std::vector<Frame> Page::heard(std::string_view type) {
    std::vector<Frame> frames;
    for (auto const& frame : heard()) {
        if (frame.type() == type) frames.push_back(frame);
    }
    return frames;
}

std::string Page::types() {
    std::string types;
    for (auto const& frame : heard()) types += (types.empty() ? "" : " ") + frame.type();
    return types;
}

Frame Page::last(std::string_view type) {
    auto const frames = heard(type);
    if (frames.empty()) throw std::logic_error("no " + std::string(type) + " among: " + types());
    return frames.back();
}

void Page::forget() {
    listen();
    heard_.clear();
}

Sequence Page::seq() {
    listen();
    return seq_;
}

std::map<std::uint64_t, std::vector<Sequence>> const& Page::acks() {
    listen();
    return acks_;
}

std::map<std::uint64_t, std::vector<std::string>> const& Page::refusals() {
    listen();
    return refusals_;
}

std::map<Sequence, std::string> const& Page::operations() {
    listen();
    return operations_;
}

std::vector<std::uint64_t> Page::unanswered() {
    listen();
    std::vector<std::uint64_t> cseqs;
    for (auto const& [cseq, item] : pending_) cseqs.push_back(cseq);
    return cseqs;
}

}  // namespace refinery::test
