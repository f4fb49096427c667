#include "server/net/accept_encoding.hpp"

#include "tests/support/catch.hpp"

using namespace refinery::net;

SCENARIO("HTTP-10 a file is sent as small as the request takes it", "[HTTP-10]") {
    constexpr auto brotli = ContentEncoding::brotli;
    constexpr auto gzip = ContentEncoding::gzip;
    constexpr auto identity = ContentEncoding::identity;
    struct Case {
        char const* header;
        bool has_gzip;
        bool has_brotli;
        ContentEncoding chosen;
    };
    for (auto const& one : {
             Case{"gzip, deflate, br, zstd", true, true, brotli},
             Case{"gzip, deflate, br", true, false, gzip},
             Case{"gzip, deflate, br", false, false, identity},
             Case{"gzip, deflate", true, true, gzip},
             Case{"", true, true, identity},
             Case{"identity", true, true, identity},
             Case{"*", true, true, brotli},
             Case{"*;q=0", true, true, identity},
             Case{"br;q=0, gzip", true, true, gzip},
             Case{"br;q=0.5, gzip;q=0.8", true, true, gzip},
             Case{"br;q=0.8, gzip;q=0.8", true, true, brotli},
             Case{"GZIP ; Q=1", true, true, gzip},
             Case{"gzip;q=nonsense", true, true, identity},
             Case{"br;level=5", true, true, identity},
             Case{",,, br", true, true, brotli},
         }) {
        INFO(one.header);
        CHECK(choose_encoding(one.header, one.has_gzip, one.has_brotli) == one.chosen);
    }
}
