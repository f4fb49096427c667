#pragma once

#include "server/net/http_message.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace refinery::net {

/// The built client, read whole at the start: a request can name nothing that is not in it, and no
/// disk holds up the rooms' thread.
class StaticFiles {
public:
    struct File {
        std::string content_type;
        SharedBytes plain;
        SharedBytes gzip;
        SharedBytes brotli;
        /// A strong one, from the plain bytes.
        std::string etag;
        /// Its name holds a hash of its bytes, so it never changes.
        bool hashed = false;
    };

    /// Reads every file below `root`. `name.br` and `name.gz` become variants of `name`.
    /// @return nothing, where there is no `index.html` in it
    static std::optional<StaticFiles> load(std::filesystem::path const& root);

    /// @param path  as in a request: "/assets/index-D2k1.js"; only what was loaded is found
    File const* find(std::string_view path) const;
    /// The page, with its placeholders (page.hpp).
    std::string const& index_html() const { return index_html_; }

private:
    std::unordered_map<std::string, File> files_;
    std::string index_html_;
};

/// The file as a response to a GET: the best variant, 304 where the client has it.
HttpResponse file_response(StaticFiles::File const& file, HttpRequest const& request);

}  // namespace refinery::net
