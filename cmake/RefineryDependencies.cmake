# Everything from the distribution; nothing is downloaded while building.
include_guard()

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

# Headers alone; 1.81 is the first with all of boost::system::result and Beast that we use.
find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)
# These have no CMake files on every distribution.
pkg_check_modules(hiredis REQUIRED IMPORTED_TARGET hiredis)
# It wants _FILE_OFFSET_BITS, of which its headers use nothing, and with which no file could use a
# header that was precompiled without.
set_property(TARGET PkgConfig::hiredis PROPERTY INTERFACE_COMPILE_OPTIONS "")
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)

find_path(REFINERY_RAPIDJSON_INCLUDE rapidjson/document.h REQUIRED)
mark_as_advanced(REFINERY_RAPIDJSON_INCLUDE)
add_library(refinery_rapidjson INTERFACE)
target_include_directories(refinery_rapidjson SYSTEM INTERFACE "${REFINERY_RAPIDJSON_INCLUDE}")

if(REFINERY_TESTS)
  # 2.13 on Debian 12, 3 on Ubuntu 24.04; tests/support/catch.hpp hides the difference.
  find_package(Catch2 REQUIRED)
endif()
