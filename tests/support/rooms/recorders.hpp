#pragma once

// Ports of the rooms that remember what they were told.

#include "protocol/codec/decode.hpp"
#include "protocol/codec/encode.hpp"
#include "server/rooms/ports/connection.hpp"
#include "server/rooms/ports/journal.hpp"
#include "server/rooms/ports/meter.hpp"
#include "tests/support/rooms/frame.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace refinery::test {

/// The other end of a connection, with a network that never loses anything.
class FakeConnection final : public rooms::Connection {
public:
    void send(rooms::SharedText text, Weight weight) override {
        if (closed) return;
        frames.emplace_back(*text);
        weights.push_back(weight);
    }
    void close(std::uint16_t code, rooms::SharedText last) override {
        if (closed) return;
        if (last) frames.emplace_back(*last);
        closed = code;
    }
    bool is_drained() const override { return drained; }

    std::vector<Frame> frames;
    std::vector<Weight> weights;
    std::optional<std::uint16_t> closed;
    bool drained = true;
};

/// Every call in words, in order.
class RecordingMeter final : public rooms::Meter {
public:
    void count(rooms::Counted what, std::uint64_t times) override {
        counts[what] += times;
        note("count", static_cast<int>(what), static_cast<std::int64_t>(times));
    }
    void gauge(rooms::Gauged what, std::int64_t value) override {
        gauges[what] = value;
        note("gauge", static_cast<int>(what), value);
    }
    void took(rooms::Timed what, std::chrono::milliseconds time) override {
        note("took", static_cast<int>(what), time.count());
    }
    void said_bye(messages::ByeCode code) override { note("bye", static_cast<int>(code), 1); }
    void refused(RejectionCode code) override { note("refused", static_cast<int>(code), 1); }
    void joined(messages::WelcomeMode mode) override { note("joined", static_cast<int>(mode), 1); }
    void append_answered(rooms::AppendResult result) override {
        note("append", static_cast<int>(result), 1);
    }

    std::map<rooms::Counted, std::uint64_t> counts;
    std::map<rooms::Gauged, std::int64_t> gauges;
    std::vector<std::string> calls;

private:
    void note(char const* kind, int what, std::int64_t value) {
        calls.push_back(std::string(kind) + " " + std::to_string(what) + " " +
                        std::to_string(value));
    }
};

class RecordingJournal final : public rooms::Journal {
public:
    void note(rooms::Severity severity, std::optional<RoomId>, std::string_view line) override {
        lines.push_back(std::to_string(static_cast<int>(severity)) + " " + std::string(line));
    }
    bool says(std::string_view piece) const {
        for (auto const& line : lines) {
            if (line.find(piece) != std::string::npos) return true;
        }
        return false;
    }

    std::vector<std::string> lines;
};

/// A hash that is quick and good enough for tests.
class QuickHasher final : public SecretHasher {
public:
    SecretHash of_random_secret(std::string_view secret) const override { return of(secret); }
    SecretHash of_passcode(std::string_view passcode, RoomId room) const override {
        return of(to_string(room) + std::string(passcode));
    }

private:
    static SecretHash of(std::string_view text) {
        SecretHash hash;
        std::uint64_t state = 0xcbf29ce484222325U;
        for (std::size_t i = 0; i < hash.bytes.size(); ++i) {
            for (auto const byte : text) {
                state = (state ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
            }
            state ^= i + 1;
            hash.bytes[i] = static_cast<std::uint8_t>(state >> 40U);
        }
        return hash;
    }
};

}  // namespace refinery::test
