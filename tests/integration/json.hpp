#pragma once

#include <cstdint>
#include <memory>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace refinery::test {

/// Some JSON to look into. What is not there is an empty value, which is nothing.
class Json {
public:
    Json() = default;
    static Json parse(std::string_view text) {
        auto document = std::make_shared<rapidjson::Document>();
        document->Parse(text.data(), text.size());
        if (document->HasParseError())
            throw std::runtime_error("not JSON: " + std::string(text.substr(0, 200)));
        auto const* value = document.get();
        return {std::move(document), value};
    }

    Json operator[](char const* name) const {
        if (value_ == nullptr || !value_->IsObject()) return {};
        auto const member = value_->FindMember(name);
        return member == value_->MemberEnd() ? Json() : Json(document_, &member->value);
    }
    Json at(std::size_t index) const {
        if (index >= size()) return {};
        return {document_, &(*value_)[static_cast<rapidjson::SizeType>(index)]};
    }
    std::size_t size() const { return value_ != nullptr && value_->IsArray() ? value_->Size() : 0; }
    explicit operator bool() const { return value_ != nullptr; }
    std::string text() const {
        return value_ != nullptr && value_->IsString()
                   ? std::string(value_->GetString(), value_->GetStringLength())
                   : std::string();
    }
    std::uint64_t number() const {
        return value_ != nullptr && value_->IsUint64() ? value_->GetUint64() : 0;
    }
    bool is_true() const { return value_ != nullptr && value_->IsTrue(); }
    std::string dump() const {
        if (value_ == nullptr) return "nothing";
        rapidjson::StringBuffer buffer;
        rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
        value_->Accept(writer);
        return buffer.GetString();
    }

private:
    Json(std::shared_ptr<rapidjson::Document> document, rapidjson::Value const* value)
        : document_(std::move(document)), value_(value) {}

    std::shared_ptr<rapidjson::Document> document_;
    rapidjson::Value const* value_ = nullptr;
};

/// `text` as a JSON string, for what tests write (no control characters).
inline std::string json_string(std::string_view text) {
    std::string result = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + "\"";
}

}  // namespace refinery::test
