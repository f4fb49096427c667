#include "server/store/sqlite_store.hpp"

#include "protocol/domain/overloaded.hpp"
#include "server/store/sqlite_layout.hpp"
#include "server/store/sqlite_writer.hpp"

#include <atomic>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <type_traits>
#include <unistd.h>
#include <utility>

namespace refinery::store {

namespace answer = rooms::store_answer;

namespace {

/// Deleting more in one commit would make everybody else's wait; the rest goes with the next ones.
constexpr std::size_t trimmed_rows_max = 1000;

using After = std::function<void()>;

template <class Answer>
Answer answer_to_failure(WriteFailure const& failure) {
    if constexpr (std::is_constructible_v<Answer, answer::ReadOnly>) {
        if (failure.kind == WriteFailure::Kind::read_only) return answer::ReadOnly{failure.reason};
    }
    return answer::Indeterminate{failure.reason};
}

std::string subject_of(RoomId const& room) { return std::string(as_bytes(room)); }

}  // namespace

/// What the writer's thread works on. Everything below `statements` is touched by that thread alone
/// once the store is open.
class SqliteStore::Rooms {
public:
    Rooms(std::unique_ptr<SqliteDatabase> database, SqliteIndex index, Post post,
          SqliteOptions options)
        : database_(std::move(database)),
          post_(std::move(post)),
          options_(std::move(options)),
          rows_scanned_(index.rows_scanned),
          rooms_(std::move(index.rooms)),
          sql_(*database_),
          writer_(*database_, {.checkpoint_bytes = options_.checkpoint_bytes,
                               .fatal = to_rooms(options_.fatal),
                               .warn = to_rooms(options_.warn)}) {}

    /// @param job  decides and writes; gives what to do once that is committed
    template <class Answer>
    void write(std::string subject, std::function<std::pair<Answer, After>()> job,
               rooms::Reply<Answer> const& reply) {
        writer_.add({.subject = std::move(subject),
                     .work = [this, reply, job = std::move(job)]() -> After {
                         auto [answer, after] = job();
                         return
                             [this, reply, answer = std::move(answer), after = std::move(after)] {
                                 if (after) after();
                                 give(reply, answer);
                             };
                     },
                     .failed =
                         [this, reply](WriteFailure const& failure) {
                             give(reply, answer_to_failure<Answer>(failure));
                         }});
    }

    std::pair<rooms::CreateAnswer, After> create(RoomId const& room, std::string const& epoch,
                                                 rooms::Batch const& batch);
    void claim(RoomId const& room, rooms::Reply<rooms::ClaimAnswer> const& reply);
    std::pair<rooms::AppendAnswer, After> append(RoomId const& room, rooms::Fence fence,
                                                 rooms::LogPosition const& expected,
                                                 rooms::Batch const& batch);
    std::pair<rooms::SnapshotAnswer, After> put_snapshot(RoomId const& room, rooms::Fence fence,
                                                         Sequence seq, std::string const& bytes);
    std::pair<rooms::CodeAnswer, After> take_code(std::string const& code, RoomId const& room);
    void find_code(std::string const& code, rooms::Reply<rooms::FindCodeAnswer> const& reply);
    std::pair<rooms::CodeAnswer, After> drop_code(std::string const& code, RoomId const& room);
    void probe(std::size_t bytes, rooms::Reply<rooms::ProbeAnswer> const& reply);
    void limit_pages(std::uint64_t pages_max);
    /// Rooms whose covered rows were not all deleted when the process ended.
    void go_on_trimming();

    std::uint64_t rows_scanned() const { return rows_scanned_; }
    std::uint64_t records_read() const { return records_read_; }

private:
    struct Statements {
        explicit Statements(SqliteDatabase& database);
        SqliteStatement add_room, raise_fence, move_base, add_row, read_row, row_chain, delete_row,
            add_snapshot, delete_snapshots, read_snapshots, add_code, find_code, delete_code,
            add_scratch, delete_scratch;
    };

    std::function<void(std::string)> to_rooms(std::function<void(std::string)> const& tell) const {
        if (!tell) return nullptr;
        return [post = post_, tell](std::string text) {
            post([tell, text = std::move(text)] { tell(text); });
        };
    }

    template <class Answer>
    void give(rooms::Reply<Answer> const& reply, Answer answer) {
        post_([reply, answer = std::move(answer)]() mutable { reply(std::move(answer)); });
    }

