#pragma once

#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>

namespace refinery::store {

/// Why a store could not be opened: one sentence for the person who starts the server.
struct OpenError {
    std::string message;
};

/// A store, or the reason why there is none.
template <class T>
using OpenResult = boost::system::result<T, OpenError>;

/// Found by Boost when `.value()` is called on an error.
[[noreturn]] inline void throw_exception_from_error(OpenError const& error,
                                                    boost::source_location const&) {
    throw std::runtime_error(error.message);
}

}  // namespace refinery::store
