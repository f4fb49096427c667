#include "server/app/prometheus_meter.hpp"

#include "protocol/codec/encode.hpp"

#include <map>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sstream>

namespace refinery::app {

namespace {

using prometheus::Histogram;

/// Seconds: an append on a quick disk takes a millisecond, one on a Redis that stalls a second.
Histogram::BucketBoundaries const seconds_buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                  0.1,   0.25,   0.5,   1,    2.5,   5};

struct Named {
    char const* name;
    char const* help;
};

Named named(rooms::Counted what) {
    switch (what) {
        case rooms::Counted::connections_opened:
            return {"refinery_connections_opened_total", "WebSockets accepted"};
        case rooms::Counted::connections_closed_by_peer:
            return {"refinery_connections_closed_by_peer_total", "WebSockets that the peer ended"};
        case rooms::Counted::operations_confirmed:
            return {"refinery_operations_confirmed_total", "Operations that the store has"};
        case rooms::Counted::commands_acked:
            return {"refinery_commands_acked_total", "Commands acknowledged"};
        case rooms::Counted::commands_acked_again:
            return {"refinery_commands_acked_again_total",
                    "Commands sent again that had been done"};
        case rooms::Counted::append_repeated:
            return {"refinery_append_repeated_total", "Appends asked again for want of an answer"};
        case rooms::Counted::rooms_created: return {"refinery_rooms_created_total", "Rooms made"};
        case rooms::Counted::rooms_loaded:
            return {"refinery_rooms_loaded_total", "Rooms read from the store"};
        case rooms::Counted::rooms_unloaded:
            return {"refinery_rooms_unloaded_total", "Rooms given back to the store"};
        case rooms::Counted::records_read:
            return {"refinery_records_read_total", "Operations read to load rooms"};
        case rooms::Counted::snapshots_stored:
            return {"refinery_snapshots_stored_total", "Snapshots stored"};
        case rooms::Counted::snapshots_failed:
            return {"refinery_snapshots_failed_total", "Snapshots that could not be stored"};
    }
    return {"refinery_unknown_total", ""};
}

Named named(rooms::Gauged what) {
    switch (what) {
        case rooms::Gauged::connections: return {"refinery_connections", "WebSockets open"};
        case rooms::Gauged::rooms: return {"refinery_rooms", "Rooms in memory"};
        case rooms::Gauged::rooms_waiting:
            return {"refinery_rooms_waiting", "Rooms whose store does not answer"};
        case rooms::Gauged::rooms_read_only:
            return {"refinery_rooms_read_only", "Rooms whose store takes no writes"};
    }
    return {"refinery_unknown", ""};
}

Named named(rooms::Timed what) {
    switch (what) {
        case rooms::Timed::append:
            return {"refinery_append_seconds", "From asking the store to its word"};
        case rooms::Timed::room_load:
            return {"refinery_room_load_seconds", "From asking for a room to having it"};
    }
    return {"refinery_unknown_seconds", ""};
}

char const* label_of(messages::WelcomeMode mode) {
    switch (mode) {
        case messages::WelcomeMode::live: return "live";
        case messages::WelcomeMode::replay: return "replay";
        case messages::WelcomeMode::snapshot: return "snapshot";
    }
    return "unknown";
}

char const* label_of(rooms::AppendResult result) {
    switch (result) {
        case rooms::AppendResult::applied: return "applied";
        case rooms::AppendResult::read_only: return "read_only";
        case rooms::AppendResult::indeterminate: return "indeterminate";
        case rooms::AppendResult::fenced: return "fenced";
        case rooms::AppendResult::foreign_head: return "foreign_head";
        case rooms::AppendResult::not_found: return "not_found";
    }
    return "unknown";
}

char const* label_of(messages::Durability durability) {
    switch (durability) {
        case messages::Durability::memory: return "memory";
        case messages::Durability::process: return "process";
        case messages::Durability::second: return "second";
        case messages::Durability::disk: return "disk";
    }
    return "unknown";
}

}  // namespace

