// SEC-1: a hidden choice does not turn into a visible one.
#include "protocol/domain/room.hpp"

refinery::Choice copy(refinery::Secret<refinery::Choice> const& choice,
                      refinery::Choice const& known) {
#ifndef CONTROL
    return choice;
#else
    (void)choice;
    return known;
#endif
}
