#pragma once

// The few calls of SQLite that the store makes, with exceptions for errors. Stays inside this
// folder: sqlite_store.hpp is what others include.

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace refinery::store {

/// What SQLite said, and what it means for the store.
class SqliteError : public std::runtime_error {
public:
    enum class Meaning {
        /// No room, or no permission to write: surely not applied.
        read_only,
        /// Another process has the file.
        locked,
        /// The file contradicts itself, or is no database.
        damaged,
        /// The disk failed to write or to sync. What is on it is not known any more.
        disk_failed,
        /// Anything else: a mistake of ours, or no memory.
        other,
    };

    SqliteError(Meaning meaning, std::string const& message)
        : std::runtime_error(message), meaning_(meaning) {}
    Meaning meaning() const { return meaning_; }

private:
    Meaning meaning_;
};

/// A prepared statement. Parameters count from 1, columns from 0; bytes that are bound must outlive
/// the next `step`.
class SqliteStatement {
public:
    SqliteStatement(sqlite3* database, std::string_view sql);

    SqliteStatement& bind(int parameter, std::uint64_t value);
    SqliteStatement& bind_blob(int parameter, std::string_view bytes);
    SqliteStatement& bind_text(int parameter, std::string_view text);

    /// True when there is a row.
    bool step();
    /// Runs to the end and is ready for the next time.
    void run();
    void reset();

    std::uint64_t number(int column) const;
    /// Valid until the next `step` or `reset`.
    std::string_view bytes(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// Resets a statement at the end of a block, however it ends.
class ResetAtEnd {
public:
    explicit ResetAtEnd(SqliteStatement& statement) : statement_(statement) {}
    ~ResetAtEnd() { statement_.reset(); }
    ResetAtEnd(ResetAtEnd const&) = delete;
    ResetAtEnd& operator=(ResetAtEnd const&) = delete;

private:
    SqliteStatement& statement_;
};

/// One connection; of one thread at a time.
class SqliteDatabase {
public:
    /// @param vfs  name of a registered VFS; empty for the system's
    /// @throws SqliteError, as all functions here
    SqliteDatabase(std::string const& path, std::string const& vfs);
    ~SqliteDatabase();
    SqliteDatabase(SqliteDatabase const&) = delete;
    SqliteDatabase& operator=(SqliteDatabase const&) = delete;

    void run(std::string const& sql);
    /// The first column of the first row of a query, as text; empty where there is none.
    std::string ask(std::string const& sql);
    SqliteStatement prepare(std::string_view sql);

    bool in_transaction() const;
    /// Bytes in the write-ahead log after the newest commit.
    std::uint64_t wal_bytes() const { return wal_bytes_; }

    enum class Checkpoint { passive, truncate };
    void checkpoint(Checkpoint mode);

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::unique_ptr<sqlite3, Close> database_;
    std::uint64_t wal_bytes_ = 0;
};

}  // namespace refinery::store
