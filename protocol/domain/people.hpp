#pragma once

// The people of a room and what they may do (PROTOCOL.md PAR, RGT).

#include "protocol/domain/ids.hpp"

#include <optional>
#include <string>

namespace refinery {

/// Who votes.
enum class Role { estimator, observer };

struct Participant {
    ParticipantId id;
    SecretHash seat;
    std::string name;
    /// A word beside the name, such as "product owner".
    std::optional<std::string> title = {};
    Role role = Role::estimator;
    /// A right beside the role; gaining or losing it never changes the role.
    bool facilitates = false;
    /// This seat has shown the facilitator key.
    bool owns = false;
    /// Since when this person has been gone; nothing while here (PAR-4).
    std::optional<Timestamp> left = {};
    /// For good, by an owner (PAR-10). Such a person has also left.
    bool removed = false;
    /// `facilitates` was taken over from somebody who went, and ends with the meeting (PAR-12).
    bool claimed = false;
};

enum class Audience { everybody, facilitators };

struct Rights {
    Audience write = Audience::everybody;
    Audience order = Audience::everybody;
    Audience lead = Audience::facilitators;

    bool operator==(Rights const&) const = default;
};

/// Somebody without the right asks to lead, because nobody who has it came (PAR-11).
struct Claim {
    ParticipantId participant;
    Timestamp asked;

    bool operator==(Claim const&) const = default;
};

}  // namespace refinery
