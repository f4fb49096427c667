#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>
#include <vector>

namespace refinery {

/// Things of one kind in the order in which they were created, found by id. Nothing is ever
/// removed, so positions are stable and iteration order is the order on the wire.
template <class T>
class Registry {
public:
    using IdType = decltype(T::id);

    T* find(IdType const& id) {
        auto const place = places_.find(id);
        return place == places_.end() ? nullptr : &items_[place->second];
    }
    T const* find(IdType const& id) const {
        auto const place = places_.find(id);
        return place == places_.end() ? nullptr : &items_[place->second];
    }
    bool contains(IdType const& id) const { return places_.count(id) != 0; }

    /// @pre !contains(item.id)
    T& add(T item) {
        places_.emplace(item.id, items_.size());
        return items_.emplace_back(std::move(item));
    }

    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }
    auto begin() { return items_.begin(); }
    auto end() { return items_.end(); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }

private:
    std::vector<T> items_;
    std::unordered_map<IdType, std::size_t> places_;
};

}  // namespace refinery
