#include "server/store/redis_library.hpp"

namespace refinery::store {

// `allow-oom` is on what a full Redis must still do: be claimed and read, be relieved by a snapshot
// that trims, free a code, keep the server's lock. Memory is checked before a function starts, so
// none of them stops half way.
std::string_view redis_library() {
    return R"lua(#!lua name=refinery_1
local LAYOUT = '1'

-- false: no such room. A room in another layout is never written.
local function meta_of(keys)
    local m = redis.call('HMGET', keys[1], 'layout', 'epoch', 'fence', 'birth', 'base_seq',
        'base_chain', 'head', 'chain')
    if not m[1] then return false end
    return {layout = m[1], epoch = m[2], fence = m[3], birth = m[4], base_seq = m[5],
        base_chain = m[6], head = m[7], chain = m[8]}
end

local function add_record(key, last, operations, chain, bytes)
    redis.call('XADD', key, last .. '-' .. operations, 'chain', chain, 'bytes', bytes)
end

local function create(keys, args)
    local epoch, last, operations, chain, bytes = unpack(args)
    local m = meta_of(keys)
    if m then
        if m.epoch == epoch and m.birth == chain then return {'applied', m.head, m.chain} end
        return {'taken'}
    end
    add_record(keys[2], last, operations, chain, bytes)
    redis.call('HSET', keys[1], 'layout', LAYOUT, 'epoch', epoch, 'fence', '1', 'birth', chain,
        'base_seq', '0', 'base_chain', string.rep('\0', 16), 'head', last, 'chain', chain)
    return {'applied', last, chain}
end

local function read_room(keys, m, fence)
    return {'claimed', fence, m.epoch, m.base_seq, m.base_chain, m.head, m.chain,
        redis.call('HGETALL', keys[3]), redis.call('XRANGE', keys[2], '-', '+')}
end

local function claim(keys)
    local m = meta_of(keys)
    if not m then return {'not_found'} end
    if m.layout ~= LAYOUT then return {'layout', m.layout} end
    return read_room(keys, m, redis.call('HINCRBY', keys[1], 'fence', 1))
end

local function look(keys)
    local m = meta_of(keys)
    if not m then return {'not_found'} end
    if m.layout ~= LAYOUT then return {'layout', m.layout} end
    return read_room(keys, m, m.fence)
end

local function append(keys, args)
    local fence, head, chain, last, operations, chain_after, bytes = unpack(args)
    local m = meta_of(keys)
    if not m then return {'not_found'} end
    if m.layout ~= LAYOUT or m.fence ~= fence then return {'fenced'} end
    if m.head == last and m.chain == chain_after then return {'applied', last, chain_after} end
    local fits = tonumber(last) - tonumber(operations) == tonumber(head)
    if m.head ~= head or m.chain ~= chain or not fits then
        return {'foreign', m.head, m.chain}
    end
    add_record(keys[2], last, operations, chain_after, bytes)
    redis.call('HSET', keys[1], 'head', last, 'chain', chain_after)
    return {'applied', last, chain_after}
end

-- Removes what ends at or before `limit`, never by count: a record that no snapshot covers stays.
local function trim(keys, limit)
    local covered = redis.call('XREVRANGE', keys[2], limit .. '-18446744073709551615', '-',
        'COUNT', 1)[1]
    if not covered then return end
    local base_seq = string.match(covered[1], '^(%d+)-')
    redis.call('HSET', keys[1], 'base_seq', base_seq, 'base_chain', covered[2][2])
    redis.call('XTRIM', keys[2], 'MINID', '=', string.format('%.0f', tonumber(limit) + 1))
end

local function snapshot(keys, args)
    local fence, seq, value = unpack(args)
    local m = meta_of(keys)
    if not m or m.layout ~= LAYOUT or m.fence ~= fence then return {'fenced'} end
    if tonumber(seq) > tonumber(m.head) then return {'ahead'} end
    local newest = false
    local kept = redis.call('HKEYS', keys[3])
    for _, other in ipairs(kept) do
        if not newest or tonumber(other) > tonumber(newest) then newest = other end
    end
    if newest and tonumber(seq) <= tonumber(newest) then return {'done'} end
    for _, other in ipairs(kept) do
        if other ~= newest then redis.call('HDEL', keys[3], other) end
    end
    redis.call('HSET', keys[3], seq, value)
    if newest then trim(keys, newest) end
    return {'done'}
end

local function take_code(keys, args)
    local holder = redis.call('GET', keys[1])
    if not holder then
        redis.call('SET', keys[1], args[1])
        return {'done'}
    end
    if holder == args[1] then return {'done'} end
    return {'taken'}
end

local function drop_code(keys, args)
    if redis.call('GET', keys[1]) == args[1] then redis.call('DEL', keys[1]) end
    return {'done'}
end

local function hold(keys, args)
    local owner, milliseconds = unpack(args)
    local holder = redis.call('GET', keys[1])
    if holder and holder ~= owner then return {'foreign', holder} end
    redis.call('SET', keys[1], owner, 'PX', milliseconds)
    if holder then return {'held'} end
    return {'taken'}
end

local function release(keys, args)
    if redis.call('GET', keys[1]) == args[1] then redis.call('DEL', keys[1]) end
    return {'done'}
end

local function register(name, callback, ...)
    redis.register_function{
        function_name = 'refinery_1_' .. name, callback = callback, flags = {...}}
end

register('create', create)
register('claim', claim, 'allow-oom')
register('look', look, 'no-writes')
register('append', append)
register('snapshot', snapshot, 'allow-oom')
register('take_code', take_code)
register('drop_code', drop_code, 'allow-oom')
register('hold', hold, 'allow-oom')
register('release', release, 'allow-oom')
)lua";
}

namespace redis_key {

namespace {

std::string of_room(RoomId const& room, std::string_view what) {
    return "refinery:{" + to_string(room) + "}:" + std::string(what);
}

}  // namespace

std::string meta(RoomId const& room) { return of_room(room, "meta"); }
std::string log(RoomId const& room) { return of_room(room, "log"); }
std::string snapshots(RoomId const& room) { return of_room(room, "snapshots"); }
std::string code(std::string_view code) { return "refinery:code:" + std::string(code); }

}  // namespace redis_key

}  // namespace refinery::store
