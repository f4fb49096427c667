#include "server/store/sqlite_writer.hpp"

#include <cassert>
#include <iterator>
#include <utility>
#include <vector>

namespace refinery::store {

namespace {

/// Enough to share one sync among all rooms of a busy server, few enough that the first of a group
/// does not wait long for the last.
constexpr std::size_t group_jobs_max = 512;

}  // namespace

SqliteWriter::SqliteWriter(SqliteDatabase& database, Options options)
    : database_(database),
      options_(std::move(options)),
      checkpoint_at_(options_.checkpoint_bytes),
      thread_([this] { run(); }) {}

SqliteWriter::~SqliteWriter() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    added_.notify_one();
    thread_.join();
}

void SqliteWriter::add(WriteJob job) {
    {
        std::lock_guard const lock(mutex_);
        queue_.push_back(std::move(job));
    }
    added_.notify_one();
}

void SqliteWriter::run() {
    for (auto group = take_group(); !group.empty(); group = take_group()) {
        if (!dead_reason_.empty()) {
            for (auto& job : group) {
                job.failed({.kind = WriteFailure::Kind::indeterminate, .reason = dead_reason_});
            }
        } else if (group.front().alone) {
            carry_out_alone(group.front());
        } else {
            carry_out(group);
        }
        if (database_.wal_bytes() > checkpoint_at_) {
            checkpoint(SqliteDatabase::Checkpoint::passive);
            // One that failed, on a full disk, is tried again after as much has been written.
            checkpoint_at_ = database_.wal_bytes() + options_.checkpoint_bytes;
        }
    }
    checkpoint(SqliteDatabase::Checkpoint::truncate);
}

/// Empty when the store ends.
std::deque<WriteJob> SqliteWriter::take_group() {
    std::unique_lock lock(mutex_);
    added_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    std::deque<WriteJob> group;
    std::set<std::string> subjects;
    while (!queue_.empty() && group.size() < group_jobs_max) {
        auto& next = queue_.front();
        if (next.alone && !group.empty()) break;
        if (!next.subject.empty() && !subjects.insert(next.subject).second) break;
        group.push_back(std::move(next));
        queue_.pop_front();
        if (group.back().alone) break;
    }
    return group;
}

void SqliteWriter::carry_out(std::deque<WriteJob>& group) {
    std::vector<std::function<void()>> committed;
    try {
        database_.run("BEGIN IMMEDIATE");
        for (auto& job : group) committed.push_back(job.work());
        database_.run("COMMIT");
    } catch (SqliteError const& error) {
        roll_back();
        give_up(group, error);
        return;
    }
    for (auto const& tell : committed) tell();
}

void SqliteWriter::carry_out_alone(WriteJob& job) {
    std::deque<WriteJob> group;
    try {
        job.work()();
    } catch (SqliteError const& error) {
        roll_back();
        group.push_back(std::move(job));
        give_up(group, error);
    }
}

/// Nothing of the group is on the disk, or the disk has failed.
void SqliteWriter::give_up(std::deque<WriteJob>& group, SqliteError const& error) {
    auto const is = [&](SqliteError::Meaning meaning) { return error.meaning() == meaning; };
    if (is(SqliteError::Meaning::disk_failed)) disk_failed(error.what());
    if (!dead_reason_.empty()) {
        for (auto& job : group) {
            job.failed({.kind = WriteFailure::Kind::indeterminate, .reason = dead_reason_});
        }
        return;
    }
    // A full disk is everybody's. Any other error is one job's, and must not cost the others
    // theirs.
    if (!is(SqliteError::Meaning::read_only) && group.size() > 1) {
        for (auto& job : group) {
            std::deque<WriteJob> single;
            single.push_back(std::move(job));
            if (dead_reason_.empty()) {
                carry_out(single);
            } else {
                single.front().failed(
                    {.kind = WriteFailure::Kind::indeterminate, .reason = dead_reason_});
            }
        }
        return;
    }
    for (auto& job : group) {
        job.failed({.kind = WriteFailure::Kind::read_only, .reason = error.what()});
    }
}

/// After a failed sync nobody knows which pages the disk has: the kernel may have marked them
/// clean. Only a restart, which reads the file again, finds out.
void SqliteWriter::disk_failed(std::string const& reason) {
    if (!dead_reason_.empty()) return;
    dead_reason_ = reason.empty() ? "the disk failed" : reason;
    if (options_.fatal) options_.fatal(dead_reason_);
}

void SqliteWriter::roll_back() {
    // Some errors have rolled back already.
    if (!database_.in_transaction()) return;
    try {
        database_.run("ROLLBACK");
    } catch (SqliteError const& error) {
        disk_failed(error.what());
    }
}

void SqliteWriter::checkpoint(SqliteDatabase::Checkpoint mode) {
    if (!dead_reason_.empty()) return;
    try {
        database_.checkpoint(mode);
    } catch (SqliteError const& error) {
        if (error.meaning() == SqliteError::Meaning::disk_failed) {
            disk_failed(error.what());
        } else if (options_.warn) {
            // The commits stay in the write-ahead log, where they are as safe.
            options_.warn(std::string("The write-ahead log could not be emptied: ") + error.what());
        }
    }
}

}  // namespace refinery::store
