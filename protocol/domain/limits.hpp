#pragma once

#include <cstddef>
#include <cstdint>

/// All limits, with the reason for each. Those in `Limits` are flags of the server and are sent
/// in `welcome`; the rest are part of the protocol.
namespace refinery {

// --- part of the protocol ---------------------------------------------------------------------

/// Decks: fewer than 3 is no vote, more than 20 does not fit a phone's hand.
inline constexpr std::size_t deck_cards_min = 3;
inline constexpr std::size_t deck_cards_max = 20;
/// A card's label has to fit on a card.
inline constexpr std::size_t card_label_code_points_max = 10;
/// Estimates are kept in thousandths and shown as plain numbers.
inline constexpr std::int64_t estimate_value_exclusive_max = 1'000'000'000;
/// A countdown of more than ten minutes is none (ROOM-5).
inline constexpr std::int64_t auto_reveal_ms_max = 600'000;
/// Above this a rank is made anew for all tickets (RANK-4).
inline constexpr std::size_t rank_bytes_max = 64;
/// JSON of people never nests deeper; a parser's stack does.
inline constexpr std::size_t json_depth_max = 16;
/// A sealed estimate is padded to this, so that its length tells nothing.
inline constexpr std::size_t sealed_choice_bytes = 1024;
/// Undo reaches this far back, per participant.
inline constexpr std::size_t undo_operations_max = 20;
/// Sessions whose answers a room remembers; each page load is one.
inline constexpr std::size_t sessions_max = 1024;
/// Stored pairs of cseq and seq a session, for commands that are sent again.
inline constexpr std::size_t session_window = 64;

/// Lists of a room and of a ticket. Each is more than a team has, and keeps a snapshot small.
inline constexpr std::size_t agenda_items_max = 50;
inline constexpr std::size_t agenda_item_tickets_max = 500;
inline constexpr std::size_t agenda_item_needs_max = 100;
inline constexpr std::size_t product_goals_max = 20;
inline constexpr std::size_t ready_entries_max = 12;
inline constexpr std::size_t sprints_max = 20;
inline constexpr std::size_t meetings_max = 100;
inline constexpr std::size_t labels_max = 20;
inline constexpr std::size_t urls_max = 20;
inline constexpr std::size_t url_bytes_max = 2000;
inline constexpr std::size_t criteria_max = 50;
inline constexpr std::size_t blockers_max = 50;
inline constexpr std::size_t external_blockers_max = 20;
inline constexpr std::size_t questions_max = 50;
/// Minutes of an agenda item, and of a meeting: a working day is no meeting.
inline constexpr std::int64_t item_minutes_max = 240;
inline constexpr std::int64_t meeting_minutes_min = 5;
inline constexpr std::int64_t meeting_minutes_max = 600;
/// Clocks that somebody starts by hand.
inline constexpr std::int64_t timer_ms_min = 10'000;
inline constexpr std::int64_t timer_ms_max = 14'400'000;
inline constexpr std::int64_t extend_ms_min = 1'000;
inline constexpr std::int64_t extend_ms_max = 3'600'000;
inline constexpr std::int64_t vote_ms_min = 5'000;
inline constexpr std::int64_t vote_ms_max = 600'000;
/// An item that lends time keeps a minute; a ticket's box has half of one.
inline constexpr std::int64_t item_ms_kept = 60'000;
inline constexpr std::int64_t box_ms_min = 30'000;
/// Facilitation is free to take so long after the facilitator went.
inline constexpr std::int64_t claim_after_ms = 20'000;
/// Lines longer than a name and shorter than a title.
inline constexpr std::size_t short_line_code_points_max = 100;
inline constexpr std::size_t sentence_code_points_max = 200;

/// Dots: a list that nobody reads to its end is no voting, and so many dots fill no sealed value.
inline constexpr std::size_t dots_tickets_max = 200;
inline constexpr std::uint64_t dots_per_person_max = 100;
inline constexpr std::uint64_t dots_per_person_default = 5;
inline constexpr std::uint64_t dots_per_ticket_default = 3;
inline constexpr std::int64_t dots_ms_max = 3'600'000;
/// Tickets of one `order.apply`: placing them costs their square.
inline constexpr std::size_t order_tickets_max = 200;
/// Nobody compares more tickets side by side, or thinks of more parts at once.
inline constexpr std::size_t merged_tickets_max = 20;
inline constexpr std::size_t split_children_max = 10;

/// Adjustable limits; the defaults are what a server runs with.
struct Limits {
    /// Before `welcome` a stranger may send a hello and nothing else.
    std::size_t hello_bytes_max = 4 * 1024;
    /// A text of 64 KiB may be six times as long when every character is escaped.
    std::size_t message_bytes_max = 512 * 1024;
    /// A page sends what one press means; a paste is one command of many tickets.
    std::size_t commands_per_message_max = 16;
    /// More than anybody reads aloud, and little enough to be told whole.
    std::size_t text_bytes_max = 64 * 1024;
    /// Above the 255 that trackers allow, so that no import loses one.
    std::size_t title_code_points_max = 500;
    /// Has to be found on a seat and in a list.
    std::size_t name_code_points_max = 60;
    /// A line of why: what is longer belongs in the ticket.
    std::size_t note_code_points_max = 200;
    /// A key of another tool, kept as it came.
    std::size_t key_code_points_max = 100;
    /// Texts counted: a room is held in memory whole.
    std::size_t room_bytes_max = 64 * 1024 * 1024;
    /// Commands of one session that wait for their answer.
    std::size_t unanswered_max = 32;
    /// Two of the longest messages, so that one may be on its way behind the other.
    std::size_t unanswered_bytes_max = 1024 * 1024;
    /// Operations a second of one session: faster than hands, slower than a loop.
    std::uint32_t operations_per_second = 20;
    /// What a page may send at once when it comes back with what it kept.
    std::uint32_t operations_burst = 40;
    /// A caret that moves ten times a second looks alive.
    std::uint32_t presence_per_second = 10;
    /// A reader that far behind is cut and comes back with a snapshot.
    std::size_t queued_bytes_max = 1024 * 1024;
    /// Read in the browser; more is refused there with both figures.
    std::size_t csv_bytes_max = 10 * 1024 * 1024;
    /// As many tickets as the list stays smooth with.
    std::size_t csv_rows_max = 5000;
};

}  // namespace refinery
