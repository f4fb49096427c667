#include "tests/support/store/store_bench.hpp"

#include "server/store/chain.hpp"

#include <random>
#include <utility>

namespace refinery::test {

namespace {

std::uint8_t random_byte() {
    static std::random_device device;
    return static_cast<std::uint8_t>(device());
}

}  // namespace

rooms::CreateAnswer StoreBench::create(RoomId room, std::string epoch, rooms::Batch batch) {
    return ask<rooms::CreateAnswer>(
        [&](auto reply) { store().create(room, epoch, batch, std::move(reply)); });
}

rooms::ClaimAnswer StoreBench::claim(RoomId room) {
    return ask<rooms::ClaimAnswer>([&](auto reply) { store().claim(room, std::move(reply)); });
}

rooms::AppendAnswer StoreBench::append(RoomId room, rooms::Fence fence, rooms::LogPosition expected,
                                       rooms::Batch batch) {
    return ask<rooms::AppendAnswer>(
        [&](auto reply) { store().append(room, fence, expected, batch, std::move(reply)); });
}

rooms::SnapshotAnswer StoreBench::put_snapshot(RoomId room, rooms::Fence fence, Sequence seq,
                                               std::string bytes) {
    auto const shared = std::make_shared<std::string const>(std::move(bytes));
    return ask<rooms::SnapshotAnswer>(
        [&](auto reply) { store().put_snapshot(room, fence, seq, shared, std::move(reply)); });
}

rooms::CodeAnswer StoreBench::take_code(std::string code, RoomId room) {
    return ask<rooms::CodeAnswer>(
        [&](auto reply) { store().take_code(code, room, std::move(reply)); });
}

rooms::FindCodeAnswer StoreBench::find_code(std::string code) {
    return ask<rooms::FindCodeAnswer>(
        [&](auto reply) { store().find_code(code, std::move(reply)); });
}

rooms::CodeAnswer StoreBench::drop_code(std::string code, RoomId room) {
    return ask<rooms::CodeAnswer>(
        [&](auto reply) { store().drop_code(code, room, std::move(reply)); });
}

rooms::ProbeAnswer StoreBench::probe(std::size_t bytes) {
    return ask<rooms::ProbeAnswer>([&](auto reply) { store().probe(bytes, std::move(reply)); });
}

RoomId new_room() {
    RoomId room;
    for (auto& byte : room.bytes) byte = random_byte();
    return room;
}

std::string new_code() {
    std::string code;
    for (int i = 0; i < 12; ++i) code += static_cast<char>('A' + random_byte() % 26);
    return code;
}

rooms::Batch batch(Sequence first, Sequence last, std::string bytes) {
    return {.first = first,
            .last = last,
            .bytes = std::make_shared<std::string const>(std::move(bytes))};
}

rooms::LogPosition after(rooms::LogPosition const& before, rooms::Batch const& batch) {
    return store::position_after(before, batch);
}

}  // namespace refinery::test
