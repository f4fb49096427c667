#include "protocol/codec/json_writer.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace refinery {

struct JsonWriter::Machinery {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
};

namespace {

rapidjson::SizeType size_of(std::string_view text) {
    return static_cast<rapidjson::SizeType>(text.size());
}

}  // namespace

JsonWriter::JsonWriter() : machinery_(std::make_unique<Machinery>()) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::begin_object() { machinery_->writer.StartObject(); }
void JsonWriter::end_object() { machinery_->writer.EndObject(); }
void JsonWriter::begin_list() { machinery_->writer.StartArray(); }
void JsonWriter::end_list() { machinery_->writer.EndArray(); }
void JsonWriter::key(std::string_view name) { machinery_->writer.Key(name.data(), size_of(name)); }
void JsonWriter::value(std::string_view text) {
    // An empty view may have no address at all, which the library refuses.
    machinery_->writer.String(text.empty() ? "" : text.data(), size_of(text));
}
void JsonWriter::null() { machinery_->writer.Null(); }
void JsonWriter::raw(std::string_view json) {
    machinery_->writer.RawValue(json.data(), json.size(), rapidjson::kObjectType);
}
void JsonWriter::boolean(bool truth) { machinery_->writer.Bool(truth); }
void JsonWriter::integer(std::int64_t number) { machinery_->writer.Int64(number); }
void JsonWriter::natural(std::uint64_t number) { machinery_->writer.Uint64(number); }

std::string JsonWriter::take() {
    std::string text(machinery_->buffer.GetString(), machinery_->buffer.GetSize());
    machinery_->buffer.Clear();
    machinery_->writer.Reset(machinery_->buffer);
    return text;
}

}  // namespace refinery
