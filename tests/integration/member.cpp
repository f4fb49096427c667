#include "tests/integration/member.hpp"

#include "tests/support/net/plain_socket.hpp"

#include <array>
#include <random>
#include <stdexcept>
#include <utility>

namespace refinery::test {

MadeRoom make_room(std::uint16_t port, std::string const& body) {
    auto const answer = http_post(port, "/api/rooms", body);
    if (answer.status != 201) throw std::runtime_error("no room was made: " + answer.body);
    auto const made = Json::parse(answer.body);
    return {.room = made["room"].text(),
            .code = made["code"].text(),
            .facilitator_key = made["facilitator_key"].text()};
}

namespace {

std::mt19937_64& chance_of_ids() {
    static std::mt19937_64 chance(std::random_device{}());
    return chance;
}

}  // namespace

std::string fresh_id() {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string id;
    for (int i = 0; i < 32; ++i) id += digits[chance_of_ids()() % digits.size()];
    return id;
}

void same_ids_again(std::uint64_t seed) { chance_of_ids().seed(seed); }

Member::Member(std::string room, Who who) : room_(std::move(room)), who_(std::move(who)) {
    if (!who_.seat.empty()) seat_ = who_.seat;
}

void Member::say_hello(std::uint16_t port) {
    socket_ = std::make_unique<WebSocketClient>(
        WebSocketClient::Target{.port = port, .path = "/ws/" + room_});
    bye_ = {};
    close_code_ = 0;
    std::string hello =
        R"({"type":"hello","protocol":[1],"seat":")" + seat_ + R"(","session":")" + session_ + '"';
    if (!welcomed_once_)
        hello += ",\"name\":" + json_string(who_.name) + ",\"role\":" + json_string(who_.role);
    if (!who_.key.empty()) hello += ",\"key\":" + json_string(who_.key);
    if (!who_.passcode.empty()) hello += ",\"passcode\":" + json_string(who_.passcode);
    if (applied_ != 0)
        hello +=
            R"(,"position":{"epoch":")" + epoch_ + R"(","seq":)" + std::to_string(applied_) + "}";
    socket_->send(hello + "}");
}

Json Member::join(std::uint16_t port) {
    while (true) {
        say_hello(port);
        if (auto const welcome = heard("welcome")) return enter(*welcome);
        // A page comes back when it is told to; a slow machine has a slow store.
        if (close_code_ != 4003 || bye_["code"].text() != "busy") throw ended_before("welcome");
    }
}

Json Member::await_welcome() { return enter(next("welcome")); }

Json Member::enter(Json const& welcome) {
    welcomed_once_ = true;
    participant_ = welcome["participant"].text();
    epoch_ = welcome["epoch"].text();
    if (welcome["mode"].text() == "snapshot") {
        applied_ = 0;
        operations_.clear();
    }
    shown_at_ = welcome["seq"].number();
    for (auto const& [cseq, frame] : pending_) socket_->send(frame);
    catch_up(shown_at_);
    return welcome;
}

std::optional<Json> Member::next() {
    auto const received = socket_->receive();
    if (received.kind != WebSocketClient::Received::Kind::text) {
        close_code_ = received.code;
        return std::nullopt;
    }
    frames_.push_back(received.text);
    auto message = Json::parse(received.text);
    take_in(message);
    return message;
}

Json Member::next(std::string const& type) {
    if (auto message = heard(type)) return *message;
    throw ended_before(type);
}

std::optional<Json> Member::heard(std::string const& type) {
    while (auto message = next())
        if ((*message)["type"].text() == type) return message;
    return std::nullopt;
}

std::runtime_error Member::ended_before(std::string const& type) const {
    return std::runtime_error(who_.name + " waited for " + type + "; the connection ended with " +
                              std::to_string(close_code_) + " " + bye_.dump());
}

void Member::settle() {
    auto const t0 = ++probes_;
    socket_->send(R"({"type":"time","t0":)" + std::to_string(t0) + "}");
    while (next("time")["t0"].number() != t0) {}
}

bool Member::take_in_what_is_here() {
    while (auto const received = socket_->receive_now()) {
        if (received->kind != WebSocketClient::Received::Kind::text) {
            close_code_ = received->code;
            return false;
        }
        frames_.push_back(received->text);
        take_in(Json::parse(received->text));
    }
    return true;
}

std::uint16_t Member::await_close() {
    while (next()) {}
    return close_code_;
}

