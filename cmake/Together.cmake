# A build from nothing is much quicker when the sources of a folder are compiled together. Off
# (-DSVCCTL_TOGETHER=OFF) for clang-tidy, which wants each file alone, where single files are worked
# on all day, and on a machine of many processors or little memory: a folder takes up to 1.5 GB.

# The sources of a target, a folder at a time: file-local names must differ within a folder.
function(compile_together target)
  if(NOT SVCCTL_TOGETHER)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source ${sources})
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(GET folder STEM room)
    cmake_path(GET folder PARENT_PATH parent)
    cmake_path(GET parent STEM house)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${house}_${room})
  endforeach()
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # Every source looks like a header to it; and it need not tidy its memory so often.
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage
                           "SHELL:--param ggc-min-heapsize=262144")
  endif()
endfunction()

# Headers that are read once for all sources of a target.
function(read_once target)
  if(NOT SVCCTL_TOGETHER)
    return()
  endif()
  target_precompile_headers(${target} PRIVATE ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # As compiler caches want it.
    target_compile_options(${target} PRIVATE -fpch-preprocess)
  endif()
endfunction()
