// MSG-8: a ticket is never taken for a round.
#include "protocol/domain/command.hpp"

refinery::command::RevealRound reveal(refinery::BallotId round, refinery::TicketId ticket) {
#ifndef CONTROL
    (void)round;
    return {.round = ticket};
#else
    (void)ticket;
    return {.round = round};
#endif
}
