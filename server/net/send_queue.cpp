#include "server/net/send_queue.hpp"

#include <algorithm>
#include <utility>

namespace refinery::net {

SendQueue::SendQueue(Limits limits) : limits_(limits) {}

void SendQueue::push(rooms::SharedText text, rooms::Connection::Weight weight) {
    bool const counted = weight == rooms::Connection::Weight::counted;
    if (counted) counted_ += text->size();
    entries_.push_back({std::move(text), counted});
}

std::optional<SendQueue::Fragment> SendQueue::front() const {
    if (entries_.empty()) return std::nullopt;
    auto const rest = std::string_view(*entries_.front().text).substr(offset_);
    auto const piece = rest.substr(0, limits_.fragment_bytes);
    return Fragment{.bytes = piece, .last = piece.size() == rest.size()};
}

void SendQueue::written() {
    auto const fragment = front();
    if (!fragment) return;
    if (entries_.front().counted) counted_ -= fragment->bytes.size();
    offset_ += fragment->bytes.size();
    if (!fragment->last) return;
    offset_ = 0;
    entries_.pop_front();
}

void SendQueue::drop_unbegun(bool writing) {
    std::size_t const kept = writing || offset_ > 0 ? 1 : 0;
    while (entries_.size() > kept) {
        if (entries_.back().counted) counted_ -= entries_.back().text->size();
        entries_.pop_back();
    }
}

}  // namespace refinery::net
