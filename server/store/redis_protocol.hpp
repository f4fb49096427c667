#pragma once

// Redis's protocol as plain values. Behind it is hiredis, of which only the formatter and the
// parser are used: its own connections know neither time limits nor what a caller's thread is.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct redisReader;

namespace refinery::store {

struct RedisValue {
    enum class Kind { text, number, list, nothing, error };
    Kind kind = Kind::nothing;
    /// Of a text or an error.
    std::string text = {};
    std::int64_t number = 0;
    std::vector<RedisValue> list = {};

    bool is_error() const { return kind == Kind::error; }
    /// Text and number alike, because Redis writes numbers either way; 0 where it is neither.
    std::uint64_t as_number() const;
};

using RedisCommand = std::vector<std::string>;

std::string format_command(RedisCommand const& command);

class RedisParser {
public:
    RedisParser();

    void feed(std::string_view bytes);
    /// The next whole value; nothing until more is fed.
    std::optional<RedisValue> next();
    /// Whether what came in is not Redis's protocol. Nothing can be read any more then.
    bool failed() const { return failed_; }

private:
    struct Free {
        void operator()(redisReader* reader) const;
    };
    std::unique_ptr<redisReader, Free> reader_;
    bool failed_ = false;
};

}  // namespace refinery::store
