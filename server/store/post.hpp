#pragma once

#include <functional>

namespace refinery::store {

/// Runs a function on the thread of the rooms, later and in the order of the calls. May be called
/// from any thread.
using Post = std::function<void(std::function<void()>)>;

}  // namespace refinery::store
