# One target per folder. Sources are found by name, so whoever adds a file touches no CMake.
include_guard()

# refinery_library(NAME [PUBLIC lib...] [PRIVATE lib...])
# The folder's *.cpp, its sub-folders' too, as a static library. A folder that has headers alone is
# an INTERFACE library, to which PRIVATE libraries mean nothing.
function(refinery_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "PUBLIC;PRIVATE")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC refinery_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE refinery_options ${arg_PUBLIC})
  endif()
endfunction()

# refinery_tests(NAME lib...)
# The folder's *.cpp as one program. Each *.tests.cpp is one CTest entry, so that files run beside
# each other; a test file in which nothing matches fails (NoTests), it does not pass in silence.
function(refinery_tests name)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE refinery_test_support ${ARGN})
  target_precompile_headers(${name} REUSE_FROM refinery_test_support)
  # Tests need no optimiser, and compile in half the time without.
  target_compile_options(${name} PRIVATE -O0)
  # A test may also look into folders that its own is not linked with: the shared inputs, say.
  target_compile_definitions(${name} PRIVATE REFINERY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  foreach(source IN LISTS sources)
    if(NOT source MATCHES "\\.tests\\.cpp$")
      continue()
    endif()
    cmake_path(GET source STEM LAST_ONLY file)
    string(REGEX REPLACE "\\.tests$" "" title "${file}")
    add_test(NAME "${name}.${title}" COMMAND ${name} -w NoTests --filenames-as-tags "[#${file}]")
    set_tests_properties("${name}.${title}" PROPERTIES LABELS "${name}")
  endforeach()
endfunction()
