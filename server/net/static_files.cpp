#include "server/net/static_files.hpp"

#include "protocol/domain/text.hpp"
#include "server/net/accept_encoding.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace refinery::net {

namespace {

namespace fs = std::filesystem;

std::string content_type_of(std::string const& name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> types{{
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".html", "text/html; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".txt", "text/plain; charset=utf-8"},
        {".woff2", "font/woff2"},
        {".webp", "image/webp"},
        {".jpg", "image/jpeg"},
    }};
    for (auto const& [suffix, type] : types)
        if (name.size() >= suffix.size() && name.ends_with(suffix)) return std::string(type);
    return "application/octet-stream";
}

SharedBytes read_file(fs::path const& path) {
    std::ifstream stream(path, std::ios::binary);
    return std::make_shared<std::string const>(std::istreambuf_iterator<char>(stream),
                                               std::istreambuf_iterator<char>());
}

}  // namespace

std::optional<StaticFiles> StaticFiles::load(fs::path const& root) {
    std::error_code error;
    if (!fs::is_regular_file(root / "index.html", error)) return std::nullopt;
    StaticFiles result;
    result.index_html_ = *read_file(root / "index.html");
    for (auto const& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) continue;
        auto const name = "/" + fs::relative(entry.path(), root).generic_string();
        if (name == "/index.html") continue;
        auto const extension = entry.path().extension();
        auto bytes = read_file(entry.path());
        if (extension == ".br" || extension == ".gz") {
            auto& file = result.files_[name.substr(0, name.size() - 3)];
            (extension == ".br" ? file.brotli : file.gzip) = std::move(bytes);
            continue;
        }
        auto& file = result.files_[name];
        file.content_type = content_type_of(name);
        file.etag = "\"" + fnv1a_64_hex(*bytes) + "\"";
        file.hashed = name.starts_with("/assets/");
        file.plain = std::move(bytes);
    }
    // A variant without its original is the rest of some other build.
    std::erase_if(result.files_, [](auto const& item) { return item.second.plain == nullptr; });
    return result;
}

StaticFiles::File const* StaticFiles::find(std::string_view path) const {
    auto const file = files_.find(std::string(path));
    return file == files_.end() ? nullptr : &file->second;
}

HttpResponse file_response(StaticFiles::File const& file, HttpRequest const& request) {
    HttpResponse response;
    response.headers = {{"Cache-Control", file.hashed ? "public, max-age=31536000, immutable"
                                                      : "public, max-age=0, must-revalidate"},
                        {"ETag", file.etag},
                        {"Vary", "Accept-Encoding"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Cross-Origin-Resource-Policy", "same-origin"}};
    auto const known = request.header("if-none-match").value_or("");
    if (known == "*" || known.find(file.etag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    response.headers.emplace_back("Content-Type", file.content_type);
    auto const encoding = choose_encoding(request.header("accept-encoding").value_or(""),
                                          file.gzip != nullptr, file.brotli != nullptr);
    switch (encoding) {
        case ContentEncoding::identity: response.body = file.plain; break;
        case ContentEncoding::gzip:
            response.headers.emplace_back("Content-Encoding", "gzip");
            response.body = file.gzip;
            break;
        case ContentEncoding::brotli:
            response.headers.emplace_back("Content-Encoding", "br");
            response.body = file.brotli;
            break;
    }
    return response;
}

}  // namespace refinery::net
