#include "server/rooms/ring.hpp"

#include "protocol/codec/encode.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace refinery::rooms {

void Ring::start_after(Sequence head) {
    before_ = head;
    items_.clear();
    bytes_ = 0;
}

void Ring::add(Sequence seq, SharedText item) {
    if (seq != before_ + items_.size() + 1) start_after(seq - 1);
    bytes_ += item->size();
    items_.push_back(std::move(item));
    while (items_.size() > operations_max_ || bytes_ > bytes_max_) {
        bytes_ -= items_.front()->size();
        items_.pop_front();
        ++before_;
    }
}

void Ring::withdraw_after(Sequence head) {
    if (head < before_) return start_after(head);
    while (before_ + items_.size() > head) {
        bytes_ -= items_.back()->size();
        items_.pop_back();
    }
}

bool Ring::covers(Sequence after, Sequence head) const {
    return before_ <= after && after <= head && head <= before_ + items_.size();
}

SharedText Ring::operations(Sequence after, Sequence head) const {
    std::vector<std::string_view> items;
    items.reserve(head - after);
    for (auto seq = after + 1; seq <= head; ++seq) items.push_back(*items_[seq - before_ - 1]);
    return std::make_shared<std::string const>(encode_operations(after + 1, head, items));
}

}  // namespace refinery::rooms
