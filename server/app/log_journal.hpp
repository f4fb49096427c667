#pragma once

#include "server/app/options.hpp"
#include "server/rooms/ports/journal.hpp"

#include <memory>

namespace spdlog {
class logger;
}

namespace refinery::app {

/// The log of the program, on standard error. Of a room's id it shows the beginning, by which two
/// lines can be told apart and nobody gets in.
class LogJournal final : public rooms::Journal {
public:
    LogJournal(LogLevel level, LogFormat format);
    ~LogJournal() override;

    void note(rooms::Severity severity, std::optional<RoomId> room, std::string_view line) override;

private:
    std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace refinery::app
