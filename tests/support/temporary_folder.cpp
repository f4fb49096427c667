#include "tests/support/temporary_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace refinery::test {

TemporaryFolder::TemporaryFolder() {
    auto name = (std::filesystem::temp_directory_path() / "refinery-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category());
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;  // What is left behind lies in the machine's folder for such things.
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace refinery::test
