#pragma once

// What Redis's error replies mean for the store. Each begins with a code.

#include <initializer_list>
#include <string_view>

namespace refinery::store {

inline bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> codes) {
    for (auto const code : codes) {
        if (text.starts_with(code)) return true;
    }
    return false;
}

/// Definite: refused before anything was written, because Redis is full, cannot write its file, is
/// a replica, or may not be written by us.
inline bool refuses_writes(std::string_view error) {
    return begins_with_any(error, {"OOM", "MISCONF", "READONLY", "NOREPLICAS", "NOPERM"});
}

/// The library is not there (any more).
inline bool is_missing_function(std::string_view error) {
    return error.starts_with("ERR Function not found") || error.starts_with("NOSCRIPT");
}

/// A key holds something that we never put there.
inline bool is_wrong_type(std::string_view error) { return error.starts_with("WRONGTYPE"); }

}  // namespace refinery::store
