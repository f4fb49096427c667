// SEC-1: nobody makes an opener but those that secret.hpp names.
#include "protocol/domain/room.hpp"

struct Curious {
    bool look(refinery::Secret<refinery::Choice> const& choice) {
#ifndef CONTROL
        return refinery::SecretOpener{}.open(choice).index() == 0;
#else
        return sizeof choice == 0;
#endif
    }
};
