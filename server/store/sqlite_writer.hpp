#pragma once

#include "server/store/sqlite_database.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace refinery::store {

/// Why a job was not carried out.
struct WriteFailure {
    enum class Kind { read_only, indeterminate };
    Kind kind = Kind::indeterminate;
    std::string reason;
};

/// One thing to do on the writer's thread.
struct WriteJob {
    /// What it decides on: a room, a code. Two jobs on one subject never share a commit, so that
    /// each finds in memory what the one before has made of it. Empty: touches nothing shared.
    std::string subject;
    /// Works inside the transaction of its commit and returns what to do once that is on the disk.
    /// May throw SqliteError.
    std::function<std::function<void()>()> work;
    /// Called instead, when nothing of it is on the disk (`read_only`) or nobody knows.
    std::function<void(WriteFailure const&)> failed;
    /// Makes its own commits, after those before it.
    bool alone = false;
};

/// The one thread that uses the one connection.
///
/// Group commit: it takes all that is queued, does it in one transaction, syncs once, and gives all
/// the answers. Under load the groups grow by themselves, because more is queued while the disk
/// syncs; an idle store commits at once.
///
/// Checkpoints lie between commits, never in one: measured, that keeps the slowest commits at 4 ms
/// instead of 15 to 65 ms.
class SqliteWriter {
public:
    struct Options {
        std::uint64_t checkpoint_bytes = 0;
        /// Called once, on the writer's thread: the disk failed, the process must not go on.
        std::function<void(std::string)> fatal;
        /// Something that an operator should know, and the store can live with.
        std::function<void(std::string)> warn;
    };

    SqliteWriter(SqliteDatabase& database, Options options);
    /// Carries out what is queued, empties the write-ahead log and ends the thread.
    ~SqliteWriter();
    SqliteWriter(SqliteWriter const&) = delete;
    SqliteWriter& operator=(SqliteWriter const&) = delete;

    /// From any thread.
    void add(WriteJob job);

private:
    void run();
    std::deque<WriteJob> take_group();
    void carry_out(std::deque<WriteJob>& group);
    void carry_out_alone(WriteJob& job);
    void give_up(std::deque<WriteJob>& group, SqliteError const& error);
    void disk_failed(std::string const& reason);
    void roll_back();
    void checkpoint(SqliteDatabase::Checkpoint mode);

    SqliteDatabase& database_;
    Options options_;
    std::uint64_t checkpoint_at_;
    /// Set once the disk has failed: from then on nothing is written and nothing promised.
    std::string dead_reason_;

    std::mutex mutex_;
    std::condition_variable added_;
    std::deque<WriteJob> queue_;
    bool stopping_ = false;

    std::thread thread_;
};

}  // namespace refinery::store
