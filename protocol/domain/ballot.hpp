#pragma once

// Ballots: hidden choices that are shown at once (PROTOCOL.md BAL). One machine carries all kinds;
// a kind is what it asks, what a choice of it is, what its reveal shows and what it settles.

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

// --- what is asked ----------------------------------------------------------------------------

/// Which of these cards? Of a ticket: a round of planning poker (RND). Of a sentence: a question
/// (RND-17).
struct Cards {
    std::variant<TicketId, std::string> about;
    /// Counts the rounds of a ticket; 1 for a question.
    std::uint64_t number = 1;
    Deck deck;

    /// Nothing: it is a question.
    std::optional<TicketId> ticket() const;
};

enum class DotsMean { important, work };
/// Where do your dots go (DOT)?
struct Dots {
    std::vector<TicketId> tickets;
    std::uint64_t per_person = 5;
    std::uint64_t per_ticket = 3;
    DotsMean means = DotsMean::important;

    /// Nothing: the ticket is not in this voting.
    std::optional<std::size_t> place_of(TicketId ticket) const;
};

using Asks = std::variant<Cards, Dots>;

// --- what is chosen ---------------------------------------------------------------------------

enum class Confidence { unsure, ok, sure };

/// What one person chose in a round or for a question.
struct CardChoice {
    std::string card;
    std::optional<Confidence> confidence = {};
    std::optional<std::string> note = {};

    bool operator==(CardChoice const&) const = default;
};

/// One entry a dot: the place of its ticket in `Dots::tickets`; ascending.
struct DotChoice {
    std::vector<std::size_t> on;

    bool operator==(DotChoice const&) const = default;
};

/// Hidden as a whole, also when it changes.
using Choice = std::variant<CardChoice, DotChoice>;

/// One person's place in a ballot.
struct Place {
    ParticipantId by;
    /// Nothing: it was sealed under a key that this server does not have (SEC-6).
    std::optional<Secret<Choice>> choice;
    /// Dots that are not placed yet: everybody sees how many, nobody where the others went.
    std::uint64_t left = 0;
};

// --- what a reveal shows ----------------------------------------------------------------------

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

/// Dots on one ticket.
struct DotCount {
    TicketId ticket;
    std::uint64_t n = 0;

    bool operator==(DotCount const&) const = default;
};

/// Where one person's dots went.
struct RevealedHand {
    ParticipantId by;
    std::vector<DotCount> dots;
    bool left = false;

    bool operator==(RevealedHand const&) const = default;
};

/// By name, in the order in which people first chose; or counted: cards in the order of the deck,
/// dots in the order of the tickets, without those that nobody chose.
using Outcome = std::variant<std::vector<RevealedChoice>, std::vector<CardCount>,
                             std::vector<RevealedHand>, std::vector<DotCount>>;

// --- how far it is ----------------------------------------------------------------------------

enum class HoldReason { stop, restart };
/// `meeting`: the meeting ended. `empty`: no ticket is left to vote on.
enum class SkipReason { archived, key, parked, meeting, empty };

namespace phase {
struct Collecting {
    /// The room reveals at this time (RND-7, DOT-5).
    std::optional<Timestamp> closing = {};
    std::optional<HoldReason> held = {};
};
/// What a reveal showed; it stays with a settled or skipped ballot.
struct Shown {
    Timestamp at;
    Outcome result;
};
struct Revealed {
    Shown shown;
};
struct Settled {
    Shown shown;
    /// The card that was taken; nothing where the ballot settles into something else.
    std::optional<std::string> estimate = {};
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

using BallotPhase =
    std::variant<phase::Collecting, phase::Revealed, phase::Settled, phase::Skipped>;

enum class Voters { estimators, everybody };

struct Ballot {
    BallotId id;
    Asks asks;
    Voters voters = Voters::estimators;
    bool anonymous = false;
    /// From the last choice that it waited for. Nothing: completeness reveals nothing.
    std::optional<std::int64_t> auto_reveal_ms = {};
    /// How long it was opened for. Nothing: until somebody ends it.
    std::optional<std::int64_t> ms = {};
    Timestamp opened;
    /// In the order of each person's first choice. Kept after an anonymous reveal, for `yours`.
    std::vector<Place> places = {};
    /// Who has said that nothing more comes (BAL-5).
    std::vector<ParticipantId> done = {};
    /// Nobody waits for these people any more; a choice of theirs counts all the same (RND-16).
    std::vector<ParticipantId> excused = {};
    BallotPhase phase = phase::Collecting{};
    /// Dots that a merge of shown tickets took off them: more than a person may have on one
    /// (MRG-5).
    std::uint64_t returned = 0;

    Place* place_of(ParticipantId person);
    Place const* place_of(ParticipantId person) const;
    /// @pre it is a round or a question, which only those who opened it as one may assume
    Cards const& cards() const { return std::get<Cards>(asks); }
    /// The ticket of a round; nothing for every other kind.
    std::optional<TicketId> ticket() const;
};

}  // namespace refinery
