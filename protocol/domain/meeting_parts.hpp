#pragma once

// What the files of `evolve` about agenda, clocks and meetings share. Nobody else includes this.

#include "protocol/domain/evolve_parts.hpp"

namespace refinery {

/// The one that runs or is paused; nothing: none.
AgendaItem* item_at_work(Room& room);
/// Its time up to now is used, and it is done.
void finish(AgendaItem& item, Timestamp at);

Clock* clock_of(Room& room, ClockName name);
/// In place of the clock of this name, if there is one.
void set_clock(Room& room, Clock clock);
void drop_clock(Room& room, ClockName name);

}  // namespace refinery
