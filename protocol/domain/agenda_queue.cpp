#include "protocol/domain/agenda_queue.hpp"

#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace refinery {
namespace {

constexpr std::array all_kinds{
    AgendaKind::open,       AgendaKind::accept,  AgendaKind::prune, AgendaKind::dots,
    AgendaKind::prioritise, AgendaKind::clarify, AgendaKind::split, AgendaKind::estimate,
    AgendaKind::confirm,    AgendaKind::close,   AgendaKind::talk,  AgendaKind::break_,
};

bool is_above_split_limit(Room const& room, Ticket const& ticket) {
    auto const& limit = room.plan.split_limit;
    return limit && ticket.estimate && ticket.estimate->value && *ticket.estimate->value > *limit;
}

bool needs_step(Room const& room, Ticket const& ticket, AgendaKind kind) {
    switch (kind) {
        case AgendaKind::clarify: return !readiness(room, ticket).is_ready();
        case AgendaKind::split: return is_above_split_limit(room, ticket);
        case AgendaKind::estimate:
        case AgendaKind::accept: return !ticket.estimate;
        case AgendaKind::confirm:
        case AgendaKind::prune:
        case AgendaKind::prioritise:
        case AgendaKind::dots: return true;
        case AgendaKind::open:
        case AgendaKind::close:
        case AgendaKind::talk:
        case AgendaKind::break_: return false;
    }
    return false;
}

}  // namespace

char const* board_of(AgendaKind kind) {
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
    return "";
}

bool is_board(std::string_view board) {
    return std::any_of(all_kinds.begin(), all_kinds.end(),
                       [&](AgendaKind kind) { return board == board_of(kind); });
}

std::vector<TicketId> queue_of(Room const& room, AgendaItem const& item) {
    std::vector<TicketId> queue;
    for (auto const id : item.tickets) {
        auto const* ticket = room.tickets.find(id);
        if (ticket && !ticket->archived) queue.push_back(id);
    }
    if (!queue.empty()) return queue;
    for (auto const id : today(room))
        if (needs_step(room, *room.tickets.find(id), item.kind)) queue.push_back(id);
    return queue;
}

std::optional<operation::MeetingBegins> meeting_begins(Room const& room, Timestamp now) {
    if (room.meeting) return std::nullopt;
    operation::MeetingBegins begins{
        .number = room.meetings.empty() ? 1 : room.meetings.back().number + 1};
    auto const health = health_of(room, now);
    if (health.tickets > 0) begins.health = health;
    return begins;
}

}  // namespace refinery
