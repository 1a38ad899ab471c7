# svcctl_static: the whole program as one file that needs no library of the machine it runs on.
find_library(SQLITE3_ARCHIVE libsqlite3.a REQUIRED)
add_executable(svcctl_static cli/main.cpp $<TARGET_OBJECTS:svcctl_lib> $<TARGET_OBJECTS:svcctl_cli>)
target_include_directories(svcctl_static PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}
                           ${CMAKE_CURRENT_SOURCE_DIR}/lib)
target_compile_options(svcctl_static PRIVATE -fPIE)
target_link_libraries(svcctl_static PRIVATE svcctl_toml svcctl_options
                      ${SQLITE3_ARCHIVE} ${UTF8PROC_LIBRARY} ${NETTLE_LIBRARY}
                      ${Z_LIBRARY} ${EXPAT_LIBRARY} ${CRYPT_LIBRARY} m)
target_link_options(svcctl_static PRIVATE -static-pie -Wl,--gc-sections)
