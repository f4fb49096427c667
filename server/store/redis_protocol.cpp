#include "server/store/redis_protocol.hpp"

#include <charconv>
#include <hiredis/hiredis.h>
#include <new>

namespace refinery::store {

namespace {

RedisValue value_of(redisReply const& reply) {
    using Kind = RedisValue::Kind;
    switch (reply.type) {
        case REDIS_REPLY_STRING:
        case REDIS_REPLY_STATUS:
            return {.kind = Kind::text, .text = std::string(reply.str, reply.len)};
        case REDIS_REPLY_ERROR:
            return {.kind = Kind::error, .text = std::string(reply.str, reply.len)};
        case REDIS_REPLY_INTEGER: return {.kind = Kind::number, .number = reply.integer};
        case REDIS_REPLY_ARRAY: {
            RedisValue value{.kind = Kind::list};
            value.list.reserve(reply.elements);
            for (std::size_t i = 0; i < reply.elements; ++i) {
                value.list.push_back(value_of(*reply.element[i]));
            }
            return value;
        }
        default: return {};
    }
}

}  // namespace

std::uint64_t RedisValue::as_number() const {
    if (kind == Kind::number) return static_cast<std::uint64_t>(number);
    std::uint64_t value = 0;
    auto const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end ? value : 0;
}

std::string format_command(RedisCommand const& command) {
    std::vector<char const*> words;
    std::vector<std::size_t> lengths;
    for (auto const& word : command) {
        words.push_back(word.data());
        lengths.push_back(word.size());
    }
    char* formatted = nullptr;
    auto const length = redisFormatCommandArgv(&formatted, static_cast<int>(command.size()),
                                               words.data(), lengths.data());
    if (length < 0) throw std::bad_alloc();
    std::string bytes(formatted, static_cast<std::size_t>(length));
    redisFreeCommand(formatted);
    return bytes;
}

RedisParser::RedisParser() : reader_(redisReaderCreate()) {
    if (!reader_) throw std::bad_alloc();
}

void RedisParser::Free::operator()(redisReader* reader) const { redisReaderFree(reader); }

void RedisParser::feed(std::string_view bytes) {
    if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK) failed_ = true;
}

std::optional<RedisValue> RedisParser::next() {
    if (failed_) return std::nullopt;
    void* got = nullptr;
    if (redisReaderGetReply(reader_.get(), &got) != REDIS_OK) {
        failed_ = true;
        return std::nullopt;
    }
    if (got == nullptr) return std::nullopt;
    std::unique_ptr<void, decltype(&freeReplyObject)> const reply(got, &freeReplyObject);
    return value_of(*static_cast<redisReply const*>(got));
}

}  // namespace refinery::store
