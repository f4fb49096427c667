#include "server/app/web_root.hpp"

#include <array>

namespace refinery::app {

namespace fs = std::filesystem;

std::optional<fs::path> find_web_root(fs::path const& program) {
    std::array<fs::path, 3> const places{program / ".." / "share" / "refinery" / "web",
                                         program / "web",
                                         program / ".." / ".." / "web-client" / "dist"};
    for (auto const& relative : places) {
        auto const place = relative.lexically_normal();
        std::error_code error;
        if (fs::is_regular_file(place / "index.html", error)) return place;
    }
    return std::nullopt;
}

fs::path program_folder() {
    std::error_code error;
    auto const program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path() : program.parent_path();
}

}  // namespace refinery::app
