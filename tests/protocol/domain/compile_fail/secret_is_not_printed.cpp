// SEC-1: a hidden value has no stream operator.
#include "protocol/domain/room.hpp"

#include <ostream>

void print(std::ostream& out, refinery::Secret<refinery::Choice> const& choice) {
#ifndef CONTROL
    out << choice;
#else
    out << sizeof choice;
#endif
}
