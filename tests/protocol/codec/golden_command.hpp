#pragma once

// The golden files of what clients send, read as a server reads them.

#include "tests/protocol/codec/decoding.hpp"
#include "tests/support/codec/fixtures.hpp"

#include <map>
#include <string>

namespace refinery::test {

/// Golden files by name: commands as frames with one item.
inline std::map<std::string, std::string> frames_to_server() {
    std::map<std::string, std::string> frames;
    for (auto const& fixture : message_fixtures()) {
        if (fixture.direction != "to_server") continue;
        frames[fixture.name] = fixture.kind == "command"
                                   ? R"({"type":"commands","items":[)" + fixture.json + "]}"
                                   : fixture.json;
    }
    return frames;
}

inline std::string const& golden_frame(std::string const& name) {
    static auto const frames = frames_to_server();
    return frames.at(name);
}

template <class Body>
Body golden_command(std::string const& name) {
    return command_in<Body>(golden_frame(name));
}

/// What becomes of a frame whose one command is at fault there.
inline std::string refused_at(std::string const& where) {
    return R"({"items":[{"code":"bad_request","where":")" + where + R"("}]})";
}

}  // namespace refinery::test
