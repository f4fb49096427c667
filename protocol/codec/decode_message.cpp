#include "protocol/codec/decode.hpp"
#include "protocol/codec/decode_command.hpp"
#include "protocol/codec/fields.hpp"
#include "protocol/codec/strict_json.hpp"
#include "protocol/domain/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace refinery {

namespace {

using namespace messages;
using Decoded = boost::system::result<ClientMessage, DecodeError>;
using Kind = DecodeError::Kind;

Kind kind_of(JsonFault::Kind kind) {
    switch (kind) {
        case JsonFault::Kind::malformed: return Kind::malformed_json;
        case JsonFault::Kind::too_deep: return Kind::too_deep;
        case JsonFault::Kind::not_utf8: return Kind::not_utf8;
    }
    return Kind::malformed_json;
}

/// REF-2: what comes back to the sender is not longer than anything that has a meaning.
std::string cut(std::string_view type) {
    constexpr std::size_t bytes_max = 64;
    auto end = std::min(type.size(), bytes_max);
    auto const is_inside_a_character = [&](std::size_t at) {
        return at < type.size() && (static_cast<unsigned char>(type[at]) & 0xC0U) == 0x80U;
    };
    while (is_inside_a_character(end)) --end;
    return std::string(type.substr(0, end));
}

BadMessage bad(std::string_view type, FieldFault fault) {
    return {.re = cut(type),
            .rejection = {.code = RejectionCode::bad_request,
                          .message = std::move(fault.message),
                          .where = std::move(fault.where)}};
}

Decoded read_hello(Fields const& hello, DecodeContext const& context) {
    Hello read;
    hello.for_each_element("protocol", [&](JsonView version, std::size_t index) {
        auto const number = version.integer();
        if (number && *number >= 0)
            read.protocol.push_back(static_cast<std::uint64_t>(*number));
        else
            hello.wrong_element("protocol", index, "This is not a version.");
    });
    // An id in form alone; written as ids are, so that both ways to write it are one seat.
    if (auto const seat = hello.optional_id<Id<struct SeatTag>>("seat"))
        read.seat = context.hasher.of_random_secret(to_string(*seat));
    read.session = hello.id<SessionId>("session");
    read.name = hello.optional_text("name");
    read.role = hello.optional_alternative<Role>("role");
    if (auto const key = hello.optional_text("key"))
        read.key = context.hasher.of_random_secret(*key);
    if (auto const position = hello.optional_object("position"))
        read.position = LastApplied{.epoch = position->text("epoch"),
                                    .seq = position->natural("seq"),
                                    .hash = position->optional_text("hash")};
    if (hello.has("accept"))
        hello.for_each_element("accept", [&](JsonView encoding, std::size_t index) {
            if (auto const name = encoding.text())
                read.accept.emplace_back(*name);
            else
                hello.wrong_element("accept", index, "This must be a string.");
        });
    // Last, because it is made slow on purpose.
    if (auto const passcode = hello.optional_text("passcode"))
        read.passcode = context.hasher.of_passcode(*passcode, context.room);
    return ClientMessage(std::move(read));
}

/// SES-1: what makes an item answerable at all.
std::optional<std::uint64_t> usable_cseq(JsonView item) {
    auto const cseq = item.find("cseq");
    auto const number = cseq ? cseq->integer() : std::nullopt;
    if (!number || *number < 1) return std::nullopt;
    return static_cast<std::uint64_t>(*number);
}

BadItem bad_item(std::string_view where, std::string_view message) {
    return {Rejection{.code = RejectionCode::bad_request,
                      .message = std::string(message),
                      .where = std::string(where)}};
}

std::variant<CommandBody, BadItem> read_item(JsonView item, JsonView no_data,
                                             DecodeContext const& context) {
    auto const asked = item.find("do");
    auto const name = asked ? asked->text() : std::nullopt;
    if (!name) return bad_item("do", "This must be the name of a command.");
    auto const data = item.find("data").value_or(no_data);
    if (!data.is_object()) return bad_item("data", "This must be an object.");
    auto body = decode_command(*name, data, context);
    if (!body) return BadItem{std::move(body).error()};
    return std::move(body).value();
}

Decoded read_commands(Fields const& message, DecodeContext const& context) {
    static auto const nothing = JsonDocument::parse("{}", 1);
    auto const items = message.json().find("items");
    if (!items || !items->is_list() || items->size() == 0 ||
        items->size() > context.limits.commands_per_message_max)
        return DecodeError{Kind::bad_commands, "items"};
    Commands commands;
    for (std::size_t i = 0; i < items->size(); ++i) {
        auto const item = items->element(i);
        auto const cseq = usable_cseq(item);
        if (!cseq) return DecodeError{Kind::bad_commands, "items[" + std::to_string(i) + "].cseq"};
        commands.items.push_back({*cseq, read_item(item, nothing->root(), context)});
    }
    return ClientMessage(std::move(commands));
}

DocId read_doc(Fields const& message) {
    auto const doc = parse_doc_id(message.text("doc"));
    if (!doc) message.wrong("doc", "This does not name a text.");
    return doc.value_or(DocId{});
}

Decoded read_text_open(Fields const& message, DecodeContext const&) {
    return ClientMessage(TextOpen{read_doc(message)});
}

Decoded read_text_close(Fields const& message, DecodeContext const&) {
    return ClientMessage(TextClose{read_doc(message)});
}

Decoded read_presence(Fields const& message, DecodeContext const&) {
    return ClientMessage(messages::Presence{.ticket = message.optional_id<TicketId>("ticket"),
                                            .typing = message.optional_truth("typing"),
                                            .caret = message.optional_natural("caret"),
                                            .hand = message.optional_truth("hand"),
                                            .done = message.optional_truth("done"),
                                            .nudge = message.optional_id<ParticipantId>("nudge"),
                                            .lower = message.optional_id<ParticipantId>("lower")});
}

/// SRCH-1.
Decoded read_search(Fields const& message, DecodeContext const&) {
    Search search{.q = message.text("q"), .id = message.integer("id")};
    if (fault_of_line(search.q, sentence_code_points_max))
        message.wrong("q", "A search is one line of at most " +
                               std::to_string(sentence_code_points_max) + " characters.");
    return ClientMessage(std::move(search));
}

Decoded read_time(Fields const& message, DecodeContext const&) {
    return ClientMessage(TimeProbe{message.integer("t0")});
}

using Reader = Decoded (*)(Fields const&, DecodeContext const&);
constexpr std::array<std::pair<std::string_view, Reader>, 7> readers{{
    {"commands", read_commands},
    {"presence", read_presence},
    {"time", read_time},
    {"text.open", read_text_open},
    {"text.close", read_text_close},
    {"search", read_search},
    {"hello", read_hello},
}};

}  // namespace

Decoded decode_client_message(std::string_view frame, DecodeContext const& context) {
    auto const document = JsonDocument::parse(frame, json_depth_max);
    if (!document)
        return DecodeError{kind_of(document.error().kind),
                           "byte " + std::to_string(document.error().offset)};
    auto const root = document->root();
    if (!root.is_object()) return DecodeError{Kind::not_an_object, "byte 0"};
    std::optional<FieldFault> fault;
    Fields const message(root, fault);
    auto const type = message.text("type");
    if (fault) return ClientMessage(bad({}, std::move(*fault)));
    auto const reader = std::ranges::find(readers, type, [](auto const& row) { return row.first; });
    if (reader == readers.end())
        return ClientMessage(
            BadMessage{.re = cut(type),
                       .rejection = {.code = RejectionCode::unsupported,
                                     .message = "This server does not know this message."}});
    auto decoded = reader->second(message, context);
    if (fault) return ClientMessage(bad(type, std::move(*fault)));
    return decoded;
}

}  // namespace refinery