    SqliteRoom* find(RoomId const& room) {
        auto const found = rooms_.find(room);
        return found == rooms_.end() ? nullptr : &found->second;
    }

    std::uint64_t add_row(RoomId const& room, rooms::Batch const& batch, Hash128 const& chain);
    rooms::ClaimAnswer read_claim(RoomId const& room, SqliteRoom const& stored);
    std::optional<ReadRecord> read_record(RoomId const& room, std::uint64_t lsn);
    std::vector<ReadSnapshot> read_snapshots(RoomId const& room);
    rooms::FindCodeAnswer read_code(std::string const& code);
    After trim(RoomId const& room, SqliteRoom const& stored, Sequence limit);
    void trim_later(RoomId const& room);

    std::unique_ptr<SqliteDatabase> database_;
    Post post_;
    SqliteOptions options_;
    std::uint64_t rows_scanned_;
    std::atomic<std::uint64_t> records_read_ = 0;
    std::unordered_map<RoomId, SqliteRoom> rooms_;
    Statements sql_;
    // Last: its thread ends before anything that it works on goes.
    SqliteWriter writer_;
};

SqliteStore::Rooms::Statements::Statements(SqliteDatabase& database)
    : add_room(database.prepare("INSERT INTO room VALUES(?, ?, ?, 1, ?, 0, zeroblob(16))")),
      raise_fence(database.prepare("UPDATE room SET fence = ? WHERE id = ?")),
      move_base(database.prepare("UPDATE room SET base_seq = ?, base_chain = ? WHERE id = ?")),
      add_row(database.prepare("INSERT INTO log VALUES(NULL, ?, ?, ?, ?, ?, ?) RETURNING lsn")),
      read_row(
          database.prepare("SELECT room, first, last, chain, mark, body FROM log WHERE lsn = ?")),
      row_chain(database.prepare("SELECT chain FROM log WHERE lsn = ?")),
      delete_row(database.prepare("DELETE FROM log WHERE lsn = ?")),
      add_snapshot(database.prepare("INSERT OR REPLACE INTO snapshot VALUES(?, ?, ?, ?)")),
      delete_snapshots(database.prepare("DELETE FROM snapshot WHERE room = ? AND seq < ?")),
      read_snapshots(database.prepare("SELECT seq, mark, body FROM snapshot WHERE room = ?")),
      add_code(database.prepare("INSERT INTO code VALUES(?, ?)")),
      find_code(database.prepare("SELECT room FROM code WHERE code = ?")),
      delete_code(database.prepare("DELETE FROM code WHERE code = ? AND room = ?")),
      add_scratch(database.prepare("INSERT OR REPLACE INTO scratch VALUES(1, randomblob(?))")),
      delete_scratch(database.prepare("DELETE FROM scratch")) {}

// --- rooms -------------------------------------------------------------------------------------

std::uint64_t SqliteStore::Rooms::add_row(RoomId const& room, rooms::Batch const& batch,
                                          Hash128 const& chain) {
    auto const mark = row_mark(room, batch.first, batch.last, chain);
    ResetAtEnd const at_end(sql_.add_row);
    sql_.add_row.bind_blob(1, as_bytes(room))
        .bind(2, batch.first)
        .bind(3, batch.last)
        .bind_blob(4, as_bytes(chain))
        .bind_blob(5, as_bytes(mark))
        .bind_blob(6, *batch.bytes);
    sql_.add_row.step();
    return sql_.add_row.number(0);
}

std::pair<rooms::CreateAnswer, After> SqliteStore::Rooms::create(RoomId const& room,
                                                                 std::string const& epoch,
                                                                 rooms::Batch const& batch) {
    if (auto const* stored = find(room)) {
        return {answer_to_second_create(stored->log, epoch, batch), nullptr};
    }
    auto log = created_log(epoch, batch);
    if (!log) return {answer::Taken{}, nullptr};
    sql_.add_room.bind_blob(1, as_bytes(room))
        .bind(2, sqlite_layout_version)
        .bind_text(3, epoch)
        .bind_blob(4, as_bytes(log->birth))
        .run();
    auto const lsn = add_row(room, batch, log->position.chain);
    auto const position = log->position;
    return {answer::Applied{position}, [this, room, log = *log, lsn, last = batch.last] {
                rooms_[room] = {.log = log, .rows = {{.lsn = lsn, .last = last}}, .damage = {}};
            }};
}

std::optional<ReadRecord> SqliteStore::Rooms::read_record(RoomId const& room, std::uint64_t lsn) {
    auto& row = sql_.read_row;
    ResetAtEnd const at_end(row);
    row.bind(1, lsn);
    if (!row.step()) return std::nullopt;
    auto const chain = hash_from(row.bytes(3));
    if (!chain) return std::nullopt;
    ReadRecord record{.first = row.number(1),
                      .last = row.number(2),
                      .chain = *chain,
                      .bytes = std::make_shared<std::string const>(row.bytes(5))};
    auto const mark = row_mark(room, record.first, record.last, record.chain);
    if (row.bytes(0) != as_bytes(room) || row.bytes(4) != as_bytes(mark)) return std::nullopt;
    return record;
}

std::vector<ReadSnapshot> SqliteStore::Rooms::read_snapshots(RoomId const& room) {
    auto& rows = sql_.read_snapshots;
    ResetAtEnd const at_end(rows);
    rows.bind_blob(1, as_bytes(room));
    std::vector<ReadSnapshot> snapshots;
    while (rows.step()) {
        snapshots.push_back({.seq = rows.number(0),
                             .check = hash_from(rows.bytes(1)).value_or(Hash128{}),
                             .bytes = std::string(rows.bytes(2))});
    }
    return snapshots;
}

rooms::ClaimAnswer SqliteStore::Rooms::read_claim(RoomId const& room, SqliteRoom const& stored) {
    if (!stored.damage.empty()) return answer::Damaged{stored.damage};
    try {
        std::vector<ReadRecord> records;
        records.reserve(stored.rows.size());
        for (auto const& row : stored.rows) {
            auto record = read_record(room, row.lsn);
            if (!record) {
                return answer::Damaged{"the record that ends at " + std::to_string(row.last) +
                                       " fails its check"};
            }
            records.push_back(std::move(*record));
        }
        auto snapshots = read_snapshots(room);
        records_read_ += records.size() + snapshots.size();
        auto log = stored.log;
        ++log.fence;
        auto checked = checked_claim(room, log, std::move(snapshots), records);
        return std::visit(
            overloaded{
                [](answer::Claimed& claimed) { return rooms::ClaimAnswer{std::move(claimed)}; },
                [](answer::Damaged& damage) { return rooms::ClaimAnswer{damage}; }},
            checked);
    } catch (SqliteError const& error) {
        // One room's page is damaged; that is no reason to fail what others ask for.
        if (error.meaning() != SqliteError::Meaning::damaged) throw;
        return answer::Damaged{error.what()};
    }
}

void SqliteStore::Rooms::claim(RoomId const& room, rooms::Reply<rooms::ClaimAnswer> const& reply) {
    // The fence in memory is what counts while this process has the file to itself. That of the
    // file follows where it can, so that a claim works on a full disk as well.
    auto const raise = [this, room](rooms::Fence fence) {
        if (auto* stored = find(room)) stored->log.fence = fence;
    };
    auto const claimed_fence = [](rooms::ClaimAnswer const& given) -> std::optional<rooms::Fence> {
        auto const* claimed = std::get_if<answer::Claimed>(&given);
        if (claimed == nullptr) return std::nullopt;
        return claimed->fence;
    };
    auto const read = [this, room]() -> rooms::ClaimAnswer {
        auto const* stored = find(room);
        if (stored == nullptr) return answer::NotFound{};
        return read_claim(room, *stored);
    };
    writer_.add({.subject = subject_of(room),
                 .work = [this, reply, room, read, raise, claimed_fence]() -> After {
                     auto given = read();
                     auto const fence = claimed_fence(given);
                     if (fence) sql_.raise_fence.bind(1, *fence).bind_blob(2, as_bytes(room)).run();
                     return [this, reply, raise, fence, given = std::move(given)] {
                         if (fence) raise(*fence);
                         give(reply, given);
                     };
                 },
                 .failed =
                     [this, reply, read, raise, claimed_fence](WriteFailure const& failure) {
                         if (failure.kind != WriteFailure::Kind::read_only) {
                             give(reply, answer_to_failure<rooms::ClaimAnswer>(failure));
                             return;
                         }
                         try {
                             auto given = read();
                             if (auto const fence = claimed_fence(given)) raise(*fence);
                             give(reply, std::move(given));
                         } catch (SqliteError const& error) {
                             give(reply, rooms::ClaimAnswer{answer::Indeterminate{error.what()}});
                         }
                     }});
}

std::pair<rooms::AppendAnswer, After> SqliteStore::Rooms::append(RoomId const& room,
                                                                 rooms::Fence fence,
                                                                 rooms::LogPosition const& expected,
                                                                 rooms::Batch const& batch) {
    auto const* stored = find(room);
    if (stored == nullptr) return {answer::NotFound{}, nullptr};
    auto const verdict = judge_append(stored->log, fence, expected, batch);
    if (auto const* refused = std::get_if<rooms::AppendAnswer>(&verdict))
        return {*refused, nullptr};
    auto const position = std::get<StoreBatch>(verdict).position;
    auto const lsn = add_row(room, batch, position.chain);
    return {answer::Applied{position}, [this, room, lsn, position] {
                auto& written = rooms_.at(room);
                written.rows.push_back({.lsn = lsn, .last = position.head});
                written.log.position = position;
            }};
}

std::pair<rooms::SnapshotAnswer, After> SqliteStore::Rooms::put_snapshot(RoomId const& room,
                                                                         rooms::Fence fence,
                                                                         Sequence seq,
                                                                         std::string const& bytes) {
    auto const* stored = find(room);
    if (stored == nullptr) return {answer::Fenced{}, nullptr};
    auto verdict = judge_snapshot(stored->log, fence, seq);
    if (auto const* other = std::get_if<rooms::SnapshotAnswer>(&verdict)) return {*other, nullptr};
    auto snapshots = std::move(std::get<KeepSnapshot>(verdict).snapshots);

    auto const check = snapshot_check(room, seq, bytes);
    sql_.add_snapshot.bind_blob(1, as_bytes(room))
        .bind(2, seq)
        .bind_blob(3, as_bytes(check))
        .bind_blob(4, bytes)
        .run();
    sql_.delete_snapshots.bind_blob(1, as_bytes(room)).bind(2, snapshots.back()).run();
    auto const limit = trim_limit(snapshots);
    auto trimmed = trim(room, *stored, limit);
    return {answer::Done{},
            [this, room, snapshots = std::move(snapshots), trimmed = std::move(trimmed)] {
                rooms_.at(room).log.snapshots = snapshots;
                trimmed();
            }};
}

/// Deletes the oldest rows that `limit` covers, as many as one commit should.
After SqliteStore::Rooms::trim(RoomId const& room, SqliteRoom const& stored, Sequence limit) {
    std::size_t count = 0;
    while (count < stored.rows.size() && count < trimmed_rows_max &&
           stored.rows[count].last <= limit) {
        ++count;
    }
    if (count == 0) return [] {};
    rooms::LogPosition base{.head = stored.rows[count - 1].last, .chain = {}};
    {
        ResetAtEnd const at_end(sql_.row_chain);
        sql_.row_chain.bind(1, stored.rows[count - 1].lsn);
        if (sql_.row_chain.step()) {
            base.chain = hash_from(sql_.row_chain.bytes(0)).value_or(Hash128{});
        }
    }
    for (std::size_t i = 0; i < count; ++i) sql_.delete_row.bind(1, stored.rows[i].lsn).run();
    sql_.move_base.bind(1, base.head)
        .bind_blob(2, as_bytes(base.chain))
        .bind_blob(3, as_bytes(room))
        .run();
    return [this, room, count, base, limit] {
        auto& written = rooms_.at(room);
        written.rows.erase(written.rows.begin(),
                           written.rows.begin() + static_cast<std::ptrdiff_t>(count));
        written.log.base = base;
        if (!written.rows.empty() && written.rows.front().last <= limit) trim_later(room);
    };
}

void SqliteStore::Rooms::trim_later(RoomId const& room) {
    writer_.add({.subject = subject_of(room),
                 .work = [this, room]() -> After {
                     auto const& stored = rooms_.at(room);
                     return trim(room, stored, trim_limit(stored.log.snapshots));
                 },
                 // The rows are deleted with the next snapshot, or after the next start.
                 .failed = [](WriteFailure const&) {}});
}

void SqliteStore::Rooms::go_on_trimming() {
    // All are found before the first is handed over: from then on the rooms are the writer's.
    std::vector<RoomId> untrimmed;
    for (auto const& [id, room] : rooms_) {
        auto const limit = trim_limit(room.log.snapshots);
        if (room.damage.empty() && !room.rows.empty() && room.rows.front().last <= limit) {
            untrimmed.push_back(id);
        }
    }
    for (auto const& id : untrimmed) trim_later(id);
}

// --- codes and probe ---------------------------------------------------------------------------

rooms::FindCodeAnswer SqliteStore::Rooms::read_code(std::string const& code) {
    ResetAtEnd const at_end(sql_.find_code);
    sql_.find_code.bind_text(1, code);
    if (!sql_.find_code.step()) return answer::NotFound{};
    auto const room = hash_from(sql_.find_code.bytes(0));
    if (!room) return answer::NotFound{};
    return answer::FoundCode{RoomId{*room}};
}

std::pair<rooms::CodeAnswer, After> SqliteStore::Rooms::take_code(std::string const& code,
                                                                  RoomId const& room) {
    auto const holder = read_code(code);
    if (auto const* found = std::get_if<answer::FoundCode>(&holder)) {
        if (found->room == room) return {answer::Done{}, nullptr};
        return {answer::Taken{}, nullptr};
    }
    sql_.add_code.bind_text(1, code).bind_blob(2, as_bytes(room)).run();
    return {answer::Done{}, nullptr};
}

void SqliteStore::Rooms::find_code(std::string const& code,
                                   rooms::Reply<rooms::FindCodeAnswer> const& reply) {
    writer_.add({.subject = {},
                 .work = [this, code, reply]() -> After {
                     return [this, reply, found = read_code(code)] { give(reply, found); };
                 },
                 .failed =
                     [this, code, reply](WriteFailure const& failure) {
                         // The writes beside it failed; looking up needs no room on the disk.
                         if (failure.kind == WriteFailure::Kind::read_only) {
                             try {
                                 give(reply, read_code(code));
                                 return;
                             } catch (SqliteError const&) {
                                 // Answered below, with the first reason.
                             }
                         }
                         give(reply, answer_to_failure<rooms::FindCodeAnswer>(failure));
                     }});
}

std::pair<rooms::CodeAnswer, After> SqliteStore::Rooms::drop_code(std::string const& code,
                                                                  RoomId const& room) {
    sql_.delete_code.bind_text(1, code).bind_blob(2, as_bytes(room)).run();
    return {answer::Done{}, nullptr};
}

void SqliteStore::Rooms::probe(std::size_t bytes, rooms::Reply<rooms::ProbeAnswer> const& reply) {
    writer_.add({.subject = {},
                 .work = [this, bytes, reply]() -> After {
                     // On a disk that the write-ahead log itself has filled, moving its pages makes
                     // room. Where it does not, the write below says so.
                     try {
                         database_->checkpoint(SqliteDatabase::Checkpoint::passive);
                     } catch (SqliteError const& error) {
                         if (error.meaning() != SqliteError::Meaning::read_only) throw;
                     }
                     // Two commits: what one commit adds and deletes is never written at all.
                     sql_.add_scratch.bind(1, bytes).run();
                     sql_.delete_scratch.run();
                     return [this, reply] { give(reply, rooms::ProbeAnswer{answer::Done{}}); };
                 },
                 .failed =
                     [this, reply](WriteFailure const& failure) {
                         give(reply, answer_to_failure<rooms::ProbeAnswer>(failure));
                     },
                 .alone = true});
}

void SqliteStore::Rooms::limit_pages(std::uint64_t pages_max) {
    writer_.add({.subject = {},
                 .work = [this, pages_max]() -> After {
                     database_->run("PRAGMA max_page_count = " + std::to_string(pages_max));
                     return [] {};
                 },
                 .failed = [](WriteFailure const&) {},
                 .alone = true});
}

// --- SqliteStore -------------------------------------------------------------------------------

namespace {

/// The sentence where there is no folder or no file to open; SQLite would only say "unable to
/// open".
std::optional<std::string> make_file(std::string const& path) {
    auto const folder = std::filesystem::absolute(path).parent_path();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return "its folder cannot be made: " + error.message();
    // Before SQLite would make it readable for everybody. What the write-ahead log may be read by
    // follows from this file.
    auto const file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return std::error_code(errno, std::generic_category()).message();
    ::close(file);
    return std::nullopt;
}

OpenError cannot_open(std::string const& path, std::string const& why) {
    return {"The database " + path + " cannot be used: " + why + '.'};
}

}  // namespace

OpenResult<std::unique_ptr<SqliteStore>> SqliteStore::open(std::string const& path, Post post,
                                                           SqliteOptions options) {
    if (auto const why = make_file(path)) return cannot_open(path, *why);
    try {
        auto database = std::make_unique<SqliteDatabase>(path, options.vfs);
        if (auto const why = prepare_sqlite(*database)) return cannot_open(path, *why);
        auto index = read_sqlite_index(*database);
        // What a probe wrote when the process was killed.
        database->run("DELETE FROM scratch");
        if (options.pages_max != 0) {
            database->run("PRAGMA max_page_count = " + std::to_string(options.pages_max));
        }
        auto rooms = std::make_unique<Rooms>(std::move(database), std::move(index), std::move(post),
                                             std::move(options));
        rooms->go_on_trimming();
        return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(rooms)));
    } catch (SqliteError const& error) {
        switch (error.meaning()) {
            case SqliteError::Meaning::locked:
                return cannot_open(path, "another process has it open, a second server perhaps");
            case SqliteError::Meaning::damaged:
                return cannot_open(path, std::string("it is damaged (") + error.what() +
                                             "); start with a copy of it that is whole");
            case SqliteError::Meaning::read_only:
            case SqliteError::Meaning::disk_failed:
            case SqliteError::Meaning::other: return cannot_open(path, error.what());
        }
        throw;
    }
}

