#pragma once

// How values of the domain look in a failed test.

#include "protocol/domain/operation.hpp"
#include "protocol/domain/rejection.hpp"

#include <optional>
#include <ostream>

namespace refinery {

template <class Tag>
std::ostream& operator<<(std::ostream& out, Id<Tag> const& id) {
    return out << to_string(id);
}
inline std::ostream& operator<<(std::ostream& out, Timestamp at) { return out << at.ms << " ms"; }

inline std::ostream& operator<<(std::ostream& out, RejectionCode code) {
    switch (code) {
        case RejectionCode::bad_request: return out << "bad_request";
        case RejectionCode::forbidden: return out << "forbidden";
        case RejectionCode::not_found: return out << "not_found";
        case RejectionCode::conflict: return out << "conflict";
        case RejectionCode::not_applied: return out << "not_applied";
        case RejectionCode::phase: return out << "phase";
        case RejectionCode::too_large: return out << "too_large";
        case RejectionCode::rate_limited: return out << "rate_limited";
        case RejectionCode::busy: return out << "busy";
        case RejectionCode::read_only: return out << "read_only";
        case RejectionCode::cycle: return out << "cycle";
        case RejectionCode::in_ballot: return out << "in_ballot";
        case RejectionCode::depends: return out << "depends";
        case RejectionCode::unsupported: return out << "unsupported";
        case RejectionCode::internal: return out << "internal";
        case RejectionCode::bad_key: return out << "bad_key";
        case RejectionCode::passcode: return out << "passcode";
        case RejectionCode::locked: return out << "locked";
        case RejectionCode::removed: return out << "removed";
        case RejectionCode::rerank_first: return out << "rerank_first";
    }
    return out;
}

inline std::ostream& operator<<(std::ostream& out, Rejection const& rejection) {
    return out << rejection.code << ": " << rejection.message;
}

inline std::ostream& operator<<(std::ostream& out, Operation const& operation) {
    return out << "operation " << operation.seq << " of kind " << operation.body.index();
}
inline std::ostream& operator<<(std::ostream& out, std::optional<Operation> const& operation) {
    if (!operation) return out << "nothing";
    return out << *operation;
}

}  // namespace refinery
