#pragma once

#include <string_view>

namespace refinery::app {

/// Told by --version, in `welcome` and as a metric. Set by CMake's project().
extern std::string_view const version;

}  // namespace refinery::app
