# Standard, warnings and sanitizers: everything of ours is compiled with `refinery_options`.
include_guard()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# Everything that runs lies at the top of the build folder: build/release/refinery.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
# No -DNDEBUG: an assertion that fails is a mistake of ours, and a server that stops tells us more
# than one that goes on with a wrong room. -g1 gives back traces their lines.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1" CACHE STRING "" FORCE)

find_program(REFINERY_CCACHE ccache)
mark_as_advanced(REFINERY_CCACHE)
if(REFINERY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${REFINERY_CCACHE}")
endif()

add_library(refinery_options INTERFACE)
target_compile_features(refinery_options INTERFACE cxx_std_20)
# Every include is written from the top: "protocol/domain/room.hpp".
target_include_directories(refinery_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(refinery_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wold-style-cast -Wcast-qual -Wformat=2 -Wimplicit-fallthrough
  # A designated initialiser leaves out what has a default, on purpose.
  -Wno-missing-field-initializers
  $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op -Wduplicated-cond -Wduplicated-branches>
  $<$<BOOL:${REFINERY_WERROR}>:-Werror>)
target_compile_definitions(refinery_options INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

if(REFINERY_SANITIZE)
  set(sanitize "-fsanitize=${REFINERY_SANITIZE}" -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(refinery_options INTERFACE ${sanitize})
  target_link_options(refinery_options INTERFACE ${sanitize})
  if(REFINERY_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Boost has fences, which this sanitizer cannot follow; it warns of each in every file.
    target_compile_options(refinery_options INTERFACE -Wno-tsan)
  endif()
endif()
