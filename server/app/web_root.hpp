#pragma once

#include <filesystem>
#include <optional>

namespace refinery::app {

/// Where the built client lies, seen from the program's own place and never from the working
/// folder: `../share/refinery/web` once installed, `web-client/dist` of the source tree while built
/// in one (build/<preset>/refinery).
/// @param program  the folder of the executable
/// @return         the first that has an index.html
std::optional<std::filesystem::path> find_web_root(std::filesystem::path const& program);

/// The folder of the executable that is running.
std::filesystem::path program_folder();

}  // namespace refinery::app
