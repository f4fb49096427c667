// SEC-5: nothing may depend on whether a hidden choice equals another.
#include "protocol/domain/room.hpp"

bool same(refinery::Secret<refinery::Choice> const& a,
          refinery::Secret<refinery::Choice> const& b) {
#ifndef CONTROL
    return a == b;
#else
    return &a == &b;
#endif
}
