#include "server/rooms/answers.hpp"

namespace refinery::rooms {
namespace {

messages::ByeCode bye_code_for(RejectionCode code) {
    using messages::ByeCode;
    switch (code) {
        case RejectionCode::bad_key: return ByeCode::bad_key;
        case RejectionCode::passcode: return ByeCode::passcode;
        case RejectionCode::locked: return ByeCode::locked;
        case RejectionCode::removed: return ByeCode::removed;
        case RejectionCode::unsupported: return ByeCode::unsupported;
        case RejectionCode::not_found: return ByeCode::not_found;
        case RejectionCode::read_only: return ByeCode::read_only;
        // Nothing that the person did: trying again may help.
        case RejectionCode::busy:
        case RejectionCode::rate_limited:
        case RejectionCode::too_large:
        case RejectionCode::internal:
        case RejectionCode::rerank_first: return ByeCode::busy;
        case RejectionCode::bad_request:
        case RejectionCode::forbidden:
        case RejectionCode::conflict:
        case RejectionCode::not_applied:
        case RejectionCode::phase:
        case RejectionCode::cycle:
        case RejectionCode::in_ballot:
        case RejectionCode::depends: return ByeCode::bad_request;
    }
    return ByeCode::busy;
}

}  // namespace

Rejection store_does_not_answer(Context const& context) {
    return rejection_of(RejectionCode::busy, "The store does not answer.",
                        context.settings.timings.retry_busy);
}

Rejection store_is_read_only(Context const& context) {
    return rejection_of(RejectionCode::read_only, "Nothing can be saved at the moment.",
                        context.settings.timings.retry_read_only);
}

messages::Bye bye_for(Rejection const& rejection) {
    messages::Bye bye;
    bye.code = bye_code_for(rejection.code);
    bye.message = rejection.message;
    bye.retry_ms = rejection.retry_ms;
    bye.where = rejection.where;
    return bye;
}

}  // namespace refinery::rooms
