#include "protocol/domain/choices.hpp"
#include "protocol/domain/view.hpp"
#include "tests/protocol/codec/golden_command.hpp"
#include "tests/support/catch.hpp"

#include <map>
#include <set>
#include <string>

using namespace refinery;
using namespace refinery::test;
using namespace refinery::test::sample;

namespace {

/// What a person would see of a choice that is theirs.
CardChoice seen_by_its_author(Secret<Choice> const& choice) {
    Room room;
    room.ballots.add(
        {.id = r1, .asks = Cards{.about = t12}, .places = {{.by = ann, .choice = choice}}});
    return own_choices(room, ann).rounds.at(0).choice;
}

bool is_at_end(command::Position const& position) {
    return std::holds_alternative<command::AtEnd>(position);
}

}  // namespace

SCENARIO("MSG-10 every golden message to the server is read without complaint", "[MSG-10]") {
    std::set<std::size_t> kinds;
    std::set<std::size_t> bodies;
    for (auto const& [name, frame] : frames_to_server()) {
        INFO(name << ": " << outcome_of(frame));
        auto const message = decoded(frame);
        REQUIRE(message.has_value());
        kinds.insert(message->index());
        CHECK_FALSE(std::holds_alternative<messages::BadMessage>(*message));
        if (auto const* commands = std::get_if<messages::Commands>(&*message))
            for (auto const& item : commands->items) {
                REQUIRE(std::holds_alternative<CommandBody>(item.what));
                bodies.insert(std::get<CommandBody>(item.what).index());
            }
    }
    // All but BadMessage; and all but what only the server says: Arrive, CreateRoom, RerankTickets,
    // ExpireTimer.
    CHECK(kinds.size() == std::variant_size_v<messages::ClientMessage> - 1);
    CHECK(bodies.size() == std::variant_size_v<CommandBody::variant> - 4);
}

SCENARIO("JOIN-2 a hello is read field by field", "[JOIN-2]") {
    auto const hello = read_as<messages::Hello>(golden_frame("hello"));
    ToyHasher const hasher;
    CHECK(hello.protocol == std::vector<std::uint64_t>{1});
    CHECK(hello.seat == hasher.of_random_secret(seat));
    CHECK(hello.session == sample::session);
    CHECK(hello.name == "Ann");
    CHECK(hello.role == Role::estimator);
    CHECK(hello.key == hasher.of_random_secret("9b1d0c7e4f2a83566b7c8d9eafb0c1d2"));
    CHECK(hello.passcode == hasher.of_passcode("blue whale", sample::room));
    REQUIRE(hello.position);
    CHECK(hello.position->epoch == epoch);
    CHECK(hello.position->seq == 40);
    CHECK(hello.position->hash == std::string(hash));
    CHECK(hello.accept == std::vector<std::string>{"gzip"});

    auto const first = read_as<messages::Hello>(golden_frame("hello-first"));
    CHECK(first.role == Role::observer);
    CHECK_FALSE(first.seat);
    CHECK_FALSE(first.key);
    CHECK_FALSE(first.passcode);
    CHECK_FALSE(first.position);
    CHECK(first.accept.empty());
}

SCENARIO("JOIN-3 a seat is the same in upper and in lower case", "[JOIN-3]") {
    auto const lower = read_as<messages::Hello>(
        R"({"type":"hello","protocol":[1],"seat":"5ea7000000000000000000000000000a","session":"5e5510000000000000000000000000e5"})");
    auto const upper = read_as<messages::Hello>(
        R"({"type":"hello","protocol":[1],"seat":"5EA7000000000000000000000000000A","session":"5E5510000000000000000000000000E5"})");
    CHECK(lower.seat == upper.seat);
    CHECK(lower.session == upper.session);
}

SCENARIO("LIV-6 presence, texts and clock probes are read", "[LIV-6][LIV-1][TXT-6]") {
    auto const presence = read_as<messages::Presence>(golden_frame("presence"));
    CHECK(presence.ticket == t12);
    CHECK(presence.typing == true);
    CHECK(presence.caret == 17);
    CHECK(presence.hand == true);
    CHECK(presence.done == false);
    CHECK(presence.nudge == bob);
    CHECK_FALSE(presence.lower);
    CHECK(read_as<messages::Presence>(golden_frame("presence-lower")).lower == bob);
    CHECK_FALSE(read_as<messages::Presence>(R"({"type":"presence"})").typing);
    CHECK(read_as<messages::TextOpen>(golden_frame("text.open")).doc == doc_of(t12));
    CHECK(read_as<messages::TextClose>(golden_frame("text.close")).doc == doc_of(t12));
    CHECK(read_as<messages::TimeProbe>(golden_frame("time")).t0 == 1'795'514'400'123);
}

