#pragma once

namespace refinery {

/// Visits a variant with one lambda an alternative. Never add an `auto` catch-all: a new
/// alternative must fail to build wherever it matters.
template <class... Cases>
struct overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

}  // namespace refinery
