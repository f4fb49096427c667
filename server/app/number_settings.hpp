#pragma once

// The settings that are numbers: each with its flag, with where it is kept, and with what it means.

#include "server/app/options.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace refinery::app {

/// `Number` is what it is counted in: milliseconds, or a count.
template <class Number>
struct NumberSetting {
    char const* flag;
    std::function<Number&(Options&)> in;
    char const* help;
};

std::vector<NumberSetting<std::chrono::milliseconds>> const& time_limits();
std::vector<NumberSetting<std::size_t>> const& size_limits();
std::vector<NumberSetting<std::uint32_t>> const& rates();

}  // namespace refinery::app
