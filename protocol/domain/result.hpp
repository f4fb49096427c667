#pragma once

#include "protocol/domain/rejection.hpp"

#include <boost/system/result.hpp>
#include <exception>
#include <stdexcept>

namespace refinery {

/// A value, or the reason why there is none. Stands in for `std::expected`, which the oldest
/// supported compiler does not have. `.value()` on a refusal is a mistake of ours and throws.
template <class T>
using Result = boost::system::result<T, Rejection>;

/// Found by Boost when `.value()` is called on a refusal.
[[noreturn]] inline void throw_exception_from_error(Rejection const& rejection,
                                                    boost::source_location const&) {
    throw std::logic_error("value() of a refused result: " + rejection.message);
}

}  // namespace refinery
