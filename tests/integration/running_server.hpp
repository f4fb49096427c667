#pragma once

#include "tests/integration/member.hpp"
#include "tests/support/net/plain_socket.hpp"
#include "tests/support/net/server_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace refinery::test {

/// The real program on a folder of its own, with a room in it.
struct RunningServer {
    explicit RunningServer(std::vector<std::string> flags = {}, std::string const& room_body = "{}",
                           std::vector<std::string> environment = {})
        : process(REFINERY_BINARY, folder.path() / "data", with_usual(std::move(flags))) {
        process.set_environment(std::move(environment));
        process.start();
        made = make_room(process.port(), room_body);
    }

    std::uint16_t port() const { return process.port(); }

    /// Somebody who has joined.
    Member joined(Member::Who who) {
        Member member(made.room, std::move(who));
        member.join(port());
        return member;
    }
    Member facilitator(std::string name = "Ann") {
        return joined({.name = std::move(name), .key = made.facilitator_key});
    }

    static std::vector<std::string> with_usual(std::vector<std::string> flags) {
        flags.insert(flags.end(), {"--no-sample-room", "--log-level", "warning"});
        return flags;
    }

    TempDir folder;
    ServerProcess process;
    MadeRoom made;
};

/// `command` whose data names a ticket of a title.
inline std::string ticket_data(std::string const& id, std::string const& title) {
    return R"({"ticket":")" + id + R"(","title":)" + json_string(title) + "}";
}

}  // namespace refinery::test
