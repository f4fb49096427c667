#include "server/app/sample_backlog.hpp"

#include <array>

namespace refinery::app {

namespace {

constexpr std::array sample{
    SampleTicket{.key = "",
                 .title = "Open this link in a second window or on your phone, and vote",
                 .description = R"(Everybody who opens the link of this room is in it, live.

1. Open it a second time: in another window, or on a phone on the same network.
2. Give each window a name, and start a round on this ticket.
3. Pick a card in both. Nobody sees the other's card until both have voted.

Nothing can break here. The tickets below belong to *Quayside*, an invented booking
service for small marinas, and are yours to edit, drag, archive and estimate.)"},
    SampleTicket{
        .key = "QUAY-101",
        .title = "A skipper books a berth for one night without an account",
        .description =
            R"(**Why.** Two thirds of the visitors of a small harbour come once. They will not
make up a password on a wet foredeck.

**What**

- pick the day, the length of the boat and its draught
- see the berths that fit, with their price
- pay, and get a link that shows the booking

**Not now:** changing a booking (QUAY-103), several nights (QUAY-102).)",
        .estimate = "8"},
    SampleTicket{
        .key = "QUAY-102",
        .title = "A booking covers several nights",
        .description =
            R"(The same berth all the time if there is one; otherwise say in which night the
boat has to move, *before* anybody pays.)",
        .estimate = "5"},
    SampleTicket{.key = "QUAY-103",
                 .title = "A skipper moves a booking by a day, up to noon of the day before",
                 .estimate = "5"},
    SampleTicket{.key = "QUAY-104",
                 .title = "Cancel a booking and get the money back by the harbour's rule",
                 .description = R"(Each harbour sets its own rule: *until when*, and *how much*.

| Cancelled | Paid back |
|---|---|
| more than 48 h before | all |
| more than 12 h before | half |
| later | nothing |

The table is what most of the pilot harbours use; it should be the default.)"},
    SampleTicket{.key = "QUAY-105",
                 .title = "Tell the skipper the gate code an hour before arrival",
                 .estimate = "3"},
    SampleTicket{
        .key = "QUAY-106",
        .title = "Arrivals of today on one page for the harbour master",
        .description =
            R"(Readable on a phone in bright sun, with one hand. Sorted by expected arrival;
who is overdue comes first.)",
        .estimate = "5"},
    SampleTicket{
        .key = "QUAY-107", .title = "Mark a boat as arrived with one tap", .estimate = "2"},
    SampleTicket{.key = "QUAY-108",
                 .title = "Free the berth by itself when a boat has not come by 22:00"},
    SampleTicket{.key = "QUAY-109",
                 .title = "A plan of the harbour that shows free and taken berths",
                 .description = R"(Today the plan is a photograph of the board in the office.

Open questions

- Do we draw it, or does the harbour upload a picture and click the berths?
- What about harbours that raft boats up alongside each other?)",
                 .estimate = "13"},
    SampleTicket{.key = "QUAY-110",
                 .title = "Berths have a length, a beam and a depth at low water",
                 .estimate = "3"},
    SampleTicket{.key = "QUAY-111",
                 .title = "Warn when a boat's draught is more than the depth at low water",
                 .estimate = "2"},
    SampleTicket{.key = "QUAY-112",
                 .title = "Take the tide table of the nearest gauge into account"},
    SampleTicket{.key = "QUAY-113",
                 .title = "Prices by season, length and number of people aboard",
                 .description =
                     R"(Ask the three pilot harbours for this year's price lists first; at least one
charges by **area** (length × beam), not by length.)"},
    SampleTicket{.key = "QUAY-114",
                 .title = "Add the visitor's tax of the town to the price",
                 .estimate = "3"},
    SampleTicket{
        .key = "QUAY-115", .title = "Shore power can be added to a booking", .estimate = "2"},
    SampleTicket{.key = "QUAY-116", .title = "Read the power meter and charge what was used"},
    SampleTicket{.key = "QUAY-117", .title = "Pay by card", .estimate = "8"},
    SampleTicket{.key = "QUAY-118",
                 .title = "Pay on the spot, in cash, and note it in the booking",
                 .estimate = "2"},
    SampleTicket{.key = "QUAY-119",
                 .title = "An invoice as PDF with the harbour's address and tax number",
                 .estimate = "3"},
    SampleTicket{.key = "QUAY-120",
                 .title = "Bookings made in winter are shown an hour early in summer",
                 .description = R"(**Seen** by two harbours after the clocks changed.

1. Book in January for a day in July, arrival at 18:00.
2. Open the arrivals of that day: it says 17:00.

Times are probably kept with the offset of the day on which the booking was made.)",
                 .estimate = "3"},
    SampleTicket{
        .key = "QUAY-121",
        .title = "The same berth was booked twice within a second",
        .description = R"(It happened once, on the first warm Saturday. Both skippers had paid.

The check for a free berth and the booking are two requests to the database today.)"},
    SampleTicket{.key = "QUAY-122",
                 .title = "The confirmation lands in the spam folder of one provider"},
    SampleTicket{.key = "QUAY-123",
                 .title = "Umlauts in boat names break the printed berth card",
                 .estimate = "1"},
    SampleTicket{.key = "QUAY-124",
                 .title = "Boat names are cut off after twelve characters",
                 .estimate = "1"},
    SampleTicket{.key = "QUAY-125",
                 .title = "The list of bookings takes nine seconds in August",
                 .estimate = "5"},
    SampleTicket{
        .key = "QUAY-126", .title = "Search bookings by boat, skipper or berth", .estimate = "3"},
    SampleTicket{.key = "QUAY-127", .title = "Find a booking by the name of the boat"},
    SampleTicket{.key = "QUAY-128",
                 .title = "Works without a network in the office, and catches up later",
                 .description = R"(The office of one pilot is a container behind the breakwater.

What is the smallest thing that helps? Perhaps **today's arrivals** stay readable, and
*arrived* is kept until there is a network again. Two people may mark the same boat.)"},
    SampleTicket{.key = "QUAY-129",
                 .title = "Several people work for one harbour, each with a login",
                 .estimate = "5"},
    SampleTicket{.key = "QUAY-130",
                 .title = "A helper in the season sees arrivals and no money",
                 .estimate = "3"},
    SampleTicket{
        .key = "QUAY-131", .title = "Who changed this booking, and when?", .estimate = "5"},
    SampleTicket{
        .key = "QUAY-132",
        .title = "A permanent berth is free for guests while its owner is away",
        .description = R"(The owner says from when to when. The harbour keeps a share of the price.

This is the feature that harbours ask for most. It is also the one with the most
ways to go wrong: **what if the owner comes home early?**)"},
    SampleTicket{.key = "QUAY-133", .title = "Owners get a message when their berth was let"},
    SampleTicket{.key = "QUAY-134",
                 .title = "Owners see at the end of the season what they earned"},
    SampleTicket{.key = "QUAY-135", .title = "Waiting list for a full night", .estimate = "5"},
    SampleTicket{.key = "QUAY-136", .title = "Offer the nearest harbour that has room"},
    SampleTicket{.key = "QUAY-137",
                 .title = "A page for each harbour: depth, showers, bread, contact",
                 .estimate = "3"},
    SampleTicket{.key = "QUAY-138", .title = "Photographs on the harbour's page", .estimate = "2"},
    SampleTicket{.key = "QUAY-139", .title = "Reviews by skippers who were there"},
    SampleTicket{.key = "QUAY-140",
                 .title = "Show wind and waves of the next day beside a booking"},
    SampleTicket{.key = "QUAY-141",
                 .title = "The booking page in German, French and Dutch",
                 .description = R"(- the words first, then dates and prices
- harbours write their own texts; those stay as they are
- a skipper's language comes from the browser and can be changed)",
                 .estimate = "5"},
    SampleTicket{.key = "QUAY-142",
                 .title = "The whole booking can be done with a keyboard",
                 .estimate = "3"},
    SampleTicket{
        .key = "QUAY-143", .title = "A screen reader says which berths are free", .estimate = "5"},
    SampleTicket{.key = "QUAY-144",
                 .title = "The booking page loads within two seconds on a slow phone",
                 .estimate = "5"},
    SampleTicket{
        .key = "QUAY-145", .title = "Export the bookings of a season as CSV", .estimate = "2"},
    SampleTicket{.key = "QUAY-146",
                 .title = "Statistics: nights, boats and income by month",
                 .estimate = "5"},
    SampleTicket{.key = "QUAY-147", .title = "Hand the numbers of nights to the statistics office"},
    SampleTicket{.key = "QUAY-148",
                 .title = "Delete personal data three years after the stay",
                 .description = R"(Needed before the first harbour outside the pilot.

The invoice has to be kept for ten years; name and address on it too. So this is
*not* one `DELETE`.)",
                 .estimate = "8"},
    SampleTicket{
        .key = "QUAY-149", .title = "A backup that somebody has restored once", .estimate = "3"},
    SampleTicket{.key = "QUAY-150", .title = "Sign in with a link by mail instead of a password"},
    SampleTicket{.key = "QUAY-151",
                 .title = "Book for a flotilla: eight boats, next to each other"},
    SampleTicket{.key = "QUAY-152", .title = "A club gets its own price", .estimate = "3"},
    SampleTicket{.key = "QUAY-153", .title = "Vouchers"},
    SampleTicket{.key = "QUAY-154", .title = "Order bread for the next morning", .estimate = "5"},
    SampleTicket{.key = "QUAY-155",
                 .title = "The gate opens by itself when the boat's phone is near"},
    SampleTicket{.key = "QUAY-156", .title = "Show on a screen at the pier which berths are free"},
    SampleTicket{.key = "QUAY-157", .title = "Take bookings from the two big portals"},
    SampleTicket{.key = "QUAY-158", .title = "An interface for the harbour's own bookkeeping"},
    SampleTicket{.key = "QUAY-159",
                 .title = "Choose the berth on the plan while booking",
                 .description = "Only where the harbour has drawn its plan (QUAY-109)."},
    SampleTicket{.key = "QUAY-160",
                 .title = "Try out how much a night would cost before giving any data",
                 .estimate = "2"},
};

}  // namespace

std::span<SampleTicket const> sample_backlog() { return sample; }

}  // namespace refinery::app
