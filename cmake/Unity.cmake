# A build from nothing takes half the time when the library's sources are compiled eight at a time.
# File-local names must then differ within the library. Off (-DSVCCTL_UNITY=OFF) where single files
# are worked on all day, and for clang-tidy, which wants each file alone.
function(compile_together target)
  if(NOT SVCCTL_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  # Every source looks like a header to it.
  target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
endfunction()
