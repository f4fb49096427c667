#include "protocol/codec/decode.hpp"
#include "protocol/codec/encode.hpp"
#include "tests/protocol/codec/sample_values.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"

#include <string>

using namespace refinery;
using namespace refinery::test;

namespace {

struct Refused {
    RejectionCode code;
    std::string where;
    bool operator==(Refused const&) const = default;
};
std::ostream& operator<<(std::ostream& out, Refused const& refused) {
    return out << refused.code << " at " << refused.where;
}

template <class T>
Refused refused(Result<T> const& result) {
    if (result) throw std::logic_error("it was read");
    return {result.error().code, result.error().where.value_or("")};
}

Refused creating(std::string_view body) { return refused(decode_create_room(body, {})); }
Refused finding(std::string_view body) { return refused(decode_find_code(body)); }

}  // namespace

SCENARIO("HTTP-1 a room may be asked for with nothing, or with all that it can have", "[HTTP-1]") {
    auto const plain = decode_create_room("{}", {}).value();
    CHECK_FALSE(plain.title);
    CHECK_FALSE(plain.deck);
    CHECK_FALSE(plain.passcode);
    CHECK_FALSE(plain.rights);
    auto const full = decode_create_room(
                          R"({"title":"Maps","passcode":"blue whale","future":[1,2],
        "deck":{"name":"Quick","cards":[{"label":"½","value":500},{"label":"1","value":1000},{"label":"2","value":2000},{"label":"?"}]},
        "rights":{"write":"everybody","order":"facilitators","lead":"everybody"}})",
                          {})
                          .value();
    CHECK(full.title == "Maps");
    CHECK(full.passcode == "blue whale");
    CHECK(full.deck == sample::quick);
    CHECK(full.rights == sample::other_rights);
}

SCENARIO("HTTP-1 a body is read by the rules of messages", "[HTTP-1][MSG-4][MSG-5][MSG-6]") {
    auto const bad = RejectionCode::bad_request;
    CHECK(creating("") == Refused{bad, ""});
    CHECK(creating("[]") == Refused{bad, ""});
    CHECK(creating("{\"title\":\"\xff\"}") == Refused{bad, ""});
    CHECK(creating(R"({"title":"\udc00"})") == Refused{bad, ""});
    CHECK(creating(R"({"title":"a","title":"b"})") == Refused{bad, ""});
    CHECK(creating(R"({"x":)" + std::string(10'000, '[')) == Refused{bad, ""});
    CHECK(creating(R"({"title":1})") == Refused{bad, "title"});
    CHECK(creating(R"({"passcode":""})") == Refused{bad, "passcode"});
    CHECK(creating(R"({"passcode":"a\nb"})") == Refused{bad, "passcode"});
    CHECK(creating(R"({"deck":{"name":"x","cards":[{}]}})") == Refused{bad, "deck.cards[0].label"});
    CHECK(creating(R"({"rights":{"write":"everybody"}})") == Refused{bad, "rights.order"});
}

SCENARIO("HTTP-2 a code is read in either case", "[HTTP-2]") {
    CHECK(decode_find_code(R"({"code":"k7pq2m"})").value() == "K7PQ2M");
    CHECK(decode_find_code(R"({"code":"K7PQ2M"})").value() == "K7PQ2M");
    CHECK(finding("{}") == Refused{RejectionCode::bad_request, "code"});
    CHECK(finding(R"({"code":123456})") == Refused{RejectionCode::bad_request, "code"});
}

SCENARIO("HTTP-3 answers are written member by member", "[HTTP-3][HTTP-1][HTTP-2]") {
    CHECK(encode_found_room(sample::room) == R"({"room":"k3VnQm9hcmRXYWxrTWFwMQ"})");
    CHECK(
        encode_error({.code = RejectionCode::bad_request,
                      .message = "A title has at most 500 characters.",
                      .where = "title",
                      .retry_ms = 5}) ==
        R"({"code":"bad_request","message":"A title has at most 500 characters.","where":"title"})");
    CHECK(
        encode(RoomCreatedAnswer{.room = sample::room,
                                 .code = "K7PQ2M",
                                 .url = "u",
                                 .facilitator_key = "f",
                                 .facilitator_url = "fu",
                                 .read_key = "r",
                                 .report_url = "ru"}) ==
        R"({"room":"k3VnQm9hcmRXYWxrTWFwMQ","code":"K7PQ2M","url":"u","facilitator_key":"f","facilitator_url":"fu","read_key":"r","report_url":"ru"})");
}
