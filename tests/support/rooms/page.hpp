#pragma once

// A page of somebody's browser, as far as the server can tell: it says hello, numbers its
// commands, keeps what is unanswered and sends it again.

#include "tests/support/rooms/test_server.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace refinery::test {

class Page {
public:
    /// @param seat, session  a word each; two pages with the same seat are one person
    Page(TestServer& server, RoomId room, std::string seat, std::string session);
    Page(TestServer& server, RoomId room, std::string name)
        : Page(server, room, name, name + " first page") {}

    struct Hello {
        std::optional<std::string> name = {};
        std::optional<std::string> role = {};
        std::optional<std::string> key = {};
        std::optional<std::string> passcode = {};
        bool with_position = false;
        bool with_seat = true;
    };
    /// A new connection that says nothing yet.
    void connect();
    void hello(Hello hello);
    /// Connects and says hello as somebody new, with the seat as the name.
    Page& join(std::optional<std::string> key = std::nullopt);
    /// Connects and says hello as a page that was here, then sends what is unanswered again.
    Page& come_back();
    /// The network ends the connection; the server notices.
    void cut();

    void say(std::string_view frame);
    /// Sends a command, or keeps it where there is no welcome yet. @return its cseq
    std::uint64_t asks(std::string_view what, std::string_view data);
    /// The same, with several in one frame.
    void asks_all(std::vector<std::pair<std::string, std::string>> const& commands);
    /// The commands that have no answer, again; once a connection, after its welcome.
    void send_unanswered();
    bool is_welcomed();

    // --- what it heard ------------------------------------------------------------------------

    /// Frames since `forget`, of all connections.
    std::vector<Frame> const& heard();
    std::vector<Frame> heard(std::string_view type);
    /// "welcome snapshot yours presence"
    std::string types();
    /// The newest of that type since `forget`; throws where there is none.
    Frame last(std::string_view type);
    bool heard_any(std::string_view type) { return !heard(type).empty(); }
    void forget();

    std::optional<std::uint16_t> closed() const { return connection_->closed; }
    FakeConnection& connection() { return *connection_; }
    rooms::Session& session() { return *session_; }
    std::string participant() { return participant_; }
    /// The newest operation that it knows of.
    Sequence seq();
    /// As if nothing after this had been applied.
    void pretend_at(Sequence seq) {
        listen();
        seq_ = seq;
    }
    std::string const& epoch() { return epoch_; }
    /// Answers by cseq: a sequence, or a refusal's code.
    std::map<std::uint64_t, std::vector<Sequence>> const& acks();
    std::map<std::uint64_t, std::vector<std::string>> const& refusals();
    /// Operations as they were told, by sequence. Two that differ, or a gap, throw.
    std::map<Sequence, std::string> const& operations();
    std::vector<std::uint64_t> unanswered();
    std::uint64_t newest_cseq() const { return cseq_; }

private:
    void listen();
    void apply(Frame const& frame);

    TestServer& server_;
    RoomId room_;
    std::string seat_;
    std::string session_id_;
    std::shared_ptr<FakeConnection> connection_;
    std::shared_ptr<rooms::Session> session_;
    std::size_t read_ = 0;
    bool is_welcomed_ = false;
    bool has_sent_again_ = false;
    std::vector<Frame> heard_;
    std::string participant_;
    std::string epoch_;
    Sequence seq_ = 0;
    std::uint64_t cseq_ = 0;
    std::map<std::uint64_t, std::string> pending_;
    std::map<std::uint64_t, std::vector<Sequence>> acks_;
    std::map<std::uint64_t, std::vector<std::string>> refusals_;
    std::map<Sequence, std::string> operations_;
};

/// 32 hex digits that a word stands for.
std::string id_for(std::string_view word);

}  // namespace refinery::test
