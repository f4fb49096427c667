// What SQLite adds to the contract: whose file it is, what a full and a failing disk do to it, and
// what a killed process leaves.

#include "server/store/sqlite_store.hpp"

#include "tests/support/store/failing_disk.hpp"
#include "tests/support/store/small_disk.hpp"
#include "tests/support/store/store_answers.hpp"
#include "tests/support/temp_dir.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace refinery;
using namespace refinery::test;
namespace answer = rooms::store_answer;
using store::SqliteOptions;
using store::SqliteStore;

namespace {

/// A store on a file that the test chooses.
class FileBench final : public StoreBench {
public:
    explicit FileBench(std::string path, SqliteOptions options = {})
        : path_(std::move(path)), options_(std::move(options)) {
        restart();
    }
    rooms::Store& store() override { return *store_; }
    SqliteStore& sqlite() { return *store_; }
    void restart() override {
        close();
        store_ = std::move(SqliteStore::open(path_, thread().post(), options_).value());
    }
    void close() { store_.reset(); }

    rooms::Store* second() override { return nullptr; }
    std::uint64_t records_read() override { return store_->records_read(); }
    std::size_t records_kept(RoomId const&) override { return 0; }
    std::size_t snapshots_kept(RoomId const&) override { return 0; }
    void damage_newest_record(RoomId const&) override {}
    void damage_snapshot(RoomId const&, std::size_t) override {}

private:
    std::string path_;
    SqliteOptions options_;
    std::unique_ptr<SqliteStore> store_;
};

void in_file(std::string const& path, std::string const& sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

std::string blob(RoomId const& room) { return "x'" + hex(room.bytes) + "'"; }

std::string why_not(std::string const& path) {
    RoomsThread thread;
    auto const opened = SqliteStore::open(path, thread.post());
    return opened ? std::string() : opened.error().message;
}

/// Appends of one kilobyte each until one is refused; gives that answer.
rooms::AppendAnswer fill(FileBench& bench, OwnedRoom& room) {
    for (int i = 0; i < 100'000; ++i) {
        auto const next = room.position.head + 1;
        auto const added = batch(next, next, std::string(1024, 'f'));
        auto const given = bench.append(room.room, room.fence, room.position, added);
        if (!is<answer::Applied>(given)) return given;
        room.position = std::get<answer::Applied>(given).position;
    }
    return answer::NotFound{};
}

}  // namespace

SCENARIO("STORE-12 a file belongs to one process, and says why it cannot be used",
         "[STORE-12][sqlite]") {
    using Catch::Matchers::Contains;
    TempDir folder;
    auto const path = folder.file("data/rooms.sqlite");

    GIVEN("a store that is open") {
        FileBench bench(path);
        THEN("a second one is refused, and the first goes on") {
            CHECK_THAT(why_not(path), Contains("another process has it open"));
            owned_room(bench);
        }
        THEN("nobody else on the machine may read it") {
            struct stat file {};
            REQUIRE(::stat(path.c_str(), &file) == 0);
            CHECK((file.st_mode & 0777) == 0600);
            REQUIRE(::stat((path + "-wal").c_str(), &file) == 0);
            CHECK((file.st_mode & 0777) == 0600);
        }
    }
    GIVEN("a file that is no database") {
        std::filesystem::create_directories(folder.path() / "data");
        std::ofstream(path) << std::string(10'000, 'x');
        THEN("it is refused") { CHECK_THAT(why_not(path), Contains("is damaged")); }
    }
    GIVEN("another program's database") {
        std::filesystem::create_directories(folder.path() / "data");
        in_file(path, "CREATE TABLE songs(title)");
        THEN("it is refused and left alone") {
            CHECK_THAT(why_not(path), Contains("belongs to another program"));
            in_file(path, "SELECT title FROM songs");
        }
    }
    GIVEN("a database of a newer server") {
        FileBench(path).close();
        in_file(path, "PRAGMA user_version = 99");
        THEN("it is refused with both numbers") {
            CHECK_THAT(why_not(path), Contains("layout 99") && Contains("reads layout 1"));
        }
    }
    GIVEN("a folder that cannot be made") {
        std::ofstream(folder.file("data")) << "a file where the folder should be";
        THEN("it is refused") { CHECK_THAT(why_not(path), Contains("its folder cannot be made")); }
    }
}

SCENARIO("STORE-8 damage in the file costs one room", "[STORE-8][sqlite]") {
    TempDir folder;
    auto const path = folder.file("rooms.sqlite");
    FileBench bench(path);
    auto healthy = owned_room(bench);
    auto room = owned_room(bench);
    room.append(bench, batch(2, 4, "two to four"));
    room.append(bench, batch(5, 6, "five and six"));
    bench.close();

    auto const damage = GENERATE_COPY(
        "UPDATE log SET last = 7 WHERE first = 5 AND room = ",
        "UPDATE log SET first = 1 WHERE first = 2 AND room = ",
        "UPDATE log SET mark = zeroblob(16) WHERE first = 5 AND room = ",
        "UPDATE log SET chain = zeroblob(16) WHERE first = 5 AND room = ",
        "UPDATE log SET room = zeroblob(16) WHERE first = 2 AND room = ",
        "DELETE FROM log WHERE first = 2 AND room = ", "DELETE FROM log WHERE room = ",
        "UPDATE room SET base_chain = x'00112233445566778899aabbccddeeff' WHERE id = ",
        "UPDATE room SET layout = 2 WHERE id = ");
    CAPTURE(damage);
    in_file(path, damage + blob(room.room));
    bench.restart();
    CHECK_FALSE(expect<answer::Damaged>(bench.claim(room.room)).reason.empty());
    CHECK(is<answer::Claimed>(bench.claim(healthy.room)));
}

SCENARIO("STORE-13 a full file is refused for all of its commit, and goes on when there is room",
         "[STORE-13][sqlite]") {
    TempDir folder;
    FileBench bench(folder.file("rooms.sqlite"), {.pages_max = 100});
    auto first = owned_room(bench);
    auto second = owned_room(bench);
    auto const code = new_code();
    REQUIRE(is<answer::Done>(bench.take_code(code, first.room)));
    auto const refused = expect<answer::ReadOnly>(fill(bench, first));
    CHECK_FALSE(refused.reason.empty());

    WHEN("several rooms append together") {
        auto const record = batch(second.position.head + 1, second.position.head + 1, "small");
        auto const large =
            batch(first.position.head + 1, first.position.head + 1, std::string(50'000, 'l'));
        std::vector<rooms::AppendAnswer> answers;
        auto const keep = [&](rooms::AppendAnswer given) { answers.push_back(std::move(given)); };
        bench.store().append(first.room, first.fence, first.position, large, keep);
        bench.store().append(second.room, second.fence, second.position, record, keep);
        REQUIRE(bench.thread().run_until([&] { return answers.size() == 2; }));
        THEN("what did not fit is refused, and whoever is refused finds the log as it was") {
            expect<answer::ReadOnly>(answers[0]);
            auto const claimed = expect<answer::Claimed>(bench.claim(second.room));
            auto const applied = is<answer::Applied>(answers[1]);
            CHECK(claimed.position == (applied ? after(second.position, record) : second.position));
        }
    }
    WHEN("the file is full") {
        CHECK(is<answer::ReadOnly>(bench.probe(64 * 1024)));
        THEN("rooms can still be claimed and read, codes be found, and older owners are fenced") {
            auto const claimed = expect<answer::Claimed>(bench.claim(first.room));
            CHECK(claimed.fence == first.fence + 1);
            CHECK(claimed.position == first.position);
            CHECK(expect<answer::FoundCode>(bench.find_code(code)).room == first.room);
            auto const next = batch(first.position.head + 1, first.position.head + 1, "next");
            CHECK(is<answer::Fenced>(bench.append(first.room, first.fence, first.position, next)));
        }
    }
    WHEN("there is room again") {
        bench.sqlite().limit_pages(10'000);
        CHECK(is<answer::Done>(bench.probe(64 * 1024)));
        THEN("the same append is taken, and nothing that was acknowledged is missing") {
            first.append(bench, batch(first.position.head + 1, first.position.head + 1, "next"));
            second.append(bench, batch(2, 2, "two"));
            bench.restart();
            auto const claimed = expect<answer::Claimed>(bench.claim(first.room));
            CHECK(claimed.position == first.position);
        }
    }
}

SCENARIO("STORE-13 a full disk is no failing disk", "[STORE-13][sqlite]") {
    TempDir folder;
    SmallDisk disk(folder.file("disk"));
    if (!disk.is_mounted()) SKIP_TEST("no small disk can be mounted here: that needs root");

    std::string fatal;
    {
        FileBench bench(disk.path() + "/rooms.sqlite",
                        {.checkpoint_bytes = 1024 * 1024,
                         .fatal = [&](std::string const& reason) { fatal = reason; }});
        auto room = owned_room(bench);
        expect<answer::ReadOnly>(fill(bench, room));
        CHECK(is<answer::ReadOnly>(bench.probe(2 * 1024 * 1024)));
        CHECK(expect<answer::Claimed>(bench.claim(room.room)).position == room.position);
        room.fence += 1;

        REQUIRE(disk.grow());
        CHECK(is<answer::Done>(bench.probe(64 * 1024)));
        room.append(bench, batch(room.position.head + 1, room.position.head + 1, "next"));
        bench.restart();
        auto const claimed = expect<answer::Claimed>(bench.claim(room.room));
        CHECK(claimed.position == room.position);
        CHECK(claimed.tail.size() == room.position.head);
    }
    CHECK(fatal.empty());
}

SCENARIO("STORE-14 a disk that fails ends the process, and promises nothing",
         "[STORE-14][sqlite]") {
    TempDir folder;
    FailingDisk disk;
    std::string fatal;
    FileBench bench(
        folder.file("rooms.sqlite"),
        {.fatal = [&](std::string const& reason) { fatal = reason; }, .vfs = FailingDisk::name()});
    auto room = owned_room(bench);
    auto const next = batch(2, 2, "two");

    WHEN("a sync fails") {
        disk.fail_syncs();
        auto const given = bench.append(room.room, room.fence, room.position, next);
        THEN("nobody knows, the owner of the process is told, and nothing is written any more") {
            CHECK(is<answer::Indeterminate>(given));
            disk.heal();
            CHECK(is<answer::Indeterminate>(
                bench.append(room.room, room.fence, room.position, next)));
            CHECK(is<answer::Indeterminate>(bench.claim(room.room)));
            CHECK(is<answer::Indeterminate>(bench.probe(1)));
            CHECK_FALSE(fatal.empty());
        }
        THEN("the next process settles it") {
            disk.heal();
            bench.restart();
            auto const claimed = expect<answer::Claimed>(bench.claim(room.room));
            // The one append whose fate was unknown: there or not, and repeating it is right.
            auto const again = bench.append(room.room, claimed.fence, room.position, next);
            CHECK(expect<answer::Applied>(again).position == after(room.position, next));
        }
    }
    WHEN("a write fails") {
        disk.fail_writes(EIO);
        CHECK(is<answer::Indeterminate>(bench.append(room.room, room.fence, room.position, next)));
        REQUIRE(bench.thread().run_until([&] { return !fatal.empty(); }));
    }
    WHEN("a write fails because a quota is used up") {
        disk.fail_writes(EDQUOT);
        THEN("that is a full disk: definite, and over when there is room") {
            CHECK(is<answer::ReadOnly>(bench.append(room.room, room.fence, room.position, next)));
            disk.heal();
            CHECK(is<answer::Applied>(bench.append(room.room, room.fence, room.position, next)));
            CHECK(fatal.empty());
        }
    }
}

SCENARIO("STORE-7 a killed process leaves everything that it acknowledged", "[STORE-7][sqlite]") {
    TempDir folder;
    auto const path = folder.file("rooms.sqlite");
    OwnedRoom room;
    {
        FileBench bench(path);
        room = owned_room(bench);
    }

    for (int kill = 0; kill < 10; ++kill) {
        int acknowledged[2];
        REQUIRE(::pipe(acknowledged) == 0);
        auto const child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            // Appends, with a snapshot now and then, and tells the head after each, until it dies.
            FileBench bench(path, {.checkpoint_bytes = 256 * 1024});
            auto const claimed = std::get<answer::Claimed>(bench.claim(room.room));
            auto position = claimed.position;
            while (true) {
                auto const next = batch(position.head + 1, position.head + 3,
                                        "record " + std::to_string(position.head + 1));
                auto const given = bench.append(room.room, claimed.fence, position, next);
                if (!is<answer::Applied>(given)) ::_exit(1);
                position = std::get<answer::Applied>(given).position;
                if (::write(acknowledged[1], &position.head, sizeof position.head) < 0) ::_exit(1);
                if (position.head % 10 == 0) {
                    bench.put_snapshot(room.room, claimed.fence, position.head, "state");
                }
            }
        }
        ::close(acknowledged[1]);
        Sequence last = 0;
        auto const read_ack = [&] {
            Sequence head = 0;
            if (::read(acknowledged[0], &head, sizeof head) != sizeof head) return false;
            last = head;
            return true;
        };
        for (int i = 0; i < 17 * (kill + 1) && read_ack(); ++i) {}
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        while (read_ack()) {}
        ::close(acknowledged[0]);
        REQUIRE(WIFSIGNALED(status));

        FileBench bench(path);
        auto const claimed = expect<answer::Claimed>(bench.claim(room.room));
        CHECK(claimed.position.head >= last);
        // One append may have been stored and not yet told.
        CHECK(claimed.position.head <= last + 3);
        Sequence expected = claimed.tail.front().first;
        for (auto const& record : claimed.tail) {
            CHECK(record.first == expected);
            if (record.first > 1) CHECK(*record.bytes == "record " + std::to_string(expected));
            expected = record.last + 1;
        }
        CHECK(expected == claimed.position.head + 1);
    }
}

SCENARIO("STORE-15 the write-ahead log is emptied between commits and at the end",
         "[STORE-15][sqlite]") {
    TempDir folder;
    auto const path = folder.file("rooms.sqlite");
    auto const log = path + "-wal";
    FileBench bench(path, {.checkpoint_bytes = 256 * 1024});
    auto room = owned_room(bench);
    for (int i = 0; i < 300; ++i) {
        auto const next = room.position.head + 1;
        room.append(bench, batch(next, next, std::string(20'000, 'r')));
    }
    // 6 MB were written; one commit beyond the limit is what the file may have.
    CHECK(std::filesystem::file_size(log) < 512 * 1024);
    bench.close();
    CHECK_FALSE(std::filesystem::exists(log));
    bench.restart();
    CHECK(expect<answer::Claimed>(bench.claim(room.room)).position == room.position);
}

SCENARIO("STORE-5 a start passes over what the rooms still need, and nothing else",
         "[STORE-5][sqlite]") {
    TempDir folder;
    FileBench bench(folder.file("rooms.sqlite"));
    auto idle = owned_room(bench);
    auto busy = owned_room(bench);
    for (int i = 0; i < 1200; ++i) {
        busy.append(bench, batch(busy.position.head + 1, busy.position.head + 1, "record"));
    }
    // All at once: more rows than one commit deletes.
    REQUIRE(is<answer::Done>(bench.put_snapshot(busy.room, busy.fence, 1100, "state")));
    REQUIRE(is<answer::Done>(bench.put_snapshot(busy.room, busy.fence, 1200, "state")));
    REQUIRE(is<answer::Claimed>(bench.claim(busy.room)));
    bench.restart();
    // The busy room's 101 records, and the idle one's one, which lies before all of them.
    CHECK(bench.sqlite().records_scanned() == 102);
    CHECK(expect<answer::Claimed>(bench.claim(idle.room)).tail.size() == 1);
}
