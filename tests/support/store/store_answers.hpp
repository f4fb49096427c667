#pragma once

// Reading answers in a test.

#include "tests/support/catch.hpp"
#include "tests/support/store/store_bench.hpp"

#include <string>
#include <variant>
#include <vector>

namespace refinery::test {

template <class Kind, class Answer>
bool is(Answer const& given) {
    return std::holds_alternative<Kind>(given);
}

template <class Kind, class Answer>
Kind expect(Answer const& given) {
    REQUIRE(is<Kind>(given));
    return std::get<Kind>(given);
}

using Words = std::vector<std::string>;

inline Words bytes_of(std::vector<rooms::Batch> const& tail) {
    Words all;
    for (auto const& record : tail) all.push_back(*record.bytes);
    return all;
}

inline rooms::Batch first_record() { return batch(1, 1, "room.created"); }

/// A room with one record, claimed once, and what its owner knows of it.
struct OwnedRoom {
    RoomId room = new_room();
    rooms::Fence fence = 0;
    rooms::LogPosition position;

    void append(StoreBench& bench, rooms::Batch const& added) {
        position = expect<rooms::store_answer::Applied>(bench.append(room, fence, position, added))
                       .position;
    }
};

inline OwnedRoom owned_room(StoreBench& bench) {
    OwnedRoom made;
    expect<rooms::store_answer::Applied>(bench.create(made.room, "epoch-1", first_record()));
    auto const claimed = expect<rooms::store_answer::Claimed>(bench.claim(made.room));
    made.fence = claimed.fence;
    made.position = claimed.position;
    return made;
}

}  // namespace refinery::test