SCENARIO("SRCH-1 a search is one line", "[SRCH-1]") {
    auto const search = read_as<messages::Search>(golden_frame("search"));
    CHECK(search.q == "ferry line");
    CHECK(search.id == 3);
    auto const asking_for = [](std::string const& q) {
        return outcome_of(R"({"type":"search","id":3,"q":")" + q + R"("})");
    };
    constexpr auto is_no_line = R"({"re":"search","code":"bad_request","where":"q"})";
    CHECK(asking_for(std::string(200, 'q')) == R"({"read":true})");
    CHECK(asking_for(std::string(201, 'q')) == is_no_line);
    CHECK(asking_for("") == is_no_line);
    CHECK(asking_for("two\\nlines") == is_no_line);
}

SCENARIO("SES-1 items come under their numbers and in their order", "[SES-1]") {
    auto const commands = read_as<messages::Commands>(golden_frame("commands"));
    REQUIRE(commands.items.size() == 2);
    CHECK(commands.items[0].cseq == 7);
    CHECK(commands.items[1].cseq == 8);
    CHECK(std::holds_alternative<command::Leave>(std::get<CommandBody>(commands.items[1].what)));
    CHECK_NOTHROW(command_in<command::Leave>(
        R"({"type":"commands","items":[{"cseq":1,"do":"participant.leave"}]})"));
}

SCENARIO("PAR-7 commands on people are read", "[PAR-7][PAR-8]") {
    auto const rename = golden_command<command::RenameParticipant>("participant.rename");
    CHECK(rename.participant == bob);
    CHECK(rename.name == "Robert");
    CHECK(rename.title == std::optional<std::string>("tester"));
    auto const clear = golden_command<command::RenameParticipant>("participant.rename-clear");
    CHECK_FALSE(clear.participant);
    REQUIRE(clear.title);
    CHECK_FALSE(*clear.title);
    auto const role = golden_command<command::SetRole>("participant.set_role");
    CHECK(role.participant == bob);
    CHECK(role.role == Role::observer);
    CHECK(role.facilitates == true);
}

SCENARIO("ROOM-3 a room's settings are read", "[ROOM-3]") {
    auto const all = golden_command<command::ConfigureRoom>("room.configure").set;
    CHECK(all.title == "Maps and paths");
    CHECK(all.deck == quick);
    REQUIRE(all.auto_reveal_ms);
    CHECK_FALSE(*all.auto_reveal_ms);
    CHECK(all.anonymous == true);
    CHECK(all.rights == other_rights);
    CHECK(all.locked == true);
    REQUIRE(all.passcode);
    CHECK(*all.passcode == ToyHasher().of_passcode("blue whale", sample::room));

    auto const few = golden_command<command::ConfigureRoom>("room.configure-open").set;
    CHECK(few.auto_reveal_ms == std::optional<std::int64_t>(5000));
    REQUIRE(few.passcode);
    CHECK_FALSE(*few.passcode);
    CHECK_FALSE(few.title);
    CHECK_FALSE(few.deck);
    CHECK_FALSE(few.rights);
}

SCENARIO("TIC-3 a place is behind a ticket, on top or at the end", "[TIC-3][TIC-2]") {
    auto const behind = golden_command<command::AddTicket>("ticket.add");
    CHECK(behind.ticket == t12);
    CHECK(behind.title == "Keyboard panning");
    CHECK(std::get<TicketId>(behind.after) == t13);
    auto const top = golden_command<command::AddTicket>("ticket.add-top");
    CHECK_FALSE(top.ticket);
    CHECK(std::holds_alternative<command::OnTop>(top.after));
    CHECK(
        is_at_end(command_in<command::AddTicket>(asking("ticket.add", R"({"title":"x"})")).after));
}

SCENARIO("TIC-4 an import is read row by row", "[TIC-4]") {
    auto const import = golden_command<command::ImportTickets>("tickets.import");
    CHECK(std::get<TicketId>(import.after) == t12);
    REQUIRE(import.tickets.size() == 2);
    CHECK(import.tickets[0].ticket == t13);
    CHECK(import.tickets[0].title == "Old tiles");
    CHECK(import.tickets[0].key == "GEO-7");
    CHECK(import.tickets[0].description == "They are blurred");
    CHECK(import.tickets[0].estimate == "3.5");
    CHECK_FALSE(import.tickets[1].ticket);
    CHECK(import.tickets[1].title == "Ferry lines");
    CHECK_FALSE(import.tickets[1].key);
}

