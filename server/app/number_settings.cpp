#include "server/app/number_settings.hpp"

namespace refinery::app {
namespace {

using std::chrono::milliseconds;

template <class Number>
std::function<Number&(Options&)> in(Number Options::*number) {
    return [number](Options& options) -> Number& { return options.*number; };
}
template <class Part, class Number>
std::function<Number&(Options&)> in(Part Options::*part, Number Part::*number) {
    return [part, number](Options& options) -> Number& { return options.*part.*number; };
}

milliseconds& code_guess_every(Options& options) {
    return options.code_guesses.per_address.one_every;
}
std::uint32_t& code_guesses_of_an_address(Options& options) {
    return options.code_guesses.per_address.burst;
}
std::uint32_t& code_guesses_of_all(Options& options) {
    return options.code_guesses.per_server.burst;
}

std::vector<NumberSetting<milliseconds>> const all_time_limits = {
    {"--hello-ms", in(&Options::timings, &rooms::Timings::hello),
     "A connection that has not said hello by then is closed"},
    {"--welcome-ms", in(&Options::timings, &rooms::Timings::welcome),
     "A hello that could not be answered by then is told to come again"},
    {"--append-repeat-ms", in(&Options::timings, &rooms::Timings::append_repeat),
     "A store that does not answer is asked again this often"},
    {"--store-waiting-ms", in(&Options::timings, &rooms::Timings::store_waiting),
     "From here on members read that their changes wait for the store"},
    {"--probe-ms", in(&Options::timings, &rooms::Timings::probe),
     "A store that takes no writes is tried this often"},
    {"--leave-ms", in(&Options::timings, &rooms::Timings::leave),
     "Somebody without a connection has left after this"},
    {"--heartbeat-ms", in(&Options::timings, &rooms::Timings::heartbeat),
     "A member hears something this often"},
    {"--unload-ms", in(&Options::timings, &rooms::Timings::unload),
     "An empty room stays in memory for this"},
    {"--snapshot-idle-ms", in(&Options::timings, &rooms::Timings::snapshot_idle),
     "A room in which nothing happens for this is stored as a snapshot"},
    {"--snapshot-retry-ms", in(&Options::timings, &rooms::Timings::snapshot_retry),
     "A snapshot that could not be stored is tried again after this"},
    {"--code-life-ms", in(&Options::timings, &rooms::Timings::code_life),
     "A room's code works this long after the last person left"},
    {"--flood-window-ms", in(&Options::timings, &rooms::Timings::flood_window),
     "100 refusals for going too fast within this end a connection"},
    {"--drain-ms", in(&Options::timings, &rooms::Timings::drain),
     "Stopping waits this long for the store, and for members to take their goodbye"},
    {"--retry-busy-ms", in(&Options::timings, &rooms::Timings::retry_busy),
     "When a client that was told busy tries again"},
    {"--retry-read-only-ms", in(&Options::timings, &rooms::Timings::retry_read_only),
     "The same while the store takes no writes"},
    {"--retry-drain-ms", in(&Options::timings, &rooms::Timings::retry_drain),
     "The same when the server stops"},
    {"--retry-damaged-ms", in(&Options::timings, &rooms::Timings::retry_damaged),
     "The same for a room whose stored bytes cannot be read"},
    {"--store-lock-ms", in(&Options::store_lock),
     "How long a server that was killed keeps others off its Redis"},
    {"--ping-after-ms", in(&Options::transport, &net::TransportSettings::ping_after),
     "A member from whom nothing was heard for this is pinged"},
    {"--silent-after-ms", in(&Options::transport, &net::TransportSettings::silent_after),
     "A member from whom nothing was heard for this is disconnected"},
    {"--progress-ms", in(&Options::transport, &net::TransportSettings::progress),
     "A member that takes nothing for this is disconnected as slow"},
    {"--slow-goodbye-ms", in(&Options::transport, &net::TransportSettings::slow_goodbye),
     "How long a slow member is told so before the connection is cut"},
    {"--close-handshake-ms", in(&Options::transport, &net::TransportSettings::close_handshake),
     "How long a connection may take to close"},
    {"--request-header-ms", in(&Options::transport, &net::TransportSettings::request_header),
     "How long the head of an HTTP request may take"},
    {"--request-body-ms", in(&Options::transport, &net::TransportSettings::request_body),
     "How long the body of an HTTP request may take"},
    {"--response-ms", in(&Options::transport, &net::TransportSettings::response),
     "How long an HTTP response may take"},
    {"--keep-alive-ms", in(&Options::transport, &net::TransportSettings::keep_alive),
     "How long an HTTP connection stays open for a further request"},
    {"--code-guess-every-ms", code_guess_every,
     "An address that has used up its wrong codes gets another one this often"},
};

std::vector<NumberSetting<std::size_t>> const all_size_limits = {
    {"--connections-max", in(&Options::websockets_max),
     "Members connected at once; the next one is told that the server is full"},
    {"--rooms-max", in(&Options::rooms_max), "Rooms in memory at once; above it none is made"},
    {"--hello-bytes-max", in(&Options::limits, &Limits::hello_bytes_max),
     "A message before the welcome"},
    {"--message-bytes-max", in(&Options::limits, &Limits::message_bytes_max), "A message after it"},
    {"--commands-per-message-max", in(&Options::limits, &Limits::commands_per_message_max),
     "Commands in one message"},
    {"--text-bytes-max", in(&Options::limits, &Limits::text_bytes_max), "A ticket's description"},
    {"--title-code-points-max", in(&Options::limits, &Limits::title_code_points_max), "A title"},
    {"--name-code-points-max", in(&Options::limits, &Limits::name_code_points_max),
     "A person's name"},
    {"--note-code-points-max", in(&Options::limits, &Limits::note_code_points_max),
     "A note beside a vote"},
    {"--key-code-points-max", in(&Options::limits, &Limits::key_code_points_max),
     "A tracker's key"},
    {"--room-bytes-max", in(&Options::limits, &Limits::room_bytes_max),
     "All titles and texts of a room"},
    {"--unanswered-max", in(&Options::limits, &Limits::unanswered_max),
     "Commands of one page that wait for their answer"},
    {"--unanswered-bytes-max", in(&Options::limits, &Limits::unanswered_bytes_max),
     "The same in bytes"},
    {"--queued-bytes-max", in(&Options::limits, &Limits::queued_bytes_max),
     "Bytes that wait for a slow member before it is disconnected"},
    {"--csv-bytes-max", in(&Options::limits, &Limits::csv_bytes_max),
     "A CSV file, read in the browser"},
    {"--csv-rows-max", in(&Options::limits, &Limits::csv_rows_max), "Its rows"},
    {"--request-header-bytes-max",
     in(&Options::transport, &net::TransportSettings::header_bytes_max),
     "The head of an HTTP request"},
    {"--request-body-bytes-max", in(&Options::transport, &net::TransportSettings::body_bytes_max),
     "The body of an HTTP request"},
    {"--sockets-max", in(&Options::transport, &net::TransportSettings::sockets_max),
     "Open sockets of any kind; further ones wait"},
};

std::vector<NumberSetting<std::uint32_t>> const all_rates = {
    {"--operations-per-second", in(&Options::limits, &Limits::operations_per_second),
     "Commands of one page, in the long run"},
    {"--operations-burst", in(&Options::limits, &Limits::operations_burst), "And at once"},
    {"--presence-per-second", in(&Options::limits, &Limits::presence_per_second),
     "Presence messages of one connection"},
    {"--code-guesses", code_guesses_of_an_address, "Wrong codes that an address may send at once"},
    {"--code-guesses-server", code_guesses_of_all,
     "Wrong codes a minute from all addresses together"},
};

}  // namespace

std::vector<NumberSetting<milliseconds>> const& time_limits() { return all_time_limits; }
std::vector<NumberSetting<std::size_t>> const& size_limits() { return all_size_limits; }
std::vector<NumberSetting<std::uint32_t>> const& rates() { return all_rates; }

}  // namespace refinery::app
