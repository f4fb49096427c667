#pragma once

// Tickets: what they say, where they stand, what they wait for (PROTOCOL.md TIC).

#include "protocol/domain/ids.hpp"
#include "protocol/domain/text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace refinery {

/// The last three come from the room alone.
enum class ArchiveReason { duplicate, outdated, low_value, undone, split, merged };

struct Archived {
    Timestamp at;
    std::optional<ParticipantId> by;
    std::optional<ArchiveReason> reason = {};
    std::optional<std::string> note = {};
    /// The ticket that this one repeats, or became a part of; with `duplicate` and `merged`.
    std::optional<TicketId> of = {};
};

/// A size, as a card's label or as a number that somebody wrote.
struct Estimate {
    std::string card;
    /// Thousandths.
    std::optional<std::int64_t> value = {};
    /// The round that settled it; nothing when it was set without a vote.
    std::optional<BallotId> round = {};
    std::optional<ParticipantId> by = {};

    bool operator==(Estimate const&) const = default;
};

/// What can be changed on a ticket by itself. `rank`, `archived` and `description` are fields to
/// undo and to "you replaced", though no `ticket.edit` sets them.
enum class Field {
    key,
    title,
    estimate,
    description,
    rank,
    archived,
    type,
    labels,
    theme,
    initiative,
    priority,
    status,
    assignee,
    requester,
    goal,
    urls,
    criteria,
};
inline constexpr std::size_t field_count = 17;

/// Who changed a field last, and who did before that other than the last one: enough to say
/// whether anybody but P has changed it since S (UNDO-4, TIC-6).
struct FieldHistory {
    struct Change {
        Sequence seq = 0;
        std::optional<ParticipantId> by;
    };
    std::optional<Change> last = {};
    std::optional<Change> last_by_another = {};

    void note(Sequence seq, std::optional<ParticipantId> by);
    /// The newest change after `since` by somebody other than `person`; nothing if there is none.
    std::optional<Change> changed_by_another(ParticipantId person, Sequence since) const;
};

enum class TicketType {
    story,
    bug,
    design,
    customer_request,
    backend_improvement,
    review_feedback,
    task,
};
enum class Priority { urgent, high, medium, low };
enum class StatusCategory { todo, doing, done };

/// As the team's tracker words it, and what it means to the room.
struct Status {
    std::string text;
    StatusCategory category = StatusCategory::todo;

    bool operator==(Status const&) const = default;
};

/// One acceptance criterion.
struct Criterion {
    EntryId entry;
    std::string text;

    bool operator==(Criterion const&) const = default;
};

/// What a ticket says beside title, key and estimate. An empty list is none.
struct Details {
    std::optional<TicketType> type = {};
    std::vector<std::string> labels = {};
    std::optional<std::string> theme = {};
    std::optional<std::string> initiative = {};
    std::optional<Priority> priority = {};
    std::optional<Status> status = {};
    std::optional<std::string> assignee = {};
    std::optional<std::string> requester = {};
    std::optional<GoalId> goal = {};
    std::vector<std::string> urls = {};
    std::vector<Criterion> criteria = {};

    bool operator==(Details const&) const = default;
};

/// New values of details. Nothing: as it was. What may be missing is cleared by an inner nothing,
/// a list by an empty one.
struct DetailChanges {
    std::optional<std::optional<TicketType>> type = {};
    std::optional<std::vector<std::string>> labels = {};
    std::optional<std::optional<std::string>> theme = {};
    std::optional<std::optional<std::string>> initiative = {};
    std::optional<std::optional<Priority>> priority = {};
    std::optional<std::optional<Status>> status = {};
    std::optional<std::optional<std::string>> assignee = {};
    std::optional<std::optional<std::string>> requester = {};
    std::optional<std::optional<GoalId>> goal = {};
    std::optional<std::vector<std::string>> urls = {};
    std::optional<std::vector<Criterion>> criteria = {};

    bool operator==(DetailChanges const&) const = default;
};