SCENARIO("TIC-5 an edit sets, clears and leaves fields", "[TIC-5]") {
    auto const one = golden_command<command::EditTickets>("ticket.edit");
    CHECK(one.tickets == std::vector{t12});
    CHECK(one.base == 38);
    CHECK(one.set.key == std::optional<std::string>("GEO-121"));
    CHECK(one.set.title == "Panning by keyboard");
    CHECK(one.set.estimate == std::optional<std::string>("2"));
    auto const several = golden_command<command::EditTickets>("ticket.edit-several");
    CHECK(several.tickets == std::vector{t12, t13});
    CHECK_FALSE(several.base);
    CHECK_FALSE(several.set.title);
    REQUIRE(several.set.key);
    CHECK_FALSE(*several.set.key);
    REQUIRE(several.set.estimate);
    CHECK_FALSE(*several.set.estimate);
}

SCENARIO("TIC-13 moving, archiving, restoring and writing are read",
         "[TIC-13][TIC-7][TIC-8][TIC-11][TXT-5]") {
    auto const move = golden_command<command::MoveTickets>("ticket.move");
    CHECK(move.tickets == std::vector{t13, t14});
    CHECK(std::get<TicketId>(move.after) == t12);
    auto const archive = golden_command<command::ArchiveTickets>("ticket.archive");
    CHECK(archive.tickets == std::vector{t13});
    CHECK(archive.reason == ArchiveReason::duplicate);
    CHECK(archive.note == "see above");
    CHECK(archive.of == t12);
    CHECK(golden_command<command::RestoreTickets>("ticket.restore").tickets ==
          std::vector{t13, t14});
    auto const replace = golden_command<command::ReplaceText>("text.replace");
    CHECK(replace.doc == doc_of(t12));
    CHECK(replace.base == 2);
    CHECK(replace.text == "As a walker\nI want paths");
}

SCENARIO("RND-3 commands on rounds are read", "[RND-3][RND-4][SPT-1]") {
    auto const spotlight = golden_command<command::SetSpotlight>("spotlight.set").spotlight;
    CHECK(spotlight == Spotlight{"estimate", t12, r1});
    auto const open = golden_command<command::OpenRound>("round.open");
    CHECK(open.round == r1);
    CHECK(open.about == std::variant<TicketId, std::string>(t12));
    CHECK(open.deck == quick);
    CHECK(open.anonymous == true);
    REQUIRE(open.auto_reveal_ms);
    CHECK_FALSE(*open.auto_reveal_ms);
    auto const give = golden_command<command::GiveEstimate>("estimate.give");
    CHECK(give.round == r1);
    CHECK(seen_by_its_author(give.choice) ==
          CardChoice{"5", Confidence::sure, "like the last one"});
    CHECK(golden_command<command::WithdrawEstimate>("estimate.withdraw").round == r1);
    CHECK(golden_command<command::ReopenRound>("round.reopen").round == r1);
    auto const settle = golden_command<command::SettleRound>("round.settle");
    CHECK(settle.round == r1);
    CHECK(settle.estimate == "5");
    CHECK(golden_command<command::Undo>("undo").seq == 38);
}

SCENARIO("RND-7 what only the room says is not taken from a person", "[RND-7][SEC-6][RND-8]") {
    auto const round = R"({"round":"50000000000000000000000000000031")";
    auto const reveal = command_in<command::RevealRound>(
        asking("round.reveal", std::string(round) + R"(,"until":1795514400000})"));
    CHECK_FALSE(reveal.until);
    auto const skip = command_in<command::SkipRound>(
        asking("round.skip", std::string(round) + R"(,"why":"key"})"));
    CHECK_FALSE(skip.why);
    auto const hold = command_in<command::HoldRound>(
        asking("round.hold", std::string(round) + R"(,"why":"restart"})"));
    CHECK(hold.why == HoldReason::stop);
    for (auto const* const name :
         {"room.create", "participant.arrive", "tickets.rerank", "timer.expire"})
        CHECK(outcome_of(asking(name, "{}")) == R"({"items":[{"code":"unsupported"}]})");
}
