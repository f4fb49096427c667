#include "server/store/redis_url.hpp"

#include "tests/support/catch.hpp"

using refinery::store::parse_redis_url;
using refinery::store::RedisAddress;
using refinery::store::shown;

TEST_CASE("an address of Redis is read", "[redis-url]") {
    struct Example {
        char const* url;
        RedisAddress address;
        char const* shown;
    };
    std::vector<Example> const examples{
        {"redis://localhost", {.host = "localhost"}, "redis://localhost:6379"},
        {"redis://10.0.0.1:7000/2",
         {.host = "10.0.0.1", .port = 7000, .database = 2},
         "redis://10.0.0.1:7000/2"},
        {"redis://[::1]:7000/", {.host = "::1", .port = 7000}, "redis://[::1]:7000"},
        {"redis://:secret@h", {.host = "h", .password = "secret"}, "redis://h:6379"},
        {"redis://ann:p%40ss%3A@h",
         {.host = "h", .user = "ann", .password = "p@ss:"},
         "redis://h:6379"},
        {"redis://ann:a@b@h", {.host = "h", .user = "ann", .password = "a@b"}, "redis://h:6379"},
        {"unix:/run/redis.sock", {.path = "/run/redis.sock"}, "unix:/run/redis.sock"},
        {"unix:///run/redis.sock?db=3",
         {.path = "/run/redis.sock", .database = 3},
         "unix:/run/redis.sock?db=3"},
    };
    for (auto const& example : examples) {
        CAPTURE(example.url);
        auto const read = parse_redis_url(example.url);
        REQUIRE(read.has_value());
        CHECK(*read == example.address);
        CHECK(shown(*read) == example.shown);
    }
}

TEST_CASE("an address that is not right is said to be, without its password", "[redis-url]") {
    for (auto const* url : {"", "localhost:6379", "http://localhost", "redis://", "redis://h:port",
                            "redis://h:0", "redis://h:70000", "redis://h/zero", "redis://hunter2@h",
                            "redis://ann:hunter2%4@h", "redis://[::1", "redis://[::1]7000",
                            "unix:relative.sock", "unix:/s?database=1", "rediss://ann:hunter2@h"}) {
        CAPTURE(url);
        auto const read = parse_redis_url(url);
        REQUIRE(read.has_error());
        CHECK(read.error().message.find("hunter2") == std::string::npos);
    }
}
