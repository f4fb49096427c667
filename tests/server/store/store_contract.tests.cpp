// What every store promises the rooms (server/rooms/ports/store.hpp), held against all three.
//
// STORE-1  `create` makes a room once; repeated, it says the same; it is the only call that does
// STORE-2  a claim raises the fence and hands over what is needed to load the room
// STORE-3  an append is taken at its own fence, head and chain, and nowhere else
// STORE-4  an append that was applied is applied when it comes again, and adds nothing
// STORE-5  two snapshots are kept, and the log holds what the older one does not cover
// STORE-6  a code leads to one room, until that room drops it
// STORE-7  what was answered is there after a restart, byte for byte
// STORE-8  damage is found at the claim and said; other rooms are not touched by it
// STORE-9  of two servers, the one that claimed last writes
// STORE-10 a reply comes once, and never inside the call
// STORE-11 a probe leaves nothing behind

#include "tests/support/catch.hpp"
#include "tests/support/store/benches.hpp"
#include "tests/support/store/store_answers.hpp"

#include <algorithm>
#include <map>

using namespace refinery;
using namespace refinery::test;
namespace answer = rooms::store_answer;

#define FOR_EACH_STORE                                                                  \
    auto const kind = GENERATE(StoreKind::memory, StoreKind::sqlite, StoreKind::redis); \
    CAPTURE(name_of(kind));                                                             \
    auto const bench = bench_of(kind)

SCENARIO("STORE-1 create makes a room once", "[STORE-1][store]") {
    FOR_EACH_STORE;
    auto const room = new_room();

    GIVEN("a room made with its first record") {
        auto const made = expect<answer::Applied>(bench->create(room, "epoch-1", first_record()));
        CHECK(made.position == after({}, first_record()));

        THEN("the same call again says the same and adds nothing") {
            auto const again =
                expect<answer::Applied>(bench->create(room, "epoch-1", first_record()));
            CHECK(again.position == made.position);
            CHECK(bench->records_kept(room) == 1);
        }
        THEN("another first record or another epoch finds it taken") {
            CHECK(is<answer::Taken>(bench->create(room, "epoch-1", batch(1, 1, "another"))));
            CHECK(is<answer::Taken>(bench->create(room, "epoch-2", first_record())));
        }
        WHEN("the room has gone on since") {
            expect<answer::Claimed>(bench->claim(room));
            auto const more = batch(2, 3, "more");
            auto const grown = expect<answer::Applied>(bench->append(room, 2, made.position, more));
            THEN("the same call still succeeds, and tells where the log ends now") {
                auto const again =
                    expect<answer::Applied>(bench->create(room, "epoch-1", first_record()));
                CHECK(again.position == grown.position);
            }
        }
    }
    GIVEN("a room that nobody made") {
        THEN("no other call makes it") {
            CHECK(is<answer::NotFound>(bench->claim(room)));
            CHECK(is<answer::NotFound>(bench->append(room, 1, {}, first_record())));
            CHECK(is<answer::Fenced>(bench->put_snapshot(room, 1, 0, "state")));
            CHECK(is<answer::NotFound>(bench->claim(room)));
        }
        THEN("a first record that is not the first makes nothing") {
            CHECK(is<answer::Taken>(bench->create(room, "epoch-1", batch(2, 2, "second"))));
            CHECK(is<answer::NotFound>(bench->claim(room)));
        }
    }
}

SCENARIO("STORE-2 a claim hands over the room", "[STORE-2][store]") {
    FOR_EACH_STORE;

    GIVEN("a room with three records") {
        auto room = owned_room(*bench);
        room.append(*bench, batch(2, 2, "two"));
        room.append(*bench, batch(3, 5, "three to five"));

        WHEN("it is claimed again") {
            auto const claimed = expect<answer::Claimed>(bench->claim(room.room));
            THEN("the fence is one higher, and all of it is there, oldest first") {
                CHECK(room.fence == 2);
                CHECK(claimed.fence == 3);
                CHECK(claimed.epoch == "epoch-1");
                CHECK(claimed.position == room.position);
                CHECK(claimed.snapshots.empty());
                CHECK(bytes_of(claimed.tail) == Words{"room.created", "two", "three to five"});
                CHECK(claimed.tail.back().first == 3);
                CHECK(claimed.tail.back().last == 5);
            }
        }
    }
}

