#include "server/rooms/outbox.hpp"

#include "protocol/codec/encode.hpp"
#include "protocol/domain/overloaded.hpp"

#include <memory>
#include <string_view>
#include <unordered_map>

namespace refinery::rooms {

class Outbox::Messages {
public:
    explicit Messages(std::vector<Told> told) : told_(std::move(told)) {}

    std::vector<Frame> const& between(Sequence after, Sequence last) {
        auto const [place, is_new] = made_.try_emplace({after, last});
        if (is_new) place->second = make(after, last);
        return place->second;
    }

private:
    std::vector<Frame> make(Sequence after, Sequence last) const {
        std::vector<Frame> frames;
        std::vector<std::string_view> run;
        Sequence first = 0;
        auto const end_run = [&](Sequence to) {
            if (run.empty()) return;
            frames.push_back(
                {std::make_shared<std::string const>(encode_operations(first, to, run))});
            run.clear();
        };
        for (auto const& told : told_) {
            if (told.seq <= after || told.seq > last) continue;
            if (told.is_snapshot) {
                end_run(told.seq - 1);
                frames.push_back({told.text, Connection::Weight::first_snapshot});
            } else {
                if (run.empty()) first = told.seq;
                run.push_back(*told.text);
            }
        }
        if (!run.empty()) end_run(first + run.size() - 1);
        return frames;
    }

    std::vector<Told> told_;
    std::map<std::pair<Sequence, Sequence>, std::vector<Frame>> made_;
};

void Outbox::operation(Sequence seq, SharedText item) {
    told_.push_back({seq, std::move(item), false});
}

void Outbox::snapshot_in_place(Sequence seq, SharedText snapshot) {
    told_.push_back({seq, std::move(snapshot), true});
}

void Outbox::welcome(Sequence stamp, MemberPtr member, std::function<SharedText()> make_welcome,
                     std::vector<Frame> state) {
    directed_.push_back(
        {stamp, std::move(member), Welcome{std::move(make_welcome), std::move(state)}});
}

void Outbox::yours(Sequence stamp, MemberPtr member, SharedText text) {
    directed_.push_back({stamp, std::move(member), Yours{std::move(text)}});
}

void Outbox::answer(Sequence stamp, MemberPtr member, SharedText text,
                    std::optional<std::size_t> bytes) {
    directed_.push_back({stamp, std::move(member), Answer{std::move(text), bytes, false}});
}

void Outbox::text_state(Sequence stamp, MemberPtr member, SharedText text,
                        std::optional<std::size_t> bytes) {
    directed_.push_back({stamp, std::move(member), Answer{std::move(text), bytes, true}});
}

void Outbox::bye(Sequence stamp, MemberPtr member, messages::Bye bye) {
    directed_.push_back({stamp, std::move(member), std::move(bye)});
}

void Outbox::reply(Sequence stamp, std::function<void()> tell) {
    directed_.push_back({stamp, nullptr, Reply{std::move(tell)}});
}

void Outbox::release(Sequence confirmed, std::vector<MemberPtr> const& members,
                     std::function<void(MemberPtr const&)> const& on_welcomed) {
    std::vector<Told> told;
    while (!told_.empty() && told_.front().seq <= confirmed) {
        told.push_back(std::move(told_.front()));
        told_.pop_front();
    }
    std::unordered_map<Member*, Parcel> parcels;
    std::vector<std::pair<MemberPtr, messages::Bye>> turned_away;
    std::vector<Reply> replies;
    while (!directed_.empty() && directed_.front().stamp <= confirmed) {
        auto entry = std::move(directed_.front());
        directed_.pop_front();
        auto& parcel = parcels[entry.member.get()];
        std::visit(overloaded{[&](Welcome& welcome) {
                                  parcel.welcome.emplace(entry.stamp, std::move(welcome));
                              },
                              [&](Yours& yours) { parcel.yours = std::move(yours.text); },
                              [&](Answer& answer) {
                                  auto& list = answer.is_text_state ? parcel.texts : parcel.answers;
                                  list.push_back(std::move(answer.text));
                                  if (answer.bytes) {
                                      --entry.member->unanswered;
                                      entry.member->unanswered_bytes -= *answer.bytes;
                                  }
                              },
                              [&](messages::Bye& bye) {
                                  // Somebody who was never let in is not among the members.
                                  if (!entry.member->is_in) {
                                      turned_away.emplace_back(entry.member, std::move(bye));
                                  } else if (!parcel.bye) {
                                      parcel.bye.emplace(entry.stamp, std::move(bye));
                                  }
                              },
                              [&](Reply& reply) { replies.push_back(std::move(reply)); }},
                   entry.what);
    }

    Messages messages{std::move(told)};
    auto const send = [](MemberPtr const& member, Frame const& frame) {
        if (!member->is_gone) member->session->send(frame.text, frame.weight);
    };
    for (auto const& member : members) {
        auto const place = parcels.find(member.get());
        auto* const parcel = place == parcels.end() ? nullptr : &place->second;
        if (member->is_gone) continue;
        if (parcel != nullptr && parcel->welcome) {
            auto const& [stamp, welcome] = *parcel->welcome;
            send(member, {welcome.make()});
            for (auto const& frame : welcome.state) send(member, frame);
            member->is_welcomed = true;
            member->told = stamp;
            member->session->welcomed();
            if (!member->is_gone) on_welcomed(member);
        }
        if (!member->is_welcomed || member->is_gone) continue;
        auto const last = parcel != nullptr && parcel->bye ? parcel->bye->first : confirmed;
        if (last > member->told) {
            for (auto const& frame : messages.between(member->told, last)) send(member, frame);
            member->told = last;
        }
        if (parcel == nullptr) continue;
        if (parcel->yours) send(member, {parcel->yours});
        for (auto const& text : parcel->answers) send(member, {text});
        for (auto const& text : parcel->texts) send(member, {text});
    }
    for (auto const& member : members) {
        auto const place = parcels.find(member.get());
        if (place == parcels.end() || !place->second.bye || member->is_gone) continue;
        member->session->bye(place->second.bye->second);
    }
    for (auto const& [member, bye] : turned_away) {
        if (!member->is_gone) member->session->bye(bye);
    }
    for (auto const& reply : replies) reply.tell();
}

void Outbox::clear() {
    told_.clear();
    directed_.clear();
}

}  // namespace refinery::rooms
