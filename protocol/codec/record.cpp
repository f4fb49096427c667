#include "protocol/codec/record.hpp"

#include "protocol/codec/stored_operation.hpp"
#include "protocol/codec/strict_json.hpp"
#include "protocol/domain/limits.hpp"

#include <utility>

namespace refinery {

std::string encode_record(std::vector<std::string_view> const& stored_operations) {
    // Put together from what is JSON already; a writer would only copy it once more.
    std::string text = R"({"format":)" + std::to_string(record_format) + R"(,"operations":[)";
    std::size_t bytes = text.size() + 2;
    for (auto const& each : stored_operations) bytes += each.size() + 1;
    text.reserve(bytes);
    for (std::size_t i = 0; i < stored_operations.size(); ++i) {
        if (i > 0) text += ',';
        text += stored_operations[i];
    }
    text += "]}";
    return text;
}

namespace {

bool follow_each_other(std::vector<Operation> const& operations) {
    for (std::size_t i = 0; i < operations.size(); ++i)
        if (operations[i].seq != operations.front().seq + i) return false;
    return !operations.empty() && operations.front().seq > 0;
}

}  // namespace

RecordResult<DecodedRecord> decode_record(std::string_view bytes, RoomId const& room,
                                          Sealer const& sealer) {
    auto const document = JsonDocument::parse(bytes, json_depth_max);
    if (!document)
        return RecordError{RecordError::Kind::damaged,
                           "no JSON at byte " + std::to_string(document.error().offset)};
    std::optional<FieldFault> fault;
    Fields const record(document->root(), fault);
    if (auto const format = record.natural("format"); !fault && format != record_format)
        return RecordError{RecordError::Kind::unknown_format,
                           "record format " + std::to_string(format)};
    StoredOperationReader reader{.room = room, .sealer = sealer};
    DecodedRecord decoded;
    std::optional<std::string> unknown;
    record.each_object("operations", [&](Fields const& stored) {
        auto operation = reader.read(stored);
        if (operation)
            decoded.operations.push_back(std::move(*operation));
        else if (!fault && !unknown)
            unknown = stored.text("op");
    });
    if (fault) return RecordError{RecordError::Kind::damaged, fault->where + ": " + fault->message};
    if (unknown) return RecordError{RecordError::Kind::unknown_format, "operation " + *unknown};
    if (!follow_each_other(decoded.operations))
        return RecordError{RecordError::Kind::damaged, "operations out of sequence"};
    decoded.key_missing = reader.key_missing;
    return decoded;
}

}  // namespace refinery
