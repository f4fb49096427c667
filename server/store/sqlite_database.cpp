#include "server/store/sqlite_database.hpp"

#include <cerrno>
#include <cstring>
#include <sqlite3.h>

namespace refinery::store {

namespace {

/// SQLite's default page, and the header that the write-ahead log puts before each.
constexpr std::uint64_t wal_frame_bytes = 4096 + 24;

SqliteError::Meaning meaning_of(int code, int system_error) {
    using Meaning = SqliteError::Meaning;
    // A quota or a file-size limit reaches SQLite as a failed write, but is as definite as a full
    // disk: without its last frame a commit does not count.
    auto const no_room =
        code == SQLITE_IOERR_WRITE &&
        (system_error == EDQUOT || system_error == EFBIG || system_error == ENOSPC);
    if (no_room) return Meaning::read_only;
    if (code == SQLITE_IOERR_NOMEM) return Meaning::other;
    switch (code & 0xff) {
        case SQLITE_FULL:
        case SQLITE_READONLY:
        case SQLITE_PERM: return Meaning::read_only;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Meaning::locked;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return Meaning::damaged;
        case SQLITE_IOERR: return Meaning::disk_failed;
        default: return Meaning::other;
    }
}

/// What the system said when the file was last written. `sqlite3_system_errno` does not know it for
/// a commit.
int last_errno(sqlite3_file* file) {
    int system_error = 0;
    if (file != nullptr && file->pMethods != nullptr) {
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &system_error);
    }
    return system_error;
}

/// Commits write the write-ahead log, checkpoints the database itself.
enum class Written { log, database };

int last_errno(sqlite3* database, Written written) {
    sqlite3_file* file = nullptr;
    auto const which =
        written == Written::log ? SQLITE_FCNTL_JOURNAL_POINTER : SQLITE_FCNTL_FILE_POINTER;
    sqlite3_file_control(database, "main", which, &file);
    return last_errno(file);
}

[[noreturn]] void fail(sqlite3* database, int code, Written written = Written::log) {
    if (database == nullptr) throw SqliteError(meaning_of(code, 0), sqlite3_errstr(code));
    std::string message = sqlite3_errmsg(database);
    auto const system_error = code == SQLITE_IOERR_WRITE ? last_errno(database, written) : 0;
    if (system_error != 0) {
        message += std::string(" (") + std::strerror(system_error) + ')';
    }
    throw SqliteError(meaning_of(code, system_error), message);
}

void check(sqlite3* database, int code) {
    if (code != SQLITE_OK) fail(database, code);
}

}  // namespace

// --- SqliteStatement ---------------------------------------------------------------------------

SqliteStatement::SqliteStatement(sqlite3* database, std::string_view sql) : database_(database) {
    sqlite3_stmt* statement = nullptr;
    check(database, sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                       SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    statement_.reset(statement);
}

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

SqliteStatement& SqliteStatement::bind(int parameter, std::uint64_t value) {
    check(database_,
          sqlite3_bind_int64(statement_.get(), parameter, static_cast<sqlite3_int64>(value)));
    return *this;
}

SqliteStatement& SqliteStatement::bind_blob(int parameter, std::string_view bytes) {
    // A null pointer would be bound as NULL, which is no empty blob.
    auto const* data = bytes.data() == nullptr ? "" : bytes.data();
    check(database_,
          sqlite3_bind_blob64(statement_.get(), parameter, data, bytes.size(), SQLITE_STATIC));
    return *this;
}

SqliteStatement& SqliteStatement::bind_text(int parameter, std::string_view text) {
    auto const* data = text.data() == nullptr ? "" : text.data();
    check(database_, sqlite3_bind_text64(statement_.get(), parameter, data, text.size(),
                                         SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

bool SqliteStatement::step() {
    auto const code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    fail(database_, code);
}

void SqliteStatement::run() {
    ResetAtEnd const at_end(*this);
    while (step()) {}
}

void SqliteStatement::reset() {
    // It repeats the error of the last step, which has been thrown already.
    sqlite3_reset(statement_.get());
}

std::uint64_t SqliteStatement::number(int column) const {
    return static_cast<std::uint64_t>(sqlite3_column_int64(statement_.get(), column));
}

std::string_view SqliteStatement::bytes(int column) const {
    // In this order: the length is that of the form which was asked for last.
    auto const* data = static_cast<char const*>(sqlite3_column_blob(statement_.get(), column));
    auto const length = sqlite3_column_bytes(statement_.get(), column);
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(length)};
}

// --- SqliteDatabase ----------------------------------------------------------------------------

void SqliteDatabase::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

SqliteDatabase::SqliteDatabase(std::string const& path, std::string const& vfs) {
    sqlite3* database = nullptr;
    auto const code = sqlite3_open_v2(
        path.c_str(), &database,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
        vfs.empty() ? nullptr : vfs.c_str());
    database_.reset(database);
    if (code != SQLITE_OK) fail(database, code);
    // This takes the place of SQLite's own hook, and with it of automatic checkpoints, which would
    // lie inside commits. (`PRAGMA wal_autocheckpoint` would take the place of this one.)
    sqlite3_wal_hook(
        database,
        [](void* self, sqlite3*, char const*, int frames) {
            static_cast<SqliteDatabase*>(self)->wal_bytes_ =
                static_cast<std::uint64_t>(frames) * wal_frame_bytes;
            return SQLITE_OK;
        },
        this);
}

SqliteDatabase::~SqliteDatabase() = default;

void SqliteDatabase::run(std::string const& sql) {
    check(database_.get(), sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

std::string SqliteDatabase::ask(std::string const& sql) {
    auto statement = prepare(sql);
    return statement.step() ? std::string(statement.bytes(0)) : std::string();
}

SqliteStatement SqliteDatabase::prepare(std::string_view sql) {
    return SqliteStatement(database_.get(), sql);
}

bool SqliteDatabase::in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

void SqliteDatabase::checkpoint(Checkpoint mode) {
    auto const how =
        mode == Checkpoint::passive ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE;
    auto const code = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, how, nullptr, nullptr);
    if (code != SQLITE_OK) fail(database_.get(), code, Written::database);
    wal_bytes_ = 0;
}

}  // namespace refinery::store
