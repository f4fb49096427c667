#include "protocol/domain/ids.hpp"

#include "protocol/domain/text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/domain_printing.hpp"

using namespace refinery;

SCENARIO("MSG-8 ids are 32 hex digits, read in either case and written in lower case", "[MSG-8]") {
    auto const id = parse_id<TicketId>("00112233445566778899AABBccddeeff");
    REQUIRE(id);
    CHECK(id->bytes[0] == 0x00);
    CHECK(id->bytes[15] == 0xff);
    CHECK(to_string(*id) == "00112233445566778899aabbccddeeff");

    auto const not_an_id =
        GENERATE("", "00112233445566778899aabbccddeef", "00112233445566778899aabbccddeeff0",
                 "0011223344556677 899aabbccddeeff", "g0112233445566778899aabbccddeeff",
                 "k3VnQm9hcmRXYWxrTWFwMQ");
    CHECK_FALSE(parse_id<TicketId>(not_an_id));
}

SCENARIO("MSG-8 a room's id is 22 characters of base64url, in one spelling", "[MSG-8]") {
    auto const id = parse_id<RoomId>("k3VnQm9hcmRXYWxrTWFwMQ");
    REQUIRE(id);
    CHECK(hex(id->bytes) == "937567426f61726457616c6b4d617031");
    CHECK(to_string(*id) == "k3VnQm9hcmRXYWxrTWFwMQ");
    CHECK(to_string(RoomId{}) == "AAAAAAAAAAAAAAAAAAAAAA");
    RoomId all_ones;
    all_ones.bytes.fill(0xff);
    CHECK(to_string(all_ones) == "_____________________w");
    CHECK(parse_id<RoomId>(to_string(all_ones)) == all_ones);

    // The last has bits set that belong to no byte.
    auto const not_an_id =
        GENERATE("", "k3VnQm9hcmRXYWxrTWFwM", "k3VnQm9hcmRXYWxrTWFwMQQ",
                 "k3VnQm9hcmRXYWxrTWFwM=", "k3VnQm9hcmRXYWxrTWFw+Q", "k3VnQm9hcmRXYWxrTWFwMR");
    CHECK_FALSE(parse_id<RoomId>(not_an_id));
}

SCENARIO("TXT-5 a text is named by its ticket and its field", "[TXT-5]") {
    auto const doc = parse_doc_id("7c000000000000000000000000000012/description");
    REQUIRE(doc);
    CHECK(to_string(*doc) == "7c000000000000000000000000000012/description");

    auto const not_a_doc =
        GENERATE("", "/description", "7c000000000000000000000000000012",
                 "7c000000000000000000000000000012/title",
                 "7c000000000000000000000000000012/description/", "7c12/description");
    CHECK_FALSE(parse_doc_id(not_a_doc));
}
