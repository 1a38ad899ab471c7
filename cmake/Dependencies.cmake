# Libraries of Debian 12. fmt is used header-only, nettle, utf8proc, expat and libxcrypt as archives of which a few
# functions go into ours: their shared forms slow the start.
find_package(Threads REQUIRED)
find_library(SQLITE3_LIBRARY sqlite3 REQUIRED)
find_library(UTF8PROC_LIBRARY libutf8proc.a REQUIRED)
find_library(NETTLE_LIBRARY libnettle.a REQUIRED)
find_library(Z_LIBRARY libz.a REQUIRED)
find_library(EXPAT_LIBRARY libexpat.a REQUIRED)
find_library(CRYPT_LIBRARY libcrypt.a REQUIRED)

add_library(svcctl_libraries INTERFACE)
target_compile_definitions(svcctl_libraries INTERFACE FMT_HEADER_ONLY)
target_link_libraries(svcctl_libraries INTERFACE
  ${SQLITE3_LIBRARY} ${UTF8PROC_LIBRARY} ${NETTLE_LIBRARY} ${Z_LIBRARY} ${EXPAT_LIBRARY}
  ${CRYPT_LIBRARY}
  Threads::Threads)

# toml++ for the program, which reads its configuration at every start: compiled once, and optimised
# and without sanitizers even where ours is not.
add_library(svcctl_toml STATIC cmake/toml.cpp)
target_compile_definitions(svcctl_toml PUBLIC TOML_HEADER_ONLY=0)
target_compile_options(svcctl_toml PRIVATE $<$<CONFIG:Debug>:-O1>)
set_target_properties(svcctl_toml PROPERTIES POSITION_INDEPENDENT_CODE ON)
