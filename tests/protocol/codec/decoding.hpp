#pragma once

// Words in which these tests speak of frames that come in.

#include "protocol/codec/decode.hpp"
#include "tests/protocol/codec/sample_values.hpp"
#include "tests/support/codec/toy_secrets.hpp"

#include <string>
#include <string_view>

namespace refinery::test {

inline boost::system::result<messages::ClientMessage, DecodeError> decoded(
    std::string_view frame, Limits const& limits = {}) {
    static ToyHasher const hasher;
    return decode_client_message(frame, {.room = sample::room, .hasher = hasher, .limits = limits});
}

/// The message of this kind; throws where the frame was read as anything else.
template <class Message>
Message read_as(std::string_view frame) {
    return std::get<Message>(decoded(frame).value());
}

/// A frame with one item that says `name`.
inline std::string asking(std::string_view name, std::string_view data) {
    return R"({"type":"commands","items":[{"cseq":7,"do":")" + std::string(name) + R"(","data":)" +
           std::string(data) + "}]}";
}

/// The command of a frame with one good item.
template <class Body>
Body command_in(std::string_view frame) {
    auto const commands = read_as<messages::Commands>(frame);
    return std::get<Body>(std::get<CommandBody>(commands.items.at(0).what));
}

/// What became of a frame, as fixtures write it: `{"error":…}`, `{"re":…,"code":…,"where":…}`,
/// `{"items":[null or {"code":…,"where":…}]}`, or `"read"`.
std::string outcome_of(std::string_view frame, Limits const& limits = {});

}  // namespace refinery::test
