#include "server/app/ready_text.hpp"

namespace refinery::app {

std::string promise_of(messages::Durability durability) {
    switch (durability) {
        case messages::Durability::memory:
            return "What is acknowledged is gone when the server stops.";
        case messages::Durability::process:
            return "What is acknowledged survives a crash of the server, and not one of the "
                   "machine.";
        case messages::Durability::second:
            return "What is acknowledged survives a crash of the server; a crash of the machine "
                   "may cost the last second.";
        case messages::Durability::disk:
            return "What is acknowledged survives a crash of the machine.";
    }
    return {};
}

std::string ready_text(Ready const& ready, std::string (*draw_qr)(std::string const&)) {
    auto const here = "http://localhost:" + std::to_string(ready.port);
    std::string text = "\nRefinery is ready at " + here + "\n\n";
    if (ready.shared_base) {
        text += "  For others         " + *ready.shared_base + "\n\n";
        text += draw_qr(*ready.shared_base) + "\n";
    }
    if (ready.sample_path)
        text +=
            "  A room to try      " + ready.shared_base.value_or(here) + *ready.sample_path + "\n";
    text += "  Kept in            " + ready.kept_in + "\n";
    text += "                     " + promise_of(ready.durability) + "\n";
    if (ready.metrics) text += "  Metrics            " + *ready.metrics + "\n";
    for (auto const& limit : ready.raised_limits) text += "  Raised limit       " + limit + "\n";
    for (auto const& warning : ready.warnings) text += "  Please note        " + warning + "\n";
    return text + "\n";
}

}  // namespace refinery::app
