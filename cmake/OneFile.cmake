# svcctl_static: the whole program as one file that needs no library of the machine it runs on.
# The target of SQLiteCpp would bring the shared sqlite3 with it: its archive is named instead.
find_library(SQLITE3_ARCHIVE libsqlite3.a REQUIRED)
find_library(SQLITECPP_ARCHIVE libSQLiteCpp.a REQUIRED)
add_executable(svcctl_static ${lib_sources} ${embedded_source} ${cli_sources} cli/main.cpp)
target_include_directories(svcctl_static PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}
                           ${CMAKE_CURRENT_SOURCE_DIR}/lib)
target_compile_definitions(svcctl_static PRIVATE FMT_HEADER_ONLY TOML_HEADER_ONLY=1
                           SVCCTL_VERSION="${PROJECT_VERSION}")
target_compile_options(svcctl_static PRIVATE -fPIE -ffunction-sections -fdata-sections)
target_link_libraries(svcctl_static PRIVATE svcctl_options ${SQLITECPP_ARCHIVE} ${SQLITE3_ARCHIVE}
                      ${UTF8PROC_LIBRARY} ${NETTLE_LIBRARY} ${Z_LIBRARY} m)
target_link_options(svcctl_static PRIVATE -static-pie -Wl,--gc-sections)
compile_together(svcctl_static)
