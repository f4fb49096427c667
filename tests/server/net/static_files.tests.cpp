#include "server/net/static_files.hpp"

#include "server/net/page.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_dir.hpp"

#include <filesystem>
#include <fstream>

using namespace refinery;
using namespace refinery::net;

namespace {

void write(std::filesystem::path const& path, std::string const& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string header(HttpResponse const& response, std::string const& name) {
    for (auto const& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

HttpRequest get(std::vector<std::pair<std::string, std::string>> headers = {}) {
    return {.method = "GET", .path = "/", .headers = std::move(headers)};
}

}  // namespace

SCENARIO("HTTP-10 files of the client, and nothing else, are found", "[HTTP-10]") {
    test::TempDir const folder;
    auto const root = folder.path() / "dist";
    write(folder.path() / "secret", "hidden");
    write(root / "index.html", "<p>page</p>");
    write(root / "icon.svg", "<svg/>");
    write(root / "assets" / "index-D2k1.js", "let a = 1;");
    write(root / "assets" / "index-D2k1.js.gz", "zipped");
    write(root / "assets" / "index-D2k1.js.br", "brotli");
    write(root / "assets" / "gone.css.br", "of another build");

    auto const files = StaticFiles::load(root);
    REQUIRE(files);
    CHECK(files->index_html() == "<p>page</p>");
    REQUIRE(files->find("/icon.svg"));
    CHECK_FALSE(files->find("/icon.svg")->hashed);
    auto const* script = files->find("/assets/index-D2k1.js");
    REQUIRE(script);

    for (auto const* path :
         {"/../secret", "/assets/../../secret", "/%2e%2e/secret", "/..%2fsecret", "//icon.svg",
          "/assets", "/assets/", "/index.html", "", "icon.svg", "/assets/gone.css",
          "/assets/index-D2k1.js.gz", "/assets/index-D2k1.js.br", "/icon.svg/"}) {
        INFO(path);
        CHECK(files->find(path) == nullptr);
    }

    THEN("a hashed one may be kept for ever, in the smallest form") {
        auto const response = file_response(*script, get({{"accept-encoding", "gzip, br"}}));
        CHECK(response.status == 200);
        CHECK(*response.body == "brotli");
        CHECK(header(response, "Content-Encoding") == "br");
        CHECK(header(response, "Content-Type") == "text/javascript; charset=utf-8");
        CHECK(header(response, "Cache-Control") == "public, max-age=31536000, immutable");
        CHECK(header(response, "Vary") == "Accept-Encoding");
        CHECK(header(response, "X-Content-Type-Options") == "nosniff");
    }
    THEN("one that the browser has is not sent again") {
        auto const response =
            file_response(*script, get({{"if-none-match", "W/\"x\", " + script->etag}}));
        CHECK(response.status == 304);
        CHECK(response.body == nullptr);
    }
    THEN("one without a hash is asked for again each time") {
        auto const response = file_response(*files->find("/icon.svg"), get());
        CHECK(*response.body == "<svg/>");
        CHECK(header(response, "Cache-Control") == "public, max-age=0, must-revalidate");
        CHECK(header(response, "Content-Encoding").empty());
    }
}

SCENARIO("HTTP-10 a folder without a page is no client", "[HTTP-10]") {
    test::TempDir const folder;
    CHECK_FALSE(StaticFiles::load(folder.path()).has_value());
    CHECK_FALSE(StaticFiles::load(folder.path() / "nowhere").has_value());
}

SCENARIO("HTTP-10 the page carries its nonce where its policy names it", "[HTTP-10]") {
    auto const response =
        page_response("<meta nonce=\"__NONCE__\"><style nonce=\"__NONCE__\"></style>", "a1b2");
    CHECK(*response.body == "<meta nonce=\"a1b2\"><style nonce=\"a1b2\"></style>");
    auto const policy = header(response, "Content-Security-Policy");
    CHECK(policy.find("default-src 'none'") == 0);
    CHECK(policy.find("script-src 'self';") != std::string::npos);
    CHECK(policy.find("style-src 'self' 'nonce-a1b2';") != std::string::npos);
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(header(response, "Cache-Control") == "no-store");
    CHECK(header(response, "Referrer-Policy") == "no-referrer");
}
