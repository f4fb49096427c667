#pragma once

#include <array>
#include <cstdint>

namespace refinery::rooms {

/// Fresh ids and secrets. Seeded in tests, so that two runs make the same ones.
class IdSource {
public:
    virtual ~IdSource() = default;
    virtual std::array<std::uint8_t, 16> next_128() = 0;
};

}  // namespace refinery::rooms
