// SEC-1: the value inside is private.
#include "protocol/domain/room.hpp"

std::string const& card_of(refinery::Secret<refinery::Choice> const& choice,
                           refinery::Choice const& known) {
#ifndef CONTROL
    return choice.value_.card;
#else
    (void)choice;
    return known.card;
#endif
}
