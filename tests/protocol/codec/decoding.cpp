#include "tests/protocol/codec/decoding.hpp"

#include "protocol/codec/encode.hpp"
#include "protocol/codec/json_writer.hpp"

namespace refinery::test {

namespace {

std::string_view name_of_kind(DecodeError::Kind kind) {
    switch (kind) {
        case DecodeError::Kind::malformed_json: return "malformed_json";
        case DecodeError::Kind::too_deep: return "too_deep";
        case DecodeError::Kind::not_utf8: return "not_utf8";
        case DecodeError::Kind::not_an_object: return "not_an_object";
        case DecodeError::Kind::bad_commands: return "bad_commands";
    }
    return {};
}

void write_rejection(JsonWriter& json, Rejection const& rejection) {
    json.field("code", name_of(rejection.code));
    json.optional("where", rejection.where);
}

void write_items(JsonWriter& json, messages::Commands const& commands) {
    json.key("items");
    json.begin_list();
    for (auto const& item : commands.items) {
        if (auto const* bad = std::get_if<messages::BadItem>(&item.what)) {
            json.begin_object();
            write_rejection(json, bad->rejection);
            json.end_object();
        } else {
            json.null();
        }
    }
    json.end_list();
}

}  // namespace

std::string outcome_of(std::string_view frame, Limits const& limits) {
    auto const message = decoded(frame, limits);
    JsonWriter json;
    json.begin_object();
    if (!message) {
        json.field("error", name_of_kind(message.error().kind));
        if (message.error().kind == DecodeError::Kind::bad_commands)
            json.field("where", message.error().where);
    } else if (auto const* bad = std::get_if<messages::BadMessage>(&*message)) {
        json.field("re", bad->re);
        write_rejection(json, bad->rejection);
    } else if (auto const* commands = std::get_if<messages::Commands>(&*message)) {
        write_items(json, *commands);
    } else {
        json.field("read", true);
    }
    json.end_object();
    return json.take();
}

}  // namespace refinery::test
