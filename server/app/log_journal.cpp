#include "server/app/log_journal.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <string>

namespace refinery::app {

namespace {

constexpr std::size_t shown_characters_of_a_room = 6;

/// `%J`: the line, escaped for a JSON string.
class JsonLine final : public spdlog::custom_flag_formatter {
public:
    void format(spdlog::details::log_msg const& message, std::tm const&,
                spdlog::memory_buf_t& out) override {
        for (char const c : message.payload) {
            if (c == '"' || c == '\\') {
                out.push_back('\\');
                out.push_back(c);
            } else if (static_cast<unsigned char>(c) < 0x20) {
                out.push_back(' ');
            } else {
                out.push_back(c);
            }
        }
    }
    std::unique_ptr<custom_flag_formatter> clone() const override {
        return spdlog::details::make_unique<JsonLine>();
    }
};

spdlog::level::level_enum spdlog_level(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return spdlog::level::debug;
        case LogLevel::info: return spdlog::level::info;
        case LogLevel::warning: return spdlog::level::warn;
        case LogLevel::error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

spdlog::level::level_enum spdlog_level(rooms::Severity severity) {
    switch (severity) {
        case rooms::Severity::info: return spdlog::level::info;
        case rooms::Severity::warning: return spdlog::level::warn;
        case rooms::Severity::error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

}  // namespace

LogJournal::LogJournal(LogLevel level, LogFormat format)
    : logger_(std::make_unique<spdlog::logger>("refinery",
                                               std::make_shared<spdlog::sinks::stderr_sink_st>())) {
    logger_->set_level(spdlog_level(level));
    logger_->flush_on(spdlog::level::trace);
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<JsonLine>('J');
    formatter->set_pattern(format == LogFormat::json
                               ? R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","message":"%J"})"
                               : "%Y-%m-%d %H:%M:%S.%e %l: %v");
    logger_->set_formatter(std::move(formatter));
}

LogJournal::~LogJournal() = default;

void LogJournal::note(rooms::Severity severity, std::optional<RoomId> room, std::string_view line) {
    auto const level = spdlog_level(severity);
    if (!room) {
        logger_->log(level, "{}", line);
        return;
    }
    logger_->log(level, "room {}…: {}", to_string(*room).substr(0, shown_characters_of_a_room),
                 line);
}

}  // namespace refinery::app
