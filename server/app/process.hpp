#pragma once

namespace refinery::app {

/// What a server asks of the system for itself: as many file descriptors as it may have, no core
/// dumps (they would hold secrets), and a write to a closed pipe is an error, not the end.
void prepare_process();

}  // namespace refinery::app
