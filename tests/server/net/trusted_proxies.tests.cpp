#include "server/net/trusted_proxies.hpp"

#include "tests/support/catch.hpp"

using namespace refinery::net;

namespace {

TrustedProxies trusting(std::initializer_list<char const*> blocks) {
    std::vector<AddressBlock> parsed;
    for (auto const* block : blocks) parsed.push_back(parse_address_block(block).value());
    return TrustedProxies(parsed);
}

}  // namespace

SCENARIO("HTTP-8 what a stranger says about the hops before it is not believed", "[HTTP-8]") {
    auto const from =
        trusting({"10.0.0.1"})
            .provenance("10.0.0.2", "10.0.0.9:8080",
                        {.for_ = "1.2.3.4", .proto = "https", .host = "evil.example"});
    CHECK(from.address == "10.0.0.2");
    CHECK(from.host == "10.0.0.9:8080");
    CHECK_FALSE(from.secure);
}

SCENARIO("HTTP-8 a trusted proxy says who asked, how, and under which name", "[HTTP-8]") {
    auto const proxies = trusting({"10.0.0.0/8", "::1"});
    GIVEN("one proxy") {
        auto const from = proxies.provenance(
            "10.0.0.1", "127.0.0.1:8080",
            {.for_ = "203.0.113.7", .proto = "https", .host = "refine.example.org"});
        CHECK(from.address == "203.0.113.7");
        CHECK(from.host == "refine.example.org");
        CHECK(from.secure);
    }
    GIVEN("two proxies, and an address that the client made up") {
        auto const from = proxies.provenance(
            "::1", "x", {.for_ = "6.6.6.6, 203.0.113.7, 10.1.2.3", .proto = {}, .host = {}});
        CHECK(from.address == "203.0.113.7");
    }
    GIVEN("something that is no address") {
        auto const from =
            proxies.provenance("10.0.0.1", "x", {.for_ = "unknown", .proto = {}, .host = {}});
        CHECK(from.address == "10.0.0.1");
    }
}

SCENARIO("HTTP-8 a block is an address and its leading bits", "[HTTP-8]") {
    auto const block = parse_address_block("192.168.4.0/22").value();
    CHECK(block.contains(parse_address("192.168.7.255").value()));
    CHECK_FALSE(block.contains(parse_address("192.168.8.0").value()));
    CHECK_FALSE(block.contains(parse_address("::1").value()));
    CHECK(parse_address_block("fd00::/8").value().contains(parse_address("fdff::1").value()));
    for (auto const* wrong : {"", "10.0.0.0/33", "10.0.0/8", "10.0.0.1/", "fd00::/129", "proxy"}) {
        INFO(wrong);
        CHECK_FALSE(parse_address_block(wrong).has_value());
    }
}

SCENARIO("HTTP-9 an IPv6 subscriber is its upper 64 bits", "[HTTP-9]") {
    CHECK(subscriber_of("2001:db8:1:2::1") == subscriber_of("2001:db8:1:2:ffff::9"));
    CHECK(subscriber_of("2001:db8:1:2::1") != subscriber_of("2001:db8:1:3::1"));
    CHECK(subscriber_of("10.0.0.1") != subscriber_of("10.0.0.2"));
}
