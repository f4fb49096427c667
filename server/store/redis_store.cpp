#include "server/store/redis_store.hpp"

#include "protocol/domain/overloaded.hpp"
#include "server/store/redis_failure.hpp"
#include "server/store/redis_library.hpp"
#include "server/store/redis_session.hpp"
#include "server/store/room_log.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

namespace refinery::store {

namespace answer = rooms::store_answer;

namespace {

constexpr auto probe_key = "refinery:probe";
/// Should the command that removes it get lost.
constexpr auto probe_expires_ms = "60000";

/// An error reply, or none at all. What is not surely refused may have been done.
template <class Answer>
Answer answer_to_error(std::string const& error) {
    if constexpr (std::is_constructible_v<Answer, answer::ReadOnly>) {
        if (refuses_writes(error)) return answer::ReadOnly{error};
    }
    return answer::Indeterminate{error};
}

/// The first word of a function's reply.
std::string_view outcome(RedisValue const& value) {
    return value.list.empty() ? std::string_view() : std::string_view(value.list.front().text);
}

std::string text_of(Hash128 const& hash) { return std::string(as_bytes(hash)); }

std::optional<Hash128> hash_of(std::string_view bytes) {
    Hash128 hash{};
    if (bytes.size() != hash.size()) return std::nullopt;
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

/// Behind the outcome: head and chain.
rooms::LogPosition position_in(RedisValue const& value) {
    if (value.list.size() < 3) return {};
    return {.head = value.list[1].as_number(),
            .chain = hash_of(value.list[2].text).value_or(Hash128{})};
}

template <class Answer>
Answer unreadable(RedisValue const& value) {
    return answer::Indeterminate{"Redis answered what nobody understands: " +
                                 std::string(outcome(value))};
}

// --- reading a claim ---------------------------------------------------------------------------

/// An entry of the log: [id, [chain, …, bytes, …]], the id `<last>-<operations>`.
std::optional<ReadRecord> record_in(RedisValue const& entry) {
    if (entry.list.size() != 2 || entry.list[1].list.size() != 4) return std::nullopt;
    auto const& id = entry.list[0].text;
    auto const& fields = entry.list[1].list;
    auto const dash = id.find('-');
    auto const chain = hash_of(fields[1].text);
    if (dash == std::string::npos || !chain) return std::nullopt;
    auto const number = [](std::string text) {
        return RedisValue{.kind = RedisValue::Kind::text, .text = std::move(text)}.as_number();
    };
    auto const last = number(id.substr(0, dash));
    auto const operations = number(id.substr(dash + 1));
    if (operations == 0 || operations > last) return std::nullopt;
    return ReadRecord{.first = last - operations + 1,
                      .last = last,
                      .chain = *chain,
                      .bytes = std::make_shared<std::string const>(fields[3].text)};
}

/// The check stands in front of the bytes. One that is too short to have one fails its check.
ReadSnapshot snapshot_in(RedisValue const& seq, std::string const& stored) {
    auto const check = hash_of(std::string_view(stored).substr(0, sizeof(Hash128)));
    if (!check) return {.seq = seq.as_number(), .check = {}, .bytes = {}};
    return {.seq = seq.as_number(), .check = *check, .bytes = stored.substr(sizeof(Hash128))};
}

rooms::ClaimAnswer claim_in(RoomId const& room, RedisValue const& value,
                            std::uint64_t& records_read) {
    auto const what = outcome(value);
    if (what == "not_found") return answer::NotFound{};
    if (what == "layout") {
        return answer::Damaged{"it is stored in layout " + value.list.back().text +
                               ", which this version does not know"};
    }
    if (what != "claimed" || value.list.size() != 9) {
        return unreadable<rooms::ClaimAnswer>(value);
    }
    auto const& words = value.list;
    auto const base_chain = hash_of(words[4].text);
    auto const chain = hash_of(words[6].text);
    if (!base_chain || !chain) return answer::Damaged{"its meta key is damaged"};

    RoomLog log{.epoch = words[2].text,
                .fence = words[1].as_number(),
                .birth = {},
                .base = {.head = words[3].as_number(), .chain = *base_chain},
                .position = {.head = words[5].as_number(), .chain = *chain},
                .snapshots = {}};
    std::vector<ReadSnapshot> snapshots;
    auto const& kept = words[7].list;
    for (std::size_t i = 0; i + 1 < kept.size(); i += 2) {
        snapshots.push_back(snapshot_in(kept[i], kept[i + 1].text));
        log.snapshots.push_back(snapshots.back().seq);
    }
    std::ranges::sort(log.snapshots, std::greater<>{});
    std::vector<ReadRecord> records;
    for (auto const& entry : words[8].list) {
        auto record = record_in(entry);
        if (!record) return answer::Damaged{"an entry of its log cannot be read"};
        records.push_back(std::move(*record));
    }
    records_read += records.size() + snapshots.size();
    auto checked = checked_claim(room, log, std::move(snapshots), records);
    return std::visit(
        overloaded{[](answer::Claimed& claimed) { return rooms::ClaimAnswer{std::move(claimed)}; },
                   [](answer::Damaged& damaged) { return rooms::ClaimAnswer{damaged}; }},
        checked);
}

// --- reading the other answers -----------------------------------------------------------------

rooms::CreateAnswer create_in(RedisValue const& value) {
    if (outcome(value) == "applied") return answer::Applied{position_in(value)};
    if (outcome(value) == "taken") return answer::Taken{};
    return unreadable<rooms::CreateAnswer>(value);
}

rooms::AppendAnswer append_in(RedisValue const& value) {
    if (outcome(value) == "applied") return answer::Applied{position_in(value)};
    if (outcome(value) == "fenced") return answer::Fenced{};
    if (outcome(value) == "foreign") return answer::ForeignHead{position_in(value)};
    if (outcome(value) == "not_found") return answer::NotFound{};
    return unreadable<rooms::AppendAnswer>(value);
}

rooms::SnapshotAnswer snapshot_answer_in(RedisValue const& value) {
    if (outcome(value) == "done") return answer::Done{};
    if (outcome(value) == "fenced") return answer::Fenced{};
    if (outcome(value) == "ahead") {
        return answer::Indeterminate{"the log does not reach the snapshot yet"};
    }
    return unreadable<rooms::SnapshotAnswer>(value);
}

rooms::CodeAnswer code_in(RedisValue const& value) {
    if (outcome(value) == "done") return answer::Done{};
    if (outcome(value) == "taken") return answer::Taken{};
    return unreadable<rooms::CodeAnswer>(value);
}

rooms::FindCodeAnswer found_code_in(RedisValue const& value) {
    auto const room = parse_id<RoomId>(value.text);
    if (!room) return answer::NotFound{};
    return answer::FoundCode{*room};
}

/// Asks, and reads the answer where there is one.
template <class Answer>
void ask(RedisSession& session, RedisCommand command, std::function<Answer(RedisValue const&)> read,
         rooms::Reply<Answer> reply) {
    session.call(std::move(command), [read = std::move(read), reply = std::move(reply)](
                                         std::variant<RedisValue, RedisSession::NoAnswer> given) {
        reply(std::visit(overloaded{[&](RedisValue const& value) {
                                        return value.is_error()
                                                   ? answer_to_error<Answer>(value.text)
                                                   : read(value);
                                    },
                                    [](RedisSession::NoAnswer const& none) {
                                        return Answer{answer::Indeterminate{none.reason}};
                                    }},
                         given));
    });
}

RedisCommand on_room(char const* call, char const* function, RoomId const& room) {
    return {call,
            function,
            "3",
            redis_key::meta(room),
            redis_key::log(room),
            redis_key::snapshots(room)};
}

std::string operations_in(rooms::Batch const& batch) {
    return std::to_string(batch.last - batch.first + 1);
}

/// Answers later, as every call does, without asking Redis.
template <class Answer>
void answer_without_asking(RedisSession& session, Answer answer, rooms::Reply<Answer> reply) {
    session.later([answer = std::move(answer), reply = std::move(reply)] { reply(answer); });
}

}  // namespace

// --- RedisStore --------------------------------------------------------------------------------

void RedisStore::open(boost::asio::io_context& context, RedisAddress address, RedisOptions options,
                      Opened opened) {
    auto const session =
        std::make_shared<RedisSession>(context, std::move(address), std::move(options));
    session->open([weak = std::weak_ptr(session),
                   opened = std::move(opened)](std::optional<OpenError> const& error) {
        if (error) {
            opened(*error);
        } else {
            opened(std::unique_ptr<RedisStore>(new RedisStore(weak.lock())));
        }
    });
}

RedisStore::RedisStore(std::shared_ptr<RedisSession> session)
    : session_(std::move(session)), records_read_(std::make_shared<std::uint64_t>(0)) {}

RedisStore::~RedisStore() { session_->stop(); }

void RedisStore::close(std::function<void()> closed) { session_->close(std::move(closed)); }

std::uint64_t RedisStore::records_read() const { return *records_read_; }

messages::Durability RedisStore::durability() const { return session_->durability(); }

void RedisStore::create(RoomId room, std::string epoch, rooms::Batch batch,
                        rooms::Reply<rooms::CreateAnswer> reply) {
    if (batch.first != 1 || batch.last < batch.first) {
        answer_without_asking<rooms::CreateAnswer>(*session_, answer::Taken{}, std::move(reply));
        return;
    }
    auto command = on_room("FCALL", redis_function::create, room);
    command.insert(command.end(),
                   {std::move(epoch), std::to_string(batch.last), operations_in(batch),
                    text_of(position_after({}, batch).chain), *batch.bytes});
    ask<rooms::CreateAnswer>(*session_, std::move(command), create_in, std::move(reply));
}

void RedisStore::claim(RoomId room, rooms::Reply<rooms::ClaimAnswer> reply) {
    auto const read = [room, counted = records_read_](RedisValue const& value) {
        return claim_in(room, value, *counted);
    };
    session_->call(
        on_room("FCALL", redis_function::claim, room),
        [weak = std::weak_ptr(session_), room, read,
         reply = std::move(reply)](std::variant<RedisValue, RedisSession::NoAnswer> given) {
            auto const* value = std::get_if<RedisValue>(&given);
            if (value == nullptr) {
                reply(answer::Indeterminate{std::get<RedisSession::NoAnswer>(given).reason});
            } else if (!value->is_error()) {
                reply(read(*value));
            } else if (is_wrong_type(value->text)) {
                reply(answer::Damaged{value->text});
            } else if (auto const session = weak.lock(); session && refuses_writes(value->text)) {
                // The fence cannot be raised, but nor can anybody write under the one that is
                // there, and fence or not, head and chain are compared. So the room can be read.
                ask<rooms::ClaimAnswer>(*session, on_room("FCALL_RO", redis_function::look, room),
                                        read, reply);
            } else {
                reply(answer_to_error<rooms::ClaimAnswer>(value->text));
            }
        });
}

void RedisStore::append(RoomId room, rooms::Fence fence, rooms::LogPosition expected,
                        rooms::Batch batch, rooms::Reply<rooms::AppendAnswer> reply) {
    auto command = on_room("FCALL", redis_function::append, room);
    command.insert(command.end(),
                   {std::to_string(fence), std::to_string(expected.head), text_of(expected.chain),
                    std::to_string(batch.last), operations_in(batch),
                    text_of(position_after(expected, batch).chain), *batch.bytes});
    ask<rooms::AppendAnswer>(*session_, std::move(command), append_in, std::move(reply));
}

void RedisStore::put_snapshot(RoomId room, rooms::Fence fence, Sequence seq,
                              std::shared_ptr<std::string const> bytes,
                              rooms::Reply<rooms::SnapshotAnswer> reply) {
    auto command = on_room("FCALL", redis_function::snapshot, room);
    command.insert(command.end(), {std::to_string(fence), std::to_string(seq),
                                   text_of(snapshot_check(room, seq, *bytes)) + *bytes});
    ask<rooms::SnapshotAnswer>(*session_, std::move(command), snapshot_answer_in, std::move(reply));
}

void RedisStore::take_code(std::string code, RoomId room, rooms::Reply<rooms::CodeAnswer> reply) {
    ask<rooms::CodeAnswer>(
        *session_,
        {"FCALL", redis_function::take_code, "1", redis_key::code(code), to_string(room)}, code_in,
        std::move(reply));
}

void RedisStore::find_code(std::string code, rooms::Reply<rooms::FindCodeAnswer> reply) {
    ask<rooms::FindCodeAnswer>(*session_, {"GET", redis_key::code(code)}, found_code_in,
                               std::move(reply));
}

void RedisStore::drop_code(std::string code, RoomId room, rooms::Reply<rooms::CodeAnswer> reply) {
    ask<rooms::CodeAnswer>(
        *session_,
        {"FCALL", redis_function::drop_code, "1", redis_key::code(code), to_string(room)}, code_in,
        std::move(reply));
}

void RedisStore::probe(std::size_t bytes, rooms::Reply<rooms::ProbeAnswer> reply) {
    // The answer to the first is the answer; the second only cleans up, and is behind it in line.
    ask<rooms::ProbeAnswer>(
        *session_, {"SET", probe_key, std::string(bytes, 'p'), "PX", probe_expires_ms},
        [](RedisValue const&) { return rooms::ProbeAnswer{answer::Done{}}; }, std::move(reply));
    session_->call({"DEL", probe_key}, [](std::variant<RedisValue, RedisSession::NoAnswer> const&) {
        // It runs out by itself.
    });
}

}  // namespace refinery::store
