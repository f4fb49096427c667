#include "protocol/domain/evolve_ballots.hpp"

#include <algorithm>

namespace refinery {

void apply(Room& room, Happened const& happened, operation::EntryChecked const& checked) {
    rewrite(room, checked.ticket, happened, [&](Ticket& ticket) {
        auto& list =
            checked.list == Checklist::criteria ? ticket.checked_criteria : ticket.checked_ready;
        list.erase(std::remove(list.begin(), list.end(), checked.entry), list.end());
        if (checked.on) list.push_back(checked.entry);
    });
}

void apply(Room& room, Happened const& happened, operation::ReadyOverridden const& overridden) {
    rewrite(room, overridden.ticket, happened, [&](Ticket& ticket) {
        ticket.ready_anyway.reset();
        if (overridden.reason)
            ticket.ready_anyway =
                ReadyAnyway{.reason = *overridden.reason, .at = happened.at, .by = happened.by};
    });
}

void apply(Room& room, Happened const& happened, operation::TicketParked const& parked) {
    rewrite(room, parked.ticket, happened, [&](Ticket& ticket) {
        ticket.parked = Parked{.at = happened.at,
                               .by = happened.by,
                               .question = parked.question,
                               .owner = parked.owner};
    });
    skip_collecting_round(room, parked.ticket, happened.at, SkipReason::parked);
}

void apply(Room& room, Happened const& happened, operation::TicketUnparked const& unparked) {
    rewrite(room, unparked.ticket, happened, [](Ticket& ticket) { ticket.parked.reset(); });
}

void apply(Room& room, Happened const& happened, operation::QuestionAsked const& asked) {
    rewrite(room, asked.ticket, happened, [&](Ticket& ticket) {
        ticket.questions.push_back({.id = asked.question,
                                    .text = asked.text,
                                    .at = happened.at,
                                    .by = happened.by,
                                    .owner = asked.owner});
    });
}

void apply(Room& room, Happened const& happened, operation::QuestionAnswered const& answered) {
    rewrite(room, answered.ticket, happened, [&](Ticket& ticket) {
        for (auto& question : ticket.questions)
            if (question.id == answered.question)
                question.answer =
                    Question::Answer{.text = answered.text, .at = happened.at, .by = happened.by};
    });
}

void apply(Room& room, Happened const& happened, operation::TicketMarkedRead const& read) {
    auto* ticket = room.tickets.find(read.ticket);
    if (!ticket || !happened.by) return;
    auto& readers = ticket->read_by;
    if (std::find(readers.begin(), readers.end(), *happened.by) == readers.end())
        readers.push_back(*happened.by);
}

}  // namespace refinery
