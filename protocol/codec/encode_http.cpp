#include "protocol/codec/encode.hpp"
#include "protocol/codec/json_writer.hpp"

namespace refinery {

std::string encode(RoomCreatedAnswer const& answer) {
    JsonWriter json;
    json.begin_object();
    json.field("room", answer.room);
    json.field("code", answer.code);
    json.field("url", answer.url);
    json.field("facilitator_key", answer.facilitator_key);
    json.field("facilitator_url", answer.facilitator_url);
    json.field("read_key", answer.read_key);
    json.field("report_url", answer.report_url);
    json.end_object();
    return json.take();
}

std::string encode_found_room(RoomId const& room) {
    JsonWriter json;
    json.begin_object();
    json.field("room", room);
    json.end_object();
    return json.take();
}

std::string encode_error(Rejection const& rejection) {
    JsonWriter json;
    json.begin_object();
    json.field("code", name_of(rejection.code));
    json.field("message", rejection.message);
    json.optional("where", rejection.where);
    json.end_object();
    return json.take();
}

}  // namespace refinery
