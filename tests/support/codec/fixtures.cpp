#include "tests/support/codec/fixtures.hpp"

#include "protocol/codec/json_writer.hpp"
#include "protocol/codec/strict_json.hpp"
#include "protocol/domain/limits.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace refinery::test {

namespace {

void write_again(JsonWriter& json, JsonView value) {
    if (value.is_null()) return json.null();
    if (auto const truth = value.truth()) return json.value(*truth);
    if (auto const number = value.integer()) return json.value(*number);
    if (auto const text = value.text()) return json.value(*text);
    if (value.is_list()) {
        json.begin_list();
        for (std::size_t i = 0; i < value.size(); ++i) write_again(json, value.element(i));
        return json.end_list();
    }
    if (!value.is_object()) throw std::runtime_error("a fixture holds integers only");
    json.begin_object();
    for (std::size_t i = 0; i < value.size(); ++i) {
        json.key(value.name(i));
        write_again(json, value.member(i));
    }
    json.end_object();
}

std::string written(JsonView value) {
    JsonWriter json;
    write_again(json, value);
    return json.take();
}

JsonDocument parsed(std::string_view text, std::string const& what) {
    // A file wraps what it holds in two more levels.
    auto document = JsonDocument::parse(text, json_depth_max + 2);
    if (!document) throw std::runtime_error(what + " is no JSON");
    return std::move(document).value();
}

std::string text_of(JsonView object, std::string_view name) {
    auto const value = object.find(name);
    auto const text = value ? value->text() : std::nullopt;
    if (!text) throw std::runtime_error("a fixture lacks " + std::string(name));
    return std::string(*text);
}

std::vector<std::filesystem::path> files_in(std::string const& folder) {
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::directory_iterator(fixture_folder() / folder))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    if (files.empty()) throw std::runtime_error("no fixtures in " + folder);
    return files;
}

std::string bytes_of_hex(std::string_view hex_digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex_digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex_digits.substr(i, 2)), nullptr, 16));
    return bytes;
}

}  // namespace

std::vector<MessageFixture> message_fixtures() {
    std::vector<MessageFixture> fixtures;
    for (auto const& file : files_in("messages")) {
        auto const document = parsed(contents_of(file), file.string());
        auto const root = document.root();
        fixtures.push_back({.name = text_of(root, "name"),
                            .rule = text_of(root, "rule"),
                            .direction = text_of(root, "direction"),
                            .kind = text_of(root, "kind"),
                            .json = written(root.find("json").value())});
    }
    return fixtures;
}

std::vector<RefusedFixture> refused_fixtures() {
    std::vector<RefusedFixture> fixtures;
    for (auto const& file : files_in("refused")) {
        auto const document = parsed(contents_of(file), file.string());
        auto const cases = document.root();
        for (std::size_t i = 0; i < cases.size(); ++i) {
            auto const each = cases.element(i);
            fixtures.push_back({.name = text_of(each, "name"),
                                .rule = text_of(each, "rule"),
                                .frame = each.find("bytes_hex")
                                             ? bytes_of_hex(text_of(each, "bytes_hex"))
                                             : text_of(each, "text"),
                                .expect = written(each.find("expect").value())});
        }
    }
    return fixtures;
}

std::string canonical(std::string_view json) { return written(parsed(json, "a text").root()); }

std::vector<std::string> examples_of_protocol_page() {
    auto const page = contents_of(fixture_folder().parent_path() / "PROTOCOL.md");
    constexpr std::string_view fence = "```";
    std::vector<std::string> examples;
    for (auto at = page.find("```json"); at != std::string::npos; at = page.find("```json", at)) {
        auto const begin = page.find('\n', at) + 1;
        auto const end = page.find(fence, begin);
        examples.push_back(canonical(std::string_view(page).substr(begin, end - begin)));
        at = end + fence.size();
    }
    return examples;
}

std::filesystem::path fixture_folder() {
    return std::filesystem::path(__FILE__).parent_path() / "../../../protocol/fixtures";
}

std::string contents_of(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string golden(std::filesystem::path const& file, std::string const& generated) {
    if (std::getenv("REFINERY_WRITE_FIXTURES")) {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << generated;
    }
    return contents_of(file);
}

}  // namespace refinery::test
