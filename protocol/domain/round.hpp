#pragma once

// Rounds of planning poker: hidden choices on one ticket (PROTOCOL.md RND).

#include "protocol/domain/deck.hpp"
#include "protocol/domain/ids.hpp"
#include "protocol/domain/secret.hpp"
#include "protocol/domain/ticket.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace refinery {

enum class Confidence { unsure, ok, sure };

/// What one person chose in a round. Hidden as a whole, also when it changes.
struct Choice {
    std::string card;
    std::optional<Confidence> confidence = {};
    std::optional<std::string> note = {};

    bool operator==(Choice const&) const = default;
};

/// One person's place in a round.
struct Place {
    ParticipantId by;
    /// Nothing: it was sealed under a key that this server does not have (SEC-6).
    std::optional<Secret<Choice>> choice;
};

struct RevealedChoice {
    ParticipantId by;
    std::string card;
    std::optional<Confidence> confidence = {};
    std::optional<std::string> note = {};
    /// This person had left when the round was revealed.
    bool left = false;

    bool operator==(RevealedChoice const&) const = default;
};

struct CardCount {
    std::string card;
    std::uint64_t n = 0;

    bool operator==(CardCount const&) const = default;
};

enum class HoldReason { stop, restart };
/// `meeting`: the meeting ended.
enum class SkipReason { archived, key, parked, meeting };

namespace phase {
struct Collecting {
    /// The room reveals at this time (RND-7).
    std::optional<Timestamp> closing = {};
    std::optional<HoldReason> held = {};
};
/// What a reveal showed; it stays with a settled or skipped round.
struct Shown {
    Timestamp at;
    /// Choices with names, in the order in which people first voted; or counts in deck order.
    std::variant<std::vector<RevealedChoice>, std::vector<CardCount>> result;
};
struct Revealed {
    Shown shown;
};
struct Settled {
    Shown shown;
    std::string estimate;
    /// The ticket's estimate before the settle, for `round.reopen`.
    std::optional<Estimate> before = {};
    Timestamp at = {};
};
struct Skipped {
    Timestamp at;
    /// Nothing: the lead skipped it.
    std::optional<SkipReason> why = {};
    std::optional<Shown> shown = {};
};
}  // namespace phase

using RoundPhase = std::variant<phase::Collecting, phase::Revealed, phase::Settled, phase::Skipped>;

/// The ballot of planning poker: hidden choices of estimators on one ticket.
struct Round {
    RoundId id;
    TicketId ticket;
    /// 1 for a ticket's first round.
    std::uint64_t number = 1;
    Deck deck;
    bool anonymous = false;
    /// Nothing: it is revealed by the lead alone.
    std::optional<std::int64_t> auto_reveal_ms = {};
    Timestamp opened;
    /// In the order of each person's first vote. Kept after an anonymous reveal, for `yours`.
    std::vector<Place> places = {};
    /// Nobody waits for these people any more; a choice of theirs counts all the same (RND-16).
    std::vector<ParticipantId> excused = {};
    RoundPhase phase = phase::Collecting{};

    Place* place_of(ParticipantId person);
    Place const* place_of(ParticipantId person) const;
};

}  // namespace refinery
