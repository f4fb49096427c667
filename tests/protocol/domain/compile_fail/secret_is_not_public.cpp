// SEC-2: the public form of a vote has no place for a choice.
#include "protocol/domain/view.hpp"

refinery::public_form::EstimateGiven tell(refinery::operation::EstimateGiven const& given) {
#ifndef CONTROL
    return {.round = given.round, .choice = given.choice};
#else
    return {.round = given.round};
#endif
}
