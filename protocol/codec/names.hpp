#pragma once

// How alternatives are called on the wire and in the store. These names are a format: they are
// added to and never changed.

#include "protocol/domain/room.hpp"
#include "protocol/messages/server_message.hpp"

#include <optional>
#include <string_view>
#include <type_traits>

namespace refinery {

constexpr std::string_view name_of(Role role) {
    switch (role) {
        case Role::estimator: return "estimator";
        case Role::observer: return "observer";
    }
    return {};
}
constexpr std::string_view name_of(Audience audience) {
    switch (audience) {
        case Audience::everybody: return "everybody";
        case Audience::facilitators: return "facilitators";
    }
    return {};
}
constexpr std::string_view name_of(Confidence confidence) {
    switch (confidence) {
        case Confidence::unsure: return "unsure";
        case Confidence::ok: return "ok";
        case Confidence::sure: return "sure";
    }
    return {};
}
constexpr std::string_view name_of(ArchiveReason reason) {
    switch (reason) {
        case ArchiveReason::duplicate: return "duplicate";
        case ArchiveReason::outdated: return "outdated";
        case ArchiveReason::low_value: return "low_value";
        case ArchiveReason::undone: return "undone";
        case ArchiveReason::split: return "split";
        case ArchiveReason::merged: return "merged";
    }
    return {};
}
constexpr std::string_view name_of(HoldReason reason) {
    switch (reason) {
        case HoldReason::stop: return "stop";
        case HoldReason::restart: return "restart";
    }
    return {};
}
constexpr std::string_view name_of(SkipReason reason) {
    switch (reason) {
        case SkipReason::archived: return "archived";
        case SkipReason::key: return "key";
        case SkipReason::parked: return "parked";
        case SkipReason::meeting: return "meeting";
        case SkipReason::empty: return "empty";
    }
    return {};
}
constexpr std::string_view name_of(DotsMean means) {
    switch (means) {
        case DotsMean::important: return "important";
        case DotsMean::work: return "work";
    }
    return {};
}
constexpr std::string_view name_of(Voters voters) {
    switch (voters) {
        case Voters::estimators: return "estimators";
        case Voters::everybody: return "everybody";
    }
    return {};
}
constexpr std::string_view name_of(Field field) {
    switch (field) {
        case Field::key: return "key";
        case Field::title: return "title";
        case Field::estimate: return "estimate";
        case Field::description: return "description";
        case Field::rank: return "rank";
        case Field::archived: return "archived";
        case Field::type: return "type";
        case Field::labels: return "labels";
        case Field::theme: return "theme";
        case Field::initiative: return "initiative";
        case Field::priority: return "priority";
        case Field::status: return "status";
        case Field::assignee: return "assignee";
        case Field::requester: return "requester";
        case Field::goal: return "goal";
        case Field::urls: return "urls";
        case Field::criteria: return "criteria";
    }
    return {};
}
constexpr std::string_view name_of(TicketType type) {
    switch (type) {
        case TicketType::story: return "story";
        case TicketType::bug: return "bug";
        case TicketType::design: return "design";
        case TicketType::customer_request: return "customer_request";
        case TicketType::backend_improvement: return "backend_improvement";
        case TicketType::review_feedback: return "review_feedback";
        case TicketType::task: return "task";
    }
    return {};
}
constexpr std::string_view name_of(Priority priority) {
    switch (priority) {
        case Priority::urgent: return "urgent";
        case Priority::high: return "high";
        case Priority::medium: return "medium";
        case Priority::low: return "low";
    }
    return {};
}
constexpr std::string_view name_of(StatusCategory category) {
    switch (category) {
        case StatusCategory::todo: return "todo";
        case StatusCategory::doing: return "doing";
        case StatusCategory::done: return "done";
    }
    return {};
}
constexpr std::string_view name_of(Checklist list) {
    switch (list) {
        case Checklist::criteria: return "criteria";
        case Checklist::ready: return "ready";
    }
    return {};
}
constexpr std::string_view name_of(Horizon horizon) {
    switch (horizon) {
        case Horizon::now: return "now";
        case Horizon::this_year: return "this_year";
        case Horizon::later: return "later";
    }
    return {};
}
constexpr std::string_view name_of(AgendaKind kind) {
    switch (kind) {
        case AgendaKind::open: return "open";
        case AgendaKind::accept: return "accept";
        case AgendaKind::prune: return "prune";
        case AgendaKind::dots: return "dots";
        case AgendaKind::prioritise: return "prioritise";
        case AgendaKind::clarify: return "clarify";
        case AgendaKind::split: return "split";
        case AgendaKind::estimate: return "estimate";
        case AgendaKind::confirm: return "confirm";
        case AgendaKind::close: return "close";
        case AgendaKind::talk: return "talk";
        case AgendaKind::break_: return "break";
    }
    return {};
}
constexpr std::string_view name_of(ItemState state) {
    switch (state) {
        case ItemState::planned: return "planned";
        case ItemState::running: return "running";
        case ItemState::paused: return "paused";
        case ItemState::done: return "done";
        case ItemState::skipped: return "skipped";
    }
    return {};
}
constexpr std::string_view name_of(ClockName clock) {
    switch (clock) {
        case ClockName::step: return "step";
        case ClockName::box: return "box";
        case ClockName::vote: return "vote";
        case ClockName::free: return "free";
    }
    return {};
}
constexpr std::string_view name_of(ClockState state) {
    switch (state) {
        case ClockState::running: return "running";
        case ClockState::paused: return "paused";
        case ClockState::over: return "over";
    }
    return {};
}
constexpr std::string_view name_of(EndReason reason) {
    switch (reason) {
        case EndReason::completed: return "completed";
        case EndReason::abandoned: return "abandoned";
        case EndReason::cancelled: return "cancelled";
    }
    return {};
}
constexpr std::string_view name_of(command::Link link) {
    switch (link) {
        case command::Link::code: return "code";
        case command::Link::facilitator: return "facilitator";
        case command::Link::read: return "read";
    }
    return {};
}
constexpr std::string_view name_of(messages::WelcomeMode mode) {
    switch (mode) {
        case messages::WelcomeMode::live: return "live";
        case messages::WelcomeMode::replay: return "replay";
        case messages::WelcomeMode::snapshot: return "snapshot";
    }
    return {};
}
constexpr std::string_view name_of(messages::Durability durability) {
    switch (durability) {
        case messages::Durability::memory: return "memory";
        case messages::Durability::process: return "process";
        case messages::Durability::second: return "second";
        case messages::Durability::disk: return "disk";
    }
    return {};
}
constexpr std::string_view name_of(messages::Here state) {
    switch (state) {
        case messages::Here::here: return "here";
        case messages::Here::reconnecting: return "reconnecting";
    }
    return {};
}
constexpr std::string_view name_of(messages::StoreState state) {
    switch (state) {
        case messages::StoreState::ok: return "ok";
        case messages::StoreState::waiting: return "waiting";
        case messages::StoreState::read_only: return "read_only";
    }
    return {};
}

/// The alternative of this name. Alternatives are counted from 0 without gaps, so the first that
/// has no name ends the search.
template <class Alternative>
constexpr std::optional<Alternative> alternative_named(std::string_view name) {
    using Number = std::underlying_type_t<Alternative>;
    for (Number number = 0;; ++number) {
        auto const candidate = static_cast<Alternative>(number);
        auto const candidate_name = name_of(candidate);
        if (candidate_name.empty()) return std::nullopt;
        if (candidate_name == name) return candidate;
    }
}

}  // namespace refinery
