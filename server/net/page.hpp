#pragma once

#include "server/net/http_message.hpp"

#include <string>
#include <string_view>

namespace refinery::net {

/// Where `index.html` wants the nonce of its response.
inline constexpr std::string_view nonce_placeholder = "__NONCE__";

/// The page with its security headers. Kept nowhere, since the nonce is good for one
/// response.
/// @param nonce  random, base64 or hex
HttpResponse page_response(std::string const& index_html, std::string_view nonce);

}  // namespace refinery::net