struct PrometheusMeter::Instruments {
    prometheus::Registry registry;
    std::map<rooms::Counted, prometheus::Counter*> counters;
    std::map<rooms::Gauged, prometheus::Gauge*> gauges;
    std::map<rooms::Timed, prometheus::Histogram*> timers;
    prometheus::Family<prometheus::Counter>& byes =
        family("refinery_bye_total", "Connections that the server ended, by code");
    prometheus::Family<prometheus::Counter>& refusals =
        family("refinery_refused_total", "Commands and messages refused, by code");
    prometheus::Family<prometheus::Counter>& joins =
        family("refinery_joined_total", "Welcomes, by how the state was sent");
    prometheus::Family<prometheus::Counter>& appends =
        family("refinery_append_answers_total", "What the store said of appends");
    prometheus::Gauge& sockets = prometheus::BuildGauge()
                                     .Name("refinery_sockets")
                                     .Help("Sockets open, HTTP and WebSockets")
                                     .Register(registry)
                                     .Add({});

    prometheus::Family<prometheus::Counter>& family(char const* name, char const* help) {
        return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
    }
    prometheus::Counter& counter(rooms::Counted what) {
        auto& known = counters[what];
        if (known == nullptr) known = &family(named(what).name, named(what).help).Add({});
        return *known;
    }
    prometheus::Gauge& gauge(rooms::Gauged what) {
        auto& known = gauges[what];
        if (known == nullptr)
            known = &prometheus::BuildGauge()
                         .Name(named(what).name)
                         .Help(named(what).help)
                         .Register(registry)
                         .Add({});
        return *known;
    }
    prometheus::Histogram& timer(rooms::Timed what) {
        auto& known = timers[what];
        if (known == nullptr)
            known = &prometheus::BuildHistogram()
                         .Name(named(what).name)
                         .Help(named(what).help)
                         .Register(registry)
                         .Add({}, seconds_buckets);
        return *known;
    }
};

PrometheusMeter::PrometheusMeter(std::string_view version, std::string_view store,
                                 messages::Durability durability)
    : instruments_(std::make_unique<Instruments>()) {
    prometheus::BuildGauge()
        .Name("refinery_build_info")
        .Help("What is running")
        .Register(instruments_->registry)
        .Add({{"version", std::string(version)},
              {"protocol", "1"},
              {"store", std::string(store)},
              {"durability", label_of(durability)}})
        .Set(1);
}
PrometheusMeter::~PrometheusMeter() = default;

void PrometheusMeter::count(rooms::Counted what, std::uint64_t times) {
    instruments_->counter(what).Increment(static_cast<double>(times));
}
void PrometheusMeter::gauge(rooms::Gauged what, std::int64_t value) {
    instruments_->gauge(what).Set(static_cast<double>(value));
}
void PrometheusMeter::took(rooms::Timed what, std::chrono::milliseconds time) {
    instruments_->timer(what).Observe(std::chrono::duration<double>(time).count());
}
void PrometheusMeter::said_bye(messages::ByeCode code) {
    instruments_->byes.Add({{"code", std::string(name_of(code))}}).Increment();
}
void PrometheusMeter::refused(RejectionCode code) {
    instruments_->refusals.Add({{"code", std::string(name_of(code))}}).Increment();
}
void PrometheusMeter::joined(messages::WelcomeMode mode) {
    instruments_->joins.Add({{"mode", label_of(mode)}}).Increment();
}
void PrometheusMeter::append_answered(rooms::AppendResult result) {
    instruments_->appends.Add({{"result", label_of(result)}}).Increment();
}
void PrometheusMeter::sockets(std::size_t open) {
    instruments_->sockets.Set(static_cast<double>(open));
}

std::string PrometheusMeter::text() const {
    std::ostringstream out;
    prometheus::TextSerializer().Serialize(out, instruments_->registry.Collect());
    return out.str();
}

}  // namespace refinery::app