SqliteStore::SqliteStore(std::unique_ptr<Rooms> rooms) : rooms_(std::move(rooms)) {}
SqliteStore::~SqliteStore() = default;

std::uint64_t SqliteStore::records_scanned() const { return rooms_->rows_scanned(); }
std::uint64_t SqliteStore::records_read() const { return rooms_->records_read(); }
void SqliteStore::limit_pages(std::uint64_t pages_max) { rooms_->limit_pages(pages_max); }

void SqliteStore::create(RoomId room, std::string epoch, rooms::Batch batch,
                         rooms::Reply<rooms::CreateAnswer> reply) {
    rooms_->write<rooms::CreateAnswer>(
        subject_of(room),
        [this, room, epoch = std::move(epoch), batch = std::move(batch)] {
            return rooms_->create(room, epoch, batch);
        },
        reply);
}

void SqliteStore::claim(RoomId room, rooms::Reply<rooms::ClaimAnswer> reply) {
    rooms_->claim(room, reply);
}

void SqliteStore::append(RoomId room, rooms::Fence fence, rooms::LogPosition expected,
                         rooms::Batch batch, rooms::Reply<rooms::AppendAnswer> reply) {
    rooms_->write<rooms::AppendAnswer>(
        subject_of(room),
        [this, room, fence, expected, batch = std::move(batch)] {
            return rooms_->append(room, fence, expected, batch);
        },
        reply);
}

