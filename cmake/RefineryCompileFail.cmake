# Each file is compiled twice: as it is, which must fail, and with CONTROL defined, which must
# succeed. The control shows that the failure is the one line that it leaves out.
include_guard()

function(refinery_compile_fail)
  get_target_property(boost Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
  set(includes "-I${PROJECT_SOURCE_DIR}")
  foreach(folder IN LISTS boost)
    # Naming the compiler's own folder once more would break the order that libstdc++ needs.
    if(folder AND NOT folder STREQUAL "/usr/include")
      list(APPEND includes -isystem "${folder}")
    endif()
  endforeach()
  foreach(source IN LISTS ARGN)
    cmake_path(GET source STEM name)
    set(command "${CMAKE_CXX_COMPILER}" -std=c++20 -fsyntax-only ${includes})
    add_test(NAME "does_not_compile.${name}" COMMAND ${command} "${source}")
    set_tests_properties("does_not_compile.${name}" PROPERTIES WILL_FAIL TRUE LABELS compile_fail)
    add_test(NAME "does_not_compile.${name}.control" COMMAND ${command} -DCONTROL "${source}")
    set_tests_properties("does_not_compile.${name}.control" PROPERTIES LABELS compile_fail)
  endforeach()
endfunction()
