#include "protocol/codec/decode.hpp"
#include "protocol/codec/decode_values.hpp"
#include "protocol/codec/strict_json.hpp"
#include "protocol/domain/text.hpp"

#include <utility>

namespace refinery {

namespace {

Rejection bad_request(std::string message, std::optional<std::string> where = {}) {
    return {.code = RejectionCode::bad_request,
            .message = std::move(message),
            .where = std::move(where)};
}

/// Reads a body that is one JSON object by `read(Fields)`.
template <class Read>
auto read_body(std::string_view body, Read&& read)
    -> Result<decltype(read(std::declval<Fields const&>()))> {
    auto const document = JsonDocument::parse(body, json_depth_max);
    if (!document)
        return bad_request("The body is not the JSON that this server reads, at byte " +
                           std::to_string(document.error().offset) + ".");
    if (!document->root().is_object()) return bad_request("The body must be a JSON object.");
    std::optional<FieldFault> fault;
    auto value = read(Fields(document->root(), fault));
    if (fault) return bad_request(std::move(fault->message), std::move(fault->where));
    return value;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

Result<CreateRoomRequest> decode_create_room(std::string_view body, Limits const& limits) {
    return read_body(body, [&](Fields const& fields) {
        CreateRoomRequest request{.title = fields.optional_text("title"),
                                  .deck = read_optional_deck(fields, "deck"),
                                  .passcode = fields.optional_text("passcode"),
                                  .rights = read_optional_rights(fields, "rights")};
        if (request.passcode && fault_of_line(*request.passcode, limits.name_code_points_max))
            fields.wrong("passcode", "A passcode is one line of at most " +
                                         std::to_string(limits.name_code_points_max) +
                                         " characters.");
        return request;
    });
}

Result<std::string> decode_find_code(std::string_view body) {
    return read_body(body, [](Fields const& fields) {
        auto code = fields.text("code");
        for (char& c : code) c = upper(c);
        return code;
    });
}

}  // namespace refinery
