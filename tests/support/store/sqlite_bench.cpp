#include "server/store/sqlite_store.hpp"
#include "tests/support/store/benches.hpp"
#include "tests/support/temp_dir.hpp"

#include <sqlite3.h>
#include <stdexcept>

namespace refinery::test {

namespace {

/// The file as SQLite itself reads it, while no store has it open.
class File {
public:
    explicit File(std::string const& path) {
        if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) throw std::runtime_error(path);
    }
    ~File() { sqlite3_close(database_); }
    File(File const&) = delete;
    File& operator=(File const&) = delete;

    /// One statement about one room; gives the first number of its first row, if there is one.
    std::size_t run(std::string const& sql, RoomId const& room, std::size_t second = 0) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
            throw std::runtime_error(sqlite3_errmsg(database_));
        }
        sqlite3_bind_blob(statement, 1, room.bytes.data(), static_cast<int>(room.bytes.size()),
                          SQLITE_STATIC);
        if (sqlite3_bind_parameter_count(statement) > 1) {
            sqlite3_bind_int64(statement, 2, static_cast<sqlite3_int64>(second));
        }
        std::size_t number = 0;
        auto const code = sqlite3_step(statement);
        if (code == SQLITE_ROW) {
            number = static_cast<std::size_t>(sqlite3_column_int64(statement, 0));
        }
        sqlite3_finalize(statement);
        if (code != SQLITE_ROW && code != SQLITE_DONE) {
            throw std::runtime_error(sqlite3_errmsg(database_));
        }
        return number;
    }

private:
    sqlite3* database_ = nullptr;
};

class SqliteBench final : public StoreBench {
public:
    SqliteBench() { restart(); }

    rooms::Store& store() override { return *store_; }
    void restart() override {
        store_.reset();
        store_ = std::move(store::SqliteStore::open(path(), thread().post()).value());
    }
    rooms::Store* second() override { return nullptr; }
    std::uint64_t records_read() override { return store_->records_read(); }
    std::size_t records_kept(RoomId const& room) override {
        return in_file("SELECT count(*) FROM log WHERE room = ?", room);
    }
    std::size_t snapshots_kept(RoomId const& room) override {
        return in_file("SELECT count(*) FROM snapshot WHERE room = ?", room);
    }
    void damage_newest_record(RoomId const& room) override {
        // The last byte becomes another one, as a bad disk would do it: without a word.
        in_file(
            "UPDATE log SET body = CAST(substr(body, 1, length(body) - 1) || x'07' AS BLOB)"
            " WHERE lsn = (SELECT max(lsn) FROM log WHERE room = ?)",
            room);
    }
    void damage_snapshot(RoomId const& room, std::size_t which) override {
        in_file(
            "UPDATE snapshot SET body = CAST(substr(body, 1, length(body) - 1) || x'07' AS BLOB)"
            " WHERE rowid = (SELECT rowid FROM snapshot WHERE room = ?"
            " ORDER BY seq DESC LIMIT 1 OFFSET ?)",
            room, which);
    }

private:
    std::string path() const { return folder_.file("rooms.sqlite"); }

    std::size_t in_file(std::string const& sql, RoomId const& room, std::size_t second = 0) {
        store_.reset();
        auto const number = File(path()).run(sql, room, second);
        restart();
        return number;
    }

    TempDir folder_;
    std::unique_ptr<store::SqliteStore> store_;
};

}  // namespace

std::unique_ptr<StoreBench> sqlite_bench() { return std::make_unique<SqliteBench>(); }

}  // namespace refinery::test
