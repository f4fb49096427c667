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