void Member::take_in(Json const& message) {
    auto const type = message["type"].text();
    if (type == "operations") {
        auto const items = message["items"];
        if (items.size() != message["to"].number() - message["from"].number() + 1)
            throw std::runtime_error("operations that do not fit their numbers: " + message.dump());
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto const seq = items.at(i)["seq"].number();
            if (seq != applied_ + 1)
                throw std::runtime_error(who_.name + " has applied " + std::to_string(applied_) +
                                         " and was told " + std::to_string(seq));
            operations_.emplace(seq, items.at(i));
            applied_ = seq;
        }
    } else if (type == "snapshot") {
        snapshot_ = message["state"];
        epoch_ = message["epoch"].text();
        applied_ = message["seq"].number();
        operations_.clear();
    } else if (type == "yours") {
        yours_ = message["rounds"];
    } else if (type == "ack") {
        auto const cseq = message["cseq"].number();
        if (!pending_.contains(cseq))
            throw std::runtime_error(who_.name + " was answered twice: " + message.dump());
        pending_.erase(cseq);
        outcomes_[cseq] = {.seq = message["seq"].number()};
    } else if (type == "refused" && message["cseq"]) {
        auto const cseq = message["cseq"].number();
        pending_.erase(cseq);
        outcomes_[cseq] = {.seq = {}, .code = message["code"].text(), .refusal = message};
    } else if (type == "bye") {
        bye_ = message;
    }
}

std::uint64_t Member::command(std::string const& name, std::string const& data) {
    auto const cseq = ++cseq_;
    auto const frame = R"({"type":"commands","items":[{"cseq":)" + std::to_string(cseq) +
                       R"(,"do":")" + name + R"(","data":)" + data + "}]}";
    pending_.emplace(cseq, frame);
    socket_->send(frame);
    return cseq;
}

Member::Outcome Member::outcome(std::uint64_t cseq) {
    while (!outcomes_.contains(cseq))
        if (!next())
            throw std::runtime_error(who_.name +
                                     " waited for an answer; the connection ended with " +
                                     std::to_string(close_code_) + " " + bye_.dump());
    return outcomes_.at(cseq);
}

std::uint64_t Member::done(std::string const& name, std::string const& data) {
    auto const answer = outcome(command(name, data));
    if (!answer.seq)
        throw std::runtime_error(name + " " + data + " was refused: " + answer.refusal.dump());
    return *answer.seq;
}

Json Member::refused(std::string const& name, std::string const& data) {
    auto const answer = outcome(command(name, data));
    if (answer.seq) throw std::runtime_error(name + " " + data + " was not refused");
    return answer.refusal;
}

void Member::catch_up(std::uint64_t seq) {
    while (applied_ < seq)
        if (!next())
            throw std::runtime_error(who_.name + " is at " + std::to_string(applied_) +
                                     "; the connection ended with " + std::to_string(close_code_) +
                                     " " + bye_.dump());
}

Json Member::operation(std::string const& name) {
    for (;;) {
        for (auto const& [seq, operation] : operations_)
            if (operation["op"].text() == name) return operation;
        next("operations");
    }
}

std::multiset<std::string> Member::tickets() const {
    std::multiset<std::string> known;
    auto const tickets = snapshot_["tickets"];
    for (std::size_t i = 0; i < tickets.size(); ++i) known.insert(tickets.at(i)["ticket"].text());
    for (auto const& [seq, operation] : operations_) {
        if (operation["op"].text() == "ticket.added")
            known.insert(operation["data"]["ticket"].text());
        auto const imported =
            operation["op"].text() == "tickets.imported" ? operation["data"]["tickets"] : Json();
        for (std::size_t i = 0; i < imported.size(); ++i)
            known.insert(imported.at(i)["ticket"].text());
    }
    return known;
}

std::multiset<std::string> Member::names() const {
    std::multiset<std::string> known;
    auto const people = snapshot_["participants"];
    for (std::size_t i = 0; i < people.size(); ++i) known.insert(people.at(i)["name"].text());
    for (auto const& [seq, operation] : operations_)
        if (operation["op"].text() == "participant.joined")
            known.insert(operation["data"]["name"].text());
    return known;
}

bool Member::has_voted(std::string const& round, std::string const& participant) const {
    bool voted = false;
    auto const rounds = snapshot_["rounds"];
    for (std::size_t i = 0; i < rounds.size(); ++i) {
        auto const who = rounds.at(i)["voted"];
        for (std::size_t k = 0; rounds.at(i)["round"].text() == round && k < who.size(); ++k)
            voted = voted || who.at(k).text() == participant;
    }
    for (auto const& [seq, operation] : operations_) {
        if (operation["data"]["round"].text() != round || operation["by"].text() != participant)
            continue;
        if (operation["op"].text() == "estimate.given") voted = true;
        if (operation["op"].text() == "estimate.withdrawn") voted = false;
    }
    return voted;
}

std::map<std::string, std::string> Member::choices(std::string const& round) const {
    std::map<std::string, std::string> shown;
    auto const take = [&](Json const& choices) {
        for (std::size_t i = 0; i < choices.size(); ++i)
            shown[choices.at(i)["by"].text()] = choices.at(i)["card"].text();
    };
    auto const rounds = snapshot_["rounds"];
    for (std::size_t i = 0; i < rounds.size(); ++i)
        if (rounds.at(i)["round"].text() == round) take(rounds.at(i)["choices"]);
    for (auto const& [seq, operation] : operations_)
        if (operation["data"]["round"].text() == round) take(operation["data"]["choices"]);
    return shown;
}

}  // namespace refinery::test
