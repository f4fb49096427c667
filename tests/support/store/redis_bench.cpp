#include "tests/support/store/redis_bench.hpp"

#include "server/store/redis_library.hpp"
#include "tests/support/store/benches.hpp"

#include <stdexcept>

namespace refinery::test {

namespace {

store::RedisOptions without_lock() {
    store::RedisOptions options;
    options.exclusive = false;
    return options;
}

/// Of a reply like ":3\r\n".
std::size_t number_in(std::string const& reply) {
    if (!reply.starts_with(':')) throw std::runtime_error("no number: " + reply);
    return std::stoul(reply.substr(1));
}

/// Writes the stream anew with another last byte in its newest record: Redis lets nobody change
/// one.
constexpr auto damage_record = R"lua(
local entries = redis.call('XRANGE', KEYS[1], '-', '+')
redis.call('DEL', KEYS[1])
for i, entry in ipairs(entries) do
    local id, fields = entry[1], entry[2]
    if i == #entries then fields[4] = string.sub(fields[4], 1, -2) .. '\7' end
    redis.call('XADD', KEYS[1], id, unpack(fields))
end
return 1
)lua";

constexpr auto damage_nth_snapshot = R"lua(
local seqs = redis.call('HKEYS', KEYS[1])
table.sort(seqs, function(a, b) return tonumber(a) > tonumber(b) end)
local seq = seqs[tonumber(ARGV[1]) + 1]
local stored = redis.call('HGET', KEYS[1], seq)
redis.call('HSET', KEYS[1], seq, string.sub(stored, 1, -2) .. '\7')
return 1
)lua";

}  // namespace

RedisBench::RedisBench(RedisServer& server, std::optional<store::RedisOptions> options)
    : server_(server), url_(server.url()), options_(options ? *options : without_lock()) {
    restart();
}

RedisBench::~RedisBench() = default;

RedisBench::Opened RedisBench::open(store::RedisOptions options) {
    std::optional<Opened> opened;
    store::RedisStore::open(thread().context(), store::parse_redis_url(url_).value(),
                            std::move(options),
                            [&](Opened given) { opened.emplace(std::move(given)); });
    if (!thread().run_until([&] { return opened.has_value(); })) {
        throw std::runtime_error("the store never opened");
    }
    return std::move(*opened);
}

void RedisBench::restart() {
    if (store_) {
        auto closed = false;
        store_->close([&] { closed = true; });
        thread().run_until([&] { return closed; });
    }
    store_ = std::move(open(options_).value());
}

rooms::Store* RedisBench::second() {
    if (!second_) second_ = std::move(open(options_).value());
    return second_.get();
}

std::size_t RedisBench::records_kept(RoomId const& room) {
    return number_in(server_.command({"XLEN", store::redis_key::log(room)}));
}

std::size_t RedisBench::snapshots_kept(RoomId const& room) {
    return number_in(server_.command({"HLEN", store::redis_key::snapshots(room)}));
}

void RedisBench::damage_newest_record(RoomId const& room) {
    number_in(server_.command({"EVAL", damage_record, "1", store::redis_key::log(room)}));
}

void RedisBench::damage_snapshot(RoomId const& room, std::size_t which) {
    number_in(server_.command({"EVAL", damage_nth_snapshot, "1", store::redis_key::snapshots(room),
                               std::to_string(which)}));
}

std::unique_ptr<StoreBench> redis_bench() {
    static RedisServer server;
    return std::make_unique<RedisBench>(server);
}

}  // namespace refinery::test
