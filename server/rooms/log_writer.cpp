#include "server/rooms/log_writer.hpp"

#include "protocol/codec/record.hpp"
#include "protocol/domain/overloaded.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace refinery::rooms {

LogWriter::LogWriter(Context const& context, RoomId room, Fence fence, LogPosition position,
                     LogEvents& events)
    : context_(context),
      room_(room),
      fence_(fence),
      position_(position),
      events_(events),
      repeat_(context.services.timers),
      waiting_(context.services.timers),
      probe_timer_(context.services.timers) {}

void LogWriter::push(Sequence seq, std::string stored) {
    pending_.push_back({seq, std::move(stored)});
}

void LogWriter::flush() {
    if (!in_flight_ && !pending_.empty() && !read_only_ && !lost_) send_next();
}

void LogWriter::send_next() {
    auto const& sizes = context_.settings.sizes;
    std::vector<std::string_view> operations;
    std::size_t bytes = 0;
    for (auto const& pending : pending_) {
        auto const is_full = operations.size() >= sizes.batch_operations_max ||
                             bytes + pending.stored.size() > sizes.batch_bytes_max;
        if (is_full && !operations.empty()) break;
        operations.push_back(pending.stored);
        bytes += pending.stored.size();
    }
    in_flight_ = InFlight{.batch = {pending_.front().seq, pending_[operations.size() - 1].seq,
                                    std::make_shared<std::string const>(encode_record(operations))},
                          .first_sent = context_.services.clock.steady(),
                          .sent = 0,
                          .reason = "The store does not answer."};
    pending_.erase(pending_.begin(),
                   pending_.begin() + static_cast<std::ptrdiff_t>(operations.size()));
    waiting_.start(context_.settings.timings.store_waiting, [this] {
        stalled_ = true;
        events_.log_waits(in_flight_->reason);
    });
    send_again();
}

void LogWriter::send_again() {
    auto const first = in_flight_->batch.first;
    ++in_flight_->sent;
    repeat_.start(context_.settings.timings.append_repeat, [this] {
        stalled_ = true;
        context_.services.meter.count(Counted::append_repeated);
        send_again();
    });
    context_.services.store.append(
        room_, fence_, position_, in_flight_->batch,
        [this, first, alive = std::weak_ptr<bool>(alive_)](AppendAnswer const& answer) {
            if (!alive.expired()) answered(first, answer);
        });
}

void LogWriter::answered(Sequence first, AppendAnswer const& answer) {
    // An earlier sending of a batch that has been answered since.
    if (!in_flight_ || in_flight_->batch.first != first || lost_) return;
    auto& meter = context_.services.meter;
    std::visit(overloaded{[&](store_answer::Applied const& applied) {
                              if (applied.position.head != in_flight_->batch.last) {
                                  fall_lost(AppendResult::foreign_head, "the log ends elsewhere");
                                  return;
                              }
                              meter.append_answered(AppendResult::applied);
                              auto const took =
                                  context_.services.clock.steady() - in_flight_->first_sent;
                              meter.took(Timed::append, took);
                              position_ = applied.position;
                              auto const last = in_flight_->batch.last;
                              end_append();
                              // The next batch is on its way before anything is told: disk and
                              // people work at the same time.
                              flush();
                              events_.log_confirmed(last, took);
                          },
                          [&](store_answer::ReadOnly const& no) {
                              meter.append_answered(AppendResult::read_only);
                              take_read_only(no.reason);
                          },
                          [&](store_answer::Indeterminate const& unknown) {
                              meter.append_answered(AppendResult::indeterminate);
                              in_flight_->reason = unknown.reason;
                              stalled_ = true;
                          },
                          [&](store_answer::Fenced const&) {
                              fall_lost(AppendResult::fenced, "another server owns the room");
                          },
                          [&](store_answer::ForeignHead const&) {
                              fall_lost(AppendResult::foreign_head, "the log ends elsewhere");
                          },
                          [&](store_answer::NotFound const&) {
                              fall_lost(AppendResult::not_found, "the room is not in the store");
                          }},
               answer);
}

void LogWriter::end_append() {
    in_flight_.reset();
    stalled_ = false;
    repeat_.cancel();
    waiting_.cancel();
}

void LogWriter::take_read_only(std::string const& reason) {
    if (in_flight_->sent == 1) return fall_read_only(reason);
    // This sending was not applied, surely. An earlier one may have been, and a full store may not
    // get as far as looking: only a definite word about the log ends that.
    in_flight_->reason = reason;
    stalled_ = true;
}

void LogWriter::fall_read_only(std::string reason) {
    probe_bytes_ =
        std::max(context_.settings.sizes.probe_bytes_min, in_flight_->batch.bytes->size());
    end_append();
    pending_.clear();
    read_only_ = true;
    probe_timer_.start(context_.settings.timings.probe, [this] { probe(); });
    events_.log_read_only(std::move(reason));
}

void LogWriter::fall_lost(AppendResult result, std::string reason) {
    context_.services.meter.append_answered(result);
    end_append();
    pending_.clear();
    lost_ = true;
    events_.log_lost(std::move(reason));
}

void LogWriter::probe() {
    context_.services.store.probe(
        probe_bytes_, [this, alive = std::weak_ptr<bool>(alive_)](ProbeAnswer const& answer) {
            if (alive.expired()) return;
            if (std::holds_alternative<store_answer::Done>(answer)) {
                read_only_ = false;
                events_.log_writable();
            } else {
                probe_timer_.start(context_.settings.timings.probe, [this] { probe(); });
            }
        });
}

}  // namespace refinery::rooms
