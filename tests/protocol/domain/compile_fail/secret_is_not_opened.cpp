// SEC-1: nobody makes an opener but those that secret.hpp names.
#include "protocol/domain/room.hpp"

struct Curious {
    bool look(refinery::Secret<refinery::Choice> const& choice) {
#ifndef CONTROL
        return refinery::SecretOpener{}.open(choice).card.empty();
#else
        return sizeof choice == 0;
#endif
    }
};