SCENARIO("STORE-3 an append is taken at its own fence, head and chain", "[STORE-3][store]") {
    FOR_EACH_STORE;
    auto room = owned_room(*bench);
    room.append(*bench, batch(2, 2, "two"));
    auto const next = batch(3, 3, "three");

    THEN("behind the head it is added") {
        auto const added =
            expect<answer::Applied>(bench->append(room.room, room.fence, room.position, next));
        CHECK(added.position == after(room.position, next));
        CHECK(bench->records_kept(room.room) == 3);
    }
    THEN("under an older fence it is refused") {
        CHECK(is<answer::Fenced>(bench->append(room.room, room.fence - 1, room.position, next)));
    }
    THEN("at another head it is refused, and told where the log ends") {
        auto const elsewhere = after({}, first_record());
        auto const refused = expect<answer::ForeignHead>(
            bench->append(room.room, room.fence, elsewhere, batch(2, 2, "another two")));
        CHECK(refused.position == room.position);
    }
    THEN("at the same head with another chain, which is a fork, it is refused") {
        auto fork = room.position;
        fork.chain[0] ^= 1;
        CHECK(is<answer::ForeignHead>(bench->append(room.room, room.fence, fork, next)));
    }
    THEN("with a gap it is refused") {
        CHECK(is<answer::ForeignHead>(
            bench->append(room.room, room.fence, room.position, batch(4, 4, "four"))));
    }
    CHECK(bench->records_kept(room.room) <= 3);
}

SCENARIO("STORE-4 an append that comes again is applied once", "[STORE-4][store]") {
    FOR_EACH_STORE;
    auto room = owned_room(*bench);
    auto const before = room.position;
    auto const sent = batch(2, 4, "two to four");
    room.append(*bench, sent);

    WHEN("the very same append comes again") {
        auto const again =
            expect<answer::Applied>(bench->append(room.room, room.fence, before, sent));
        THEN("it has succeeded, and nothing was added") {
            CHECK(again.position == room.position);
            CHECK(bench->records_kept(room.room) == 2);
        }
    }
    WHEN("it comes again with other bytes") {
        THEN("that is somebody else's log") {
            CHECK(is<answer::ForeignHead>(
                bench->append(room.room, room.fence, before, batch(2, 4, "not the same"))));
        }
    }
    WHEN("it was asked twice before the first answer came") {
        auto const twice = batch(5, 5, "five");
        std::vector<rooms::AppendAnswer> answers;
        for (int i = 0; i < 2; ++i) {
            bench->store().append(room.room, room.fence, room.position, twice,
                                  [&](auto given) { answers.push_back(given); });
        }
        REQUIRE(bench->thread().run_until([&] { return answers.size() == 2; }));
        THEN("both have succeeded, and it is there once") {
            CHECK(expect<answer::Applied>(answers[0]).position == after(room.position, twice));
            CHECK(expect<answer::Applied>(answers[1]).position == after(room.position, twice));
            CHECK(bench->records_kept(room.room) == 3);
        }
    }
}

