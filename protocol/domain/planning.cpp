#include "protocol/domain/planning.hpp"

namespace refinery {
namespace {

ReadyEntry entry(std::uint8_t n, char const* text, bool follows_blockers = false) {
    ReadyEntry line{.entry = {}, .text = text, .follows_blockers = follows_blockers};
    line.entry.bytes.back() = n;
    return line;
}

}  // namespace

std::vector<ReadyEntry> const& default_ready_list() {
    static std::vector<ReadyEntry> const list{
        entry(1, "Value is clear"),         entry(2, "Criteria are testable"),
        entry(3, "Design is attached"),     entry(4, "Fits in one sprint"),
        entry(5, "Questions are answered"), entry(6, "No open blocker", true),
    };
    return list;
}

}  // namespace refinery
