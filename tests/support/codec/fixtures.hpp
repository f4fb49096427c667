#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace refinery::test {

/// One file of protocol/fixtures/messages.
struct MessageFixture {
    std::string name;
    std::string rule;
    /// "to_server" or "to_client".
    std::string direction;
    /// "message", "command" or "operation".
    std::string kind;
    /// The canonical text.
    std::string json;
};
std::vector<MessageFixture> message_fixtures();

/// One case of protocol/fixtures/refused. What is expected is written as the test writes what it
/// found, so that the two are compared as texts.
struct RefusedFixture {
    std::string name;
    std::string rule;
    std::string frame;
    std::string expect;
};
std::vector<RefusedFixture> refused_fixtures();

/// The same JSON without white space. Throws where it is none.
std::string canonical(std::string_view json);
/// The JSON of every fenced block of PROTOCOL.md, canonical.
std::vector<std::string> examples_of_protocol_page();

std::filesystem::path fixture_folder();
std::string contents_of(std::filesystem::path const& file);

/// Compares a generated fixture with the file, byte for byte; with REFINERY_WRITE_FIXTURES set it
/// writes the file. @return the file's contents
std::string golden(std::filesystem::path const& file, std::string const& generated);

}  // namespace refinery::test
