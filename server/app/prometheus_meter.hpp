#pragma once

#include "server/rooms/ports/meter.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace refinery::app {

/// Counts for Prometheus, under names that begin with `refinery_`. Every name and label is fixed
/// when this is made.
class PrometheusMeter final : public rooms::Meter {
public:
    PrometheusMeter(std::string_view version, std::string_view store,
                    messages::Durability durability);
    ~PrometheusMeter() override;

    void count(rooms::Counted what, std::uint64_t times) override;
    void gauge(rooms::Gauged what, std::int64_t value) override;
    void took(rooms::Timed what, std::chrono::milliseconds time) override;
    void said_bye(messages::ByeCode code) override;
    void refused(RejectionCode code) override;
    void joined(messages::WelcomeMode mode) override;
    void append_answered(rooms::AppendResult result) override;

    void sockets(std::size_t open);

    /// Everything in the text format of Prometheus.
    std::string text() const;

private:
    struct Instruments;
    std::unique_ptr<Instruments> instruments_;
};

}  // namespace refinery::app