SCENARIO("STORE-5 two snapshots are kept, and the log behind the older one", "[STORE-5][store]") {
    FOR_EACH_STORE;
    auto room = owned_room(*bench);
    room.append(*bench, batch(2, 4, "two to four"));
    room.append(*bench, batch(5, 6, "five and six"));
    room.append(*bench, batch(7, 8, "seven and eight"));
    auto const put = [&](Sequence seq) {
        return bench->put_snapshot(room.room, room.fence, seq, "state " + std::to_string(seq));
    };

    GIVEN("one snapshot") {
        CHECK(is<answer::Done>(put(4)));
        THEN("the log is still whole, because the snapshot may turn out to be damaged") {
            auto const claimed = expect<answer::Claimed>(bench->claim(room.room));
            CHECK(claimed.snapshots.size() == 1);
            CHECK(claimed.tail.size() == 4);
        }
    }
    GIVEN("three snapshots, the second in the middle of a record") {
        CHECK(is<answer::Done>(put(4)));
        CHECK(is<answer::Done>(put(5)));
        CHECK(is<answer::Done>(put(8)));
        THEN("the two newest are there, and each record that the older one does not wholly cover") {
            auto const claimed = expect<answer::Claimed>(bench->claim(room.room));
            REQUIRE(claimed.snapshots.size() == 2);
            CHECK(claimed.snapshots[0].seq == 8);
            CHECK(claimed.snapshots[0].bytes == "state 8");
            CHECK(claimed.snapshots[1].seq == 5);
            CHECK(claimed.snapshots[1].bytes == "state 5");
            CHECK(bytes_of(claimed.tail) == Words{"five and six", "seven and eight"});
            CHECK(bench->records_kept(room.room) == 2);
            CHECK(bench->snapshots_kept(room.room) == 2);
        }
        THEN("the log goes on, also after a restart") {
            bench->restart();
            auto const claimed = expect<answer::Claimed>(bench->claim(room.room));
            CHECK(claimed.position == room.position);
            room.fence = claimed.fence;
            room.append(*bench, batch(9, 9, "nine"));
            CHECK(is<answer::Done>(put(9)));
            auto const again = expect<answer::Claimed>(bench->claim(room.room));
            CHECK(bytes_of(again.tail) == Words{"nine"});
        }
        THEN("one that is not newer changes nothing") {
            CHECK(
                is<answer::Done>(bench->put_snapshot(room.room, room.fence, 8, "something else")));
            CHECK(is<answer::Done>(put(2)));
            auto const claimed = expect<answer::Claimed>(bench->claim(room.room));
            REQUIRE(claimed.snapshots.size() == 2);
            CHECK(claimed.snapshots[0].bytes == "state 8");
            CHECK(claimed.snapshots[1].seq == 5);
        }
    }
    THEN("one of what is not stored yet is not taken") {
        CHECK(is<answer::Indeterminate>(put(9)));
        CHECK(bench->snapshots_kept(room.room) == 0);
    }
    THEN("one under an older fence is refused") {
        CHECK(is<answer::Fenced>(bench->put_snapshot(room.room, room.fence - 1, 4, "state")));
        CHECK(bench->snapshots_kept(room.room) == 0);
    }
}

SCENARIO("STORE-5 after 20,000 operations a start reads the last few", "[STORE-5][store]") {
    FOR_EACH_STORE;
    auto room = owned_room(*bench);
    auto const per_record = 16;
    auto const per_snapshot = 256;
    Sequence head = 1;
    while (head < 20'000) {
        room.append(*bench, batch(head + 1, head + per_record, "operations"));
        head += per_record;
        if ((head - 1) % per_snapshot == 0) {
            expect<answer::Done>(
                bench->put_snapshot(room.room, room.fence, head, std::string(2000, 's')));
        }
    }
    auto const older_snapshot = (head - 1) / per_snapshot * per_snapshot + 1 - per_snapshot;
    auto const uncovered = (head - older_snapshot) / per_record;

    THEN("the log holds what the older of two snapshots does not cover, and no more") {
        CHECK(bench->records_kept(room.room) == uncovered);
        CHECK(bench->snapshots_kept(room.room) == 2);
        bench->restart();
        auto const claimed = expect<answer::Claimed>(bench->claim(room.room));
        CHECK(claimed.position.head == head);
        CHECK(claimed.tail.size() == uncovered);
        CHECK(bench->records_read() == uncovered + 2);
    }
}

