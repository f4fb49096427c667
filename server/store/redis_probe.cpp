#include "server/store/redis_probe.hpp"

#include <charconv>

namespace refinery::store {

namespace {

using Fields = std::map<std::string, std::string>;

/// Functions came with 7.0.
constexpr int version_min = 7;

Fields fields_of(std::string_view info) {
    Fields fields;
    while (!info.empty()) {
        auto const end = info.find("\r\n");
        auto const line = info.substr(0, end);
        info.remove_prefix(end == std::string_view::npos ? info.size() : end + 2);
        auto const colon = line.find(':');
        if (line.starts_with('#') || colon == std::string_view::npos) continue;
        fields.emplace(line.substr(0, colon), line.substr(colon + 1));
    }
    return fields;
}

std::string field(Fields const& fields, std::string const& name) {
    auto const found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

std::optional<std::string> refusal_of(Fields const& info) {
    auto const version = field(info, "redis_version");
    int major = 0;
    std::from_chars(version.data(), version.data() + version.size(), major);
    if (major < version_min) {
        return "it is version " + (version.empty() ? std::string("unknown") : version) +
               ", and rooms need Redis 7 or newer";
    }
    if (field(info, "role") == "slave") {
        return "it is a replica; give the address of its primary";
    }
    if (field(info, "cluster_enabled") == "1") {
        return "it is a cluster, which is not supported; a single Redis is enough";
    }
    auto const policy = field(info, "maxmemory_policy");
    auto const limited = field(info, "maxmemory") != "0";
    if (limited && policy != "noeviction") {
        return "it throws keys away when memory is short (maxmemory-policy " + policy +
               "), and with them rooms; set maxmemory-policy noeviction";
    }
    return std::nullopt;
}

void judge_durability(Fields const& info, Fields const& config, RedisReport& report) {
    using messages::Durability;
    auto const sync = field(config, "appendfsync");
    if (field(info, "aof_enabled") != "1") {
        report.durability = Durability::process;
        report.warnings.emplace_back(
            "Redis keeps rooms in memory alone: when it stops, they are gone or old. "
            "Set appendonly yes and appendfsync always.");
    } else if (sync.empty()) {
        report.durability = Durability::process;
        report.warnings.emplace_back(
            "Redis does not say how it syncs its file (CONFIG GET is not allowed), so nothing is "
            "promised beyond the life of its process.");
    } else if (sync == "no") {
        report.durability = Durability::process;
        report.warnings.emplace_back(
            "Redis leaves it to the system when its file is synced (appendfsync no): a crash of "
            "the machine costs what was acknowledged last. Set appendfsync always.");
    } else if (sync == "everysec") {
        report.durability = Durability::second;
        report.warnings.emplace_back(
            "Redis syncs its file once a second (appendfsync everysec): a crash of the machine "
            "costs the last seconds. Set appendfsync always.");
    } else if (field(config, "no-appendfsync-on-rewrite") == "yes") {
        report.durability = Durability::process;
        report.warnings.emplace_back(
            "Redis does not sync its file while it rewrites it (no-appendfsync-on-rewrite yes): a "
            "crash of the machine may cost half a minute then. Set it to no.");
    } else {
        report.durability = Durability::disk;
    }
}

}  // namespace

RedisReport judge_redis(std::string_view info_text, Fields const& config) {
    auto const info = fields_of(info_text);
    RedisReport report;
    report.refusal = refusal_of(info);
    report.loading = field(info, "loading") == "1";
    judge_durability(info, config, report);
    if (field(info, "maxmemory_policy") != "noeviction" && !report.refusal) {
        report.warnings.emplace_back(
            "Redis would throw rooms away should maxmemory ever be set: its maxmemory-policy is "
            "not "
            "noeviction.");
    }
    auto const write_status = field(info, "aof_last_write_status");
    if (!write_status.empty() && write_status != "ok") {
        report.warnings.emplace_back(
            "Redis could not write its append-only file the last time; it takes no writes until it "
            "can.");
    }
    return report;
}

}  // namespace refinery::store
