#pragma once

#include "server/app/options.hpp"
#include "server/net/event_loop.hpp"
#include "server/rooms/ports/journal.hpp"
#include "server/rooms/ports/store.hpp"

#include <functional>
#include <memory>
#include <string>
#include <variant>

namespace refinery::app {

struct OpenedStore {
    std::unique_ptr<rooms::Store> store;
    /// "sqlite" or "redis".
    std::string kind;
    /// Where a person would look for it.
    std::string kept_in;
    /// Gives back what the store holds of the world; to be called before it goes.
    std::function<void(std::function<void()> closed)> close;
};
/// One sentence for the person who starts the server.
struct StoreFault {
    std::string message;
};

/// What a store tells beside its answers; all on the loop's thread, each with a sentence.
struct StoreEvents {
    /// It can promise nothing any more: the process has to end.
    std::function<void(std::string)> failed;
    /// Another server has taken it over.
    std::function<void(std::string)> lost;
};

/// Opens the store that the options name. Runs the loop where that takes waiting.
std::variant<OpenedStore, StoreFault> open_store(Options const& options, net::EventLoop& loop,
                                                 rooms::Journal& journal, StoreEvents events);

}  // namespace refinery::app