SCENARIO("STORE-6 a code leads to one room", "[STORE-6][store]") {
    FOR_EACH_STORE;
    auto const code = new_code();
    auto const ours = new_room();
    auto const theirs = new_room();
    CHECK(is<answer::NotFound>(bench->find_code(code)));
    REQUIRE(is<answer::Done>(bench->take_code(code, ours)));

    THEN("it leads there, also after a restart") {
        bench->restart();
        CHECK(expect<answer::FoundCode>(bench->find_code(code)).room == ours);
    }
    THEN("another room cannot take it, and the same one has it already") {
        CHECK(is<answer::Taken>(bench->take_code(code, theirs)));
        CHECK(is<answer::Done>(bench->take_code(code, ours)));
        CHECK(expect<answer::FoundCode>(bench->find_code(code)).room == ours);
    }
    THEN("another room cannot drop it") {
        CHECK(is<answer::Done>(bench->drop_code(code, theirs)));
        CHECK(expect<answer::FoundCode>(bench->find_code(code)).room == ours);
    }
    THEN("dropped, it leads nowhere and is free") {
        CHECK(is<answer::Done>(bench->drop_code(code, ours)));
        CHECK(is<answer::NotFound>(bench->find_code(code)));
        CHECK(is<answer::Done>(bench->take_code(code, theirs)));
        CHECK(expect<answer::FoundCode>(bench->find_code(code)).room == theirs);
    }
}

SCENARIO("STORE-7 what was answered is there after a restart, byte for byte", "[STORE-7][store]") {
    FOR_EACH_STORE;
    auto room = owned_room(*bench);
    std::string all_bytes;
    for (int i = 0; i < 256; ++i) all_bytes += static_cast<char>(i);
    std::string mebibyte(1024 * 1024, 'm');
    mebibyte.front() = '\0';
    room.append(*bench, batch(2, 2, all_bytes));
    room.append(*bench, batch(3, 3, mebibyte));
    room.append(*bench, batch(4, 4, ""));
    REQUIRE(is<answer::Done>(bench->put_snapshot(room.room, room.fence, 2, all_bytes)));

    bench->restart();
    auto const claimed = expect<answer::Claimed>(bench->claim(room.room));
    CHECK(claimed.fence == room.fence + 1);
    CHECK(claimed.position == room.position);
    CHECK(bytes_of(claimed.tail) == Words{"room.created", all_bytes, mebibyte, ""});
    REQUIRE(claimed.snapshots.size() == 1);
    CHECK(claimed.snapshots[0].bytes == all_bytes);
}

SCENARIO("STORE-8 damage is found at the claim and said", "[STORE-8][store]") {
    FOR_EACH_STORE;
    auto healthy = owned_room(*bench);
    auto room = owned_room(*bench);
    room.append(*bench, batch(2, 4, "two to four"));

    GIVEN("a record with another byte in it") {
        bench->damage_newest_record(room.room);
        THEN("its room is not handed over, with the reason, and the next one is") {
            auto const damaged = expect<answer::Damaged>(bench->claim(room.room));
            CHECK_FALSE(damaged.reason.empty());
            CHECK(expect<answer::Claimed>(bench->claim(healthy.room)).tail.size() == 1);
        }
    }
    GIVEN("two snapshots, and a record behind them") {
        room.append(*bench, batch(5, 6, "five and six"));
        REQUIRE(is<answer::Done>(bench->put_snapshot(room.room, room.fence, 4, "state 4")));
        REQUIRE(is<answer::Done>(bench->put_snapshot(room.room, room.fence, 6, "state 6")));
        REQUIRE(bench->records_kept(room.room) == 1);

        WHEN("the newer one is damaged") {
            bench->damage_snapshot(room.room, 0);
            THEN("the older one and the log still give the room") {
                auto const claimed = expect<answer::Claimed>(bench->claim(room.room));
                REQUIRE(claimed.snapshots.size() == 1);
                CHECK(claimed.snapshots[0].seq == 4);
                CHECK(bytes_of(claimed.tail) == Words{"five and six"});
            }
        }
        WHEN("both are damaged") {
            bench->damage_snapshot(room.room, 0);
            bench->damage_snapshot(room.room, 1);
            THEN("the room is not handed over: its beginning is gone") {
                expect<answer::Damaged>(bench->claim(room.room));
            }
        }
    }
    GIVEN("one snapshot, which is damaged") {
        REQUIRE(is<answer::Done>(bench->put_snapshot(room.room, room.fence, 4, "state 4")));
        bench->damage_snapshot(room.room, 0);
        THEN("the log alone gives the room") {
            auto const claimed = expect<answer::Claimed>(bench->claim(room.room));
            CHECK(claimed.snapshots.empty());
            CHECK(bytes_of(claimed.tail) == Words{"room.created", "two to four"});
        }
    }
}

