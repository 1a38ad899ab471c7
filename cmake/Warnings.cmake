# What every source of ours is compiled with.
add_library(svcctl_options INTERFACE)
target_compile_options(svcctl_options INTERFACE -Wall -Wextra -Wpedantic)
if(SVCCTL_WERROR)
  target_compile_options(svcctl_options INTERFACE -Werror)
endif()
if(SVCCTL_SANITIZE)
  target_compile_options(svcctl_options INTERFACE
    -fsanitize=${SVCCTL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(svcctl_options INTERFACE -fsanitize=${SVCCTL_SANITIZE})
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
