#include "server/net/page.hpp"

namespace refinery::net {

HttpResponse page_response(std::string const& index_html, std::string_view nonce) {
    std::string html;
    html.reserve(index_html.size() + 4 * nonce.size());
    std::size_t from = 0;
    for (;;) {
        auto const at = index_html.find(nonce_placeholder, from);
        html.append(index_html, from, at == std::string::npos ? at : at - from);
        if (at == std::string::npos) break;
        html += nonce;
        from = at + nonce_placeholder.size();
    }
    auto const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" +
                        std::string(nonce) +
                        "'; connect-src 'self'; img-src 'self' data:; font-src 'self'; "
                        "manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                        "frame-ancestors 'none'";
    return {.status = 200,
            .headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Cache-Control", "no-store"},
                        {"Content-Security-Policy", policy},
                        {"X-Content-Type-Options", "nosniff"},
                        {"X-Frame-Options", "DENY"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
                        {"Cross-Origin-Resource-Policy", "same-origin"}},
            .body = std::make_shared<std::string const>(std::move(html))};
}

}  // namespace refinery::net
