#include "protocol/domain/details.hpp"

#include <string>
#include <utility>

namespace refinery {
namespace {

std::size_t bytes_in(std::string const& text) { return text.size(); }
std::size_t bytes_in(TicketType) { return 0; }
std::size_t bytes_in(Priority) { return 0; }
std::size_t bytes_in(GoalId const&) { return 0; }
std::size_t bytes_in(Status const& status) { return status.text.size(); }
std::size_t bytes_in(Criterion const& criterion) { return criterion.text.size(); }
std::size_t bytes_in(ReadyAnyway const& anyway) { return anyway.reason.size(); }
std::size_t bytes_in(Question::Answer const& answer) { return answer.text.size(); }

template <class T>
std::size_t bytes_in(std::optional<T> const& value) {
    return value ? bytes_in(*value) : 0;
}
std::size_t bytes_in(Parked const& parked) { return bytes_in(parked.question); }
std::size_t bytes_in(ExternalBlocker const& blocker) {
    return blocker.title.size() + bytes_in(blocker.url);
}
std::size_t bytes_in(Question const& question) {
    return question.text.size() + bytes_in(question.answer);
}
template <class T>
std::size_t bytes_in(std::vector<T> const& list) {
    std::size_t bytes = 0;
    for (auto const& each : list) bytes += bytes_in(each);
    return bytes;
}

}  // namespace

std::size_t bytes_of(Details const& details) {
    std::size_t bytes = 0;
    for_each_detail([&](Field, auto detail, auto) { bytes += bytes_in(details.*detail); });
    return bytes;
}

std::size_t bytes_of(Ticket const& ticket) {
    auto bytes = ticket.title.size() + ticket.description.words.size();
    bytes += bytes_in(ticket.key) + bytes_of(ticket.details) + bytes_in(ticket.external);
    if (ticket.ready_anyway) bytes += bytes_in(*ticket.ready_anyway);
    if (ticket.parked) bytes += bytes_in(*ticket.parked);
    return bytes + bytes_in(ticket.questions);
}

Details details_from(DetailChanges const& values) {
    Details details;
    change(details, values);
    return details;
}

DetailChanges changes_to(Details const& details) {
    DetailChanges changes;
    for_each_detail([&](Field, auto detail, auto change) { changes.*change = details.*detail; });
    return changes;
}

DetailChanges what_differs(Details const& present, DetailChanges const& wanted) {
    DetailChanges changes;
    for_each_detail([&](Field, auto detail, auto change) {
        auto const& value = wanted.*change;
        if (value && *value != present.*detail) changes.*change = value;
    });
    return changes;
}

DetailChanges change(Details& details, DetailChanges const& values) {
    DetailChanges before;
    for_each_detail([&](Field, auto detail, auto change) {
        auto const& value = values.*change;
        if (value && *value != details.*detail)
            before.*change = std::exchange(details.*detail, *value);
    });
    return before;
}

}  // namespace refinery
