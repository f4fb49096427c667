#include "protocol/domain/evolve.hpp"

#include "protocol/domain/evolve_parts.hpp"
#include "protocol/domain/limits.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace refinery {

void evolve(Room& room, Operation const& operation) {
    assert(operation.seq == room.head + 1);
    Happened const happened{.seq = operation.seq, .at = operation.at, .by = operation.by};
    std::visit([&](auto const& body) { apply(room, happened, body); }, operation.body);
    room.head = operation.seq;
    room.last_at = operation.at;
    remember_answer(room, operation);
}

void remember(Room& room, Happened const& happened, Inverse inverse) {
    if (!happened.by) return;
    auto& mine = room.undoable[*happened.by];
    mine.push_back({.seq = happened.seq, .inverse = std::move(inverse)});
    if (mine.size() > undo_operations_max) mine.pop_front();
}

void remember_answer(Room& room, Operation const& operation) {
    if (!operation.by || !operation.origin) return;
    SessionKey const key{.participant = *operation.by, .session = operation.origin->session};
    auto& session = room.sessions[key];
    room.sessions_by_seq.erase(session.newest_seq());
    session.answers.push_back({.cseq = operation.origin->cseq, .seq = operation.seq});
    if (session.answers.size() > session_window) session.answers.pop_front();
    room.sessions_by_seq.emplace(operation.seq, key);
    if (room.sessions.size() <= sessions_max) return;
    auto const oldest = room.sessions_by_seq.begin();
    room.forgotten = std::max(room.forgotten, oldest->first);
    room.sessions.erase(oldest->second);
    room.sessions_by_seq.erase(oldest);
}

}  // namespace refinery
