#include "server/store/redis_probe.hpp"

#include "tests/support/catch.hpp"

using namespace refinery;
using messages::Durability;
using store::judge_redis;

namespace {

using Config = std::map<std::string, std::string>;

std::string info(std::string const& more = "", std::string const& version = "7.0.15") {
    return "# Server\r\nredis_version:" + version +
           "\r\n\r\n# Memory\r\nmaxmemory:0\r\nmaxmemory_policy:noeviction\r\n"
           "# Persistence\r\nloading:0\r\naof_last_write_status:ok\r\n" +
           more;
}

std::string with_file() { return info("aof_enabled:1\r\n"); }

}  // namespace

TEST_CASE("what a Redis promises follows from its configuration, and never from hope",
          "[redis-probe]") {
    struct Example {
        std::string info;
        Config config;
        Durability durability;
        std::size_t warnings;
    };
    std::vector<Example> const examples{
        {with_file(), {{"appendfsync", "always"}}, Durability::disk, 0},
        {with_file(),
         {{"appendfsync", "always"}, {"no-appendfsync-on-rewrite", "no"}},
         Durability::disk,
         0},
        {with_file(),
         {{"appendfsync", "always"}, {"no-appendfsync-on-rewrite", "yes"}},
         Durability::process,
         1},
        {with_file(), {{"appendfsync", "everysec"}}, Durability::second, 1},
        {with_file(), {{"appendfsync", "no"}}, Durability::process, 1},
        {with_file(), {}, Durability::process, 1},
        {info("aof_enabled:0\r\n"), {{"appendfsync", "always"}}, Durability::process, 1},
    };
    for (auto const& example : examples) {
        CAPTURE(example.info);
        auto const report = judge_redis(example.info, example.config);
        CHECK_FALSE(report.refusal);
        CHECK_FALSE(report.loading);
        CHECK(report.durability == example.durability);
        CHECK(report.warnings.size() == example.warnings);
    }
}

TEST_CASE("a Redis that would lose rooms, or has no functions, is refused", "[redis-probe]") {
    using Catch::Matchers::Contains;
    Config const config{{"appendfsync", "always"}};
    auto const why = [&](std::string const& text) {
        return judge_redis(text, config).refusal.value_or("");
    };
    CHECK_THAT(why(info("", "6.2.14")), Contains("version 6.2.14") && Contains("Redis 7"));
    CHECK_THAT(why(""), Contains("version unknown"));
    CHECK(why(info("", "10.1.0")).empty());
    CHECK_THAT(why(info("role:slave\r\n")), Contains("replica"));
    CHECK_THAT(why(info("cluster_enabled:1\r\n")), Contains("cluster"));
    auto const evicting = [](std::string const& limit) {
        return "redis_version:7.2.0\r\nmaxmemory:" + limit +
               "\r\nmaxmemory_policy:allkeys-lru\r\naof_enabled:1\r\n";
    };
    CHECK_THAT(why(evicting("1000000")), Contains("allkeys-lru") && Contains("noeviction"));
    CHECK(why(evicting("0")).empty());
    CHECK(judge_redis(evicting("0"), config).warnings.size() == 1);
}

TEST_CASE("a Redis that still reads its data is waited for", "[redis-probe]") {
    CHECK(judge_redis("redis_version:7.0.15\r\nloading:1\r\n", {}).loading);
}
