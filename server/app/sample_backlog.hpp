#pragma once

#include <span>
#include <string_view>

namespace refinery::app {

/// One ticket of the sample room. Empty: it has none.
struct SampleTicket {
    std::string_view key;
    std::string_view title;
    std::string_view description = {};
    std::string_view estimate = {};
};

/// About sixty tickets of an invented product, a booking service for small marinas, as a team might
/// bring them into a refinement: some estimated, some described, some too big, some much the same.
/// The first one tells a visitor what to do.
std::span<SampleTicket const> sample_backlog();

}  // namespace refinery::app
