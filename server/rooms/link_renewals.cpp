// Renewing links (ROOM-10): what has to be made before the command is decided, and what ends with
// the link that was. A code is taken in the store first, so that none leads to two rooms; meanwhile
// the room goes on, and only what the same session sent after it waits.

#include "protocol/domain/overloaded.hpp"
#include "server/rooms/answers.hpp"
#include "server/rooms/live_room.hpp"

#include <utility>

namespace refinery::rooms {
namespace {

Member const* asker_of(Request const& request) {
    return std::visit(
        overloaded{[](request::Arrive const& one) -> Member const* { return one.member.get(); },
                   [](request::Obey const& one) -> Member const* { return one.member.get(); },
                   [](request::Refuse const& one) -> Member const* { return one.member.get(); },
                   [](request::OpenText const& one) -> Member const* { return one.member.get(); },
                   [](request::CloseText const& one) -> Member const* { return one.member.get(); },
                   [](request::Find const& one) -> Member const* { return one.member.get(); },
                   [](request::Do const&) -> Member const* { return nullptr; },
                   [](request::Ask const&) -> Member const* { return nullptr; }},
        request);
}

command::RenewLink const* renewal_in(request::Obey const& obey) {
    auto const* body = std::get_if<CommandBody>(&obey.what);
    return body == nullptr ? nullptr : std::get_if<command::RenewLink>(body);
}

}  // namespace

bool LiveRoom::waits_for_code(Request& request) {
    auto const* const member = asker_of(request);
    if (member == nullptr) return false;
    if (auto const renewal = renewals_.find(member); renewal != renewals_.end()) {
        renewal->second.behind.push_back(std::move(request));
        return true;
    }
    auto* const obey = std::get_if<request::Obey>(&request);
    if (obey == nullptr || !has_to_take_code(*obey)) return false;
    auto& renewal = renewals_[member];
    renewal.obey = std::move(*obey);
    renewal.taker = std::make_shared<CodeTaker>(
        context_, working_.id,
        [this, member](Result<std::string> code) { code_taken(member, std::move(code)); });
    renewal.taker->start();
    return true;
}

/// Only where the command would be obeyed: whoever may not renew the link costs the store nothing.
bool LiveRoom::has_to_take_code(request::Obey const& obey) const {
    auto const* renew = renewal_in(obey);
    auto const& member = *obey.member;
    if (renew == nullptr || renew->which != command::Link::code || renew->off) return false;
    if (renew->fresh_code || obey.pushed_back || !member.participant) return false;
    if (store_state_ == messages::StoreState::read_only) return false;
    if (record_where_repeated(obey) != nullptr) return false;
    auto with_code = *renew;
    with_code.fresh_code = draw_code(context_.services.ids);
    auto const decided = decide(
        working_, {*member.participant, CommandOrigin{member.session_id, obey.cseq}, with_code},
        context_.services.clock.now(), context_.settings.limits);
    return decided && *decided;
}

void LiveRoom::code_taken(Member const* member, Result<std::string> code) {
    if (is_over_) return;
    auto renewal = std::move(renewals_.extract(member).mapped());
    auto& renew = std::get<command::RenewLink>(std::get<CommandBody>(renewal.obey.what));
    if (code) {
        renew.fresh_code = std::move(*code);
    } else {
        renewal.obey.pushed_back = code.error();
    }
    while (!renewal.behind.empty()) {
        mailbox_.push_front(std::move(renewal.behind.back()));
        renewal.behind.pop_back();
    }
    mailbox_.push_front(std::move(renewal.obey));
    turn();
}

/// A key that is told once, to whoever asked; the room keeps its hash.
std::optional<std::string> LiveRoom::make_secret(CommandBody& body) {
    auto* const renew = std::get_if<command::RenewLink>(&body);
    if (renew == nullptr || renew->off || renew->which == command::Link::code) return std::nullopt;
    auto secret = hex(context_.services.ids.next_128());
    renew->fresh_key = context_.services.hasher.of_random_secret(secret);
    return secret;
}

/// The command came to nothing after its code had been taken.
void LiveRoom::give_back_code(Request const& request) {
    auto const* obey = std::get_if<request::Obey>(&request);
    auto const* renew = obey == nullptr ? nullptr : renewal_in(*obey);
    if (renew == nullptr || !renew->fresh_code) return;
    auto const& code = *renew->fresh_code;
    if (working_.code != code && confirmed_.code != code) drop_code(code);
}

/// One that stays in the store leads nowhere: whoever looks it up is shown the room only if the
/// room has it.
void LiveRoom::drop_code(std::string const& code) {
    context_.services.store.drop_code(code, confirmed_.id, [](CodeAnswer const&) {});
}

/// The link by which they came is not valid any more.
void LiveRoom::end_read_links(Sequence stamp, operation::LinksRenewed const& renewed) {
    if (renewed.which != command::Link::read) return;
    for (auto const& member : members_) {
        if (!member->is_reader()) continue;
        outbox_.bye(stamp, member,
                    bye_of(messages::ByeCode::bad_key, "This link is no longer valid."));
    }
}

}  // namespace refinery::rooms