SCENARIO("STORE-9 of two servers, the one that claimed last writes", "[STORE-9][store]") {
    FOR_EACH_STORE;
    auto const first = owned_room(*bench);
    auto* const second = bench->second();
    if (second == nullptr) {
        // A file belongs to one process; sqlite_store.tests.cpp tries a second one.
        SUCCEED("one server at a time");
        return;
    }
    auto const claimed = expect<answer::Claimed>(bench->ask<rooms::ClaimAnswer>(
        [&](auto reply) { second->claim(first.room, std::move(reply)); }));
    auto const sent = batch(2, 2, "two");

    THEN("the first is fenced, and the second writes") {
        CHECK(is<answer::Fenced>(bench->append(first.room, first.fence, first.position, sent)));
        CHECK(is<answer::Fenced>(bench->put_snapshot(first.room, first.fence, 1, "state")));
        auto const added = bench->ask<rooms::AppendAnswer>([&](auto reply) {
            second->append(first.room, claimed.fence, claimed.position, sent, std::move(reply));
        });
        CHECK(is<answer::Applied>(added));
    }
    THEN("the first can take the room back, which fences the second") {
        auto const back = expect<answer::Claimed>(bench->claim(first.room));
        CHECK(is<answer::Applied>(bench->append(first.room, back.fence, back.position, sent)));
        auto const late = bench->ask<rooms::AppendAnswer>([&](auto reply) {
            second->append(first.room, claimed.fence, claimed.position, sent, std::move(reply));
        });
        CHECK(is<answer::Fenced>(late));
    }
}

SCENARIO("STORE-10 a reply comes once, and never inside the call", "[STORE-10][store]") {
    FOR_EACH_STORE;
    std::vector<OwnedRoom> rooms;
    for (int i = 0; i < 50; ++i) rooms.push_back(owned_room(*bench));

    WHEN("fifty rooms append in one turn") {
        std::map<std::size_t, int> replies;
        auto const sent = batch(2, 2, "two");
        for (std::size_t i = 0; i < rooms.size(); ++i) {
            auto const& room = rooms[i];
            bench->store().append(room.room, room.fence, room.position, sent, [&, i](auto given) {
                CHECK(is<answer::Applied>(given));
                ++replies[i];
            });
        }
        CHECK(replies.empty());
        REQUIRE(bench->thread().run_until([&] { return replies.size() == rooms.size(); }));
        THEN("each is answered once") {
            // One more question and its answer: a second reply would have come before it.
            CHECK(is<answer::NotFound>(bench->find_code(new_code())));
            CHECK(
                std::ranges::all_of(replies, [](auto const& entry) { return entry.second == 1; }));
        }
    }
}

SCENARIO("STORE-11 a probe leaves nothing behind", "[STORE-11][store]") {
    FOR_EACH_STORE;
    auto room = owned_room(*bench);
    CHECK(is<answer::Done>(bench->probe(64 * 1024)));
    CHECK(is<answer::Done>(bench->probe(1024 * 1024)));
    room.append(*bench, batch(2, 2, "two"));
    CHECK(expect<answer::Claimed>(bench->claim(room.room)).tail.size() == 2);
}
