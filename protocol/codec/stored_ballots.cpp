#include "protocol/codec/stored_ballots.hpp"

#include "protocol/codec/ballot_values.hpp"
#include "protocol/codec/decode_values.hpp"
#include "protocol/codec/sealed.hpp"
#include "protocol/codec/stored_values.hpp"
#include "protocol/codec/ticket_parts.hpp"
#include "protocol/domain/overloaded.hpp"
#include "protocol/domain/rules.hpp"

#include <algorithm>
#include <utility>

namespace refinery {

namespace {

bool is_round(Ballot const& ballot) { return std::holds_alternative<Cards>(ballot.asks); }

/// What this person chose, where a reveal has told it by name: then it is written there alone.
std::optional<Choice> told_choice(Ballot const& ballot, ParticipantId by) {
    auto const* shown = shown_of(ballot);
    if (!shown) return std::nullopt;
    if (auto const* choices = std::get_if<std::vector<RevealedChoice>>(&shown->result)) {
        auto const told = std::ranges::find(*choices, by, &RevealedChoice::by);
        if (told == choices->end()) return std::nullopt;
        return CardChoice{.card = told->card, .confidence = told->confidence, .note = told->note};
    }
    auto const* hands = std::get_if<std::vector<RevealedHand>>(&shown->result);
    auto const* dots = std::get_if<Dots>(&ballot.asks);
    if (!hands || !dots) return std::nullopt;
    auto const told = std::ranges::find(*hands, by, &RevealedHand::by);
    if (told == hands->end()) return std::nullopt;
    DotChoice choice;
    for (auto const& count : told->dots)
        choice.on.insert(choice.on.end(), count.n, dots->place_of(count.ticket).value_or(0));
    std::ranges::sort(choice.on);
    return choice;
}

class BallotWriter {
public:
    BallotWriter(JsonWriter& json, Room const& room, Sealer& sealer)
        : json_(json), room_(room), sealer_(sealer) {}

    void write_round(Ballot const& round) {
        auto const& asks = round.cards();
        json_.field("round", round.id);
        write_about(json_, asks);
        json_.field("number", asks.number);
        if (asks.deck != room_.deck) write_field(json_, "deck", asks.deck);
        json_.field("anonymous", round.anonymous);
        json_.nullable("auto_reveal_ms", round.auto_reveal_ms);
        write_common(round);
    }

    void write_other(Ballot const& ballot) {
        json_.field("ballot", ballot.id);
        std::visit(overloaded{
                       [](Cards const&) {},
                       [&](Dots const& dots) {
                           json_.field("kind", "dots");
                           write_members(json_, dots);
                       },
                   },
                   ballot.asks);
        write_name(json_, "voters", ballot.voters);
        json_.field("anonymous", ballot.anonymous);
        json_.optional("ms", ballot.ms);
        write_unless_empty(json_, "done", ballot.done);
        if (ballot.returned > 0) json_.field("returned", ballot.returned);
        write_common(ballot);
    }

private:
    void write_common(Ballot const& ballot) {
        json_.field("opened", ballot.opened);
        json_.key("places");
        json_.begin_list();
        for (auto const& place : ballot.places) write_place(ballot, place);
        json_.end_list();
        write_unless_empty(json_, "excused", ballot.excused);
        json_.field("phase", std::string_view(phase_name(ballot)));
        std::visit([&](auto const& phase) { write_phase(phase); }, ballot.phase);
    }

    void write_place(Ballot const& ballot, Place const& place) {
        json_.begin_object();
        json_.field("by", place.by);
        if (!is_round(ballot)) json_.field("left", place.left);
        if (!told_choice(ballot, place.by))
            SealedCodec::write(json_, "choice", place.choice,
                               {.room = room_.id, .ballot = ballot.id, .by = place.by}, sealer_);
        json_.end_object();
    }

    void write_phase(phase::Collecting const& collecting) {
        json_.optional("closing", collecting.closing);
        write_name(json_, "held", collecting.held);
    }
    void write_phase(phase::Revealed const& revealed) { write_shown(revealed.shown); }
    void write_phase(phase::Settled const& settled) {
        write_shown(settled.shown);
        json_.field("settled", settled.at);
        json_.optional("estimate", settled.estimate);
        write_optional(json_, "before", settled.before);
    }
    void write_phase(phase::Skipped const& skipped) {
        if (skipped.shown) write_shown(*skipped.shown);
        json_.field("skipped", skipped.at);
        write_name(json_, "why", skipped.why);
    }
    void write_shown(phase::Shown const& shown) {
        json_.field("revealed", shown.at);
        write_outcome(json_, shown.result);
    }

    JsonWriter& json_;
    Room const& room_;
    Sealer& sealer_;
};

class BallotReader {
public:
    BallotReader(Room& room, Sealer const& sealer) : room_(room), sealer_(sealer) {}

