#include "server/app/version.hpp"

namespace refinery::app {

std::string_view const version = REFINERY_VERSION;

}  // namespace refinery::app