void SqliteStore::put_snapshot(RoomId room, rooms::Fence fence, Sequence seq,
                               std::shared_ptr<std::string const> bytes,
                               rooms::Reply<rooms::SnapshotAnswer> reply) {
    rooms_->write<rooms::SnapshotAnswer>(
        subject_of(room),
        [this, room, fence, seq, bytes = std::move(bytes)] {
            return rooms_->put_snapshot(room, fence, seq, *bytes);
        },
        reply);
}

void SqliteStore::take_code(std::string code, RoomId room, rooms::Reply<rooms::CodeAnswer> reply) {
    // Codes have no state in memory: a second job on one sees what the first wrote in the same
    // transaction.
    rooms_->write<rooms::CodeAnswer>(
        {}, [this, code = std::move(code), room] { return rooms_->take_code(code, room); }, reply);
}

void SqliteStore::find_code(std::string code, rooms::Reply<rooms::FindCodeAnswer> reply) {
    rooms_->find_code(code, reply);
}

void SqliteStore::drop_code(std::string code, RoomId room, rooms::Reply<rooms::CodeAnswer> reply) {
    rooms_->write<rooms::CodeAnswer>(
        {}, [this, code = std::move(code), room] { return rooms_->drop_code(code, room); }, reply);
}

void SqliteStore::probe(std::size_t bytes, rooms::Reply<rooms::ProbeAnswer> reply) {
    rooms_->probe(bytes, reply);
}

}  // namespace refinery::store
