#pragma once

// Short lists without doubles, as rooms keep them.

#include <algorithm>
#include <vector>

namespace refinery {

template <class T>
bool contains(std::vector<T> const& list, T const& what) {
    return std::find(list.begin(), list.end(), what) != list.end();
}

/// At the end, unless it is there.
template <class T>
void put(std::vector<T>& list, T const& what) {
    if (!contains(list, what)) list.push_back(what);
}

template <class T>
void take(std::vector<T>& list, T const& what) {
    list.erase(std::remove(list.begin(), list.end(), what), list.end());
}

}  // namespace refinery
