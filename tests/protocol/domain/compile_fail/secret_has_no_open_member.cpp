// SEC-1: the value inside is private.
#include "protocol/domain/room.hpp"

refinery::Choice const& inside(refinery::Secret<refinery::Choice> const& choice,
                               refinery::Choice const& known) {
#ifndef CONTROL
    return choice.value_;
#else
    (void)choice;
    return known;
#endif
}
