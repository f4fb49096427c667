#pragma once

#include <string_view>

namespace refinery::net {

enum class ContentEncoding { identity, gzip, brotli };

/// The smallest variant that `Accept-Encoding` takes, among those there are. Brotli before
/// gzip where the header likes both alike; identity where it takes neither.
ContentEncoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_brotli);

}  // namespace refinery::net