    void read_round(Fields const& from) {
        auto deck = read_optional_deck(from, "deck");
        Ballot round{.id = from.id<BallotId>("round"),
                     .asks = Cards{.about = read_about(from),
                                   .number = from.natural("number"),
                                   .deck = deck ? std::move(*deck) : room_.deck},
                     .anonymous = from.truth("anonymous"),
                     .auto_reveal_ms = from.nullable_integer("auto_reveal_ms")};
        if (auto const ticket = round.ticket()) {
            if (!room_.tickets.contains(*ticket))
                return from.wrong("ticket", "The ticket of this round is not there.");
            room_.rounds_of_ticket[*ticket] = round.cards().number;
        }
        read_common(from, "round", std::move(round));
    }

    void read_other(Fields const& from) {
        if (from.text("kind") != "dots") return from.wrong("kind", "This is no kind of ballot.");
        Ballot ballot{.id = from.id<BallotId>("ballot"),
                      .asks = read_dots(from),
                      .voters = from.alternative<Voters>("voters"),
                      .anonymous = from.truth("anonymous"),
                      .ms = from.optional_integer("ms"),
                      .done = from.optional_ids<ParticipantId>("done"),
                      .returned = from.optional_natural("returned").value_or(0)};
        for (auto const ticket : std::get<Dots>(ballot.asks).tickets)
            if (!room_.tickets.contains(ticket))
                return from.wrong("tickets", "This ticket is not there.");
        read_common(from, "ballot", std::move(ballot));
    }

    bool key_missing() const { return key_missing_; }

private:
    void read_common(Fields const& from, std::string_view name, Ballot ballot) {
        ballot.opened = from.time("opened");
        ballot.excused = from.optional_ids<ParticipantId>("excused");
        ballot.phase = read_phase(from);
        from.each_object("places", [&](Fields const& place) { read_place(place, ballot); });
        if (room_.ballots.contains(ballot.id))
            return from.wrong(name, "This ballot is there twice.");
        if (std::holds_alternative<phase::Collecting>(ballot.phase))
            room_.collecting.push_back(ballot.id);
        room_.ballots.add(std::move(ballot));
    }

    void read_place(Fields const& from, Ballot& ballot) {
        Place place{.by = from.id<ParticipantId>("by"), .choice = {}};
        if (!room_.participants.contains(place.by) || ballot.place_of(place.by))
            return from.wrong("by", "This person is not there, or has voted twice.");
        if (!is_round(ballot)) place.left = from.natural("left");
        if (from.has("choice")) {
            auto opened = SealedCodec::read(
                from, "choice", {.room = room_.id, .ballot = ballot.id, .by = place.by}, sealer_);
            if (opened.key_missing) key_missing_ = true;
            place.choice = std::move(opened.choice);
        } else if (auto told = told_choice(ballot, place.by)) {
            place.choice = Secret<Choice>(std::move(*told));
        } else {
            return from.wrong("choice", "This field is missing.");
        }
        ballot.places.push_back(std::move(place));
    }

    static BallotPhase read_phase(Fields const& from) {
        auto const name = from.text("phase");
        if (name == "collecting")
            return phase::Collecting{.closing = from.optional_time("closing"),
                                     .held = from.optional_alternative<HoldReason>("held")};
        if (name == "revealed") return phase::Revealed{.shown = read_shown(from)};
        if (name == "settled")
            return phase::Settled{.shown = read_shown(from),
                                  .estimate = from.optional_text("estimate"),
                                  .before = read_optional_estimate(from, "before"),
                                  .at = from.time("settled")};
        if (name == "skipped" || name == "cancelled") {
            phase::Skipped skipped{.at = from.time("skipped"),
                                   .why = from.optional_alternative<SkipReason>("why")};
            if (from.has("revealed")) skipped.shown = read_shown(from);
            return skipped;
        }
        from.wrong("phase", "This is no phase.");
        return phase::Collecting{};
    }

    static phase::Shown read_shown(Fields const& from) {
        return {.at = from.time("revealed"), .result = read_outcome(from)};
    }

    Room& room_;
    Sealer const& sealer_;
    bool key_missing_ = false;
};

template <class Write>
void write_list(JsonWriter& json, std::string_view name, Room const& room, bool rounds,
                Write&& write) {
    json.key(name);
    json.begin_list();
    for (auto const& ballot : room.ballots) {
        if (is_round(ballot) != rounds) continue;
        json.begin_object();
        write(ballot);
        json.end_object();
    }
    json.end_list();
}

}  // namespace

void write_ballots(JsonWriter& json, Room const& room, Sealer& sealer) {
    BallotWriter writer(json, room, sealer);
    write_list(json, "rounds", room, true, [&](Ballot const& each) { writer.write_round(each); });
    if (!std::ranges::all_of(room.ballots, is_round))
        write_list(json, "ballots", room, false,
                   [&](Ballot const& each) { writer.write_other(each); });
}

bool read_ballots(Fields const& from, Room& room, Sealer const& sealer) {
    BallotReader reader(room, sealer);
    from.each_object("rounds", [&](Fields const& each) { reader.read_round(each); });
    if (from.has("ballots"))
        from.each_object("ballots", [&](Fields const& each) { reader.read_other(each); });
    return reader.key_missing();
}

}  // namespace refinery