/// Calls `visit(field, member of Details, member of DetailChanges)` for each detail, in the order
/// of the wire: whoever treats all of them alike names none.
template <class Visit>
void for_each_detail(Visit&& visit) {
    visit(Field::type, &Details::type, &DetailChanges::type);
    visit(Field::labels, &Details::labels, &DetailChanges::labels);
    visit(Field::theme, &Details::theme, &DetailChanges::theme);
    visit(Field::initiative, &Details::initiative, &DetailChanges::initiative);
    visit(Field::priority, &Details::priority, &DetailChanges::priority);
    visit(Field::status, &Details::status, &DetailChanges::status);
    visit(Field::assignee, &Details::assignee, &DetailChanges::assignee);
    visit(Field::requester, &Details::requester, &DetailChanges::requester);
    visit(Field::goal, &Details::goal, &DetailChanges::goal);
    visit(Field::urls, &Details::urls, &DetailChanges::urls);
    visit(Field::criteria, &Details::criteria, &DetailChanges::criteria);
}

/// Something outside the room that blocks a ticket; ticked off by hand.
struct ExternalBlocker {
    EntryId entry;
    std::string title;
    std::optional<std::string> url = {};
    bool done = false;

    bool operator==(ExternalBlocker const&) const = default;
};

/// `blocked` waits for `blocker`.
struct TicketLink {
    TicketId blocker;
    TicketId blocked;

    bool operator==(TicketLink const&) const = default;
};

/// Put aside with what has to be found out first (TIC-20).
struct Parked {
    Timestamp at;
    std::optional<ParticipantId> by = {};
    std::optional<std::string> question = {};
    std::optional<ParticipantId> owner = {};

    bool operator==(Parked const&) const = default;
};

struct Question {
    struct Answer {
        std::string text;
        Timestamp at;
        std::optional<ParticipantId> by = {};

        bool operator==(Answer const&) const = default;
    };
    QuestionId id;
    std::string text;
    Timestamp at;
    std::optional<ParticipantId> by = {};
    std::optional<ParticipantId> owner = {};
    std::optional<Answer> answer = {};

    bool operator==(Question const&) const = default;
};

/// Taken as ready although something is missing (TIC-18).
struct ReadyAnyway {
    std::string reason;
    Timestamp at;
    std::optional<ParticipantId> by = {};

    bool operator==(ReadyAnyway const&) const = default;
};

/// The two lists of a ticket that are ticked entry by entry.
enum class Checklist { criteria, ready };

struct Ticket {
    TicketId id;
    /// The room's own running number, never reused.
    std::uint64_t number = 0;
    std::string rank;
    std::string title;
    /// The tracker's key.
    std::optional<std::string> key = {};
    std::optional<Estimate> estimate = {};
    std::optional<Archived> archived = {};
    /// While archived: the ticket right before it when it went there (nothing: it was on top).
    /// A restore goes behind that one (TIC-11).
    std::optional<TicketId> stood_behind = {};
    Text description = {};
    Details details = {};
    /// What is ticked of either list, in the order of the ticking.
    std::vector<EntryId> checked_criteria = {};
    std::vector<EntryId> checked_ready = {};
    std::optional<ReadyAnyway> ready_anyway = {};
    /// Tickets that this one waits for.
    std::vector<TicketId> blocked_by = {};
    /// The other end of `blocked_by`: tickets that wait for this one.
    std::vector<TicketId> blocks = {};
    std::vector<ExternalBlocker> external = {};
    std::optional<Parked> parked = {};
    std::vector<Question> questions = {};
    /// Who said before the meeting that they have read it.
    std::vector<ParticipantId> read_by = {};
    Timestamp created;
    Timestamp updated;
    /// When it was last moved by hand, put in order or restored.
    std::optional<Timestamp> moved = {};
    /// The ticket that was split into this one and others.
    std::optional<TicketId> from = {};
    std::array<FieldHistory, field_count> history = {};
    /// The newest operation by which somebody touched this ticket in any way that an undo of its
    /// addition must not take away: edits, moves, words, votes (UNDO-5).
    FieldHistory touched = {};

    FieldHistory& history_of(Field field) { return history[static_cast<std::size_t>(field)]; }
    FieldHistory const& history_of(Field field) const {
        return history[static_cast<std::size_t>(field)];
    }
};

}  // namespace refinery
